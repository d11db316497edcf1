"""What a desktop asks a running program to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


class FileRequests(QObject):
    """Takes the files that macOS asks a running program to open (never tried there)."""

    asked_for = Signal(str)
    """The path of a file."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked_for.emit(event.file())
            return True
        return False
