"""Completes what was signed without a service: when asked, or by itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from ttedesktop.errors import TteError
    from ttedesktop.longterm.keeping import KeptDocument
    from ttedesktop.longterm.unfinished import UnfinishedDocument
    from ui.main_window import MainWindow
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_FIRST: Final = 20_000
"""Milliseconds after the start of the window until it is tried without being asked."""
_PAUSE: Final = 600_000
"""Milliseconds between such tries."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A document of the list, and what became of it."""

    document: UnfinishedDocument
    kept: KeptDocument
    is_done: bool
    """Whether it is off the list."""


class CompletingAffairs(QObject):
    """One for a window; one round at a time."""

    completed = Signal(object)
    """A ``Completed``, as each is done."""
    round_ended = Signal()

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._left: list[UnfinishedDocument] = []
        self.is_busy = False
        """Whether a round is under way."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._by_itself)
        self._timer.start(_FIRST)

    def begin(self) -> None:
        """Complete every document of the list, one after another."""
        if self.is_busy:
            return
        self._left = list(self._parts.unfinished)
        self.is_busy = True
        self._next()

    def stop(self) -> None:
        """Let the document under way be the last."""
        self._left = []

    def _by_itself(self) -> None:
        self._timer.setInterval(_PAUSE)
        settings = self._parts.settings
        if settings.completes_itself and settings.time_stamp_address:
            self.begin()

    def _next(self) -> None:
        if not self._left:
            self.is_busy = False
            self.round_ended.emit()
            return
        document = self._left.pop(0)
        self._parts.background.run(
            lambda: _completed(self._parts, document),
            to=self,
            on_success=self._came,
            on_failure=self._failed,
        )

    def _failed(self, error: TteError) -> None:
        # It stays on the list; those after it do not suffer.
        log.warning("not completed: %s", error)
        self._next()

    def _came(self, outcome: Completed) -> None:
        self.completed.emit(outcome)
        self._next()


def _completed(parts: Parts, document: UnfinishedDocument) -> Completed:
    # What asks services is loaded with the first of them.
    from ttedesktop.longterm.keeping import Archivist, CareWishes

    archivist = Archivist(
        renderer=parts.making,
        validator=parts.validator,
        trust_store=parts.trust_store(),
        long_term=parts.long_term(),
    )
    wishes = CareWishes(PadesLevel(document.wanted))
    kept = archivist.keep(document.path, wishes)
    is_done = kept.settles(wishes)
    if is_done:
        parts.unfinished.remove(document.path)
    return Completed(document, kept, is_done)
