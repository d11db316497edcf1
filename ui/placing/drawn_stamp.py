"""A stamp as it was drawn for one place, painted on the very pixels of its page."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QTransform

    from ttedesktop.document.geometry import PageGeometry, ViewRect
    from ui.pages.page_loader import PagePicture

_SAME: Final = 1e-6
"""Points, and pixels a point: less is a matter of reckoning."""


@dataclass(frozen=True, slots=True)
class DrawnStamp:
    """A part of a bare page with the stamp on it, and where that part lies."""

    picture: PagePicture
    """Qt borrows its pixels: it is kept as long as it is painted."""
    corner: tuple[int, int]
    """Of the part, in device pixels from the upper left corner of the page."""
    scale: float
    """Device pixels a point."""
    seen: ViewRect
    """Where the stamp stands, in points of the page as it is seen."""

    def paint(
        self, painter: QPainter, place: QRectF, to_view: QTransform, pixels: Pixels
    ) -> None:
        """Paint it at a place in points, which ``to_view`` takes to the viewport.

        Where it was drawn for that place at that scale, each pixel falls on the one
        that it will be on the signed page; elsewhere it is stretched until it is drawn
        anew.
        """
        image, corner = self.picture.image, QPointF(*self.corner)
        painter.save()
        if self.is_for(place, pixels.scale):
            painter.setTransform(pixels.to_view, combine=True)
            painter.drawImage(corner, image)
        else:
            painter.setTransform(to_view, combine=True)
            seen, scale = self.seen, self.scale
            left, top = seen.x * scale, seen.y * scale
            stamp = QRectF(left, top, seen.width * scale, seen.height * scale)
            painter.drawImage(place, image, stamp.translated(-corner))
        painter.restore()

    def is_for(self, place: QRectF, scale: float) -> bool:
        """Whether it was drawn for that place, at so many device pixels a point."""
        seen = self.seen
        pairs = (
            (seen.x, place.x()),
            (seen.y, place.y()),
            (seen.width, place.width()),
            (seen.height, place.height()),
            (self.scale, scale),
        )
        return all(abs(one - other) < _SAME for one, other in pairs)


@dataclass(frozen=True, slots=True)
class Pixels:
    """The pixels of a page in the viewport."""

    scale: float
    """Device pixels a point."""
    to_view: QTransform
    """Takes device pixels of the page to the viewport."""


def part_around(
    seen: ViewRect, page: PageGeometry, scale: float
) -> tuple[int, int, int, int]:
    """Return the pixels that hold a stamp: left, top, width and height."""
    left, top = max(0, floor(seen.x * scale)), max(0, floor(seen.y * scale))
    right = min(round(page.width * scale), ceil((seen.x + seen.width) * scale))
    bottom = min(round(page.height * scale), ceil((seen.y + seen.height) * scale))
    return left, top, right - left, bottom - top
