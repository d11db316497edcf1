"""Tells when a token comes or goes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from ttedesktop.tokens.survey import look_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.tokens.module import Module
    from ttedesktop.tokens.survey import ModuleSet, Seen, Survey

INTERVAL: Final = 1.0
"""Seconds between two looks."""


class TokenMonitor:
    """Looks at the slots of every module again and again, each on its own thread.

    ``on_change`` is called on one of these threads, never on two at once: for the
    first time when a token is seen or all modules have answered, then only when
    something changed. A blocking wait for slot events is not used: OpenSC 0.23
    deadlocks when one thread waits and another signs.
    """

    def __init__(self, modules: ModuleSet, on_change: Callable[[Survey], None]) -> None:
        self._modules = modules
        self._on_change = on_change
        self._stop = threading.Event()
        self._telling = threading.Lock()
        self._seen: dict[str, Seen] = {}
        self._last: str | None = None
        self._wanted: set[str] = set()
        """Modules whose answer to ``look_now`` has not come yet."""
        self._alarms = {path: threading.Event() for path in modules.modules}
        # Daemons: a thread that was forgotten must not keep the program from ending.
        self._threads = [
            threading.Thread(
                target=self._watch,
                args=(path, module),
                name="token-monitor",
                daemon=True,
            )
            for path, module in modules.modules.items()
        ]

    def start(self) -> None:
        """Begin to look."""
        if not self._threads:
            self._on_change(self._modules.survey({}))
        for thread in self._threads:
            thread.start()

    def look_now(self) -> None:
        """Look at once, read certificates again, and tell even if nothing changed."""
        with self._telling:
            self._wanted = set(self._alarms)
        if not self._alarms:
            self._on_change(self._modules.survey({}))
        for alarm in self._alarms.values():
            alarm.set()

    def stop(self) -> None:
        """Begin no further look; one under way ends with its module."""
        self._stop.set()
        for alarm in self._alarms.values():
            alarm.set()

    def join(self) -> None:
        """Wait until the last look is over."""
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _watch(self, path: str, module: Module) -> None:
        alarm = self._alarms[path]
        while not self._stop.is_set():
            alarm.clear()
            with self._telling:
                again = path in self._wanted
            seen = look_at(module, again=again)
            self._take(path, seen, answers=again)
            alarm.wait(INTERVAL)

    def _take(self, path: str, seen: Seen, *, answers: bool) -> None:
        with self._telling:
            self._seen[path] = seen
            was_wanted = bool(self._wanted)
            if answers:
                self._wanted.discard(path)
            is_answer = was_wanted and not self._wanted
            survey = self._modules.survey(self._seen)
            is_whole = len(self._seen) == len(self._alarms)
            # Errors are not comparable, their words are.
            state = repr(survey)
            is_news = state != self._last and (is_whole or bool(survey.tokens))
            if (is_news or is_answer) and not self._stop.is_set():
                self._last = state
                self._on_change(survey)
