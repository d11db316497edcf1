"""The arrow keys of whoever moves something by them, with Alt and Shift, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from ui.placing.box_geometry import ARROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class ArrowKeys(QObject):
    """Keeps the arrows from the window's menus, which have keys with Alt among them."""

    def __init__(self, widget: QWidget, are_wanted: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._are_wanted = are_wanted
        self._was_taken = False
        """Whether an arrow was pressed since Alt was."""
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self._was_taken = event.key() in ARROWS and self._are_wanted()
            event.setAccepted(self._was_taken)
            return self._was_taken
        is_alt_let_go = event.type() == QEvent.Type.KeyRelease and (
            event.key() == Qt.Key.Key_Alt
        )
        # The window shows its menus where Alt was pressed and let go by itself, and has
        # not seen the arrow.
        return is_alt_let_go and self._was_taken
