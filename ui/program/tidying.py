"""Looks for garbage in the window's own thread, and when that holds nobody up.

Python searches in whichever thread happens to ask for memory. Where that is another
one, a widget may be let go there while the window's thread deletes it: Qt for Python
does not bear that, and the program is gone (a minute of dialogs that close beside a
thread that makes lists shows it). So Python's own search is switched off. What is young
is gone through here often, what outlived that while no key or button is pressed, and
what was loaded once only while nobody has done anything for long.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.program.input_watch import InputWatch

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK: Final = 100
"""Milliseconds between two looks at how much has come together."""
_AGAIN: Final = 20
"""The same where much comes together: what is looked through at once stays little."""
_AFTER_START: Final = 5_000
"""Milliseconds until the first look."""
_YOUNG: Final = 700
"""Objects more than before, at which these few are looked through; Python's number."""
_FEW: Final = 4
"""Such searches after which what they left is looked through."""
_NEVER: Final = 1 << 30
"""What Python is told in place of a number, so that all know who searches."""
_SOME: Final = 4
"""Of these further searches, after which all is gone through, in a pause."""
_MANY: Final = 40
"""After so many, also where there is no pause."""
_PAUSE: Final = 1.5
"""Seconds without a key or a button that are a pause."""
_LONG_PAUSE: Final = 30.0
_ROUNDS: Final = 8
"""Searches through all but what was loaded, after which that has its turn, too."""


class Tidying(QObject):
    """One for the program; does nothing before ``begin``."""

    def __init__(self, parent: QObject, is_busy: Callable[[], bool]) -> None:
        """Take who knows whether something is under way that nobody should hold up."""
        super().__init__(parent)
        self._is_busy = is_busy
        self._rounds = 0
        self._used_at = time.monotonic()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        InputWatch(self).used.connect(self._was_used)

    def begin(self) -> None:
        """Look for garbage from now on, but not among what was made for the start."""
        gc.disable()
        gc.set_threshold(_YOUNG, _FEW, _NEVER)
        keep_what_is_loaded()
        # What signs is loaded first.
        QTimer.singleShot(_AFTER_START, self, self._timer.start)

    def _was_used(self) -> None:
        self._used_at = time.monotonic()

    def _look(self) -> None:
        young, searches, since = gc.get_count()
        idle = time.monotonic() - self._used_at
        if since >= _MANY or (since >= _SOME and idle > _PAUSE):
            gc.collect()
            self._rounds += 1
        elif self._rounds >= _ROUNDS and idle > _LONG_PAUSE and not self._is_busy():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._rounds = 0
        elif young > _YOUNG:
            gc.collect(1 if searches >= _FEW else 0)
        self._timer.setInterval(_AGAIN if young > _YOUNG else _LOOK)


def keep_what_is_loaded() -> None:
    """Let what is there now stay, unsearched, until nobody does anything for long.

    To be called when much was loaded that is needed until the end; nothing happens
    where nobody looks for garbage here.
    """
    if gc.get_threshold()[2] == _NEVER:
        gc.freeze()
