"""When the window has painted, sharp, everything that is in sight."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ui.main_window import MainWindow
    from ui.pages.document_view import DocumentView

PATIENCE = 20_000
"""Milliseconds."""
BEAT = 5
"""Milliseconds between two ticks by which the window's lateness is told."""


class Sight(QObject):
    """Looks at the paints of the document in front, while somebody waits for one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        qt = QCoreApplication.instance()
        assert qt is not None
        self._qt = qt
        self._window = window
        self._then: Callable[[], None] | None = None
        self._is_wanted: Callable[[], bool] = bool

    @property
    def view(self) -> DocumentView:
        """The pages in front; another document has another view."""
        return self._window.document_page.view

    def when_sharp(
        self, then: Callable[[], None], is_wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Call once, after the next paint that has nothing left to be drawn."""
        self._then, self._is_wanted = then, is_wanted
        # The view that will be painted may not be there yet.
        self._qt.installEventFilter(self)
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
        self._look_away()
        return came[0] - start

    def _look_away(self) -> None:
        self._then = None
        self._qt.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Paint
            and self._then is not None
            and watched is self.view.viewport()
            and self._is_wanted()
            and self.view.is_sharp
        ):
            then = self._then
            self._look_away()
            # After this paint, which is only about to begin.
            QTimer.singleShot(0, then)
        return False


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
