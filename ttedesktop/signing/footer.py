"""Draws sentences at the foot of the pages, before the first signature is made.

It is the same act as the signature and the same output: an increment of its own,
which the signature then covers. A document that carries a signature already is never
drawn upon.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import points
from ttedesktop.signing.page_contents import Drawn

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.signing.page_contents import PagePen
    from ttedesktop.signing.request import SigningRequest

SIZES: Final = (8.0, 7.5, 7.0)
"""Points of the type, the usual one first; below the last nobody likes to read."""
_LEADING: Final = 1.3
SIDE: Final = points(18)
"""Points at the left and right of the sentences."""
_NARROWEST: Final = points(60)
_NARROWER: Final = 0.97


def footer_pages(request: SigningRequest) -> tuple[int, ...]:
    """Return the indexes of the pages that bear the sentences; none without any.

    A page too narrow for a sentence bears none.
    """
    footer, pages = request.footer, request.document.pages
    if not footer.sentences:
        return ()
    last = len(pages) - 1
    signed = request.placement.page if request.placement is not None else last
    wanted = range(last + 1) if footer.on_every_page else (signed,)
    return tuple(one for one in wanted if width_on(pages[one]) >= _NARROWEST)


def width_on(page: PageGeometry) -> float:
    """Return how wide the sentences are on a page, in points."""
    return page.width - 2 * SIDE


def height_of(sentences: tuple[str, ...], width: float, size: float) -> float:
    """Return how high the sentences are in type of a size, in points."""
    return len(_lines(sentences, round(width, 2), size)) * size * _LEADING + size


def draw_footers(pen: PagePen, request: SigningRequest) -> bool:
    """Draw the sentences where they were laid out; False if that is nowhere."""
    for one in request.footer_places:
        geometry = request.document.pages[one.placement.page]
        width = geometry.to_view(one.placement.rect, scale=1).width
        pdf = drawn_footer(request.footer.sentences, round(width, 2), one.size)
        what = Drawn(pdf, "Footer", "/Type/Pagination/Subtype/Footer")
        pen.draw(what, one.placement)
    return bool(request.footer_places)


@lru_cache(maxsize=64)
def _lines(sentences: tuple[str, ...], width: float, size: float) -> tuple[str, ...]:
    return tuple(line for one in sentences for line in _balanced(one, width, size))


def _balanced(sentence: str, width: float, size: float) -> list[str]:
    """Return a sentence in lines of much the same length, as few as it needs."""
    from ttedesktop.document.drawing.sheet import Face, broken_into_lines

    lines = broken_into_lines(sentence, face=Face.SANS, size=size, width=width)
    while True:
        width *= _NARROWER
        tried = broken_into_lines(sentence, face=Face.SANS, size=size, width=width)
        if len(tried) > len(lines) or width < _NARROWEST:
            return lines
        lines = tried


@lru_cache(maxsize=16)
def drawn_footer(sentences: tuple[str, ...], width: float, size: float) -> bytes:
    """Return the sentences as a one-page PDF, a thin line above them.

    ``size`` of the type in points.
    """
    from ttedesktop.document.drawing.sheet import Drawing, Face

    lines = _lines(sentences, width, size)
    drawing = Drawing()
    sheet = drawing.sheet(width, height_of(sentences, width, size))
    sheet.line(0, size * 0.3, width, size * 0.3, width=0.4, colour=(0.6, 0.62, 0.66))
    for number, line in enumerate(lines):
        sheet.text(
            width / 2, size * (1.7 + number * _LEADING), line,
            face=Face.SANS, size=size, colour=(0.25, 0.27, 0.31), align="centre",
        )  # fmt: skip
    return drawing.pdf()
