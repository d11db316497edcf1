"""Turns what is drawn against its page, so that it stands upright for the reader."""

from __future__ import annotations

from typing import Final

_TURNED: Final = {
    0: "1 0 0 1 0 0",
    90: "0 1 -1 0 {height} 0",
    180: "-1 0 0 -1 {width} {height}",
    270: "0 -1 1 0 0 {width}",
}


def turned(rotation: int, width: float, height: float) -> str:
    """Return the matrix for a drawing of those sides on a page turned by degrees."""
    return _TURNED[rotation].format(width=width, height=height)
