"""A switch: on or off, at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from ui.controls import theme


class Switch(QAbstractButton):
    """Its name is read aloud; the words for it stand beside it."""

    def __init__(self, name: str, *, is_on: bool) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setChecked(is_on)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(44, 32)

    @override
    def sizeHint(self) -> QSize:
        return QSize(44, 32)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        on = self.isChecked()
        track = QRectF(1.5, 5.5, 41, 21)
        fill = theme.colour("accent" if on else "surface")
        painter.setPen(QPen(theme.colour("accent" if on else "edge"), 1.5))
        painter.setBrush(fill)
        painter.drawRoundedRect(track, 10.5, 10.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("onaccent" if on else "edge"))
        radius = 7.5 if on else 5.5
        centre = track.right() - 10.5 if on else track.left() + 10.5
        painter.drawEllipse(
            QRectF(centre - radius, 16 - radius, radius * 2, radius * 2)
        )
