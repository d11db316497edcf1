"""Joins the small cells in which two drawings differ to the parts a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL: Final = 8
"""Pixels of a side of a cell."""
_REACH: Final = 2
"""Cells by which two differences may lie apart and still be one: letters of a line."""

Cell = tuple[int, int]
"""Column and row."""


def joined_cells(cells: set[Cell]) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, right and bottom, in cells, of each group of neighbours."""
    left = set(cells)
    while left:
        group = _neighbours_of(min(left, key=lambda one: (one[1], one[0])), left)
        left -= group
        columns, rows = {one[0] for one in group}, {one[1] for one in group}
        yield min(columns), min(rows), max(columns) + 1, max(rows) + 1


def _neighbours_of(first: Cell, cells: set[Cell]) -> set[Cell]:
    """Return the cells that can be reached from one, itself among them."""
    group, waiting = {first}, [first]
    while waiting:
        column, row = waiting.pop()
        for across in range(-_REACH, _REACH + 1):
            for down in (-1, 0, 1):
                near = (column + across, row + down)
                if near in cells and near not in group:
                    group.add(near)
                    waiting.append(near)
    return group
