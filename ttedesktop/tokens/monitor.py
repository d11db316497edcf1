"""Tells when a token comes or goes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.tokens.survey import ModuleSet, Survey

INTERVAL: Final = 1.0
"""Seconds between two looks."""


class TokenMonitor:
    """Looks at the slots again and again, while no signature is being made.

    ``on_change`` is called on the monitor's own thread, with the first survey and
    then only when something changed. A blocking wait for slot events is not used:
    OpenSC 0.23 deadlocks when one thread waits and another signs.
    """

    def __init__(self, modules: ModuleSet, on_change: Callable[[Survey], None]) -> None:
        self._modules = modules
        self._on_change = on_change
        self._stop = threading.Event()
        self._look_now = threading.Event()
        # A daemon: a thread that was forgotten must not keep the program from ending.
        self._thread = threading.Thread(
            target=self._watch, name="token-monitor", daemon=True
        )

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def look_now(self) -> None:
        """Look at once, and tell what is seen even if nothing changed."""
        self._look_now.set()

    def stop(self) -> None:
        """Stop looking and wait until the last look is over."""
        self._stop.set()
        self._look_now.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        last: str | None = None
        while not self._stop.is_set():
            told = self._look_now.is_set()
            self._look_now.clear()
            if not self._modules.is_in_use:
                survey = self._modules.look()
                # Errors are not comparable, their words are.
                state = repr(survey)
                if (told or state != last) and not self._stop.is_set():
                    self._on_change(survey)
                last = state
            self._look_now.wait(INTERVAL)
