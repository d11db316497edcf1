"""What waits for the first page of a document, which needs the processor itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.document_view import DocumentView

_PATIENCE: Final = 500
"""Milliseconds: pages that take longer keep nothing else waiting."""
_PAINTING: Final = 30
"""Milliseconds in which what is drawn gets painted."""


class AfterFirstPage(QObject):
    """Does one thing for the document of a view, once that shows a page."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._work: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._do)
        view.first_drawn.connect(self._drawn)

    def do(self, work: Callable[[], None]) -> None:
        """Do this when the document in view is drawn, and nothing asked for before."""
        self._work = work
        self._timer.start(_PATIENCE)

    def forget(self) -> None:
        """Do nothing, for there is no document any more."""
        self._work = None
        self._timer.stop()

    def _drawn(self) -> None:
        if self._work is not None:
            self._timer.start(_PAINTING)

    def _do(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work()
