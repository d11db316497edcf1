"""The window as a program of its own, which also says what it shows.

``python -m tests.window_program FILE...`` is ``ttedesktop-gui FILE...``; the titles
of its tabs, or of its window, go to standard output whenever they change.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.app import main
from ui.main_window import MainWindow


def told() -> list[str]:
    """Return the names of the documents in the window, that in front first."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            pages = window.documents.with_documents
            names = [page.document.name for page in pages if page.document is not None]
            return [window.windowTitle(), *names]
    return []


def watch() -> None:
    now = told()
    if now != LAST:
        LAST[:] = now
        sys.stdout.write(json.dumps(now) + "\n")
        sys.stdout.flush()


LAST: list[str] = []

if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    timer = QTimer()
    timer.setInterval(50)
    timer.timeout.connect(watch)
    timer.start()
    main()
