"""Files and folders on their way into the queue."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from ttedesktop.language import _
from ui.queue.scan import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.program.parts import Parts
    from ui.queue.document import QueuedDocument
    from ui.queue.page import QueuePage


_TURN: Final = 16
"""Milliseconds from one lot of rows to the next; a picture of the screen."""
_FIRST_LOOK: Final = 150
"""Milliseconds after the first lot, in which a person gets to see it.

The list is laid out and the first document opened meanwhile; both would have to wait.
"""

_AHEAD: Final = 2
"""Lots that are read before the window has taken one."""
_PATIENCE: Final = 0.2
"""Seconds after which it is asked whether anybody still wants rows."""


class QueueAdding(QObject):
    """Reads folders in the background, and tells of rows as it finds them."""

    came = Signal(list)
    """Some ``QueuedDocument`` that are not in the queue yet."""
    _found = Signal(list)

    def __init__(self, parts: Parts, page: QueuePage) -> None:
        super().__init__(page)
        self._parts, self._page = parts, page
        self._waiting: deque[list[QueuedDocument]] = deque()
        self._taken = threading.Semaphore(_AHEAD)
        self._stopped = threading.Event()
        self._under_way: list[list[Path]] = []
        """What is being read."""
        self._found.connect(self._take, Qt.ConnectionType.QueuedConnection)
        # What waits goes one after the other, and the window has its turn between.
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._give)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files and folders."""
        wanted = list(paths)
        known = frozenset(one.path for one in self._page.model.documents)
        self._under_way.append(wanted)

        def look() -> None:
            for some in gather(wanted, known):
                if self._stopped.is_set():
                    return
                self._found.emit(some)
                # No faster than the window takes them: both share Python's lock.
                while not self._taken.acquire(timeout=_PATIENCE):
                    if self._stopped.is_set():
                        return

        self._parts.background.run(
            look,
            to=self,
            on_success=lambda _none: self._under_way.remove(wanted),
            on_failure=lambda _error: self._under_way.remove(wanted),
        )

    def stop(self) -> None:
        """Read no further."""
        self._stopped.set()

    def take_over(self, before: QueueAdding) -> None:
        """Go on with what the queue of a window that goes has not taken yet."""
        for some in before._waiting:
            self._take(some)
        rest = [path for wanted in before._under_way for path in wanted]
        if rest:
            self.add(rest)

    def choose_documents(self) -> None:
        """Let a person choose files."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._page.window(),
            _("Tambah dokumen"),
            self._where(),
            _("Dokumen PDF (*.pdf *.PDF)"),
        )
        if chosen:
            self.add(map(Path, chosen))

    def choose_folder(self) -> None:
        """Let a person choose a folder, whose PDFs are added with those below."""
        chosen = QFileDialog.getExistingDirectory(
            self._page.window(), _("Tambah folder"), self._where()
        )
        if chosen:
            self.add([Path(chosen)])

    def _take(self, new: list[QueuedDocument]) -> None:
        self._waiting.append(new)
        if not self._turn.isActive():
            self._give()

    def _give(self) -> None:
        if not self._waiting:
            return
        # What was added while the folders were read is not added twice.
        model, new = self._page.model, self._waiting.popleft()
        self._turn.start(_TURN if model.documents else _FIRST_LOOK)
        self.came.emit([one for one in new if not model.has(one.path)])
        # Not before: the next rows would be read while these are taken in.
        self._taken.release()

    def _where(self) -> str:
        documents = self._page.model.documents
        return str(documents[-1].path.parent if documents else Path.home())
