"""The words that a person has selected, within a page or over several."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from ui.pages.page_shading import Ink, shade

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.pages.document_view import DocumentView
    from ui.pages.page_words import PageWords
    from ui.pages.word_map import WordMap

_SELECTED: Final = Ink(day="#C3CBEF", night="#2C3F8F")
"""The accent, as a tint."""


class Unit(Enum):
    """What is taken at once."""

    CHARACTER = 1
    WORD = 2
    LINE = 3


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A place between two characters of a document."""

    page: int
    at: int
    """Characters of the page before it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is selected, from one caret to a later one."""

    start: Caret
    end: Caret

    def on_page(self, index: int, length: int) -> tuple[int, int]:
        """Return the carets on one of its pages, which has ``length`` characters."""
        first = self.start.at if index == self.start.page else 0
        last = self.end.at if index == self.end.page else length
        return first, min(last, length)


class TextSelection(QObject):
    """An overlay of the view; what is selected lies between anchor and focus."""

    changed = Signal()

    def __init__(self, view: DocumentView, words: PageWords) -> None:
        super().__init__(view)
        self._view = view
        self._words = words
        self._anchor: Stretch | None = None
        """What was taken first: nothing yet, or a whole word or line."""
        self._focus: Stretch | None = None
        self._unit = Unit.CHARACTER
        words.came.connect(lambda _index: view.viewport().update())
        view.document_changed.connect(self.clear)
        view.add_overlay(self)

    @property
    def stretch(self) -> Stretch | None:
        """What is selected; None if nothing is."""
        if self._anchor is None or self._focus is None:
            return None
        start = min(self._anchor.start, self._focus.start)
        end = max(self._anchor.end, self._focus.end)
        return Stretch(start, end) if start < end else None

    @property
    def focus(self) -> Caret | None:
        """The end that Shift and the arrows move; None if there is none yet."""
        if self._anchor is None or self._focus is None:
            return None
        is_back = self._focus.start < self._anchor.start
        return self._focus.start if is_back else self._focus.end

    def begin(self, page: int, point: QPointF, unit: Unit) -> None:
        """Begin at a point of a page (in points), with what stands there."""
        taken = self._taken(page, point, unit)
        if taken is not None:
            self._unit = unit
            self._anchor = self._focus = taken
            self._tell()

    def extend(self, page: int, point: QPointF) -> None:
        """Select from where it was begun to a point of a page."""
        taken = self._taken(page, point, self._unit)
        if taken is not None and self._anchor is not None:
            self._focus = taken
            self._tell()

    def move_focus(self, caret: Caret) -> None:
        """Select from where it was begun to a caret; begin there if it was not."""
        if self._anchor is None:
            self._anchor = Stretch(caret, caret)
        self._unit = Unit.CHARACTER
        self._focus = Stretch(caret, caret)
        self._tell()

    def take_page(self, index: int) -> bool:
        """Select all of a page; False while its words are not known."""
        words = self._words.words(index)
        if words is None:
            return False
        end = Caret(index, len(words.characters))
        self._anchor = Stretch(Caret(index, 0), Caret(index, 0))
        self._focus = Stretch(end, end)
        self._unit = Unit.CHARACTER
        self._tell()
        return True

    def clear(self) -> None:
        """Select nothing."""
        had = self._anchor is not None
        self._anchor = self._focus = None
        if had:
            self._tell()

    def paint(self, painter: QPainter, index: int) -> None:
        """Tint what is selected on a page."""
        stretch, words = self.stretch, self._words.words(index)
        if stretch is None or words is None:
            return
        if stretch.start.page <= index <= stretch.end.page:
            start, end = stretch.on_page(index, len(words.characters))
            transform = self._view.page_transform(index)
            areas = [transform.mapRect(one) for one in words.areas(start, end)]
            shade(painter, areas, _SELECTED, night=self._view.is_night)

    # --- inside ----------------------------------------------------------------

    def _taken(self, page: int, point: QPointF, unit: Unit) -> Stretch | None:
        words = self._words.words(page)
        if words is None:
            return None
        start, end = _around(words, point, unit)
        return Stretch(Caret(page, start), Caret(page, end))

    def _tell(self) -> None:
        self._view.viewport().update()
        self.changed.emit()


def _around(words: WordMap, point: QPointF, unit: Unit) -> tuple[int, int]:
    match unit:
        case Unit.CHARACTER:
            caret = words.caret_at(point)
            return caret, caret
        case Unit.WORD:
            return words.word_at(point)
        case Unit.LINE:
            return words.line_at(point)


def caret_area(words: WordMap, caret: int) -> QRectF:
    """Return a place of a page that has to be seen when a caret moves there."""
    line = words.line_of(caret)
    if line is None:
        return QRectF()
    return words.box(min(max(line.start, caret), line.end - 1))
