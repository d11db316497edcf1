"""Puts selected words on the clipboard, also of pages that nobody looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.pages.copied_text import copied

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ui.pages.document_view import DocumentView
    from ui.pages.page_words import PageWords
    from ui.pages.text_selection import Stretch
    from ui.program.parts import Parts

MOST: Final = 10_000_000
"""Characters; other programs choke on more."""


class TextCopy(QObject):
    """Words that are at hand are copied at once, others are asked for first."""

    copied = Signal()
    failed = Signal(object)
    """The ``TteError`` for which a page's words cannot be had."""

    def __init__(self, parts: Parts, view: DocumentView, words: PageWords) -> None:
        super().__init__(view)
        self._parts, self._view, self._words = parts, view, words

    def copy(self, stretch: Stretch) -> None:
        """Copy what is selected."""
        document = self._view.document
        if document is None:
            return
        known: dict[int, str] = {}
        for index in range(stretch.start.page, stretch.end.page + 1):
            words = self._words.words(index)
            if words is not None:
                known[index] = words.characters
        if len(known) == stretch.end.page - stretch.start.page + 1:
            self.put(_joined(stretch, known))
            return
        renderer = self._parts.making
        self._parts.background.run(
            lambda: _gathered(renderer, document, stretch, known),
            to=self,
            on_success=self.put,
            on_failure=self.failed.emit,
        )

    def put(self, words: str) -> None:
        """Put words on the clipboard."""
        if words:
            QGuiApplication.clipboard().setText(words)
            self.copied.emit()


def _gathered(
    renderer: Renderer, document: Document, stretch: Stretch, known: dict[int, str]
) -> str:
    gathered: dict[int, str] = {}
    total = 0
    for index in range(stretch.start.page, stretch.end.page + 1):
        words = known.get(index)
        if words is None:
            words = renderer.text(document, index).characters
        gathered[index] = words
        total += len(words)
        if total > MOST:
            break
    return _joined(stretch, gathered)


def _joined(stretch: Stretch, pages: dict[int, str]) -> str:
    parts: list[str] = []
    for index, words in sorted(pages.items()):
        start, end = stretch.on_page(index, len(words))
        parts.append(words[start:end])
    return copied(parts)[:MOST]
