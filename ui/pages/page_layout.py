"""Where the pages of a document lie: how arranged, how turned, at which zoom."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QTransform

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry

GAP: Final = 24
"""Pixels between pages, and around them."""
SMALLEST_ZOOM: Final = 0.1
LARGEST_ZOOM: Final = 64.0
PIXELS_PER_POINT: Final = 96 / 72
"""Logical pixels of a point at zoom 1."""
_ELSEWHERE: Final = 1e7
"""Pixels above or below everything: where pages lie that this mode does not show."""


class Mode(Enum):
    """How pages are arranged."""

    CONTINUOUS = "continuous"
    """One below another."""
    SINGLE = "single"
    """One at a time."""
    TWO_UP = "two_up"
    """Two beside one another, pair below pair."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Pages in rows, in points; it knows no zoom, so that zooming costs nothing."""

    pages: tuple[PageGeometry, ...]
    mode: Mode
    rotation: int
    """Degrees clockwise by which the reader has turned the view."""
    tops: tuple[float, ...]
    """Sum of the heights of the rows above each row, and of all."""
    width: float
    """Of the widest row, in points, without the gap in it."""

    @property
    def in_a_row(self) -> int:
        """Pages side by side."""
        return 2 if self.mode is Mode.TWO_UP else 1

    def size(self, index: int) -> QSizeF:
        """Return the size of a page as the view shows it, in points."""
        return _turned(self.pages[index], self.rotation)

    def row(self, number: int) -> range:
        """Return the pages of a row."""
        start = number * self.in_a_row
        return range(start, min(len(self.pages), start + self.in_a_row))

    def row_height(self, number: int) -> float:
        """Return the height of a row in points."""
        return self.tops[number + 1] - self.tops[number]

    def row_width(self, number: int) -> float:
        """Return the width of a row in points, without the gap in it."""
        return sum(self.size(index).width() for index in self.row(number))


def arrange(
    pages: tuple[PageGeometry, ...], mode: Mode = Mode.CONTINUOUS, rotation: int = 0
) -> Arrangement:
    """Arrange pages in rows."""
    sizes = [_turned(page, rotation) for page in pages]
    step = 2 if mode is Mode.TWO_UP else 1
    rows = [sizes[start : start + step] for start in range(0, len(sizes), step)]
    heights = [max(one.height() for one in row) for row in rows]
    width = max((sum(one.width() for one in row) for row in rows), default=0.0)
    tops = tuple(accumulate(heights, initial=0.0))
    return Arrangement(pages, mode, rotation, tops, width)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """An arrangement at one zoom; all lengths in logical pixels."""

    arrangement: Arrangement
    zoom: float = 1.0
    single_row: int = 0
    """The row that is shown where one is shown at a time."""
    ratio: float = 1.0
    """Device pixels a logical one; pages begin and end on whole device pixels."""

    @property
    def pages(self) -> tuple[PageGeometry, ...]:
        """The pages as the document shows them."""
        return self.arrangement.pages

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self.zoom * PIXELS_PER_POINT

    @property
    def width(self) -> float:
        """Of the widest row, with the gap in it."""
        gaps = GAP * (self.arrangement.in_a_row - 1)
        return self.arrangement.width * self.scale + gaps

    @property
    def height(self) -> float:
        """Of the whole with its margins."""
        if self._shows_one_row:
            return self.arrangement.row_height(self.single_row) * self.scale + 2 * GAP
        rows = len(self.arrangement.tops) - 1
        return self.arrangement.tops[-1] * self.scale + GAP * (rows + 1)

    @property
    def _shows_one_row(self) -> bool:
        return self.arrangement.mode is Mode.SINGLE and bool(self.pages)

    def row_of(self, index: int) -> int:
        """Return the row of a page."""
        return index // self.arrangement.in_a_row

    def top(self, index: int) -> float:
        """Return where the row of a page begins."""
        row = self.row_of(index)
        if not self._shows_one_row:
            return self._top(row)
        if row == self.single_row:
            return float(GAP)
        return _ELSEWHERE if row > self.single_row else -_ELSEWHERE

    def _top(self, row: int) -> float:
        return self.arrangement.tops[row] * self.scale + GAP * (row + 1)

    def rect(self, index: int, viewport: QSizeF) -> QRectF:
        """Return where a page lies, centred in the viewport."""
        row = self.row_of(index)
        across = self.arrangement.row_width(row) * self.scale
        across += GAP * (self.arrangement.in_a_row - 1)
        room = max(viewport.width(), self.width + 2 * GAP)
        left = (room - across) / 2
        for earlier in range(self.arrangement.row(row).start, index):
            left += self.arrangement.size(earlier).width() * self.scale + GAP
        size = self.arrangement.size(index) * self.scale
        spare = self.arrangement.row_height(row) * self.scale - size.height()
        top = self.top(index) + spare / 2
        if self._shows_one_row:
            top += max(0.0, viewport.height() - self.height) / 2
        return QRectF(
            self._whole(left),
            self._whole(top),
            max(1.0, self._whole(size.width())),
            max(1.0, self._whole(size.height())),
        )

    def _whole(self, length: float) -> float:
        return round(length * self.ratio) / self.ratio

    def index_at(self, y: float) -> int:
        """Return the first page of the row at a height, or of the nearest above."""
        if self._shows_one_row:
            return self.single_row
        rows = range(len(self.arrangement.tops) - 1)
        row = max(0, bisect_right(rows, y, key=self._top) - 1)
        return row * self.arrangement.in_a_row

    def visible(self, top: float, bottom: float) -> range:
        """Return the pages between two heights."""
        if not self.pages:
            return range(0)
        if self._shows_one_row:
            return self.arrangement.row(self.single_row)
        last = self.arrangement.row(self.row_of(self.index_at(bottom)))
        return range(self.index_at(top), last.stop)

    def transform(self, rect: QRectF, scale: float) -> QTransform:
        """Return how units of a page as the document shows it come to ``rect``.

        ``scale`` is logical pixels a unit. Turns are exact, so that a picture laid on
        whole pixels is not blurred.
        """
        made = QTransform.fromTranslate(rect.x(), rect.y())
        match self.arrangement.rotation:
            case 90:
                made = QTransform(0, 1, -1, 0, rect.right(), rect.top())
            case 180:
                made = QTransform(-1, 0, 0, -1, rect.right(), rect.bottom())
            case 270:
                made = QTransform(0, -1, 1, 0, rect.left(), rect.bottom())
            case _:
                pass
        return made if scale == 1 else made.scale(scale, scale)


def _turned(page: PageGeometry, rotation: int) -> QSizeF:
    size = QSizeF(page.width, page.height)
    return size.transposed() if rotation % 180 else size
