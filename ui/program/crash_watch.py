"""Catches what nobody foresaw: told to a person once, written down without names."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from types import TracebackType

log = logging.getLogger(__name__)


class CrashWatch(QObject):
    """Listens from ``begin`` to ``end``; several defects at once are told as one."""

    met = Signal(object)
    """The exception, in the thread of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._is_told = False
        self._before = (sys.excepthook, threading.excepthook)

    def begin(self) -> None:
        """Listen to the window and to all threads."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._in_window
        threading.excepthook = self._in_thread

    def end(self) -> None:
        """Leave it to Python again."""
        sys.excepthook, threading.excepthook = self._before

    def was_told(self) -> None:
        """Tell of the next one again."""
        self._is_told = False

    def _in_window(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._meet(error)

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and told.exc_type is not SystemExit:
            self._meet(told.exc_value)

    def _meet(self, error: BaseException) -> None:
        log.error("a defect", exc_info=(type(error), error, error.__traceback__))
        if not self._is_told:
            self._is_told = True
            self.met.emit(error)
