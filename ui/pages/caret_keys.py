"""Selecting by keyboard: Shift with arrows, Home and End, by words with Ctrl."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt

from ui.pages.text_selection import Caret, caret_area

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ui.pages.document_view import DocumentView
    from ui.pages.page_words import PageWords
    from ui.pages.text_selection import TextSelection
    from ui.pages.word_map import WordMap

_WORD_ENDS: Final = re.compile(r"\b")


class CaretKeys:
    """Moves the end of a selection; it begins at the first word in sight."""

    def __init__(
        self, view: DocumentView, words: PageWords, selection: TextSelection
    ) -> None:
        self._view, self._words, self._selection = view, words, selection

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False if it means nothing here."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape and self._selection.stretch is not None:
            self._selection.clear()
            return True
        shift = Qt.KeyboardModifier.ShiftModifier
        if modifiers == shift:
            move = _MOVES.get(Qt.Key(event.key()))
        elif modifiers == shift | Qt.KeyboardModifier.ControlModifier:
            move = _WORD_MOVES.get(Qt.Key(event.key()))
        else:
            move = None
        if move is None:
            return False
        self._move(move)
        return True

    def _move(self, move: Callable[[WordMap, int], int]) -> None:
        caret = self._selection.focus or self._first_in_sight()
        words = None if caret is None else self._words.words(caret.page)
        if caret is None or words is None:
            return
        if self._selection.focus is None:
            self._selection.move_focus(caret)
        reached = Caret(caret.page, move(words, caret.at))
        if reached == caret:
            reached = self._beyond(caret, words)
        self._selection.move_focus(reached)
        self._show(reached)

    def _beyond(self, caret: Caret, words: WordMap) -> Caret:
        """Return the caret on the next page where a page is at its end."""
        if caret.at >= len(words.characters) and self._words.words(caret.page + 1):
            return Caret(caret.page + 1, 0)
        before = self._words.words(caret.page - 1)
        if caret.at == 0 and before is not None:
            return Caret(caret.page - 1, len(before.characters))
        return caret

    def _first_in_sight(self) -> Caret | None:
        index = self._view.current_page
        words = self._words.words(index)
        if words is None:
            return None
        transform = self._view.page_transform(index)
        seen = QRectF(self._view.viewport().rect())
        for line in words.lines:
            if seen.contains(transform.mapRect(line.area).center()):
                return Caret(index, line.start)
        return Caret(index, 0)

    def _show(self, caret: Caret) -> None:
        words = self._words.words(caret.page)
        if words is None:
            return
        area = caret_area(words, caret.at)
        seen = self._view.page_transform(caret.page).mapRect(area)
        if not QRectF(self._view.viewport().rect()).contains(seen.center()):
            self._view.bring_into_view(caret.page, area)


def _forward(words: WordMap, caret: int) -> int:
    return min(caret + 1, len(words.characters))


def _backward(_words: WordMap, caret: int) -> int:
    return max(caret - 1, 0)


def _line_start(words: WordMap, caret: int) -> int:
    line = words.line_of(caret)
    return caret if line is None else line.start


def _line_end(words: WordMap, caret: int) -> int:
    line = words.line_of(caret)
    return caret if line is None else line.end


def _down(words: WordMap, caret: int) -> int:
    return _over(words, caret, 1)


def _up(words: WordMap, caret: int) -> int:
    return _over(words, caret, -1)


def _over(words: WordMap, caret: int, by: int) -> int:
    """Return the caret straight above or below in the next line of reading."""
    line = words.line_of(caret)
    if line is None:
        return caret
    number = words.lines.index(line) + by
    if not 0 <= number < len(words.lines):
        return len(words.characters) if by > 0 else 0
    here = words.box(min(caret, line.end - 1)).center() - line.along * 0.1
    return words.caret_in(words.lines[number], QPointF(here))


def _word_forward(words: WordMap, caret: int) -> int:
    found = _WORD_ENDS.search(words.characters, caret + 1)
    return len(words.characters) if found is None else found.start()


def _word_backward(words: WordMap, caret: int) -> int:
    ends = [one.start() for one in _WORD_ENDS.finditer(words.characters, 0, caret)]
    earlier = [one for one in ends if one < caret]
    return earlier[-1] if earlier else 0


_MOVES: Final = {
    Qt.Key.Key_Right: _forward,
    Qt.Key.Key_Left: _backward,
    Qt.Key.Key_Down: _down,
    Qt.Key.Key_Up: _up,
    Qt.Key.Key_Home: _line_start,
    Qt.Key.Key_End: _line_end,
}
_WORD_MOVES: Final = {
    Qt.Key.Key_Right: _word_forward,
    Qt.Key.Key_Left: _word_backward,
}
