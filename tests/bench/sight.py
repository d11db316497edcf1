"""When the window has painted, sharp, everything that is in sight."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer

from ui.pages.document_view import DocumentView

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from PySide6.QtGui import QPaintEvent

    from ui.main_window import MainWindow

PATIENCE = 20_000
"""Milliseconds."""
BEAT = 5
"""Milliseconds between two ticks by which the window's lateness is told."""


class Paints:
    """Tells of each paint of pages, of all windows that are made from now on."""

    def __init__(self) -> None:
        self.told: Callable[[DocumentView], None] | None = None
        paint = DocumentView.paintEvent

        def painted(view: DocumentView, event: QPaintEvent) -> None:
            paint(view, event)
            if self.told is not None:
                self.told(view)

        setattr(DocumentView, paint.__name__, painted)


class Sight:
    """Looks at the paints of the document in front, while somebody waits for one.

    Nothing else is looked at: a filter of all events of the application would take a
    few microseconds for each, in the thread whose lateness is measured.
    """

    def __init__(self, window: MainWindow, paints: Paints) -> None:
        self._window = window
        self._paints = paints

    @property
    def view(self) -> DocumentView:
        """The pages in front; another document has another view."""
        return self._window.document_page.view

    def when_sharp(
        self, then: Callable[[], None], is_wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Call once, after the next paint that has nothing left to be drawn."""

        def painted(view: DocumentView) -> None:
            # The view that will be painted may not be there yet.
            if view is self.view and is_wanted() and view.is_sharp:
                self._paints.told = None
                QTimer.singleShot(0, then)

        self._paints.told = painted
        self.view.viewport().update()

    def seconds(
        self, act: Callable[[], None], is_wanted: Callable[[], bool] = lambda: True
    ) -> float:
        """Act, and return how long it took until all was painted.

        Nan if a page could not be drawn, or was not within ``PATIENCE``.
        """
        loop, came = QEventLoop(), [float("nan")]

        def seen() -> None:
            came[0] = time.perf_counter()
            loop.quit()

        QTimer.singleShot(PATIENCE, loop, loop.quit)
        view = self.view
        view.page_failed.connect(loop.quit)
        start = time.perf_counter()
        act()
        self.when_sharp(seen, is_wanted)
        loop.exec()
        view.page_failed.disconnect(loop.quit)
        self._paints.told = None
        return came[0] - start


@contextlib.contextmanager
def lateness() -> Generator[list[float]]:
    """Yield how late, in seconds, each tick of the window's thread comes."""
    late: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        late.append(max(0.0, now - last[0] - BEAT / 1e3))
        last[0] = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT)
    timer.timeout.connect(beat)
    timer.start()
    try:
        yield late
    finally:
        timer.stop()


def pause(milliseconds: int) -> None:
    """Let the window live for a while, as somebody does who looks at it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
