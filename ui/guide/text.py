"""A chapter of the guide as it is read: words, pictures, tables and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit
from typing_extensions import override

from ui.controls import theme
from ui.controls.tones import HIGH_CONTRAST
from ui.guide.chapters import Chapter, chapter_of, guide_folder, is_section
from ui.guide.look import dress
from ui.guide.pictures import GuidePictures

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QTextBlock

_WIDEST: Final = 760
"""Logical pixels of a line, in usual words; longer ones are hard to follow."""
_MARGIN: Final = 8
_MOST_FOUND: Final = 200


class GuideText(QTextBrowser):
    """Shows one chapter; its links are told, not followed."""

    chapter_wanted = Signal(str, str)
    """Key of a chapter, and slug of a section or nothing."""
    address_wanted = Signal(str)
    """An address outside the guide."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "guide")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self._chapter: Chapter | None = None
        self._pictures = GuidePictures()
        self.anchorClicked.connect(self._clicked)

    @property
    def chapter(self) -> Chapter | None:
        """The chapter that is shown."""
        return self._chapter

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter from its beginning."""
        self._chapter = chapter
        self._pictures.width = self._room()
        self.document().setDefaultFont(theme.font(14))
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        self.document().setMarkdown(chapter.markdown, features)
        dress(self.document())
        self._set_margins()
        self.setExtraSelections([])
        self.setAccessibleName(chapter.title)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def go_to_section(self, name: str) -> None:
        """Bring a section to the top, by its title, its slug or its name."""
        block, place = self.document().begin(), 0
        while block.isValid() and self._chapter is not None:
            if block.blockFormat().headingLevel():
                if is_section(self._chapter, place, block.text(), name):
                    self._bring_to_top(block)
                    return
                place += 1
            block = block.next()

    def show_found(self, words: str) -> None:
        """Mark the words wherever they stand in the chapter."""
        marks: list[QTextEdit.ExtraSelection] = []
        for one in words.split():
            cursor = self.document().find(one)
            while not cursor.isNull() and len(marks) < _MOST_FOUND:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(theme.colour("warn.bg"))
                mark.format.setForeground(theme.colour("warn.fg"))
                mark.format.setFontUnderline(theme.tones() is HIGH_CONTRAST)
                marks.append(mark)
                cursor = self.document().find(one, cursor)
        self.setExtraSelections(marks)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        named = name if isinstance(name, str) else name.toString()
        picture = self._pictures.at(guide_folder() / named)
        return picture if picture is not None else super().loadResource(type, name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit()

    def _refit(self) -> None:
        """Fit pictures and margins to the width there is."""
        room = self._room()
        chapter, before = self._chapter, self._pictures.width
        self._set_margins()
        if chapter is not None and room != before:
            top = self.cursorForPosition(self.viewport().rect().topLeft()).position()
            self.show_chapter(chapter)
            cursor = self.textCursor()
            cursor.setPosition(min(top, self.document().characterCount() - 1))
            self._bring_to_top(cursor.block())

    def _room(self) -> int:
        return max(120, min(theme.scaled(_WIDEST), self._width() - 3 * _MARGIN))

    def _width(self) -> int:
        """Return the room beside the bar that scrolls, be it shown or not.

        Else it came and went while a chapter is laid out, and began that anew.
        """
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def _set_margins(self) -> None:
        root = self.document().rootFrame()
        shape = root.frameFormat()
        shape.setLeftMargin(_MARGIN)
        shape.setTopMargin(0)
        shape.setBottomMargin(32)
        shape.setRightMargin(max(_MARGIN, self._width() - self._room() - _MARGIN))
        root.setFrameFormat(shape)

    def _bring_to_top(self, block: QTextBlock) -> None:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top))
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(int(top))

    def _clicked(self, link: QUrl) -> None:
        if link.isRelative():
            self.chapter_wanted.emit(*chapter_of(link.toString()))
        else:
            self.address_wanted.emit(link.toString())
