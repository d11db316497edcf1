"""The open documents: a page for each, one of them in front, and their tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.documents.document_page import DocumentPage
from ui.documents.document_tabs import DocumentTabs, TabWords

if TYPE_CHECKING:
    from pathlib import Path

    from ui.program.parts import Parts

MOST: Final = 20
"""Documents open at once: each keeps its content, here and in the renderers."""
_QUIET: Final = 2_000
"""Milliseconds in which nobody scrolls: time to make a page for the next document."""


class DocumentStack(QWidget):
    """There is always a page in front; it is empty if no document is open."""

    page_added = Signal(object)
    """The ``DocumentPage``, so that what it tells can be joined."""
    page_removed = Signal(object)
    """The ``DocumentPage``, which is empty by then."""
    front_changed = Signal()
    """Another page is in front."""
    closing_wanted = Signal(object)
    """The ``DocumentPage`` whose tab a person wants to close."""
    opening_wanted = Signal()
    """A person wants to choose one more document."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._room: tuple[int, bool] | None = None
        self._is_reading = False
        self.tabs = DocumentTabs()
        self._stack = QStackedWidget()
        self._pages: list[DocumentPage] = []
        self._spare: DocumentPage | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._make_spare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.row.currentChanged.connect(self._tab_chosen)
        self.tabs.row.tabMoved.connect(self._tab_moved)
        self.tabs.row.closing_wanted.connect(
            lambda index: self.closing_wanted.emit(self._pages[index])
        )
        self.tabs.opening_wanted.connect(self.opening_wanted)
        self._add_page(self._new_page())
        self._show_tabs()

    @property
    def front(self) -> DocumentPage:
        """The page that is seen, or would be if the room of documents were."""
        page = self._stack.currentWidget()
        assert isinstance(page, DocumentPage)  # noqa: S101 - nothing else is added
        return page

    @property
    def pages(self) -> tuple[DocumentPage, ...]:
        """All pages, in the order of their tabs; one that is empty if none is open."""
        return tuple(self._pages)

    @property
    def made(self) -> tuple[DocumentPage, ...]:
        """All pages, and the one that lies ready for the next document."""
        return self.pages if self._spare is None else (*self.pages, self._spare)

    @property
    def with_documents(self) -> tuple[DocumentPage, ...]:
        """The pages that show a document."""
        return tuple(page for page in self._pages if page.document is not None)

    def page_of(self, path: Path) -> DocumentPage | None:
        """Return the page on which a file is open."""
        wanted = path.absolute()
        for page in self.with_documents:
            document = page.document
            if document is not None and document.path.absolute() == wanted:
                return page
        return None

    def free_page(self) -> DocumentPage | None:
        """Return an empty page behind the others, or None where there are too many."""
        empty = [page for page in self._pages if page.document is None]
        if empty:
            return empty[0]
        if len(self._pages) >= MOST:
            return None
        spare, self._spare = self._spare, None
        return self._add_page(spare or self._new_page())

    def bring_to_front(self, page: DocumentPage) -> None:
        """Show a page; the one that was in front goes to rest."""
        before = self.front
        if page is before or page not in self._pages:
            return
        if self._is_reading:
            before.set_reading(reading=False)
        before.rest()
        self._stack.setCurrentWidget(page)
        if self._is_reading:
            page.set_reading(reading=True)
        page.wake()
        self._show_tabs()
        self.front_changed.emit()

    def step(self, by: int) -> None:
        """Go to the next page, or the one before; after the last comes the first."""
        place = self._pages.index(self.front)
        self.bring_to_front(self._pages[(place + by) % len(self._pages)])

    def close_page(self, page: DocumentPage | None = None) -> None:
        """Close one document; the one beside it comes to the front."""
        closing = self.front if page is None else page
        if len(self._pages) > 1:
            place = self._pages.index(closing)
            beside = self._pages[
                place + 1 if place + 1 < len(self._pages) else place - 1
            ]
            if closing is self.front:
                self.bring_to_front(beside)
            self._pages.remove(closing)
            closing.close_document()
            self._stack.removeWidget(closing)
            self.page_removed.emit(closing)
            closing.deleteLater()
        else:
            closing.close_document()
        self._show_tabs()

    def set_locked(self, *, locked: bool) -> None:
        """Keep the page in front where it is, while it is being signed."""
        self.tabs.setEnabled(not locked)

    def set_reading(self, *, reading: bool) -> None:
        """Show nothing but pages, or bring back what stands around them."""
        self._is_reading = reading
        self.front.set_reading(reading=reading)
        self._show_tabs()

    def set_room(self, width: int, *, compact: bool) -> None:
        """Fit all pages to the width of the window, in logical pixels."""
        was, self._room = self._room, (width, compact)
        for page in self._pages:
            page.set_room(width, compact=compact)
            # The header folds the side panel of the page in front.
            if page is not self.front and was is not None and was[1] != compact:
                page.side_panel.setVisible(not compact)

    # --- inside -----------------------------------------------------------------------

    def _new_page(self) -> DocumentPage:
        page = DocumentPage(self._parts, self._stack)
        if self._pages:
            page.rest()
        self._stack.addWidget(page)
        return page

    def _make_spare(self) -> None:
        """Make a page ahead: it takes longer than opening a document does."""
        if self._spare is None and 0 < len(self.with_documents) < MOST:
            self._spare = self._new_page()

    def _add_page(self, page: DocumentPage) -> DocumentPage:
        if self._pages:
            page.side_panel.setVisible(not self.front.side_panel.isHidden())
            page.setGeometry(self.front.geometry())
        self._pages.append(page)
        if self._room is not None:
            page.set_room(self._room[0], compact=self._room[1])
        page.document_changed.connect(self._quiet.start)
        page.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        page.document_changed.connect(self._show_tabs)
        page.validated.connect(self._show_tabs)
        self.page_added.emit(page)
        return page

    def _scrolled(self) -> None:
        if self._quiet.isActive():
            self._quiet.start()

    def _show_tabs(self) -> None:
        self.tabs.setVisible(len(self._pages) > 1 and not self._is_reading)
        told = [_words_of(page) for page in self._pages]
        self.tabs.row.show_tabs(told, self._pages.index(self.front))

    def _tab_chosen(self, index: int) -> None:
        if 0 <= index < len(self._pages):
            self.bring_to_front(self._pages[index])

    def _tab_moved(self, start: int, end: int) -> None:
        self._pages.insert(end, self._pages.pop(start))


def _words_of(page: DocumentPage) -> TabWords:
    document, report = page.document, page.report
    if document is None:
        return TabWords("", "")
    path = str(document.path.absolute())
    return TabWords(document.name, path, report.verdict if report else None)
