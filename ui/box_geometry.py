"""How a signature box moves and grows, in points of the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

from ttedesktop.document.geometry import millimetres, points
from ttedesktop.language import _
from ttedesktop.signing.stamp_text import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    SMALLEST_HEIGHT,
    SMALLEST_WIDTH,
)

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry

SNAP: Final = points(1.5)
"""Points within which an edge is drawn to a guide line."""
MARGINS: Final = (points(20), points(25))
"""Usual margins of an official letter."""


class Grip(Enum):
    """What of the box is held; two letters name a corner, one an edge."""

    MOVE = ""
    LEFT_TOP = "lt"
    RIGHT_TOP = "rt"
    LEFT_BOTTOM = "lb"
    RIGHT_BOTTOM = "rb"
    LEFT = "l"
    RIGHT = "r"
    TOP = "t"
    BOTTOM = "b"

    def place(self, box: QRectF) -> QPointF:
        """Return where the grip stands on a box."""
        name = self.value
        x = (
            box.left()
            if "l" in name
            else box.right()
            if "r" in name
            else box.center().x()
        )
        y = (
            box.top()
            if "t" in name
            else box.bottom()
            if "b" in name
            else box.center().y()
        )
        return QPointF(x, y)

    @property
    def is_corner(self) -> bool:
        """Whether two edges are held."""
        return len(self.value) == 2


HANDLES: Final = tuple(grip for grip in Grip if grip is not Grip.MOVE)


@dataclass(frozen=True, slots=True)
class BoxKind:
    """What stands in a box, and its sizes in points."""

    name: str
    usual: tuple[float, float] = (DEFAULT_WIDTH, DEFAULT_HEIGHT)
    least: tuple[float, float] = (SMALLEST_WIDTH, SMALLEST_HEIGHT)

    def is_cramped_in(self, box: QRectF) -> bool:
        """Whether the stamp would not be legible in a box."""
        width, height = self.least
        return box.width() < width - 0.5 or box.height() < height - 0.5

    def tag(self, box: QRectF) -> str:
        """Return what stands below a box: kind and size, or what is wrong with it."""
        size = self.least if self.is_cramped_in(box) else (box.width(), box.height())
        sides = {
            "width": round(millimetres(size[0])),
            "height": round(millimetres(size[1])),
        }
        if self.is_cramped_in(box):
            return _("Terlalu kecil, minimal {width} × {height} mm").format(**sides)
        size_in_words = _("{width} × {height} mm").format(**sides)
        return f"{self.name} · {size_in_words}"


def moved(box: QRectF, by: QPointF, page: PageGeometry) -> QRectF:
    """Return the box moved, and kept on its page."""
    return kept_on(box.translated(by), page)


def kept_on(box: QRectF, page: PageGeometry) -> QRectF:
    """Return the box pushed back onto its page."""
    width, height = min(box.width(), page.width), min(box.height(), page.height)
    left = min(max(0.0, box.left()), page.width - width)
    top = min(max(0.0, box.top()), page.height - height)
    return QRectF(left, top, width, height)


def stretched(box: QRectF, grip: Grip, to: QPointF, page: PageGeometry) -> QRectF:
    """Return the box with what ``grip`` holds brought to a point of the page."""
    x = min(max(0.0, to.x()), page.width)
    y = min(max(0.0, to.y()), page.height)
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    name = grip.value
    if "l" in name:
        left = min(x, right - 1)
    if "r" in name:
        right = max(x, left + 1)
    if "t" in name:
        top = min(y, bottom - 1)
    if "b" in name:
        bottom = max(y, top + 1)
    return QRectF(left, top, right - left, bottom - top)


def spanned(start: QPointF, end: QPointF, page: PageGeometry) -> QRectF:
    """Return the box between two points, cut off at the page."""
    box = QRectF(start, end).normalized()
    return box.intersected(QRectF(0, 0, page.width, page.height))


def snapped(box: QRectF, page: PageGeometry) -> tuple[QRectF, float | None]:
    """Draw a box to the margins and the middle; return it and the guide line met.

    The guide line is an x in points, or None.
    """
    guides = (
        *MARGINS,
        page.width / 2,
        *(page.width - margin for margin in MARGINS),
    )
    best: tuple[float, float] | None = None
    for guide in guides:
        for edge in (box.left(), box.center().x(), box.right()):
            distance = guide - edge
            near = abs(distance) <= SNAP
            if near and (best is None or abs(distance) < abs(best[0])):
                best = (distance, guide)
    if best is None:
        return box, None
    return kept_on(box.translated(best[0], 0), page), best[1]
