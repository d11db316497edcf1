"""Completes and renews documents: what is chosen, or by itself what was signed here."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.signing.loading import load_what_signs
from ttedesktop.signing.request import PadesLevel
from ui.documents.password_dialog import PasswordTries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ttedesktop.errors.errors import TteError
    from ttedesktop.longterm.care import KeptDocument
    from ui.main_window import MainWindow
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_FIRST: Final = 20_000
"""Milliseconds after the start of the window until it is tried without being asked."""
_PAUSE: Final = 600_000
"""Milliseconds between such tries."""


@dataclass(frozen=True, slots=True)
class CareJob:
    """A document, and the level that it should have."""

    path: Path
    wanted: str


@dataclass(frozen=True, slots=True)
class Completed:
    """A document, and what became of it."""

    path: Path
    kept: KeptDocument
    is_done: bool
    """Whether nothing is left to do."""


class CompletingAffairs(QObject):
    """One for a window; one round at a time."""

    completed = Signal(object)
    """A ``Completed``, as each is done."""
    round_ended = Signal()

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._left: deque[CareJob] = deque()
        self._asking: QWidget | None = None
        self.is_busy = False
        """Whether a round is under way."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._by_itself)
        self._timer.start(_FIRST)

    def begin(self, jobs: Iterable[CareJob], *, asking: QWidget | None = None) -> None:
        """Bring documents to their levels, one after another.

        Passwords are asked for over ``asking``; without it such documents are passed
        over.
        """
        if self.is_busy:
            return
        self._left = deque(jobs)
        self._asking = asking
        self.is_busy = True
        self._next()

    def stop(self) -> None:
        """Let the document under way be the last."""
        self._left.clear()

    def ask_nobody(self) -> None:
        """Ask for no password any more: who was asked has gone elsewhere."""
        self._asking = None

    def _by_itself(self) -> None:
        self._timer.setInterval(_PAUSE)
        settings = self._parts.settings
        if settings.completes_itself and settings.time_stamp_address:
            self.begin(CareJob(one.path, one.wanted) for one in self._parts.unfinished)

    def _next(self) -> None:
        if not self._left:
            self.is_busy = False
            self.round_ended.emit()
            return
        job = self._left.popleft()
        tries = None
        if self._asking is not None:
            tries = PasswordTries(self._asking, job.path.name)
        self._try(job, "", tries)

    def _try(self, job: CareJob, password: str, tries: PasswordTries | None) -> None:
        def came(outcome: Completed) -> None:
            error = outcome.kept.error
            given = None
            if error is not None and tries is not None and tries.may_ask(error):
                given = tries.ask(error) if self._asking is not None else None
            if given is not None:
                self._try(job, given, tries)
                return
            self.completed.emit(outcome)
            self._next()

        self._parts.background.run(
            lambda: _completed(self._parts, job, password),
            to=self,
            on_success=came,
            on_failure=self._failed,
        )

    def _failed(self, error: TteError) -> None:
        # It stays on the list; those after it do not suffer.
        log.warning("not completed: %s", error)
        self._next()


def _completed(parts: Parts, job: CareJob, password: str) -> Completed:
    # What asks services is loaded with the first of them.
    load_what_signs()
    from ttedesktop.longterm.care import CareWishes
    from ttedesktop.longterm.keeping import Archivist

    archivist = Archivist(
        renderer=parts.making,
        validator=parts.validator,
        trust_store=parts.trust_store(),
        long_term=parts.long_term(),
    )
    wishes = CareWishes(PadesLevel(job.wanted))
    kept = archivist.keep(job.path, wishes, password=password)
    is_done = kept.settles(wishes)
    if is_done:
        parts.unfinished.remove(job.path)
    return Completed(job.path, kept, is_done)
