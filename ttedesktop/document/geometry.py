"""Page points and view pixels: two kinds of rectangle that do not mix.

A PDF measures in points (1/72 inch) from the lower left corner of the page's
user space, before ``/Rotate``; a view measures in pixels from the upper left
corner of the page as it is seen (ISO 32000-2, 8.3.2 and 14.11.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

POINTS_PER_MILLIMETRE: Final = 72 / 25.4


def millimetres(points: float) -> float:
    """Return a length in millimetres."""
    return points / POINTS_PER_MILLIMETRE


def points(length_in_millimetres: float) -> float:
    """Return a length in points."""
    return length_in_millimetres * POINTS_PER_MILLIMETRE


@dataclass(frozen=True, slots=True)
class PdfRect:
    """A rectangle in a page's user space: points, origin lower left, unrotated."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, lower, right and upper side, as a PDF lists them."""
        return self.x0, self.y0, self.x1, self.y1

    def lies_within(self, other: PdfRect, *, tolerance: float = 0.01) -> bool:
        """Whether the rectangle lies wholly in ``other``, give or take points."""
        return (
            self.x0 >= other.x0 - tolerance
            and self.y0 >= other.y0 - tolerance
            and self.x1 <= other.x1 + tolerance
            and self.y1 <= other.y1 + tolerance
        )


@dataclass(frozen=True, slots=True)
class ViewRect:
    """A rectangle on a page as it is seen: pixels, origin upper left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The box of a page that is shown, and how it is turned."""

    crop: PdfRect
    """The crop box in user space (points)."""
    rotation: int = 0
    """Degrees clockwise: 0, 90, 180 or 270."""
    unit: float = 1.0
    """Points in one unit of the page's user space (``/UserUnit``)."""

    @property
    def width(self) -> float:
        """Width of the page as it is seen, in points."""
        side = self.crop.height if self.rotation % 180 else self.crop.width
        return side * self.unit

    @property
    def height(self) -> float:
        """Height of the page as it is seen, in points."""
        side = self.crop.width if self.rotation % 180 else self.crop.height
        return side * self.unit

    def to_view(self, rect: PdfRect, *, scale: float) -> ViewRect:
        """Return where a rectangle of the page is seen at ``scale`` pixels a point."""
        corners = [
            self._seen(rect.x0, rect.y0),
            self._seen(rect.x1, rect.y1),
        ]
        left, right = sorted(x for x, _ in corners)
        top, bottom = sorted(y for _, y in corners)
        grown = scale * self.unit
        return ViewRect(
            left * grown, top * grown, (right - left) * grown, (bottom - top) * grown
        )

    def to_pdf(self, rect: ViewRect, *, scale: float) -> PdfRect:
        """Return the rectangle of the page that is seen at ``rect``."""
        grown = scale * self.unit
        corners = [
            self._placed(rect.x / grown, rect.y / grown),
            self._placed((rect.x + rect.width) / grown, (rect.y + rect.height) / grown),
        ]
        left, right = sorted(x for x, _ in corners)
        bottom, top = sorted(y for _, y in corners)
        return PdfRect(left, bottom, right, top)

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        right, up = x - self.crop.x0, y - self.crop.y0
        match self.rotation % 360:
            case 90:
                return up, right
            case 180:
                return self.crop.width - right, up
            case 270:
                return self.crop.height - up, self.crop.width - right
            case _:
                return right, self.crop.height - up

    def _placed(self, x: float, y: float) -> tuple[float, float]:
        match self.rotation % 360:
            case 90:
                right, up = y, x
            case 180:
                right, up = self.crop.width - x, y
            case 270:
                right, up = self.crop.width - y, self.crop.height - x
            case _:
                right, up = x, self.crop.height - y
        return self.crop.x0 + right, self.crop.y0 + up
