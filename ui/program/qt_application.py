"""Qt's application object, of which there is one."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_SWITCH: Final = 0.000_5
"""Seconds after which a thread gives way to that of the window.

It would be five milliseconds, each time that the window asks Qt for something while
another thread reads or loads something.
"""


def qt_application() -> QApplication:
    """Return the one that is there, or a new one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    sys.setswitchinterval(_SWITCH)
    # 125 % and 150 % are common; rounded, they blur or waste room.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    made = QApplication(sys.argv[:1])
    made.setApplicationName("TTE Desktop")
    made.setDesktopFileName("ttedesktop")
    return made
