"""The stamp stands upright where it was placed, and looks the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from tests.papers import letters as papers
from tests.papers.pictures import by_mupdf, by_pdfium, by_poppler
from ttedesktop.document.drawing.sheet import Drawing
from ttedesktop.document.geometry import ViewRect
from ttedesktop.signing.place_finding import find_places
from ttedesktop.signing.place_rule import AnchorRule
from ttedesktop.signing.placement import place_at, usual_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.office import Office
    from tests.papers.pictures import Picture

DRAWN_ALIKE = 14.0
"""Grey levels: what smoothing alone makes of the small type of a stamp."""
RENDERERS = [by_mupdf, by_pdfium, by_poppler]
PAGES = {
    "upright": lambda: papers.letter(1),
    "turned by 90": lambda: papers.turned(90),
    "turned by 180": lambda: papers.turned(180),
    "turned by 270": lambda: papers.turned(270),
    "cropped": lambda: papers.turned(0, (90, 130, 560, 880)),
    "cropped and turned by 90": lambda: papers.turned(90, (90, 130, 560, 880)),
    "cropped and turned by 270": lambda: papers.turned(270, (90, 130, 560, 880)),
    "away from the origin": lambda: papers.shifted(0),
    "away from the origin and turned by 180": lambda: papers.shifted(180),
}


@pytest.mark.parametrize("page", PAGES)
def test_stamp_stands_upright_at_its_place_in_three_renderers(
    office: Office, tmp_path: Path, page: str
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(PAGES[page]())
    document = office.renderer.open(path)
    seen = ViewRect(120, 330, 198, 66)
    request = office.visible(document, placement=place_at(document.pages, 0, seen))

    signed = office.sign(request).path.read_bytes()

    for draw in RENDERERS:
        stamp = draw(request.stamp_pdf)
        on_page = draw(signed).part(seen.x, seen.y, seen.width, seen.height)
        assert on_page.differs_by(stamp) < DRAWN_ALIKE, draw.__name__


@pytest.mark.parametrize("draw", [by_pdfium, by_poppler])
def test_stamp_looks_the_same_as_in_the_window(
    office: Office, letter_path: Path, draw: Callable[[bytes, int], Picture]
) -> None:
    document = office.renderer.open(letter_path)
    request = office.visible(document)
    assert request.placement is not None
    seen = document.pages[1].to_view(request.placement.rect, scale=1)

    signed = office.sign(request).path.read_bytes()

    window = by_mupdf(signed, 1).part(seen.x, seen.y, seen.width, seen.height)
    other = draw(signed, 1).part(seen.x, seen.y, seen.width, seen.height)
    assert other.differs_by(window) < DRAWN_ALIKE


def test_page_outside_the_stamp_looks_as_before(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)
    request = office.visible(document)
    assert request.placement is not None
    top = document.pages[1].to_view(request.placement.rect, scale=1).y

    signed = office.sign(request).path.read_bytes()

    before, after = (
        by_mupdf(content, 1).part(0, 0, 612, top - 1)
        for content in (document.whole, signed)
    )
    assert after == before


def test_stamp_is_vector_text_in_embedded_subset_fonts(
    office: Office, letter_path: Path
) -> None:
    request = office.visible(office.renderer.open(letter_path))

    signed = office.sign(request).path.read_bytes()

    with pymupdf.open(stream=signed, filetype="pdf") as pdf:
        assert not pdf.get_page_images(1)
        appearance = next(iter(pdf[1].widgets())).xref
        assert pdf.xref_get_key(appearance, "AP/N")[0] == "xref"
    with pymupdf.open(stream=request.stamp_pdf, filetype="pdf") as stamp:
        words = stamp[0].get_text()
        used: list[Any] = stamp.get_page_fonts(0)
        embedded = {font[3]: tuple(stamp.extract_font(font[0]))[3] for font in used}
    assert "Dr. SITI AMINAH, M.Si." in words
    assert embedded
    for name, content in embedded.items():
        assert name[6] == "+"
        assert 0 < len(content) < 12_000


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_nothing_of_the_anchor_is_seen_under_a_stamp_that_lets_it_shine_through(
    office: Office, tmp_path: Path, rotation: int
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.turned(rotation, (30, 40, 600, 920)))
    document = office.renderer.open(path)
    rule = AnchorRule(papers.ANCHOR, keeps_clear=False)
    found = find_places(rule, document, office.renderer).require_one()
    assert found.placement is not None
    assert found.anchor is not None
    clear = Drawing(title="Spesimen")
    clear.sheet(200, 70).rectangle(1, 1, 4, 4, fill=(1, 0, 0))
    request = office.request(
        document, placement=found.placement, anchor=found.anchor, stamp_pdf=clear.pdf()
    )

    signed = office.sign(request).path.read_bytes()

    seen = document.pages[0].to_view(found.anchor, scale=1)
    anchor = (seen.x, seen.y, seen.width, seen.height)
    for draw in RENDERERS:
        assert min(draw(document.whole, 0).part(*anchor).grey) < 120
        assert min(draw(signed, 0).part(*anchor).grey) > 250


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_anchor_is_found_where_it_is_seen_on_a_turned_page(
    office: Office, tmp_path: Path, rotation: int
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.turned(rotation, (30, 40, 600, 920)))
    document = office.renderer.open(path)

    (hit,) = office.renderer.find(document, papers.ANCHOR)

    # The anchor begins 380 points from the left and stands a quarter from the foot.
    assert abs(hit.x0 - 380) < 1
    assert hit.y0 < papers.F4[1] * 0.25 < hit.y1


@pytest.mark.parametrize("size", [(612.0, 936.0), (595.0, 842.0), (250.0, 200.0)])
def test_usual_place_lies_on_pages_of_every_size(
    office: Office, tmp_path: Path, size: tuple[float, float]
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.letter(1, size))
    document = office.renderer.open(path)

    placement = usual_place(document.pages)

    assert placement.rect.lies_within(document.pages[0].crop)
