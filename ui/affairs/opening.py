"""Opens files for the window: off the GUI thread, and with a password where needed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.documents.password_dialog import PasswordTries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ui.program.parts import Parts


@dataclass(frozen=True, slots=True)
class OpeningWish:
    """A file that is to be opened."""

    path: Path
    """Absolute."""
    for_checking: bool = False
    """Whether it is opened to learn whether it is genuine."""
    in_front: bool = True
    """Whether its page comes to the front; else it waits behind the others."""
    is_quiet: bool = False
    """Whether nobody asked for it now: nothing is asked or told if it fails."""


class Opening(QObject):
    """One file after another, in the order in which they were asked for."""

    opened = Signal(object, object)
    """The ``Document``, and the ``OpeningWish``."""
    failed = Signal(object)
    """The ``TteError``."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._waiting: deque[OpeningWish] = deque()
        self._now: OpeningWish | None = None
        self._is_held = False
        self._then: Callable[[], None] | None = None

    @property
    def wishes(self) -> tuple[OpeningWish, ...]:
        """What is not open yet, that which is under way before the others."""
        now = () if self._now is None else (self._now,)
        return (*now, *self._waiting)

    def open(self, wishes: Iterable[OpeningWish]) -> None:
        """Open files after those that wait already."""
        known = {one.path for one in self.wishes}
        for wish in wishes:
            if wish.path not in known:
                known.add(wish.path)
                self._waiting.append(wish)
        self._next()

    def hold(self, *, held: bool) -> None:
        """Begin no file, for instance while a document is being signed."""
        self._is_held = held
        self._next()

    def when_done(self, run: Callable[[], None]) -> None:
        """Do something once nothing waits any more, after it was shown."""
        self._then = run
        QTimer.singleShot(0, self, self._look_for_end)

    def _look_for_end(self) -> None:
        then = self._then
        if then is not None and not self.wishes:
            self._then = None
            then()

    def _next(self) -> None:
        if self._now is None and self._waiting and not self._is_held:
            self._now = self._waiting.popleft()
            tries = PasswordTries(self._window, self._now.path.name)
            self._try(self._now, "", tries)

    def _try(self, wish: OpeningWish, password: str, tries: PasswordTries) -> None:
        def opened(document: Document) -> None:
            self._done()
            self.opened.emit(document, wish)

        def refused(error: TteError) -> None:
            if wish.is_quiet:
                self._done()
                return
            if not tries.may_ask(error):
                self.failed.emit(error)
                self._done()
                return
            given = tries.ask(error)
            # Whoever has no password has given up; nothing is to be said about it.
            if given is None:
                self._done()
            else:
                self._try(wish, given, tries)

        self._parts.background.run(
            lambda: self._parts.children.open(wish.path, password),
            to=self,
            on_success=opened,
            on_failure=refused,
        )

    def _done(self) -> None:
        self._now = None
        self._next()
        QTimer.singleShot(0, self, self._look_for_end)
