"""Finds words in a document as they are typed; runs in the renderer's process.

Reading a page costs a hundred times what looking through its words does, so the
words are kept, and the boxes of those lines in which something was found.
"""

from __future__ import annotations

import re
import sys
import time
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.text import page_text
from ttedesktop.document.text.folding import Folded, folded, wanted, with_hyphens_kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.untyped import MuPdfObject

MAX_BYTES: Final = 128 << 20
"""Most bytes of words and boxes that are kept for all documents."""
_OF_PAGE: Final = 400
_CONTEXT: Final = 60
"""Most characters shown on either side of what was found."""
_SIDES: Final = 4
_NO_BOXES: Final = array("f")
_SPACES: Final = re.compile(r"\s+")


@dataclass(slots=True)
class _Page:
    """The words of a page."""

    text: str
    folded: Folded
    starts: list[int] = field(default_factory=list)
    """Where each line begins in ``text``; empty until it is asked for."""
    boxes: dict[int, array[float]] = field(default_factory=dict)
    """By the number of the line."""

    def size(self) -> int:
        return _OF_PAGE + sys.getsizeof(self.text) + self.folded.size()


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the words of a page."""

    page: int
    places: array[float]
    """Left, top, right and bottom of each line's part, in points as seen."""
    before: str
    found: str
    after: str


class WordIndex:
    """The words of one document."""

    def __init__(self, document: MuPdfObject) -> None:
        self._document = document
        self._pages: dict[int, _Page] = {}
        self._words_before = ""
        self._without: set[int] = set()
        """Pages on which the words before were not found."""
        self.size = 0
        """Bytes that are kept."""

    def search(
        self, words: str, pages: range, *, most: int, seconds: float
    ) -> tuple[list[Found], int]:
        """Return what is found and the page at which to go on.

        Stops after ``most`` hits and, after at least one page, after ``seconds``.
        """
        needles = wanted(words)
        found: list[Found] = []
        if not needles:
            return found, pages.stop
        self._narrow(needles[0])
        end = time.monotonic() + seconds
        for index in pages:
            if index in self._without:
                continue
            found.extend(self._on_page(index, needles, most - len(found)))
            if len(found) >= most or time.monotonic() >= end:
                return found, index + 1
        return found, pages.stop

    def _narrow(self, words: str) -> None:
        """Keep what is known of the words before, if these are typed on from them."""
        # More typed after a hyphen may make it one that is gone at a line's end.
        is_typed_on = words.startswith(self._words_before) and self._words_before
        if not is_typed_on or self._words_before.endswith("-"):
            self._without = set()
        self._words_before = words

    def _on_page(
        self, index: int, needles: Sequence[str], most: int
    ) -> Iterator[Found]:
        try:
            page, layout = self._words(index)
            spans = list(_spans(page, needles, most))
            if spans:
                self._measure(page, index, spans, layout)
        except (RuntimeError, ValueError, mupdf.FzErrorBase):
            # A page that cannot be read holds no words.
            self._pages.setdefault(index, _Page("", folded("")))
            return
        if not spans:
            self._without.add(index)
        for start, end in spans:
            places = _places(page, start, end)
            if places:
                yield Found(index, places, *_in_words(page.text, start, end))

    def _words(self, index: int) -> tuple[_Page, MuPdfObject | None]:
        page = self._pages.get(index)
        if page is not None:
            return page, None
        layout = page_text.laid_out(self._document, index)
        text = page_text.plain(layout)[: page_text.MAX_CHARACTERS]
        page = _Page(text, folded(text))
        if self.size < MAX_BYTES:
            self._pages[index] = page
            self.size += page.size()
        return page, layout

    def _measure(
        self,
        page: _Page,
        index: int,
        spans: Sequence[tuple[int, int]],
        layout: MuPdfObject | None,
    ) -> None:
        """Learn the boxes of the lines that are wanted."""
        if not page.starts:
            page.starts = _line_starts(page.text)
        missing = {
            number
            for start, end in spans
            for number in _lines_of(page, start, end)
            if number not in page.boxes
        }
        if not missing:
            return
        if layout is None:
            layout = page_text.laid_out(self._document, index)
        if self.size >= MAX_BYTES:
            self._let_go_of_boxes()
        for number, line in enumerate(page_text.lines(layout)):
            if number in missing:
                page.boxes[number] = boxes = page_text.characters(line)[1]
                self.size += 100 + len(boxes) * boxes.itemsize

    def _let_go_of_boxes(self) -> None:
        for page in self._pages.values():
            page.boxes.clear()
        self.size = sum(page.size() for page in self._pages.values())


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while place := text.find("\n", starts[-1]) + 1:
        starts.append(place)
    return starts


def _spans(page: _Page, needles: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Yield where the words stand in the original text, in its order."""
    text = page.folded.text
    found: list[tuple[int, int]] = []
    for needle in needles:
        place = text.find(needle)
        while place >= 0:
            span = page.folded.original(place, place + len(needle))
            if needle is needles[0] or _has_hyphen(page.text, span, needles[0]):
                found.append(span)
            place = text.find(needle, place + len(needle))
    yield from sorted(found)[:most]


def _has_hyphen(text: str, span: tuple[int, int], words: str) -> bool:
    return folded(with_hyphens_kept(text[slice(*span)])).text == words


def _lines_of(page: _Page, start: int, end: int) -> range:
    return range(
        bisect_right(page.starts, start) - 1, bisect_right(page.starts, end - 1)
    )


def _places(page: _Page, start: int, end: int) -> array[float]:
    places = array("f")
    for number in _lines_of(page, start, end):
        first = page.starts[number]
        boxes = page.boxes.get(number, _NO_BOXES)
        part = boxes[max(0, start - first) * _SIDES : (end - first) * _SIDES]
        if part:
            places.extend((min(part[0::4]), min(part[1::4])))
            places.extend((max(part[2::4]), max(part[3::4])))
    return places


def _in_words(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words before, in and after a part, as one line."""
    before = _one_line(text[max(0, start - _CONTEXT) : start])
    after = _one_line(text[end : end + _CONTEXT])
    # Words that are cut are left out; the parts join without a space of their own.
    if start > _CONTEXT:
        before = before[before.find(" ") + 1 :]
    if end + _CONTEXT < len(text):
        after = after[: after.rfind(" ") + 1 or None]
    return before.lstrip(), _one_line(text[start:end]), after.rstrip()


def _one_line(text: str) -> str:
    if "\n" in text:
        text = with_hyphens_kept(text).replace("\n", " ")
    return _SPACES.sub(" ", text) if "  " in text or not text.isascii() else text
