"""Where the pages of a document lie one below another, at one zoom."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry

GAP: Final = 24
"""Pixels between pages, and around them."""
PIXELS_PER_POINT: Final = 96 / 72
"""Logical pixels of a point at zoom 1."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Pages in a column; all lengths in logical pixels."""

    pages: tuple[PageGeometry, ...]
    zoom: float
    tops: tuple[float, ...]
    width: float
    """Of the widest page."""
    height: float
    """Of the whole column with its margins."""

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self.zoom * PIXELS_PER_POINT

    def rect(self, index: int, viewport_width: float) -> QRectF:
        """Return where a page lies in the column, centred in the viewport."""
        page = self.pages[index]
        width, height = page.width * self.scale, page.height * self.scale
        room = max(viewport_width, self.width + 2 * GAP)
        return QRectF((room - width) / 2, self.tops[index], width, height)

    def index_at(self, y: float) -> int:
        """Return the page at a height of the column, or the nearest above."""
        return max(0, bisect_right(self.tops, y) - 1)

    def visible(self, top: float, bottom: float) -> range:
        """Return the pages between two heights of the column."""
        if not self.pages:
            return range(0)
        return range(self.index_at(top), self.index_at(bottom) + 1)


def lay_out(pages: tuple[PageGeometry, ...], zoom: float) -> PageLayout:
    """Lay pages out one below another."""
    scale = zoom * PIXELS_PER_POINT
    steps = [page.height * scale + GAP for page in pages]
    tops = tuple(accumulate(steps, initial=float(GAP)))
    width = max((page.width * scale for page in pages), default=0.0)
    return PageLayout(pages, zoom, tops[:-1], width, tops[-1])
