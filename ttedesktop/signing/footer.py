"""Draws sentences at the foot of the pages, before the first signature is made.

It is the same act as the signature and the same output: an increment of its own,
which the signature then covers. A document that carries a signature already is never
drawn upon.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import ViewRect, points
from ttedesktop.signing.page_contents import Drawn
from ttedesktop.signing.request import Placement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.page_contents import PagePen
    from ttedesktop.signing.request import SigningRequest

SIZE: Final = 7.0
"""Points of the type; offices write it at 6 to 9."""
_LEADING: Final = 1.3
_SIDE: Final = points(18)
_FOOT: Final = points(7)
"""Points between the last line and the edge of the paper."""
_NARROWEST: Final = points(60)
_NARROWER: Final = 0.97


def footer_places(request: SigningRequest) -> Iterator[Placement]:
    """Yield where on which pages the sentences stand; none without sentences."""
    footer, document = request.footer, request.document
    if not footer.sentences:
        return
    last = len(document.pages) - 1
    signed = request.placement.page if request.placement is not None else last
    for index in range(last + 1) if footer.on_every_page else (signed,):
        place = _place(document, index, footer.sentences)
        if place is not None:
            yield place


def draw_footers(pen: PagePen, request: SigningRequest) -> bool:
    """Draw the sentences into their pages; False if there is nothing to draw."""
    drawn = False
    for place in footer_places(request):
        geometry = request.document.pages[place.page]
        width = geometry.to_view(place.rect, scale=1).width
        pdf = drawn_footer(request.footer.sentences, round(width, 2))
        pen.draw(Drawn(pdf, "Footer", "/Type/Pagination/Subtype/Footer"), place)
        drawn = True
    return drawn


def _place(
    document: Document, index: int, sentences: tuple[str, ...]
) -> Placement | None:
    geometry = document.pages[index]
    width = geometry.width - 2 * _SIDE
    if width < _NARROWEST:
        return None
    height = len(_lines(sentences, round(width, 2))) * SIZE * _LEADING + SIZE
    top = geometry.height - _FOOT - height
    if top < geometry.height / 2:
        return None
    box = ViewRect(_SIDE, top, width, height)
    return Placement(index, geometry.to_pdf(box, scale=1))


@lru_cache(maxsize=64)
def _lines(sentences: tuple[str, ...], width: float) -> tuple[str, ...]:
    return tuple(line for one in sentences for line in _balanced(one, width))


def _balanced(sentence: str, width: float) -> list[str]:
    """Return a sentence in lines of much the same length, as few as it needs."""
    from ttedesktop.document.drawing import Face, broken_into_lines

    lines = broken_into_lines(sentence, face=Face.SANS, size=SIZE, width=width)
    while True:
        width *= _NARROWER
        tried = broken_into_lines(sentence, face=Face.SANS, size=SIZE, width=width)
        if len(tried) > len(lines) or width < _NARROWEST:
            return lines
        lines = tried


@lru_cache(maxsize=16)
def drawn_footer(sentences: tuple[str, ...], width: float) -> bytes:
    """Return the sentences as a one-page PDF, a thin line above them."""
    from ttedesktop.document.drawing import Drawing, Face

    lines = _lines(sentences, width)
    drawing = Drawing()
    sheet = drawing.sheet(width, len(lines) * SIZE * _LEADING + SIZE)
    sheet.line(0, SIZE * 0.3, width, SIZE * 0.3, width=0.4, colour=(0.6, 0.62, 0.66))
    for number, line in enumerate(lines):
        sheet.text(
            width / 2, SIZE * (1.7 + number * _LEADING), line,
            face=Face.SANS, size=SIZE, colour=(0.25, 0.27, 0.31), align="centre",
        )  # fmt: skip
    return drawing.pdf()
