"""Widgets that are shown before they stand in a window, and so are windows themselves.

Each flashes up for a moment and takes the keyboard with it, for good.
"""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Generator


class StrayWindows(QObject):
    """Watches the whole application while it is installed as its event filter."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        """What was shown, by the line that showed it."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, QMainWindow | QMenu)
            and watched.windowType() is not Qt.WindowType.ToolTip
        ):
            ours = [one for one in traceback.extract_stack() if "/ui/" in one.filename]
            where = f"{ours[-1].filename}:{ours[-1].lineno}" if ours else "elsewhere"
            self.found[where] = type(watched).__name__
        return False


@contextmanager
def no_stray_windows() -> Generator[None]:
    """Fail if a widget is shown as a window that should be none."""
    application = QApplication.instance()
    assert application is not None
    watching = StrayWindows()
    application.installEventFilter(watching)
    try:
        yield
    finally:
        application.removeEventFilter(watching)
    assert not watching.found
