"""Qt's application object, of which there is one."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


def qt_application() -> QApplication:
    """Return the one that is there, or a new one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # 125 % and 150 % are common; rounded, they blur or waste room.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    made = QApplication(sys.argv[:1])
    made.setApplicationName("TTE Desktop")
    made.setDesktopFileName("ttedesktop")
    return made
