"""Which pages of a document, said before it is at hand: "all", "2-5", "1,3-"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from ttedesktop.errors.document_errors import PageMissing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.document.pdf import Document

LONGEST: Final = 200
"""Characters of a range."""
_MOST: Final = 20_000
"""Greatest number of a page; no more are read of a document."""
_LAST: Final = -1
_ALL: Final = frozenset({"all", "semua"})
_LAST_WORDS: Final = frozenset({"last", "terakhir"})
_SPAN: Final = re.compile(r"(\d{1,5}|[a-z]+)?\s*(?:(-)\s*(\d{1,5}|[a-z]+)?)?")


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages in the order of the document, each once; false where there are none."""

    spans: tuple[tuple[int, int], ...] = ()
    """First and last page of each span, from 1; -1 for the last of the document."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the pages that a text names; nothing names none.

        Raises ValueError for what names no pages.
        """
        plain = text.strip().casefold().replace("–", "-")
        if not plain:
            return cls()
        if plain in _ALL:
            return cls(((1, _LAST),))
        _require(len(plain) <= LONGEST, text)
        return cls(tuple(_span(part.strip(), text) for part in plain.split(",")))

    def __bool__(self) -> bool:
        """Whether there are any pages."""
        return bool(self.spans)

    def __str__(self) -> str:
        """Return the pages as ``read`` takes them."""
        if self.spans == ((1, _LAST),):
            return "all"
        return ",".join(_written(*span) for span in self.spans)

    def indexes(self, document: Document) -> tuple[int, ...]:
        """Return the indexes of the pages in a document, from 0.

        Raises PageMissing for a page that is named and not there.
        """
        count = len(document.pages)
        found: set[int] = set()
        for span in self.spans:
            first, last = (count if page == _LAST else page for page in span)
            for page in (first, last):
                if page > count:
                    raise PageMissing(document.name, page, count)
            found.update(range(first - 1, last))
        return tuple(sorted(found))


NOWHERE: Final = PageRange()
EVERYWHERE: Final = PageRange(((1, _LAST),))


def pages_in_words(indexes: Iterable[int]) -> str:
    """Return pages as a person writes them, such as "1–4, 6"."""
    spans: list[list[int]] = []
    for index in sorted(indexes):
        if spans and index == spans[-1][1] + 1:
            spans[-1][1] = index
        else:
            spans.append([index, index])
    return ", ".join(
        f"{first + 1}" if first == last else f"{first + 1}–{last + 1}"
        for first, last in spans
    )


def _span(part: str, text: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(part)
    _require(found is not None and bool(part.strip("- ")), text)
    first, dash, last = found.groups() if found is not None else ("", "", "")
    start = _number(first, text) if first else 1
    if not dash:
        return start, start
    end = _number(last, text) if last else _LAST
    _require(_LAST in {start, end} or start <= end, text)
    return start, end


def _number(word: str, text: str) -> int:
    if word in _LAST_WORDS:
        return _LAST
    _require(word.isdecimal() and 1 <= int(word) <= _MOST, text)
    return int(word)


def _written(first: int, last: int) -> str:
    start = "last" if first == _LAST else str(first)
    if first == last:
        return start
    return f"{start}-" if last == _LAST else f"{start}-{last}"


def _require(fits: bool, text: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not fits:
        msg = f"no pages: {text}"
        raise ValueError(msg)
