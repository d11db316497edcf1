"""Shows a document anew when its file has another content, and says when it is gone."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.errors.document_errors import FileMissing
from ui.program.file_watch import FileWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.errors.errors import TteError
    from ui.documents.document_page import DocumentPage
    from ui.documents.document_stack import DocumentStack
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_PATIENCE: Final = (500, 1_000, 2_000)
"""Milliseconds after which a file that cannot be read yet is tried again."""
_GONE: Final = 2
"""Tries after which a file is gone, and not just being replaced."""

Stamp = tuple[int, int, int]
"""Bytes, moment of the last writing in nanoseconds, and number of a file."""


@dataclass(slots=True)
class _Seen:
    """What is known of the file behind a page."""

    sha256: str
    """Of the document that is shown; another one begins anew."""
    stamp: Stamp | None = None
    """Of the file when its content was last compared; None if it never was."""
    tries: int = 0
    is_told: bool = False
    """Whether it was said that the file is gone or cannot be read."""
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found of a file."""

    stamp: Stamp
    document: Document | None = field(default=None, repr=False)
    """None if the content is the one that is shown."""
    is_settled: bool = True
    """False if it was being written, or had to be repaired to be shown."""


class Reloading(QObject):
    """Follows the files of all pages; a page that is being signed is left alone."""

    changed = Signal(object, object)
    """The ``DocumentPage``, and the ``Document`` that it is to show now."""
    left_alone = Signal(object)
    """The ``DocumentPage`` that stays as it is: for now, or until it is read again."""
    missing = Signal(object)
    """The ``DocumentPage`` whose file is not there any more."""
    unreadable = Signal(object, object)
    """The ``DocumentPage`` whose file has changed, and why that cannot be shown."""

    def __init__(
        self, parts: Parts, stack: DocumentStack, is_busy: Callable[[], bool]
    ) -> None:
        super().__init__(stack)
        self._parts = parts
        self._stack = stack
        self._is_busy = is_busy
        self._watch = FileWatch(self)
        self._seen: dict[DocumentPage, _Seen] = {}
        self._watch.touched.connect(self._look)
        stack.page_added.connect(self._join)
        stack.page_removed.connect(lambda _page: self._follow())
        stack.front_changed.connect(lambda: self.look_at(stack.front))
        for page in stack.pages:
            self._join(page)

    def look_at(self, page: DocumentPage) -> None:
        """Have a look at the file of a page soon."""
        if page.document is not None:
            self._watch.look(page.document.path)

    def look_at_all(self) -> None:
        """Have a look at every file soon.

        After a signature was made, and where a file system tells of no changes.
        """
        for page in self._stack.with_documents:
            self.look_at(page)

    # --- inside -----------------------------------------------------------------------

    def _join(self, page: DocumentPage) -> None:
        page.document_changed.connect(self._follow)

    def _follow(self) -> None:
        """Watch the files of the documents that are open now."""
        documents = {
            page: page.document
            for page in self._stack.with_documents
            if page.document is not None
        }
        self._seen = {
            page: self._seen.get(page) or _Seen(document.sha256)
            for page, document in documents.items()
        }
        for page, document in documents.items():
            if self._seen[page].sha256 != document.sha256:
                self._seen[page] = _Seen(document.sha256)
        self._watch.watch(document.path for document in documents.values())

    def _look(self, path: Path) -> None:
        for page, seen in self._seen.items():
            document = page.document
            if document is not None and document.path == path:
                self._look_at(page, document, seen)

    def _look_at(self, page: DocumentPage, document: Document, seen: _Seen) -> None:
        if self._is_busy():
            return
        if seen.is_looked_at:
            # Once more afterwards: news in between must not be lost.
            self._watch.look(document.path)
            return
        seen.is_looked_at = True
        renderer, stamp = self._parts.reading, seen.stamp

        def is_current() -> bool:
            seen.is_looked_at = False
            return self._seen.get(page) is seen and page.document is document

        def found(look: _Look) -> None:
            if is_current():
                self._found(page, seen, look)

        def failed(error: TteError) -> None:
            if is_current():
                self._failed(page, seen, error)

        self._parts.background.run(
            lambda: _look_at_file(renderer, document, stamp),
            to=self,
            on_success=found,
            on_failure=failed,
        )

    def _found(self, page: DocumentPage, seen: _Seen, look: _Look) -> None:
        if look.document is None:
            seen.stamp, seen.tries, seen.is_told = look.stamp, 0, False
            self.left_alone.emit(page)
            return
        waits = self._is_busy() or (
            not look.is_settled and self._try_again(page, seen, len(_PATIENCE))
        )
        if waits:
            self._let_go(look.document)
            self.left_alone.emit(page)
            return
        log.info("a document changed on the disk")
        self.changed.emit(page, look.document)

    def _failed(self, page: DocumentPage, seen: _Seen, error: TteError) -> None:
        is_gone = isinstance(error, FileMissing)
        most = _GONE if is_gone else len(_PATIENCE)
        if seen.is_told or self._try_again(page, seen, most):
            self.left_alone.emit(page)
            return
        seen.is_told = True
        if is_gone:
            self.missing.emit(page)
        else:
            self.unreadable.emit(page, error)

    def _try_again(self, page: DocumentPage, seen: _Seen, most: int) -> bool:
        """Look once more a little later; False if that was done often enough."""
        if seen.tries >= most:
            seen.tries = 0
            return False
        pause = _PATIENCE[seen.tries]
        seen.tries += 1
        QTimer.singleShot(pause, page, lambda: self.look_at(page))
        return True

    def _let_go(self, document: Document) -> None:
        """Let the renderer forget a content that was never shown."""
        renderer = self._parts.reading
        self._parts.background.run(
            lambda: renderer.forget(document),
            to=self,
            on_success=lambda _none: None,
            on_failure=lambda _error: None,
        )


def _look_at_file(renderer: Renderer, document: Document, known: Stamp | None) -> _Look:
    """Compare a file with the document that was read from it; not on the GUI thread.

    Raises what opening a document raises.
    """
    stamp = _stamp_of(document.path)
    if stamp == known:
        return _Look(stamp)
    content = renderer.read(document.path)
    if hashlib.sha256(content).hexdigest() == document.sha256:
        return _Look(stamp)
    made = renderer.open_bytes(document.path, content, password=document.password)
    is_whole = document.is_repaired or not made.is_repaired
    return _Look(stamp, made, is_settled=is_whole and _stamp_of(made.path) == stamp)


def _stamp_of(path: Path) -> Stamp:
    try:
        told = path.stat()
    except OSError:
        raise FileMissing(path.name) from None
    return told.st_size, told.st_mtime_ns, told.st_ino
