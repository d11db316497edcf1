"""A page's paper, and what stands on it when its content cannot be shown."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.tones import LIGHT

_SHADOW: Final = 12
_FALL: Final = 3
"""Pixels by which the shadow lies lower than the sheet."""
_MARGIN: Final = _SHADOW // 2 + _FALL
_CORNER: Final = 2 * _MARGIN
_SIDE: Final = 64
"""Pixels of the stretch between two corners that is laid again and again."""


def paint_paper(painter: QPainter, rect: QRectF, *, night: bool = False) -> None:
    """Paint a sheet with its soft shadow, black where the reader wants night."""
    sheet = rect.toRect()
    _paint_shadow(painter, sheet)
    edge = QColor(255, 255, 255, 50) if night else QColor(0, 0, 0, 40)
    left, top, width, height = sheet.x(), sheet.y(), sheet.width(), sheet.height()
    painter.fillRect(left - 1, top - 1, width + 2, 1, edge)
    painter.fillRect(left - 1, top + height, width + 2, 1, edge)
    painter.fillRect(left - 1, top, 1, height, edge)
    painter.fillRect(left + width, top, 1, height, edge)
    painter.fillRect(rect, QColor("#000000" if night else "#FFFFFF"))


def _paint_shadow(painter: QPainter, sheet: QRect) -> None:
    """Lay small pictures around the sheet: to fill it anew took most of a frame."""
    pieces = _shadow()
    outer = sheet.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    columns = _thirds(outer.x(), outer.width())
    rows = _thirds(outer.y(), outer.height())
    for down, (y, height) in enumerate(rows):
        for across, (x, width) in enumerate(columns):
            if (down, across) != (1, 1) and width > 0 and height > 0:
                place = QRect(x, y, width, height)
                painter.drawTiledPixmap(place, pieces[down][across])


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
