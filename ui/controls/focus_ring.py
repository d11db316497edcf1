"""The ring around what has the keyboard; shown only to those who use the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.controls import theme
from ui.program.input_watch import InputWatch

if TYPE_CHECKING:
    from collections.abc import Iterator

_DISTANCE = 3
BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_OWN_RING = (QLineEdit, QComboBox, QAbstractScrollArea)
"""These show by their own border or content that they have the keyboard."""


_MOVING = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}
)


class FocusRing(QWidget):
    """An overlay of the window that follows the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._area = window
        self._around: QWidget | None = None
        self._followed: list[QWidget] = []
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)
        InputWatch(self).used.connect(self._was_used)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._follow()
        return False

    def _was_used(self, by_keyboard: bool) -> None:  # noqa: FBT001 - of a signal
        self._by_keyboard = by_keyboard
        if not by_keyboard:
            self._surround(None)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        shown = (
            now is not None
            and self._by_keyboard
            and not isinstance(now, _OWN_RING)
            and self._area.isAncestorOf(now)
            and now.objectName() != "no-ring"
        )
        self._surround(now if shown else None)

    def _surround(self, widget: QWidget | None) -> None:
        """Go around a widget, and along with whatever it stands in."""
        if widget is self._around:
            self._follow()
            return
        for one in self._followed:
            # What had the keyboard may be gone, with the dialog it stood in.
            if isValid(one):
                one.removeEventFilter(self)
        self._around = widget
        self._followed = list(self._inside())
        for one in self._followed:
            one.installEventFilter(self)
        self._follow()

    def _inside(self) -> Iterator[QWidget]:
        """Yield what the ring is around and what that stands in, up to the window."""
        widget = self._around
        while widget is not None and widget is not self._area:
            yield widget
            widget = widget.parentWidget()

    def _follow(self) -> None:
        around = self._around
        if around is None or not isValid(around) or not around.isVisible():
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
