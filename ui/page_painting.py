"""A page's paper, and what stands on it when its content cannot be shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ttedesktop.language import _
from ui import theme
from ui.tones import LIGHT

_SHADOW: Final = 12


def paint_paper(painter: QPainter, rect: QRectF, *, night: bool = False) -> None:
    """Paint a sheet with its soft shadow, black where the reader wants night."""
    shadow = QColor(0, 0, 0, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shadow)
    for step in range(_SHADOW, 0, -2):
        around = rect.adjusted(-step / 2, 3 - step / 2, step / 2, 3 + step / 2)
        painter.drawRoundedRect(around, step / 2, step / 2)
    painter.fillRect(rect, QColor("#000000" if night else "#FFFFFF"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = QColor(255, 255, 255, 50) if night else QColor(0, 0, 0, 40)
    painter.setPen(QPen(edge, 1))
    painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))


def paint_failure(painter: QPainter, rect: QRectF) -> None:
    """Say, in the place of a page, that it cannot be shown."""
    painter.setPen(QColor(LIGHT.bad.fg))
    painter.setFont(theme.font(14, 500))
    words = _("Halaman ini tidak dapat ditampilkan.")
    box = QRect(rect.toRect())
    painter.drawText(
        box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words
    )
