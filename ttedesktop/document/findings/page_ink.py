"""Where something is printed on a page, and where it is bare."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import TYPE_CHECKING

from ttedesktop.document.geometry import ViewRect  # noqa: TC001 - dataclass field

if TYPE_CHECKING:
    from collections.abc import Iterable

_INKED = b"\x01"


@dataclass(frozen=True, slots=True)
class PageInk:
    """A grid over a page as it is seen; each cell is bare or carries ink.

    Ink is whatever differs from the paper: text, pictures, lines, a scan's writing.
    """

    width: int
    """Cells from left to right."""
    height: int
    scale: float
    """Cells a point."""
    cells: bytes = field(repr=False)
    """Row by row from the upper left; 1 where there is ink, else 0."""
    pictures: tuple[ViewRect, ...] = ()
    """Where pictures stand, in points as seen."""

    def is_bare(self, area: ViewRect) -> bool:
        """Whether nothing is printed in an area, in points as seen."""
        left, top, right, bottom = self._cells(area)
        find, width = self.cells.find, self.width
        return all(
            find(_INKED, row * width + left, row * width + right) < 0
            for row in range(top, bottom)
        )

    def part_inked(self, area: ViewRect) -> float:
        """Return which part of an area carries ink, from 0 to 1."""
        left, top, right, bottom = self._cells(area)
        count, width = self.cells.count, self.width
        inked = sum(
            count(_INKED, row * width + left, row * width + right)
            for row in range(top, bottom)
        )
        return inked / max(1, (right - left) * (bottom - top))

    def without(self, areas: Iterable[ViewRect]) -> PageInk:
        """Return the page as if nothing were printed in some areas."""
        return self._filled(areas, 0)

    def with_ink(self, areas: Iterable[ViewRect]) -> PageInk:
        """Return the page as if all of some areas were printed."""
        return self._filled(areas, 1)

    def _filled(self, areas: Iterable[ViewRect], value: int) -> PageInk:
        cells = bytearray(self.cells)
        for area in areas:
            left, top, right, bottom = self._cells(area)
            blank = bytes([value]) * max(0, right - left)
            for row in range(top, bottom):
                start = row * self.width
                cells[start + left : start + right] = blank
        return replace(self, cells=bytes(cells))

    def _cells(self, area: ViewRect) -> tuple[int, int, int, int]:
        scale = self.scale
        left = max(0, floor(area.x * scale))
        top = max(0, floor(area.y * scale))
        right = min(self.width, ceil((area.x + area.width) * scale))
        bottom = min(self.height, ceil((area.y + area.height) * scale))
        return left, top, max(left, right), max(top, bottom)
