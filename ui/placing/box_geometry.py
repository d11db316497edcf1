"""How a signature box moves and grows, in points of the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

from ttedesktop.document.geometry import ViewRect, millimetres
from ttedesktop.language import _
from ttedesktop.signing.stamp_text import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    SMALLEST_HEIGHT,
    SMALLEST_WIDTH,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTransform

    from ttedesktop.document.geometry import PageGeometry

_TARGET: Final = 16
"""Half a handle's target, in logical pixels."""
ARROWS: Final = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
"""Where each of these keys moves a box."""


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
    keeps_shape: bool = False
    """Whether width and height only grow together."""

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


def stretched_in_shape(
    box: QRectF, grip: Grip, to: QPointF, page: PageGeometry
) -> QRectF:
    """Return the box stretched likewise, its width and height in proportion."""
    free = stretched(box, grip, to, page)
    name = grip.value
    by = max(free.width() / box.width(), free.height() / box.height())
    if not grip.is_corner:
        by = (
            free.width() / box.width()
            if name in {"l", "r"}
            else free.height() / box.height()
        )
    left_room = box.right() if "l" in name else page.width - box.left()
    top_room = box.bottom() if "t" in name else page.height - box.top()
    by = min(by, left_room / box.width(), top_room / box.height())
    size = box.size() * by
    left = box.right() - size.width() if "l" in name else box.left()
    top = box.bottom() - size.height() if "t" in name else box.top()
    return QRectF(left, top, size.width(), size.height())


def stretch_of(
    kind: BoxKind, *, in_proportion: bool
) -> Callable[[QRectF, Grip, QPointF, PageGeometry], QRectF]:
    """Return how a box is stretched whose specimen asks for a shape, or a person."""
    return stretched_in_shape if in_proportion or kind.keeps_shape else stretched


def resized(box: QRectF, by: QPointF, kind: BoxKind, page: PageGeometry) -> QRectF:
    """Return the box with its lower right corner moved, in its shape if it is kept."""
    corner = box.bottomRight() + by
    if not kind.keeps_shape:
        return stretched(box, Grip.RIGHT_BOTTOM, corner, page)
    grip = Grip.RIGHT if abs(by.x()) > abs(by.y()) else Grip.BOTTOM
    return stretched_in_shape(box, grip, corner, page)


def in_shape(box: QRectF, kind: BoxKind) -> QRectF:
    """Return the largest box in another that has the shape a specimen may ask for."""
    if not kind.keeps_shape:
        return box
    size = QSizeF(*kind.usual)
    size.scale(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRectF(QPointF(), size)
    fitted.moveCenter(box.center())
    return fitted


def spanned(start: QPointF, end: QPointF, page: PageGeometry) -> QRectF:
    """Return the box between two points, cut off at the page."""
    box = QRectF(start, end).normalized()
    return box.intersected(QRectF(0, 0, page.width, page.height))


def grip_at(point: QPointF, box: QRectF, to_view: QTransform) -> Grip | None:
    """Return what of a box lies under a point of the viewport; None beside it."""
    seen = to_view.mapRect(box)
    for grip in HANDLES:
        distance = to_view.map(grip.place(box)) - point
        if abs(distance.x()) <= _TARGET and abs(distance.y()) <= _TARGET:
            is_inside = seen.adjusted(_TARGET, _TARGET, -_TARGET, -_TARGET)
            if not is_inside.contains(point):
                return grip
    return Grip.MOVE if seen.contains(point) else None


def view_rect(box: QRectF) -> ViewRect:
    """Return a box, in points of its page as seen, as the engine knows it."""
    return ViewRect(box.x(), box.y(), box.width(), box.height())
