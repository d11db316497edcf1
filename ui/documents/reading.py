"""What a reader does with the words of one document: finds, selects, copies, follows.

One for a view; the commands of the window come to it through ``ReadingAffairs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid
from typing_extensions import override

from ttedesktop.errors.document_errors import CopyingNotPermitted
from ttedesktop.language import _
from ui.documents.page_pointer import PagePointer, UnderPointer
from ui.pages.caret_keys import CaretKeys
from ui.pages.copied_text import copied
from ui.pages.page_links import PageLinks
from ui.pages.page_words import PageWords
from ui.pages.place_history import PlaceHistory
from ui.pages.region_copy import RegionCopy
from ui.pages.text_copy import TextCopy
from ui.pages.text_selection import TextSelection
from ui.search.document_search import DocumentSearch

if TYPE_CHECKING:
    from ui.pages.document_view import DocumentView
    from ui.placing.signature_box import SignatureBox
    from ui.program.parts import Parts

_LONGEST_PREFILL = 80
"""Characters of a selection that are taken to be what is searched for."""


class Reading(QObject):
    """Joins words, links and search of a view with its keyboard and pointer."""

    told = Signal(str, str)
    """A sentence for the person, and its tone."""
    failed = Signal(object)
    """The ``TteError`` for which something could not be copied."""

    def __init__(self, parts: Parts, view: DocumentView, box: SignatureBox) -> None:
        super().__init__(view)
        self._view, self._box = view, box
        self.words = PageWords(parts, view)
        self.history = PlaceHistory(view)
        self.search = DocumentSearch(parts, view, self.words, self.history)
        self.selection = TextSelection(view, self.words)
        self.links = PageLinks(view, self.words, self.history)
        self.region = RegionCopy(parts, view)
        self._copy = TextCopy(parts, view, self.words)
        self._carets = CaretKeys(view, self.words, self.selection)
        under = UnderPointer(self.words, self.links, self.selection, self.region)
        self._pointer = PagePointer(view, box, under)
        self._pointer.menu_wanted.connect(self._show_menu)
        self._pointer.back_wanted.connect(self.history.go_back)
        self._pointer.forward_wanted.connect(self.history.go_forward)
        self.region.told.connect(self.told)
        self.region.failed.connect(self.failed)
        self._copy.failed.connect(self.failed)
        view.installEventFilter(self)

    # --- what a person asks for -----------------------------------------------

    def copy(self) -> None:
        """Copy what is selected, or else the hit of the search that one is at."""
        stretch, hit = self.selection.stretch, self.search.current
        if not self._may_copy():
            return
        if stretch is not None:
            self._copy.copy(stretch)
        elif hit is not None:
            self._copy.put(copied([hit.found]))

    def copy_region(self) -> None:
        """Let a rectangle be chosen, and copy it as a picture."""
        if self._may_copy():
            self.region.begin()

    def select_page(self) -> None:
        """Select all words of the current page."""
        index = self._view.current_page
        words = self.words.words(index)
        if words is None:
            self.told.emit(_("Teks halaman ini belum terbaca. Coba lagi."), "warn")
        elif not words.lines:
            sentence = _("Halaman ini tidak memuat teks, mungkin hasil pindaian.")
            self.told.emit(sentence, "warn")
        else:
            self.selection.take_page(index)
            self._view.setFocus()

    def find(self) -> None:
        """Open the search, with what is selected if it is short."""
        stretch = self.selection.stretch
        words = ""
        if stretch is not None and stretch.start.page == stretch.end.page:
            page = self.words.words(stretch.start.page)
            taken = "" if page is None else page.characters
            words = taken[stretch.start.at : stretch.end.at].strip()
        fits = len(words) <= _LONGEST_PREFILL and "\n" not in words
        self.search.open(words if fits else "")

    # --- inside ----------------------------------------------------------------

    def _may_copy(self) -> bool:
        document = self._view.document
        if document is not None and not document.may_copy:
            self.failed.emit(CopyingNotPermitted(document.name))
        return document is not None and document.may_copy

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # Also what is being deleted loses the keyboard, and is not to be painted.
            if isValid(self._view):
                self.links.leave()
        elif isinstance(event, QContextMenuEvent):
            # By the key for it; the pointer's comes to the viewport.
            middle = self._view.viewport().rect().center()
            self._show_menu(self._view.viewport().mapToGlobal(middle))
            return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._view.document is not None and self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if self.region.press(event):
            return True
        # The box has Tab and Enter to itself while it is there.
        if not self._box.isVisible() and self.links.press(event):
            return True
        if self._carets.press(event):
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.is_open:
            self.search.close()
            return True
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.history.leave()
        return False

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(_with_key(_("Salin"), "Ctrl+C"), self.copy)
        has_any = self.selection.stretch is not None or self.search.current is not None
        copy.setEnabled(has_any)
        region = _with_key(_("Salin wilayah sebagai gambar"), "Ctrl+Shift+C")
        menu.addAction(region, self.copy_region)
        page = _with_key(_("Pilih halaman ini"), "Ctrl+A")
        menu.addAction(page, self.select_page)
        menu.popup(place)


def _with_key(words: str, key: str) -> str:
    # What stands behind a tab is shown as the key; it takes none.
    return f"{words}\t{key}"
