"""A pulse of the window's own thread: it beats only while events are answered."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

INTERVAL: Final = 5
"""Milliseconds."""


@contextlib.contextmanager
def beating(beat: Callable[[], None]) -> Generator[None]:
    """Call ``beat`` every few milliseconds, as far as the thread lets it."""
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(INTERVAL)
    timer.timeout.connect(beat)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
