"""Tells when the person locks the screen, or the computer goes to sleep."""

from __future__ import annotations

import ctypes
import logging
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

_SCREEN_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
"""Name of the interface, and where desktops offer it on the person's bus."""
_LOGIN: Final = "org.freedesktop.login1"
_SESSION_CHANGED: Final = 0x02B1
"""WM_WTSSESSION_CHANGE."""
_SESSION_LOCKED: Final = 0x7
_POWER_CHANGED: Final = 0x0218
"""WM_POWERBROADCAST."""
_SUSPENDING: Final = 0x4


class ScreenLock(QObject):
    """Listens to the desktop: D-Bus on Linux, messages of the session on Windows.

    macOS tells neither to a program without its own libraries; there the idle limit
    has to do, and a sleep is seen by the clock. Windows was never tried.
    """

    locked = Signal()

    def start(self, window: QWidget) -> None:
        """Begin to listen; what the system does not offer is left out."""
        if sys.platform == "win32":
            self._listen_on_windows(window)
        elif sys.platform == "linux":
            self._listen_on_bus()

    def _listen_on_bus(self) -> None:
        person = QDBusConnection.sessionBus()
        # The stubs say bytes, and bytes are refused.
        changed: Any = SLOT("_active_changed(bool)")
        for interface, path in _SCREEN_SAVERS:
            # Whoever offers it: the name may be owned later than this is run.
            person.connect("", path, interface, "ActiveChanged", self, changed)
        machine = QDBusConnection.systemBus()
        sleep = "PrepareForSleep"
        machine.connect(_LOGIN, "", f"{_LOGIN}.Manager", sleep, self, changed)
        wanted: Any = SLOT("_lock_wanted()")
        machine.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, wanted)

    @Slot(bool)
    def _active_changed(self, active: bool) -> None:  # noqa: FBT001 - a Qt slot
        if active:
            self.locked.emit()

    @Slot()
    def _lock_wanted(self) -> None:
        self.locked.emit()

    def _listen_on_windows(self, window: QWidget) -> None:
        if sys.platform == "win32":
            handle = int(window.winId())
            if not ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(handle, 0):
                log.info("this session does not tell of its lock")
            self._filter = _WindowsMessages(self.locked.emit)
            application = QGuiApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._filter)


class _WindowsMessages(QAbstractNativeEventFilter):
    def __init__(self, tell: Any) -> None:  # noqa: ANN401 - a bound signal
        super().__init__()
        self._tell = tell

    @override
    def nativeEventFilter(self, eventType: Any, message: int) -> Any:
        if sys.platform == "win32" and bytes(eventType).startswith(b"windows"):
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in {
                (_SESSION_CHANGED, _SESSION_LOCKED),
                (_POWER_CHANGED, _SUSPENDING),
            }:
                self._tell()
        return False, 0
