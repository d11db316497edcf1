"""Where on a page a visible signature stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import PageGeometry, ViewRect, points
from ttedesktop.errors.document_errors import PageMissing, PlacementOutsidePage
from ttedesktop.signing.request import Placement
from ttedesktop.signing.stamp_text import DEFAULT_HEIGHT, DEFAULT_WIDTH

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document

MARGIN: Final = points(8)
"""Between the box and the edge of the page, where the program chooses the place."""
_ACROSS: Final = 0.75
_DOWN: Final = 0.75
"""Middle of the box in parts of the page: where letters carry their signature."""


def require_on_page(document: Document, placement: Placement) -> None:
    """Raise PageMissing or PlacementOutsidePage unless the box lies on its page."""
    if not 0 <= placement.page < len(document.pages):
        raise PageMissing(document.name, placement.page + 1, len(document.pages))
    if not placement.rect.lies_within(document.pages[placement.page].crop):
        raise PlacementOutsidePage(document.name, placement.page + 1)


def usual_place(
    pages: tuple[PageGeometry, ...],
    *,
    page: int | None = None,
    width: float = DEFAULT_WIDTH,
    height: float = DEFAULT_HEIGHT,
) -> Placement:
    """Return the place at the right below of a page, the last one if not named.

    ``width`` and ``height`` in points as they are seen.
    """
    index = len(pages) - 1 if page is None else page
    geometry = pages[index]
    left = geometry.width * _ACROSS - width / 2
    top = geometry.height * _DOWN - height / 2
    return place_at(pages, index, ViewRect(left, top, width, height))


def place_at(pages: tuple[PageGeometry, ...], page: int, seen: ViewRect) -> Placement:
    """Return a box as it is seen, in points from the upper left, kept on its page."""
    geometry = pages[page]
    width = min(seen.width, geometry.width)
    height = min(seen.height, geometry.height)
    kept = ViewRect(
        _kept(seen.x, width, geometry.width),
        _kept(seen.y, height, geometry.height),
        width,
        height,
    )
    return Placement(page, geometry.to_pdf(kept, scale=1))


def place_exactly(
    pages: tuple[PageGeometry, ...], page: int, seen: ViewRect
) -> Placement:
    """Return a box as a person wants it, pushed back only where it leaves its page."""
    geometry = pages[page]
    width = min(max(1.0, seen.width), geometry.width)
    height = min(max(1.0, seen.height), geometry.height)
    left = min(max(0.0, seen.x), geometry.width - width)
    top = min(max(0.0, seen.y), geometry.height - height)
    kept = ViewRect(left, top, width, height)
    return Placement(page, geometry.to_pdf(kept, scale=1))


def with_size(
    pages: tuple[PageGeometry, ...], placement: Placement, size: tuple[float, float]
) -> Placement:
    """Return a box of another size, in points as seen, about the same middle."""
    seen = pages[placement.page].to_view(placement.rect, scale=1)
    width, height = size
    left = seen.x + (seen.width - width) / 2
    top = seen.y + (seen.height - height) / 2
    return place_at(pages, placement.page, ViewRect(left, top, width, height))


def same_place_on(
    pages: tuple[PageGeometry, ...], placement: Placement, page: int
) -> Placement:
    """Return the place on another page that looks like the same one to a reader.

    Its middle stands at the same part of the page as it is seen; it is as large, but
    on a page that has no room for it.
    """
    origin, target = pages[placement.page], pages[page]
    seen = origin.to_view(placement.rect, scale=1)
    part = min(1.0, target.width / seen.width, target.height / seen.height)
    width, height = seen.width * part, seen.height * part
    left = (seen.x + seen.width / 2) * target.width / origin.width - width / 2
    top = (seen.y + seen.height / 2) * target.height / origin.height - height / 2
    return place_exactly(pages, page, ViewRect(left, top, width, height))


def _kept(start: float, length: float, room: float) -> float:
    margin = min(MARGIN, max(0.0, (room - length) / 2))
    return min(max(start, margin), room - length - margin)
