"""Notices that a person does something, by what the system tells the windows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_BY_HAND: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class InputWatch(QObject):
    """Tells of keys, buttons, the wheel and touches before any widget gets them.

    Only the windows of the system are listened to. An event filter of the application
    would hear the same, but of every event of every widget, too: some 7,000 while the
    page of one document is made, for each of which Python would be called.
    """

    used = Signal(bool)
    """Whether it was the keyboard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._attend)
        for window in QGuiApplication.topLevelWindows():
            self._attend(window)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress or kind in _BY_HAND:
            self.used.emit(kind == QEvent.Type.KeyPress)
        return False

    def _attend(self, window: QWindow | None) -> None:
        if window is not None:
            # One that is attended to already stays so.
            window.installEventFilter(self)
