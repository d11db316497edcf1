"""What a signature box covers is told: by what is printed there, however it came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf
import pytest

from tests.papers import letters as papers
from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.document.geometry import PdfRect, ViewRect
from ttedesktop.signing.request import Placement
from ttedesktop.signing.surroundings import Trouble, troubles_of

if TYPE_CHECKING:
    from tests.office import Office
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

WORDS = ViewRect(50, 50, 120, 40)
PICTURE = ViewRect(300, 120, 100, 60)
TABLE = ViewRect(60, 300, 100, 50)
BARE = ViewRect(330, 500, 198, 65)


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Return one page with a line of words, a picture, a table and bare paper."""
    drawing = Drawing(title="Surat")
    sheet = drawing.sheet(*papers.F4)
    sheet.text(60, 70, "Yang bertanda tangan di bawah ini", face=Face.SERIF, size=11)
    sheet.rectangle(50, 290, 250, 380, stroke=(0, 0, 0), width=0.8)
    sheet.line(50, 320, 250, 320, width=0.8)
    pdf = papers.changed(drawing.pdf())
    photo = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 24))
    photo.clear_with(90)
    pdf[0].insert_image((290, 110, 420, 190), pixmap=photo)
    return papers.saved(pdf)


def opened(renderer: Renderer, content: bytes) -> Document:
    return renderer.open_bytes(Path("surat.pdf"), content)


def at(document: Document, seen: ViewRect, page: int = 0) -> Placement:
    return Placement(page, document.pages[page].to_pdf(seen, scale=1))


@pytest.mark.parametrize(
    ("seen", "trouble"),
    [
        (WORDS, Trouble.TEXT),
        (PICTURE, Trouble.PICTURE),
        (TABLE, Trouble.DRAWING),
        (BARE, None),
        # The frame of a table around the box covers nothing.
        (ViewRect(60, 325, 100, 50), None),
    ],
)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_stands_under_the_box_is_told(
    renderer: Renderer, paper: bytes, seen: ViewRect, trouble: Trouble | None,
    rotation: int,
) -> None:  # fmt: skip
    upright = opened(renderer, paper)
    rect = at(upright, seen).rect
    pdf = papers.changed(paper)
    pdf[0].set_rotation(rotation)
    document = opened(renderer, papers.saved(pdf))

    told = troubles_of(document, Placement(0, rect), renderer)

    assert [one.trouble for one in told] == ([] if trouble is None else [trouble])


def test_the_words_that_would_be_covered_are_named(
    renderer: Renderer, paper: bytes
) -> None:
    document = opened(renderer, paper)

    (told,) = troubles_of(document, at(document, WORDS), renderer)

    assert told.words.startswith("Yang bertanda tangan")


def test_the_writing_of_a_scan_is_covered_and_its_bare_paper_is_not(
    renderer: Renderer, paper: bytes
) -> None:
    pdf = papers.changed(paper)
    picture = pdf[0].get_pixmap(dpi=100).tobytes("png")
    pdf.close()
    scan = papers.changed(papers.letter(1))
    scan.select([0])
    page = scan.new_page(width=papers.F4[0], height=papers.F4[1])
    page.insert_image(page.rect, stream=picture)
    document = opened(renderer, papers.saved(scan))

    (told,) = troubles_of(document, at(document, WORDS, 1), renderer)

    assert told.trouble is Trouble.PICTURE
    assert troubles_of(document, at(document, BARE, 1), renderer) == ()


def test_a_box_over_the_edge_of_its_page_is_told(
    renderer: Renderer, paper: bytes
) -> None:
    document = opened(renderer, paper)

    told = troubles_of(document, Placement(0, PdfRect(500, 10, 700, 80)), renderer)

    assert [one.trouble for one in told] == [Trouble.OUTSIDE]


def test_a_box_over_a_field_is_told_unless_it_is_signed_there(
    renderer: Renderer,
) -> None:
    document = opened(renderer, papers.with_fields(("Kepala", "Rina")))
    over = Placement(1, PdfRect(100, 160, 240, 210))

    (told,) = troubles_of(document, over, renderer)

    assert (told.trouble, told.words) == (Trouble.FIELD, "Kepala")
    assert troubles_of(document, over, renderer, field="Kepala") == ()


def test_a_box_over_a_signature_is_told(office: Office, letter_path: Path) -> None:
    request = office.visible(office.renderer.open(letter_path))
    signed = office.sign(request)
    document = office.renderer.open(signed.path)
    assert request.placement is not None

    (told,) = troubles_of(document, request.placement, office.renderer)

    assert (told.trouble, told.words) == (Trouble.SIGNATURE, "TTE_1")


def test_the_anchor_that_is_to_be_covered_is_no_trouble(renderer: Renderer) -> None:
    document = opened(renderer, papers.letter(1))
    (hit,) = renderer.find(document, papers.ANCHOR)
    anchor = PdfRect(hit.x0, hit.y0, hit.x1, hit.y1)
    over = Placement(
        0, PdfRect(anchor.x0 - 20, anchor.y0 - 20, anchor.x1 + 20, anchor.y1 + 20)
    )

    (told,) = troubles_of(document, over, renderer)

    assert told.trouble is Trouble.TEXT
    assert told.words == papers.ANCHOR
    assert troubles_of(document, over, renderer, anchor=anchor) == ()
