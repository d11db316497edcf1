"""Where documents are completed: the list of them, and what is done by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.affairs.completing import CompletingAffairs

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.program.parts import Parts


class CompletingRoom(QObject):
    """One for a window."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self.affairs = CompletingAffairs(parts, window)

    def show(self) -> None:
        """Show what was signed here and is to be completed."""
        from ui.completing.dialog import CompletingDialog

        CompletingDialog(self._window, self._parts, self.affairs).show_once()
