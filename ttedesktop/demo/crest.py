"""The crest of the invented regency: a mountain, a rising sun and three waters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ttedesktop.document.drawing.picture import prepared
from ttedesktop.document.drawing.sheet import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.document.drawing.sheet import Colour, Point, Sheet

_GREEN: Final[Colour] = (0.05, 0.33, 0.24)
_SKY: Final[Colour] = (0.86, 0.93, 0.97)
_GOLD: Final[Colour] = (0.85, 0.64, 0.13)
_BLUE: Final[Colour] = (0.10, 0.33, 0.62)
_WHITE: Final[Colour] = (1.0, 1.0, 1.0)
_ASPECT: Final = 1.18
"""Height of the shield in parts of its width."""
_STEPS: Final = 16
_WIDTH: Final = 200.0
"""Points of the crest as a picture."""


def crest_picture() -> bytes:
    """Return the crest as a picture for specimens, a PNG."""
    drawing = Drawing(title="Lambang")
    draw_crest(drawing.sheet(_WIDTH, _WIDTH * _ASPECT), 0, 0, _WIDTH)
    return prepared(drawing.pdf())


def draw_crest(sheet: Sheet, x: float, y: float, width: float) -> None:
    """Draw the crest with its upper left corner at ``x``, ``y``; points."""

    def placed(corners: Iterable[Point]) -> list[Point]:
        return [(x + across * width, y + down * width) for across, down in corners]

    sheet.polygon(placed(_shield(0.0)), fill=_GOLD)
    sheet.polygon(placed(_shield(0.025)), fill=_GREEN)
    sheet.polygon(placed(_shield(0.085)), fill=_SKY)
    centre = (x + 0.5 * width, y + 0.46 * width)
    sheet.polygon(placed(_rays((0.5, 0.46), 0.25, 0.17)), fill=_GOLD)
    sheet.circle(centre, 0.145 * width, fill=_GOLD)
    sheet.polygon(placed(_MOUNTAIN), fill=_GREEN)
    sheet.polygon(placed(_SNOW), fill=_WHITE)
    sheet.polygon(placed(_water()), fill=_BLUE)
    for level in (0.79, 0.87, 0.95):
        sheet.polygon(placed(_wave(level)), fill=_WHITE)
    sheet.polygon(placed(_star((0.5, 0.15), 0.055)), fill=_GOLD)


_MOUNTAIN: Final = (
    (0.13, 0.73),
    (0.40, 0.36),
    (0.50, 0.47),
    (0.60, 0.40),
    (0.87, 0.73),
)
_SNOW: Final = (
    (0.334, 0.45),
    (0.40, 0.36),
    (0.462, 0.428),
    (0.42, 0.455),
    (0.38, 0.44),
)


def _shield(inset: float) -> list[Point]:
    """Return the outline: a flat top, straight sides, a rounded point below."""
    left, right, top = inset, 1 - inset, inset
    waist, point = 0.60, _ASPECT - inset * 1.15
    curve = [
        _bezier((right, waist), (right, 0.92), (0.68, 1.06), (0.5, point), step)
        for step in range(_STEPS + 1)
    ]
    mirrored = [(1 - across, down) for across, down in reversed(curve)]
    return [(left, top), (right, top), *curve, *mirrored]


def _bezier(a: Point, b: Point, c: Point, d: Point, step: int) -> Point:
    t = step / _STEPS
    parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    corners = (a, b, c, d)
    return (
        sum(part * corner[0] for part, corner in zip(parts, corners, strict=True)),
        sum(part * corner[1] for part, corner in zip(parts, corners, strict=True)),
    )


def _water() -> list[Point]:
    """Return the lower part of the shield, below a level line."""
    below = [corner for corner in _shield(0.085) if corner[1] > 0.73]
    return [(below[0][0], 0.73), *below, (below[-1][0], 0.73)]


def _half_width(level: float) -> float:
    near = (one for one in _shield(0.085) if abs(one[1] - level) < 0.06)
    return max(across for across, _down in near) - 0.5


def _wave(level: float) -> list[Point]:
    half = _half_width(level) - 0.09
    upper: list[Point] = []
    lower: list[Point] = []
    for step in range(2 * _STEPS + 1):
        across = 0.5 - half + step / _STEPS * half
        swing = 0.014 * math.sin((across - 0.5) * 26)
        upper.append((across, level + swing - 0.012))
        lower.append((across, level + swing + 0.012))
    return [*upper, *reversed(lower)]


def _rays(centre: Point, outer: float, inner: float) -> list[Point]:
    return _pointed(centre, outer, inner, points=18)


def _star(centre: Point, radius: float) -> list[Point]:
    return _pointed(centre, radius, radius * 0.42, points=5)


def _pointed(centre: Point, outer: float, inner: float, *, points: int) -> list[Point]:
    corners: list[Point] = []
    for corner in range(points * 2):
        radius = inner if corner % 2 else outer
        angle = math.pi * corner / points - math.pi / 2
        corners.append(
            (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))
        )
    return corners
