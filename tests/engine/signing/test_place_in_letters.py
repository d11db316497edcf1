"""Fifty letters of different layout: under each anchor a box, and none over text.

Where text stands is decided by pypdfium2, which shares nothing with this program.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.papers.signed_letters import waiting_letter
from ttedesktop.signing.place_finding import find_places
from ttedesktop.signing.surroundings import troubles_of

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.document.rendering.renderer import Renderer

Char = tuple[str, tuple[float, float, float, float]]


def characters(content: bytes, page: int) -> list[Char]:
    """Return the printed characters of a page and their boxes in user space."""
    pdfium: Any = import_module("pypdfium2")  # it carries no types
    with pdfium.PdfDocument(content) as document:
        text = document[page].get_textpage()
        found = [
            (text.get_text_range(place, 1), text.get_charbox(place))
            for place in range(text.count_chars())
        ]
        text.close()
    return [(sign, box) for sign, box in found if sign.strip()]


def touches(box: tuple[float, float, float, float], rect: PdfRect) -> bool:
    left, bottom, right, top = box
    return left < rect.x1 and right > rect.x0 and bottom < rect.y1 and top > rect.y0


def lies_in(box: tuple[float, float, float, float], rect: PdfRect) -> bool:
    left, bottom, right, top = box
    return left >= rect.x0 and right <= rect.x1 and bottom >= rect.y0 and top <= rect.y1


@pytest.mark.parametrize("seed", range(50))
def test_the_box_covers_its_anchor_and_no_other_text(
    renderer: Renderer, seed: int
) -> None:
    waiting = waiting_letter(seed)
    document = renderer.open_bytes(Path("surat.pdf"), waiting.content)

    found = find_places(waiting.rule, document, renderer).require_one()

    place = found.placement
    assert place is not None
    assert place.page == len(document.pages) - 1
    assert place.rect.lies_within(document.pages[place.page].crop)
    signs = characters(waiting.content, place.page)
    under = [one for one in signs if touches(one[1], place.rect)]
    assert "".join(sign for sign, _box in under) == waiting.rule.text
    assert all(lies_in(box, place.rect) for _sign, box in under)
    troubles = troubles_of(document, place, renderer, anchor=found.anchor)
    assert troubles == ()
