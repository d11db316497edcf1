"""Draws a moving box to the lines that letters are laid out by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import points
from ui.placing.box_geometry import kept_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRectF

    from ttedesktop.document.geometry import PageGeometry, ViewRect

SNAP: Final = points(1.5)
"""Points within which an edge is drawn to a guide line."""
MARGINS: Final = (points(20), points(25))
"""Usual margins of an official letter."""


@dataclass(frozen=True, slots=True)
class Guides:
    """Lines of one page, in points as seen."""

    across: tuple[float, ...]
    """Upright lines, by their distance from the left."""
    down: tuple[float, ...]
    """Level lines, by their distance from the top."""


@dataclass(frozen=True, slots=True)
class Met:
    """The guide lines that a box met; None where it met none."""

    x: float | None = None
    y: float | None = None


NOTHING: Final = Met()


def guides_of(page: PageGeometry, others: Sequence[ViewRect] = ()) -> Guides:
    """Return margins and middle of a page, and the edges of what stands on it."""
    return Guides(
        (
            *_of_side(page.width),
            *(x for one in others for x in _of_span(one.x, one.width)),
        ),
        (
            *_of_side(page.height),
            *(y for one in others for y in _of_span(one.y, one.height)),
        ),
    )


def snapped(box: QRectF, page: PageGeometry, guides: Guides) -> tuple[QRectF, Met]:
    """Return the box drawn to the nearest lines, and those that it met."""
    by_x, x = _nearest((box.left(), box.center().x(), box.right()), guides.across)
    by_y, y = _nearest((box.top(), box.center().y(), box.bottom()), guides.down)
    return kept_on(box.translated(by_x, by_y), page), Met(x, y)


def laid_on(
    box: QRectF, page: PageGeometry, others: Sequence[ViewRect] | None
) -> tuple[QRectF, Met]:
    """Return a moving box kept on its page, and the lines to which it was drawn.

    ``others`` stand on the page; None for a box that nothing draws anywhere.
    """
    kept = kept_on(box, page)
    if others is None:
        return kept, NOTHING
    return snapped(kept, page, guides_of(page, others))


def _of_side(length: float) -> tuple[float, ...]:
    return (*MARGINS, length / 2, *(length - margin for margin in MARGINS))


def _of_span(start: float, length: float) -> tuple[float, float, float]:
    return start, start + length / 2, start + length


def _nearest(
    edges: Sequence[float], guides: Sequence[float]
) -> tuple[float, float | None]:
    found = [
        (guide - edge, guide)
        for guide in guides
        for edge in edges
        if abs(guide - edge) <= SNAP
    ]
    return min(found, key=lambda one: abs(one[0]), default=(0.0, None))
