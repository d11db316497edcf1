"""Words and links of the pages near the reader, asked for in the background."""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.pages.word_map import WordMap

if TYPE_CHECKING:
    from ttedesktop.document.contents import PageLink
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.errors.errors import TteError
    from ui.pages.document_view import DocumentView
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_SETTLE: Final = 80
"""Milliseconds without scrolling, after which words are asked for."""
_AROUND: Final = 1
"""Pages before and after those in sight."""
_MOST_PAGES: Final = 40
_MOST_CHARACTERS: Final = 1_000_000
"""Of all pages that are kept; each takes 17 bytes or more."""


@dataclass(frozen=True, slots=True)
class PageFinds:
    """What a page holds for the pointer."""

    words: WordMap
    links: tuple[PageLink, ...]


class PageWords(QObject):
    """Keeps what pages near the current one hold; of others it knows nothing."""

    came = Signal(int)
    """Index of the page of which words and links are known now."""

    def __init__(self, parts: Parts, view: DocumentView) -> None:
        super().__init__(view)
        self._parts = parts
        self._view = view
        self._kept: OrderedDict[int, PageFinds] = OrderedDict()
        self._refused: set[int] = set()
        self._is_asking = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._ask)
        view.layout_changed.connect(self._settle.start)
        view.document_changed.connect(self.start_over)

    def words(self, index: int) -> WordMap | None:
        """Return the words of a page; None while they are not known."""
        found = self._kept.get(index)
        return None if found is None else found.words

    def links(self, index: int) -> tuple[PageLink, ...]:
        """Return the links of a page; none while they are not known."""
        found = self._kept.get(index)
        return () if found is None else found.links

    def start_over(self) -> None:
        """Ask for the words again: another document is shown, or other layers."""
        self._kept.clear()
        self._refused.clear()
        self._settle.start()

    # --- inside ----------------------------------------------------------------

    def _ask(self) -> None:
        document, index = self._view.document, self._wanted()
        if self._is_asking or document is None or index is None:
            return
        self._is_asking = True
        renderer = self._parts.making
        self._parts.background.run(
            lambda: _found(renderer, document, index),
            to=self,
            on_success=lambda found: self._take(document, index, found),
            on_failure=lambda error: self._refuse(document, index, error),
        )

    def _wanted(self) -> int | None:
        shown = self._view.visible_pages()
        around = range(
            max(0, shown.start - _AROUND),
            min(len(self._view.pages), shown.stop + _AROUND),
        )
        middle = self._view.current_page
        for index in sorted(around, key=lambda i: (i not in shown, abs(i - middle))):
            if index not in self._kept and index not in self._refused:
                return index
        return None

    def _take(self, document: Document, index: int, found: PageFinds) -> None:
        self._is_asking = False
        if document is self._view.document:
            self._kept[index] = found
            self._let_go()
            self.came.emit(index)
        self._ask()

    def _refuse(self, document: Document, index: int, error: TteError) -> None:
        self._is_asking = False
        log.info("no words of page %d: %s", index + 1, type(error).__name__)
        if document is self._view.document:
            self._refused.add(index)
        self._ask()

    def _let_go(self) -> None:
        """Forget pages that are far from the reader, the oldest first."""
        shown = self._view.visible_pages()
        near = range(shown.start - _AROUND, shown.stop + _AROUND)
        for index in [one for one in self._kept if one not in near]:
            if (
                len(self._kept) <= _MOST_PAGES
                and sum(len(one.words.characters) for one in self._kept.values())
                <= _MOST_CHARACTERS
            ):
                return
            del self._kept[index]


def _found(renderer: Renderer, document: Document, index: int) -> PageFinds:
    text = renderer.text(document, index)
    return PageFinds(WordMap(text), renderer.links(document, index))
