"""A page's paper, and what stands on it when its content cannot be shown."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QRegion

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.tones import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHADOW: Final = 12
_FALL: Final = 3
"""Pixels by which the shadow lies lower than the sheet."""
_MARGIN: Final = _SHADOW // 2 + _FALL
_CORNER: Final = 2 * _MARGIN
_EDGE: Final = "#28000000"
_NIGHT_EDGE: Final = "#32FFFFFF"
_LONGEST: Final = 8_192
"""Pixels of a side that is kept in one piece."""
_SIDE: Final = 64
"""Pixels of the stretch between two corners that is laid again and again."""


def paint_paper(
    painter: QPainter, rect: QRectF, *, night: bool = False, is_covered: bool = False
) -> None:
    """Paint a sheet with its soft shadow, black where the reader wants night.

    Nothing of the sheet itself where a picture covers all of it.
    """
    _paint_shadow(painter, rect.toRect(), night=night)
    if not is_covered:
        painter.fillRect(rect, QColor("#000000" if night else "#FFFFFF"))


def prepare_paper() -> None:
    """Make the shadow of sheets, which takes longer than to paint the first of them."""
    _shadow()


def paint_desk(painter: QPainter, area: QRect, sheets: Iterable[QRectF]) -> None:
    """Paint what lies around sheets, and nothing where they will be painted."""
    bare = QRegion(area)
    for sheet in sheets:
        bare -= QRegion(sheet.toRect())
    painter.setClipRegion(bare)
    painter.fillRect(area, theme.colour("desk"))
    painter.setClipping(False)


def _paint_shadow(painter: QPainter, sheet: QRect, *, night: bool) -> None:
    """Lay strips around the sheet that were made before, on the desk as it is.

    To fill the shadow anew took most of a frame, and to blend it half of one.
    """
    outer = sheet.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    columns = _thirds(outer.x(), outer.width())
    rows = _thirds(outer.y(), outer.height())
    edge = _NIGHT_EDGE if night else _EDGE
    for down, (y, height) in enumerate(rows):
        for across, (x, width) in enumerate(columns):
            if (down, across) == (1, 1) or width <= 0 or height <= 0:
                continue
            if max(width, height) > _LONGEST:
                place = QRect(x, y, width, height)
                painter.drawTiledPixmap(place, _shadow()[down][across])
            else:
                look = (theme.tones().desk, edge)
                painter.drawPixmap(x, y, _strip(down, across, width, height, look))


@lru_cache(maxsize=32)
def _strip(
    down: int, across: int, width: int, height: int, look: tuple[str, str]
) -> QPixmap:
    """Return a corner or a side of a shadow, and of the edge in it, on the desk."""
    desk, edge = look
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(desk))
    painter = QPainter(image)
    painter.drawTiledPixmap(image.rect(), _shadow()[down][across])
    # As if it were cut out of a sheet that is as large as need be.
    wide, tall = width + 2 * _CORNER, height + 2 * _CORNER
    painter.translate(
        -_thirds(0, wide)[across][0] if across else 0,
        -_thirds(0, tall)[down][0] if down else 0,
    )
    sheet = QRect(0, 0, wide, tall).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    around = sheet.adjusted(-1, -1, 1, 1)
    painter.setClipRegion(QRegion(around) - QRegion(sheet))
    painter.fillRect(around, QColor(edge))
    painter.end()
    return QPixmap.fromImage(image)


def _thirds(start: int, length: int) -> tuple[tuple[int, int], ...]:
    middle = length - 2 * _CORNER
    return (
        (start, _CORNER),
        (start + _CORNER, middle),
        (start + _CORNER + middle, _CORNER),
    )


@cache
def _shadow() -> list[list[QPixmap]]:
    """Return corners and sides of a shadow, three rows of three."""
    length = 2 * _CORNER + _SIDE
    whole = QImage(length, length, QImage.Format.Format_ARGB32_Premultiplied)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 3))
    sheet = QRectF(whole.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    for step in range(_SHADOW, 0, -2):
        reach = step / 2
        around = sheet.adjusted(-reach, _FALL - reach, reach, _FALL + reach)
        painter.drawRoundedRect(around, reach, reach)
    painter.end()
    cuts = _thirds(0, length)
    return [
        [QPixmap.fromImage(whole.copy(x, y, width, height)) for x, width in cuts]
        for y, height in cuts
    ]


def paint_failure(painter: QPainter, rect: QRectF) -> None:
    """Say, in the place of a page, that it cannot be shown."""
    painter.setPen(QColor(LIGHT.bad.fg))
    painter.setFont(theme.font(14, 500))
    words = _("Halaman ini tidak dapat ditampilkan.")
    box = QRect(rect.toRect())
    painter.drawText(
        box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words
    )
