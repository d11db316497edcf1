"""Places on a page and places in a view: each is the other's way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from ttedesktop.document.geometry import PageGeometry, PdfRect, ViewRect
from ttedesktop.errors.document_errors import PageUndrawable

if TYPE_CHECKING:
    from ttedesktop.document.rendering.renderer import Renderer
from pathlib import Path

CROP = PdfRect(-20, 35, 480, 735)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("unit", [1.0, 2.5])
def test_way_to_the_view_and_back_ends_where_it_began(
    rotation: int, unit: float
) -> None:
    page = PageGeometry(CROP, rotation, unit)
    rect = PdfRect(10, 50, 110, 90)

    back = page.to_pdf(page.to_view(rect, scale=1.7), scale=1.7)

    for side in ("x0", "y0", "x1", "y1"):
        assert getattr(back, side) == pytest.approx(getattr(rect, side))


@pytest.mark.parametrize(
    ("rotation", "seen"),
    [
        (0, ViewRect(0, 0, 10, 20)),
        (90, ViewRect(680, 0, 20, 10)),
        (180, ViewRect(490, 680, 10, 20)),
        (270, ViewRect(0, 490, 20, 10)),
    ],
)
def test_upper_left_corner_is_seen_where_the_page_was_turned_to(
    rotation: int, seen: ViewRect
) -> None:
    page = PageGeometry(CROP, rotation)
    corner = PdfRect(CROP.x0, CROP.y1 - 20, CROP.x0 + 10, CROP.y1)

    assert page.to_view(corner, scale=1) == seen


def with_boxes(**entries: str) -> bytes:
    """Return a page with entries as they are, however odd."""
    pdf = papers.changed(papers.letter(1))
    xref = pdf[0].xref
    for name, value in entries.items():
        pdf.xref_set_key(xref, name, value)
    return papers.saved(pdf)


@pytest.mark.parametrize(
    ("entries", "size"),
    [
        ({"UserUnit": "2"}, (1224.0, 1872.0)),
        ({"MediaBox": "null"}, (612.0, 792.0)),
        ({"MediaBox": "[612 936 0 0]"}, (612.0, 936.0)),
        ({"MediaBox": "[-300 -400 300 400]"}, (600.0, 800.0)),
        ({"MediaBox": "[0 0 0 0]"}, (612.0, 792.0)),
        ({"MediaBox": "[(a) (b)]"}, (612.0, 792.0)),
        ({"CropBox": "[100 100 5000 5000]"}, (512.0, 836.0)),
        ({"Rotate": "90"}, (936.0, 612.0)),
        ({"Rotate": "-90"}, (936.0, 612.0)),
        ({"Rotate": "450"}, (936.0, 612.0)),
    ],
    ids=str,
)
def test_page_is_measured_as_it_is_drawn(
    renderer: Renderer, entries: dict[str, str], size: tuple[float, float]
) -> None:
    content = with_boxes(**entries)

    document = renderer.open_bytes(Path("surat.pdf"), content)

    page = document.pages[0]
    with papers.changed(content) as pdf:
        drawn = pdf[0].rect
    assert (page.width, page.height) == pytest.approx(size)
    assert (page.width, page.height) == pytest.approx((drawn.width, drawn.height))


@pytest.mark.parametrize(
    "entries", [{"UserUnit": "-3"}, {"CropBox": "[2000 2000 3000 3000]"}], ids=str
)
def test_page_that_every_program_measures_otherwise_is_not_drawn(
    renderer: Renderer, entries: dict[str, str]
) -> None:
    document = renderer.open_bytes(Path("surat.pdf"), with_boxes(**entries))

    with pytest.raises(PageUndrawable):
        renderer.render(document, 0, scale=1)
