"""What a reader asks of the window: search, copy, back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ui.controls.error_dialog import show_error
from ui.documents.reading import Reading
from ui.search.list import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.errors.errors import TteError
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow

_NARROWEST: Final = 440
"""Logical pixels that pages keep beside the list of hits and the panel."""
_NEXT_PAGE: Final = 1


class ReadingAffairs(QObject):
    """One for a window, beside its switchboard."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._had_side = False
        self._had_panel = False
        self._aside: DocumentPage | None = None
        """The page on which something made room for the list of hits."""
        window.header.tools.search_wanted.connect(self._run(Reading.find))
        window.header.tools.page_wanted.connect(self._page_wanted)
        for page in window.documents.pages:
            self._join_page(page)
        window.documents.page_added.connect(self._join_page)
        window.documents.front_changed.connect(self._turn_to_front)

    def leave(self, _goal: object = None) -> None:
        """Remember the place from which somebody jumps; for signals of any kind."""
        self._reading.history.leave()

    def runs(self) -> dict[str, Callable[[], None]]:
        """Return what the actions do, by their names."""
        return {
            "copy": self._run(Reading.copy),
            "select_page": self._run(Reading.select_page),
            "copy_region": self._run(lambda reading: reading.copy_region()),
            "find": self._run(Reading.find),
            "find_next": self._run(lambda reading: reading.search.go_on()),
            "find_previous": self._run(lambda reading: reading.search.go_back()),
            "back": self._run(lambda reading: reading.history.go_back()),
            "forward": self._run(lambda reading: reading.history.go_forward()),
        }

    # --- inside ----------------------------------------------------------------

    @property
    def _reading(self) -> Reading:
        return self._window.document_page.reading

    def _run(self, act: Callable[[Reading], None]) -> Callable[[], None]:
        # The reading of the page that is in front by then.
        return lambda: act(self._reading)

    def _join_page(self, page: DocumentPage) -> None:
        reading = page.reading
        reading.told.connect(self._tell)
        reading.failed.connect(self._tell_error)
        reading.search.listed.connect(self._make_room)
        reading.search.closed.connect(self._give_room_back)
        page.thumbnails.page_chosen.connect(self._page_wanted)
        page.side_panel.jumps.connect(self.leave)

    def _turn_to_front(self) -> None:
        """Make room for what is searched on the page that came to the front."""
        self._give_room_back()
        if not self._reading.search.list.isHidden():
            self._make_room()

    def _page_wanted(self, index: int) -> None:
        """Remember where a jump began; the next page is no jump."""
        history = self._reading.history
        here = history.here
        if here is not None and abs(index - here.page) > _NEXT_PAGE:
            history.leave()

    def _make_room(self) -> None:
        """Let the list of hits stand where small pages stood, and more if need be."""
        page, header = self._window.document_page, self._window.header
        if self._aside is not None:
            return
        self._aside = page
        self._had_side = header.has_thumbnails
        if self._had_side:
            header.set_thumbnails(shown=False)
        room = page.width() - WIDTH - page.panel_width
        self._had_panel = page.panel_width > 0 and room < _NARROWEST
        if self._had_panel:
            page.toggle_panel()

    def _give_room_back(self) -> None:
        page, self._aside = self._aside, None
        # Its tab may have been closed.
        if page is None or not isValid(page):
            return
        if self._had_side:
            self._window.header.set_thumbnails(shown=True)
        if self._had_panel and page.panel_width == 0:
            page.toggle_panel()

    def _tell(self, words: str, tone: str) -> None:
        self._window.toast.tell(words, tone=tone)

    def _tell_error(self, error: TteError) -> None:
        show_error(self._window, error)
