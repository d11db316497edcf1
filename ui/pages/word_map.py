"""Where the words of a page stand: which character is under a point, and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.contents import PageText

_NEAR: Final = 1.5
"""Points around a line that still count as on it."""
_PIECE: Final = re.compile(r"\w+|\s+|[^\w\s]")
"""What a double click takes: a word, a gap, or a sign by itself."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page; ``end`` is where its line feed stands."""

    start: int
    end: int
    area: QRectF
    """In points of the page as it is seen."""
    along: QPointF
    """One step in the direction in which it is read."""

    def distance(self, point: QPointF) -> tuple[float, float]:
        """Return how far a point is from it: across the line first, then along."""
        area = self.area
        beside = max(area.left() - point.x(), 0.0, point.x() - area.right())
        above = max(area.top() - point.y(), 0.0, point.y() - area.bottom())
        is_level = abs(self.along.x()) > abs(self.along.y())
        return (above, beside) if is_level else (beside, above)


class WordMap:
    """The text of one page with the places of its characters.

    A caret is the number of characters before it. Places are points of the page as
    the document shows it.
    """

    def __init__(self, text: PageText) -> None:
        self.characters = text.characters
        self._boxes = text.boxes
        self.lines = tuple(self._lines())
        self._starts = [line.start for line in self.lines]

    def is_text_at(self, point: QPointF) -> bool:
        """Whether a line stands under a point."""
        return any(
            line.area.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(point)
            for line in self.lines
        )

    def caret_at(self, point: QPointF) -> int:
        """Return the caret nearest to a point."""
        line = self._nearest(point)
        return 0 if line is None else self.caret_in(line, point)

    def caret_in(self, line: TextLine, point: QPointF) -> int:
        """Return the caret of a line that is nearest to a point."""
        reached = QPointF.dotProduct(point, line.along)
        for index in range(line.start, line.end):
            middle = self.box(index).center()
            if QPointF.dotProduct(middle, line.along) > reached:
                return index
        return line.end

    def word_at(self, point: QPointF) -> tuple[int, int]:
        """Return the carets around the word under a point."""
        line = self._nearest(point)
        if line is None:
            return 0, 0
        caret = self.caret_in(line, point)
        if caret > line.start and self.box(caret - 1).contains(point):
            caret -= 1
        return self.word_around(min(caret, line.end - 1))

    def word_around(self, index: int) -> tuple[int, int]:
        """Return the carets around the word that a character belongs to."""
        line = self.line_of(index)
        if line is not None:
            for piece in _PIECE.finditer(self.characters, line.start, line.end):
                if piece.start() <= index < piece.end():
                    return piece.span()
        return index, index

    def line_at(self, point: QPointF) -> tuple[int, int]:
        """Return the carets around the line under a point."""
        line = self._nearest(point)
        return (0, 0) if line is None else (line.start, line.end)

    def line_of(self, caret: int) -> TextLine | None:
        """Return the line in which a caret stands, or the last before it."""
        return self.lines[self._number_of(caret)] if self.lines else None

    def areas(self, start: int, end: int) -> list[QRectF]:
        """Return what the characters between two carets cover, line by line."""
        found: list[QRectF] = []
        for line in self.lines[self._number_of(start) : self._number_of(end) + 1]:
            first, last = max(start, line.start), min(end, line.end)
            covered = self._covered(first, last)
            if not covered.isNull():
                found.append(covered)
        return found

    def box(self, index: int) -> QRectF:
        """Return where a character stands."""
        left, top, right, bottom = self._boxes[4 * index : 4 * index + 4]
        return QRectF(left, top, right - left, bottom - top)

    # --- inside ----------------------------------------------------------------

    def _lines(self) -> Iterator[TextLine]:
        start = 0
        for words in self.characters.split("\n"):
            end = start + len(words)
            area = self._covered(start, end)
            if not area.isNull():
                yield TextLine(start, end, area, self._direction(start, end))
            start = end + 1

    def _covered(self, start: int, end: int) -> QRectF:
        if start >= end:
            return QRectF()
        part = self._boxes[4 * start : 4 * end]
        left, top = min(part[0::4]), min(part[1::4])
        return QRectF(left, top, max(part[2::4]) - left, max(part[3::4]) - top)

    def _direction(self, start: int, end: int) -> QPointF:
        way = self.box(end - 1).center() - self.box(start).center()
        if abs(way.x()) >= abs(way.y()):
            return QPointF(-1 if way.x() < 0 else 1, 0)
        return QPointF(0, -1 if way.y() < 0 else 1)

    def _nearest(self, point: QPointF) -> TextLine | None:
        return min(self.lines, key=lambda line: line.distance(point), default=None)

    def _number_of(self, caret: int) -> int:
        return max(0, bisect_right(self._starts, caret) - 1)
