"""Looks through the folders of archives, a little at a time, in children of its own."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.validation.checking import documents_in
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.errors.errors import TteError
    from ttedesktop.longterm.care import KeptDocument
    from ttedesktop.longterm.onlooker import Onlooker
    from ttedesktop.longterm.watch_list import SeenDocuments, WatchedDocument
    from ui.program.parts import Parts

_SLICE: Final = 0.4
"""Seconds for which it works before others have the thread."""
_MOST: Final = 100
"""Documents of a slice."""
_PAUSE: Final = 40
"""Milliseconds between two slices."""
_REST: Final = 1_000
"""Milliseconds until it is asked again whether something is signed."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is known of the documents of the folders, and what has to be looked at."""

    known: list[WatchedDocument]
    unknown: list[Path]


class ArchiveLook(QObject):
    """One round at a time; what it finds is kept until the next."""

    found = Signal(list)
    """Documents of which something is known now, as ``WatchedDocument``."""
    ended = Signal()
    """All folders are looked through."""

    def __init__(
        self, parts: Parts, parent: QObject, is_busy: Callable[[], bool]
    ) -> None:
        """Take what tells that something else wants the processors for itself."""
        super().__init__(parent)
        self._parts, self._is_busy = parts, is_busy
        self.documents: dict[Path, WatchedDocument] = {}
        """What needs something, by its path."""
        self.total = 0
        """How many documents the folders hold."""
        self.is_looking = False
        self._round = 0
        self._waiting: deque[Path] = deque()
        self._eyes: _Eyes | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._go_on)

    @property
    def left(self) -> int:
        """How many documents are to be looked at."""
        return len(self._waiting)

    def begin(self) -> None:
        """Look through all folders that are named, anew if that is under way.

        What is known already comes first.
        """
        self.stop()
        self.is_looking = True
        number, parts = self._round, self._parts
        folders = [Path(one) for one in parts.settings.archive_folders]
        parts.background.run(
            lambda: _list(parts, folders),
            to=self,
            on_success=lambda listed: self._listed(number, listed),
            on_failure=self._failed,
        )

    def stop(self) -> None:
        """End it, also in the middle of a document."""
        self._round += 1
        self._pause.stop()
        self._waiting.clear()
        self.is_looking = False
        eyes, self._eyes = self._eyes, None
        if eyes is not None:
            eyes.close()

    def take(self, kept: KeptDocument) -> None:
        """Take what became of a document since."""
        from ttedesktop.longterm.watch_list import watched

        one = watched(kept)
        if kept.path in self.documents and one is not None:
            self.documents[kept.path] = one
            self.found.emit([one])

    def _listed(self, number: int, listed: _Listed) -> None:
        if number != self._round:
            return
        self.documents = {one.path: one for one in listed.known}
        self._waiting = deque(listed.unknown)
        self.total = len(listed.known) + len(listed.unknown)
        self.found.emit(listed.known)
        self._go_on()

    def _go_on(self) -> None:
        if not self._waiting:
            self.stop()
            self.ended.emit()
            return
        if self._is_busy():
            self._pause.start(_REST)
            return
        if self._eyes is None:
            self._eyes = _Eyes(self._parts)
        eyes, number = self._eyes, self._round
        waiting = tuple(islice(self._waiting, _MOST))
        self._parts.background.run(
            lambda: eyes.look(waiting),
            to=self,
            on_success=lambda looked: self._looked(number, *looked),
            on_failure=self._failed,
        )

    def _looked(self, number: int, count: int, found: list[WatchedDocument]) -> None:
        if number != self._round:
            return
        for _number in range(min(count, len(self._waiting))):
            self._waiting.popleft()
        self.documents.update((one.path, one) for one in found)
        self.found.emit(found)
        self._pause.start(_PAUSE)

    def _failed(self, _error: TteError) -> None:
        # What a document does wrong is in its own answer.
        self.stop()
        self.ended.emit()


class _Eyes:
    """Looks at documents with a renderer and a validator that nobody else waits for."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._renderer, self._validator = Renderer(), Validator()
        self._onlooker: Onlooker | None = None
        self._is_closed = False

    def look(self, paths: Sequence[Path]) -> tuple[int, list[WatchedDocument]]:
        """Return how many were looked at, and what those need; takes half a second."""
        from ttedesktop.longterm.watch_list import watched

        end = time.monotonic() + _SLICE
        kept: list[KeptDocument] = []
        for path in paths:
            if self._is_closed or (kept and time.monotonic() > end):
                break
            kept.append(self._ready().look(path))
        if self._is_closed:
            # Where a child was started again behind the back of who closed it.
            self.close()
        else:
            _seen(self._parts).note(kept, datetime.now(UTC))
        return len(kept), [one for x in kept if (one := watched(x)) is not None]

    def close(self) -> None:
        """End the children; what is under way fails."""
        self._is_closed = True
        with contextlib.suppress(OSError):
            self._renderer.close()
            self._validator.close()

    def _ready(self) -> Onlooker:
        from ttedesktop.longterm.onlooker import Onlooker

        if self._onlooker is None:
            self._onlooker = Onlooker(
                renderer=self._renderer,
                validator=self._validator,
                trust_store=self._parts.trust_store(),
            )
        return self._onlooker


def _list(parts: Parts, folders: Sequence[Path]) -> _Listed:
    from ttedesktop.longterm.watch_list import watched

    paths = dict.fromkeys(one.path for one in documents_in(folders))
    known, unknown = _seen(parts).recall(paths, datetime.now(UTC))
    needing = [one for kept in known if (one := watched(kept)) is not None]
    return _Listed(needing, unknown)


def _seen(parts: Parts) -> SeenDocuments:
    from ttedesktop.longterm.watch_list import FILE_NAME, SeenDocuments

    if parts.demonstration is None:
        return SeenDocuments()
    return SeenDocuments(parts.trust_folder.path / FILE_NAME)
