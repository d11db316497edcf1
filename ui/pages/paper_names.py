"""Sizes of paper by the names that offices use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import millimetres

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry

_PAPERS: Final = (
    ("F4", 215.9, 330.2),
    ("F4", 210.0, 330.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A3", 297.0, 420.0),
    ("Letter", 215.9, 279.4),
    ("Legal", 215.9, 355.6),
)
"""Name, shorter and longer side in millimetres."""
_TOLERANCE: Final = 2.0


def paper_name(page: PageGeometry) -> str:
    """Return the name of a page's paper, or its size in millimetres."""
    width, height = millimetres(page.width), millimetres(page.height)
    shorter, longer = sorted((width, height))
    for name, short_side, long_side in _PAPERS:
        near = abs(shorter - short_side) <= _TOLERANCE
        if near and abs(longer - long_side) <= _TOLERANCE:
            return name
    return f"{round(width)} × {round(height)} mm"
