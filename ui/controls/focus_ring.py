"""The ring around what has the keyboard; shown only to those who use the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from ui.controls import theme

_DISTANCE = 3
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_OWN_RING = (QLineEdit, QComboBox, QAbstractScrollArea)
"""These show by their own border or content that they have the keyboard."""


class FocusRing(QWidget):
    """An overlay of the window that follows the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._area = window
        self._around: QWidget | None = None
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)
            application.installEventFilter(self)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self.hide()
        elif kind == QEvent.Type.KeyPress:
            self._by_keyboard = True
        elif self.isVisible() and kind in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._follow()
        return False

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        shown = (
            now is not None
            and self._by_keyboard
            and not isinstance(now, _OWN_RING)
            and self._area.isAncestorOf(now)
            and now.objectName() != "no-ring"
        )
        self._around = now if shown else None
        self._follow()

    def _follow(self) -> None:
        around = self._around
        if around is None or not around.isVisible():
            self.hide()
            return
        corner = around.mapTo(self._area, QPoint(0, 0))
        grown = _DISTANCE + 2
        place = QRect(corner, around.size()).adjusted(-grown, -grown, grown, grown)
        if place != self.geometry():
            self.setGeometry(place)
        self.show()
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, 11, 11)
