"""Where a page stands on a sheet of paper: the same for the preview and the printer.

Lengths are points. A sheet is reckoned with as a reader holds it, so that the page
stands upright on it; the printer gets it turned by a quarter where paper and page do
not lie the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry


class Scaling(Enum):
    """How large a page is printed."""

    SHRINK = "shrink"
    """As it is, and smaller where the printable area is smaller."""
    ACTUAL = "actual"
    """As it is; what lies outside of the printable area is cut off."""
    FILL = "fill"
    """As large as the printable area."""


class Turning(Enum):
    """How the sheet lies."""

    AUTOMATIC = "automatic"
    """As each page lies."""
    UPRIGHT = "upright"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper as the printer feeds it, with the strips at its edges that stay white."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def lies_across(self) -> bool:
        """Whether it is fed wider than high."""
        return self.width > self.height

    def turned(self) -> Paper:
        """Return it as it is held after a quarter turn clockwise.

        What a printer of pages calls landscape: the upper edge of what is read was
        the left edge of what was fed (RFC 8011, 5.2.10: turned counter-clockwise).
        """
        return Paper(
            width=self.height,
            height=self.width,
            left=self.bottom,
            top=self.left,
            right=self.top,
            bottom=self.right,
        )


@dataclass(frozen=True, slots=True)
class PagePixels:
    """The part of a drawn page that is printed."""

    scale: float
    """Pixels a point of the page."""
    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Width of the part."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page on its sheet, as the reader holds it."""

    paper: Paper
    is_turned: bool
    """Whether the printer gets the sheet turned by a quarter."""
    x: float
    y: float
    """Of the page's upper left corner."""
    width: float
    height: float
    scale: float
    """1.0 is true to the millimetre."""

    @property
    def is_cut(self) -> bool:
        """Whether a part of the page lies where the printer cannot print."""
        paper, slack = self.paper, 0.5
        return (
            self.x < paper.left - slack
            or self.y < paper.top - slack
            or self.x + self.width > paper.width - paper.right + slack
            or self.y + self.height > paper.height - paper.bottom + slack
        )

    def pixels(self, dots: float) -> PagePixels:
        """Return which pixels of the page lie on the paper, at ``dots`` an inch."""
        unit = dots / 72
        left, top = max(0.0, -self.x), max(0.0, -self.y)
        right = min(self.width, self.paper.width - self.x)
        bottom = min(self.height, self.paper.height - self.y)
        return PagePixels(
            scale=unit * self.scale,
            left=math.floor(left * unit),
            top=math.floor(top * unit),
            right=max(math.floor(left * unit) + 1, round(right * unit)),
            bottom=max(math.floor(top * unit) + 1, round(bottom * unit)),
        )


def placed(
    page: PageGeometry, fed: Paper, *, scaling: Scaling, turning: Turning
) -> PrintedPage:
    """Return where ``page`` stands on the paper that is ``fed``."""
    is_turned = _lies_across(page, turning) != fed.lies_across
    paper = fed.turned() if is_turned else fed
    room_width = max(1.0, paper.width - paper.left - paper.right)
    room_height = max(1.0, paper.height - paper.top - paper.bottom)
    wanted_width, wanted_height = max(page.width, 0.01), max(page.height, 0.01)
    fitting = min(room_width / wanted_width, room_height / wanted_height)
    scale = {
        Scaling.ACTUAL: 1.0,
        Scaling.SHRINK: min(1.0, fitting),
        Scaling.FILL: fitting,
    }[scaling]
    width, height = wanted_width * scale, wanted_height * scale
    if scaling is Scaling.ACTUAL:
        # On the middle of the paper: a page of its size comes out edge on edge.
        x, y = (paper.width - width) / 2, (paper.height - height) / 2
    else:
        x = paper.left + (room_width - width) / 2
        y = paper.top + (room_height - height) / 2
    return PrintedPage(paper, is_turned, x, y, width, height, scale)


def _lies_across(page: PageGeometry, turning: Turning) -> bool:
    if turning is Turning.AUTOMATIC:
        return page.width > page.height
    return turning is Turning.ACROSS
