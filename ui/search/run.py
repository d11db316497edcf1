"""One search through a document: near pages first, and never on the GUI thread."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.document.text.contents_reader import MOST_HITS
from ui.search.hits import SearchHits

if TYPE_CHECKING:
    from ttedesktop.document.contents import SearchHit
    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_FIRST: Final = 2
"""Pages of the first part."""
_LARGEST: Final = 64
_AIM: Final = 0.15
"""Seconds a part should take: so long a newer search waits for an older one."""


class SearchRun(QObject):
    """Asks for one part of the document after another until all were searched."""

    grew = Signal()
    """Pages were searched."""
    finished = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._document: Document | None = None
        self._words = ""
        self._number = 0
        self._size = _FIRST
        self._todo: list[range] = []
        self.hits = SearchHits(0)

    @property
    def words(self) -> str:
        """What is searched for; empty if nothing is."""
        return self._words

    @property
    def searched(self) -> int:
        """How many pages were searched."""
        if self._document is None:
            return 0
        return len(self._document.pages) - sum(len(one) for one in self._todo)

    @property
    def is_running(self) -> bool:
        """Whether pages are still to be searched."""
        return bool(self._todo)

    def start(self, document: Document, words: str, *, page: int) -> None:
        """Search from a page (from 0) to the end, then from the first page to it."""
        self.stop()
        self._document, self._words = document, words
        self._size = _FIRST
        self.hits = SearchHits(page)
        ranges = (range(page, len(document.pages)), range(page))
        self._todo = [one for one in ranges if one]
        self._ask()

    def stop(self) -> None:
        """Drop the search; what still comes of it is not heard."""
        self._number += 1
        self._todo = []
        self._document, self._words = None, ""
        self.hits = SearchHits(0)

    # --- inside ----------------------------------------------------------------

    def _ask(self) -> None:
        document, words, number = self._document, self._words, self._number
        if document is None:
            return
        if not self._todo or self.hits.is_full:
            self._todo = []
            self.finished.emit()
            return
        pages = self._todo[0][: self._size]
        renderer, began = self._parts.making, time.monotonic()
        self._parts.background.run(
            lambda: renderer.search(document, words, pages),
            to=self,
            on_success=lambda found: self._take(number, pages, found, began),
            on_failure=lambda error: self._give_up(number, error),
        )

    def _take(
        self, number: int, pages: range, found: tuple[SearchHit, ...], began: float
    ) -> None:
        if number != self._number:
            return
        took = max(0.001, time.monotonic() - began)
        fitting = round(len(pages) * _AIM / took)
        self._size = min(_LARGEST, max(1, min(fitting, self._size * 4)))
        if len(found) >= MOST_HITS and found[-1].page > pages.start:
            # More than one answer holds: the page it ended on is asked for again.
            pages = range(pages.start, found[-1].page)
            found = tuple(hit for hit in found if hit.page in pages)
        self._pass(len(pages))
        self.hits.add(found)
        self.grew.emit()
        self._ask()

    def _give_up(self, number: int, error: TteError) -> None:
        """Say how many pages could not be searched; the document cannot be read."""
        if number != self._number:
            return
        log.info("not searched to its end: %s", type(error).__name__)
        self.hits.skipped = sum(len(one) for one in self._todo)
        self._todo = []
        self.finished.emit()

    def _pass(self, count: int) -> None:
        rest = self._todo[0][count:]
        self._todo[:1] = [rest] if rest else []
