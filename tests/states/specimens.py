"""Pictures of the specimens: their editor, and each kind on paper, drawn thrice."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import pymupdf
from PySide6.QtWidgets import QApplication

from tests.papers import letters as papers
from tests.papers.pictures import SCALE, Picture, by_mupdf, by_pdfium, by_poppler
from ttedesktop.ceremony import Ceremony
from ttedesktop.document.geometry import ViewRect, points
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.signing.output import Destination
from ttedesktop.signing.placement import place_at
from ttedesktop.signing.request import SigningRequest
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.specimens.design import SpecimenDesign, SpecimenKind
from ttedesktop.specimens.footer import Footer
from ttedesktop.tokens.certificate import choose
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.trust.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator
from ui import rail
from ui.settings.groups import SettingsGroup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.states.visitor import Visitor
    from ttedesktop.demo.demonstration import Demonstration
    from ttedesktop.document.pdf import Document
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.specimens.editor import SpecimenEditor


def editor_states(
    photo: Visitor, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    """Put a specimen of each kind together."""
    window = photo.application.window
    assert window is not None
    keeper = photo.application.parts.keeper
    before = keeper.settings
    window.show_room(rail.SETTINGS)
    window.settings_page.open_group(SettingsGroup.SPECIMEN)
    editor = window.settings_page.specimens
    wait_for(lambda: editor.paper.has_stamp)
    photo.take("26-specimens")
    for kind in (SpecimenKind.SHORT, SpecimenKind.TEXT, SpecimenKind.PICTURE):
        editor.add_design(kind)
        photo.take(f"26-specimens-{kind.value.replace('_', '-')}")
    keeper.change(specimen="lambang")
    scrolled(editor, 0.5)
    photo.take("26-specimens-role")
    editor.add_role()
    scrolled(editor, 0.6)
    photo.take("26-specimens-role-plt")
    scrolled(editor, 1.0)
    photo.take("26-specimens-rules")
    keeper.change(
        specimens=before.specimens,
        specimen=before.specimen,
        more_profiles=before.more_profiles,
        signs_as=before.signs_as,
    )


def scrolled(editor: SpecimenEditor, part: float) -> None:
    """Scroll the rows of the editor to a part of their height."""
    # Rows that were made anew come to rest where the person was before.
    QApplication.processEvents()
    QApplication.processEvents()
    bar = editor.rows_bar
    bar.setValue(round(bar.maximum() * part))


def sheets(folder: Path, demonstration: Demonstration) -> list[Path]:
    """Sign a sheet of F4 and of A4 with every kind, and draw each in three renderers.

    MuPDF stands at the left, pdfium in the middle, poppler at the right.
    """
    os.environ.update(demonstration.environment)
    return [
        _side_by_side(folder / f"27-kinds-{name}.png", _signed(demonstration, size))
        for name, size in (("F4", papers.F4), ("A4", (595.0, 842.0)))
    ]


def _signed(demonstration: Demonstration, size: tuple[float, float]) -> bytes:
    """Return a page with a signature of each kind, one made after the other."""
    path = demonstration.folder / f"jenis-{size[1]:.0f}.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page(width=size[0], height=size[1])
        path.write_bytes(pdf.tobytes())
    trust = TrustStore.empty().with_certificates([demonstration.root_der])
    with (
        Renderer() as renderer,
        Validator() as validator,
        closing(ModuleSet([demonstration.module])) as modules,
    ):
        contents = modules.look().find(demonstration.token_label)
        certificate = choose(contents.certificates)
        ceremony = Ceremony(renderer=renderer, validator=validator, trust_store=trust)
        module = modules.module_of(contents.token)
        with module.open_session(contents.token, Pin(demonstration.pin)) as session:
            for kind in SpecimenKind:
                document = renderer.open(path)
                request = _request(demonstration, document, certificate, kind)
                ceremony.prepare(request)
                path = ceremony.sign(request, session, Destination()).path
    return path.read_bytes()


def _request(
    demonstration: Demonstration,
    document: Document,
    certificate: TokenCertificate,
    kind: SpecimenKind,
) -> SigningRequest:
    number = list(SpecimenKind).index(kind)
    design = SpecimenDesign("uji", kind)
    box = ViewRect(
        50 + number % 2 * 260,
        60 + number // 2 * 130,
        points(design.size.width),
        points(design.size.height),
    )
    place = place_at(document.pages, 0, box)
    crest = demonstration.pictures.read(demonstration.crest)
    specimen = Specimen(demonstration.official.profile, design, crest)
    text = specimen.text_for(certificate, document)
    return SigningRequest(
        document=document,
        certificate=certificate,
        placement=place,
        stamp_pdf=stamp_for(text, place, document.pages),
        footer=Footer(is_on=True),
    )


def _side_by_side(target: Path, content: bytes) -> Path:
    pictures = [draw(content) for draw in (by_mupdf, by_pdfium, by_poppler)]
    width = sum(one.width for one in pictures)
    height = max(one.height for one in pictures)
    with pymupdf.open() as sheet:
        page = sheet.new_page(width=width, height=height)
        left = 0
        for one in pictures:
            box = pymupdf.Rect(left, 0, left + one.width, one.height)
            page.insert_image(box, pixmap=_pixmap(one))
            left += one.width
        scale = 2 / SCALE
        page.get_pixmap(matrix=pymupdf.Matrix(scale, scale)).save(str(target))
    return target


def _pixmap(picture: Picture) -> pymupdf.Pixmap:
    return pymupdf.Pixmap(
        pymupdf.csGRAY, picture.width, picture.height, picture.grey, 0
    )
