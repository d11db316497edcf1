"""Searching the open document: bar, list and marks on the pages as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from ui.pages.page_shading import Ink, as_rect, seen_at, shade
from ui.search.bar import SearchBar
from ui.search.list import SearchList
from ui.search.run import SearchRun
from ui.search.words import SearchState, count_of, note_of

if TYPE_CHECKING:
    from ttedesktop.document.contents import SearchHit
    from ui.pages.document_view import DocumentView
    from ui.pages.page_words import PageWords
    from ui.pages.place_history import PlaceHistory
    from ui.program.parts import Parts

_FOUND: Final = Ink(day="#FFDF8A", night="#5C4300")
_CURRENT: Final = Ink(day="#FFB638", night="#A86400")
_EDGE: Final = Ink(day="#854900", night="#F0BC69")
_ROOM: Final = 24.0
"""Logical pixels around a hit that have to be seen with it."""


class DocumentSearch(QObject):
    """Keeps what is searched for, and which hit is the current one."""

    opened = Signal()
    closed = Signal()
    listed = Signal()
    """The list is about to take its room beside the pages."""

    def __init__(
        self,
        parts: Parts,
        view: DocumentView,
        words: PageWords,
        history: PlaceHistory,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._words = words
        self._history = history
        self._run = SearchRun(parts, self)
        self._current: SearchHit | None = None
        self._origin = 0
        self._has_jumped = False
        self._marked: SearchHit | None = None
        """The hit that the list shows as the current one."""
        self.bar = SearchBar()
        self.list = SearchList()
        self._run.grew.connect(self._grew)
        self._run.finished.connect(self._finish)
        self.bar.words_changed.connect(self._search)
        self.bar.next_wanted.connect(self.go_on)
        self.bar.previous_wanted.connect(self.go_back)
        self.bar.list_wanted.connect(self.list.take_keyboard)
        self.bar.closed.connect(self.close)
        self.list.hit_chosen.connect(self._choose)
        self.list.reading_wanted.connect(view.setFocus)
        self.list.closed.connect(self.close)
        view.document_changed.connect(self._change_document)
        view.add_overlay(self)

    @property
    def is_open(self) -> bool:
        """Whether the bar is there."""
        return not self.bar.isHidden()

    @property
    def is_running(self) -> bool:
        """Whether pages are still to be searched."""
        return self._run.is_running

    @property
    def current(self) -> SearchHit | None:
        """The hit that one is at; None if there is none."""
        return self._current

    def open(self, words: str = "") -> None:
        """Show the bar, with words to begin with where there are some."""
        if self._view.document is None:
            return
        if not self.is_open:
            self._has_jumped = False
        self._origin = self._view.current_page
        self.bar.open(words)
        self.opened.emit()

    def close(self) -> None:
        """Put bar, list and marks away; the pages stay where they are."""
        self._run.stop()
        self._current = None
        self.bar.forget()
        self.bar.hide()
        self.list.hide()
        self._view.viewport().update()
        self._view.setFocus()
        self.closed.emit()

    def go_on(self) -> None:
        """Go to the next hit; from the last one to the first."""
        self._step(1)

    def go_back(self) -> None:
        """Go to the hit before; from the first one to the last."""
        self._step(-1)

    def paint(self, painter: QPainter, index: int) -> None:
        """Mark the hits of a page."""
        hits = self._run.hits.on_page(index)
        if not hits:
            return
        transform, night = self._view.page_transform(index), self._view.is_night
        others = [
            seen_at(place, transform)
            for hit in hits
            if hit is not self._current
            for place in hit.places
        ]
        shade(painter, others, _FOUND, night=night)
        current = self._current
        if current is None or current.page != index:
            return
        places = [seen_at(place, transform) for place in current.places]
        shade(painter, places, _CURRENT, night=night)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(_EDGE.night if night else _EDGE.day), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in places:
            painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 3, 3)

    # --- inside ----------------------------------------------------------------

    def _search(self, words: str) -> None:
        document = self._view.document
        if self._current is not None:
            self._origin = self._current.page
        self._current = None
        if document is None or not words:
            self._run.stop()
            self.list.hide()
            self.closed.emit()
        else:
            if self.list.isHidden():
                self.listed.emit()
                self.list.show()
            self._run.start(document, words, page=self._origin)
        self._show_count()

    def _change_document(self) -> None:
        self._run.stop()
        self._current = None
        self._has_jumped = False
        self._origin = 0
        if self._view.document is not None and self.is_open:
            self._search(self.bar.field.text().strip())
        elif self.is_open:
            # Not yet: a document that takes the place of another is searched too.
            QTimer.singleShot(0, self, self._close_if_empty)
        self._show_count()

    def _close_if_empty(self) -> None:
        if self._view.document is None and self.is_open:
            self.close()

    def _grew(self) -> None:
        if self._current is None:
            first = self._run.hits.first_from(self._origin)
            if first is not None:
                self._go_to(first, is_remembered=not self._has_jumped)
        self._show_count()

    def _finish(self) -> None:
        self._show_count()
        self.bar.announce()

    def _step(self, by: int) -> None:
        if not self.is_open:
            self.open()
            return
        hits = self._run.hits
        if not len(hits):
            return
        here = -1 if self._current is None else hits.place_of(self._current)
        self._go_to(hits[(here + by) % len(hits)], is_remembered=True)
        self._show_count()

    def _choose(self, hit: SearchHit) -> None:
        self._go_to(hit, is_remembered=hit is not self._current)
        self._show_count()

    def _go_to(self, hit: SearchHit, *, is_remembered: bool) -> None:
        self._current = hit
        covered = QRectF()
        for place in hit.places:
            covered = covered.united(as_rect(place))
        seen = self._view.page_transform(hit.page).mapRect(covered)
        around = seen.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        if not QRectF(self._view.viewport().rect()).contains(around):
            if is_remembered:
                self._history.leave()
            self._has_jumped = True
            self._view.bring_into_view(hit.page, covered)
        self._view.viewport().update()

    # --- words -----------------------------------------------------------------

    def _show_count(self) -> None:
        hits = self._run.hits
        is_searched = bool(self._run.words)
        state = self._state()
        self.bar.show_count(
            count_of(state) if is_searched else "", can_step=len(hits) > 0
        )
        self.list.show_hits(hits, note_of(state) if is_searched else "")
        if self._current is not self._marked or self._current is None:
            # Once only: whoever scrolls through the list while it grows is left alone.
            self._marked = self._current
            self.list.mark(-1 if self._current is None else hits.row_of(self._current))
        self._view.viewport().update()

    def _state(self) -> SearchState:
        hits, page = self._run.hits, self._words.words(self._view.current_page)
        return SearchState(
            hits,
            place=-1 if self._current is None else hits.place_of(self._current),
            searched=self._run.searched,
            pages=len(self._view.pages),
            is_running=self.is_running,
            is_textless=page is not None and not page.lines,
        )
