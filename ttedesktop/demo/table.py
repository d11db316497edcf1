"""Bordered tables that run from page to page, their heading repeated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.demo.paper import BOTTOM, LEFT
from ttedesktop.document.drawing.sheet import Align, Colour, Face, broken_into_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.demo.manuscript import Manuscript

_SHADE: Final[Colour] = (0.93, 0.94, 0.95)
_LINE: Final = 0.6
_PADDING: Final = 3.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    width: float
    """Points."""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell for each column, or fewer, of which the first ones are wide."""

    cells: Sequence[str]
    spans: Sequence[int] = ()
    """How many columns each cell covers; empty if one each."""
    face: Face = Face.SERIF
    is_shaded: bool = False
    aligns: Sequence[Align] = ()
    """Of the cells; empty takes those of the columns."""


def group(words: str, columns: int) -> Row:
    """Return a row with one heading over all columns."""
    return Row((words,), (columns,), Face.SERIF_BOLD, is_shaded=True, aligns=("left",))


@dataclass(frozen=True, slots=True)
class _Cell:
    left: float
    right: float
    lines: Sequence[str]
    align: Align


class Table:
    """Draws rows into a manuscript."""

    def __init__(
        self,
        manuscript: Manuscript,
        columns: Sequence[Column],
        *,
        size: float = 10.5,
        left: float = LEFT,
    ) -> None:
        self._manuscript = manuscript
        self._columns = columns
        self._size = size
        self._step = size * 1.2
        self._left = left

    def draw(self, rows: Sequence[Row], *, with_heading: bool = True) -> None:
        """Draw the rows; a group's heading is never the last row of a page."""
        centred: Align = "centre"
        heading = Row(
            [column.heading for column in self._columns],
            face=Face.SERIF_BOLD,
            is_shaded=True,
            aligns=tuple(centred for _column in self._columns),
        )
        if with_heading:
            following = self._height(rows[0]) if rows else 0
            self._manuscript.need(self._height(heading) + following)
            self._draw(heading)
        for number, row in enumerate(rows):
            needed = self._height(row)
            if len(row.cells) == 1 and number + 1 < len(rows):
                needed += self._height(rows[number + 1])
            if self._manuscript.y + needed > BOTTOM:
                self._manuscript.turn()
                if with_heading:
                    self._draw(heading)
            self._draw(row)

    def _draw(self, row: Row) -> None:
        sheet, top = self._manuscript.sheet, self._manuscript.y
        bottom = top + self._height(row)
        for cell in self._cells(row):
            sheet.rectangle(
                cell.left, top, cell.right, bottom, stroke=(0.0, 0.0, 0.0),
                fill=_SHADE if row.is_shaded else None, width=_LINE,
            )  # fmt: skip
            self._write(cell, row, top)
        self._manuscript.y = bottom

    def _write(self, cell: _Cell, row: Row, top: float) -> None:
        x = {
            "right": cell.right - _PADDING,
            "centre": (cell.left + cell.right) / 2,
        }.get(cell.align, cell.left + _PADDING)
        align: Align = cell.align if cell.align in {"right", "centre"} else "left"
        baseline = top + _PADDING + self._size * 0.92
        for line in cell.lines:
            self._manuscript.sheet.text(
                x, baseline, line, face=row.face, size=self._size, align=align
            )
            baseline += self._step

    def _height(self, row: Row) -> float:
        most = max(len(cell.lines) for cell in self._cells(row))
        return max(1, most) * self._step + 2 * _PADDING

    def _cells(self, row: Row) -> list[_Cell]:
        cells: list[_Cell] = []
        left, column = self._left, 0
        spans = row.spans or (1,) * len(row.cells)
        for number, (words, span) in enumerate(zip(row.cells, spans, strict=True)):
            covered = self._columns[column : column + span]
            width = sum(one.width for one in covered)
            lines = broken_into_lines(
                words, face=row.face, size=self._size, width=width - 2 * _PADDING
            )
            align = row.aligns[number] if row.aligns else covered[0].align
            cells.append(_Cell(left, left + width, lines, align))
            left, column = left + width, column + span
        return cells
