"""Text as it is searched: without case, ligatures, line ends and broken words.

A folded text is another length than its original, so each keeps a table of where
they part; what is found in the one is thereby marked in the other.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

HYPHENS: Final = "-\u2010\u2011\u00ad"
_LIKE_TYPED: Final = {
    "\u2010": "-", "\u2011": "-", "\u2018": "'", "\u2019": "'", "\u201c": '"',
    "\u201d": '"',
}  # fmt: skip
"""What keyboards have instead of the characters that are printed."""
_CHANGING: Final = (
    # One class of characters first: only they are looked at more closely.
    rf"[{HYPHENS}\s](?:"
    r"(?<=\s)\s+"
    # A word broken at the end of a line; then a hyphen there that is none of a word,
    # as in the years of a period.
    rf"|(?<=[^\W\d_][{HYPHENS}])(?P<broken>)\s*\n\s*(?=[^\W\d_])"
    rf"|(?<=\S[{HYPHENS}])(?P<kept>)\s*\n\s*(?=\S)"
    r")"
)
_PLAIN: Final = re.compile(_CHANGING)
_LINE_BREAK: Final = re.compile(rf"(?<=\S[{HYPHENS}])\s*\n\s*(?=\S)")
_MOST_HYPHENS: Final = 8
_LONGEST: Final = 1000
"""Characters of what is looked for."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the shape in which it is searched."""

    text: str
    _here: array[int]
    """Where, in ``text``, each part that changed its length begins and ends."""
    _there: array[int]
    """The same places in the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return which characters of the original those of the folded text are."""
        return self._first(start), self._last(end - 1) + 1

    def size(self) -> int:
        """Return about how many bytes it takes."""
        return sum(map(sys.getsizeof, (self.text, self._here, self._there)))

    def _first(self, place: int) -> int:
        mark = bisect_right(self._here, place) - 1
        if mark < 0:
            return place
        if mark % 2 == 0:
            return self._there[mark]
        return self._there[mark] + place - self._here[mark]

    def _last(self, place: int) -> int:
        mark = bisect_right(self._here, place) - 1
        if mark >= 0 and mark % 2 == 0:
            return self._there[mark + 1] - 1
        return self._first(place)


def folded(text: str) -> Folded:
    """Return a text as it is searched (Unicode 15, 3.13, NFKC_Casefold, and more).

    White space becomes one space, a word broken over a line's end is made whole,
    and characters that are not seen (soft hyphens, marks of direction) go.
    """
    pattern = _PLAIN if text.isascii() else _pattern_for(frozenset(text) - _ASCII)
    pieces: list[str] = []
    here, there = array("I"), array("I")
    done = length = 0
    for match in pattern.finditer(text):
        piece = text[done : match.start()].translate(_TABLE)
        changed = _changed(match)
        pieces += (piece, changed)
        length += len(piece)
        here.extend((length, length + len(changed)))
        there.extend(match.span())
        length += len(changed)
        done = match.end()
    pieces.append(text[done:].translate(_TABLE))
    return Folded("".join(pieces), here, there)


def wanted(words: str) -> tuple[str, ...]:
    """Return what to look for in folded texts for ``words``, the likeliest first.

    A hyphen of the words may stand where a line ends, and is gone from the folded
    text there: each one is left out in turn, and one at their end, after which more
    will be typed, always.
    """
    whole = folded(words[:_LONGEST].replace("\n", " ")).text.strip()
    if len(whole) > 1 and whole[-1] == "-" and whole[-2].isalpha():
        whole = whole[:-1]
    if not whole:
        return ()
    without = [
        whole[:place] + whole[place + 1 :]
        for place, character in enumerate(whole)
        if character == "-" and 0 < place < len(whole) - 1
    ]
    return (whole, *without[:_MOST_HYPHENS])


def with_hyphens_kept(text: str) -> str:
    """Return a part of a text on one line, hyphens at the ends of lines kept."""
    return _LINE_BREAK.sub("", text)


class _Table(dict[int, str]):
    """What each character becomes that becomes one character."""

    def __missing__(self, code: int) -> str:
        self[code] = value = _folded_character(chr(code))
        return value


_TABLE: Final = _Table()
_ASCII: Final = frozenset(map(chr, range(128)))


def _changed(match: re.Match[str]) -> str:
    if match.lastgroup is not None:
        return "" if match.lastgroup == "broken" else "-"
    return _folded_character(match[0])


def _folded_character(text: str) -> str:
    if text.isspace():
        return " "
    usual = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_seen(unicodedata.normalize("NFKC", usual)))


def _seen(text: str) -> Iterator[str]:
    for character in text:
        if unicodedata.category(character) != "Cf":
            yield _LIKE_TYPED.get(character, character)


@lru_cache(maxsize=256)
def _pattern_for(characters: frozenset[str]) -> re.Pattern[str]:
    marks = "".join(map(re.escape, filter(unicodedata.combining, characters)))
    others = "".join(
        re.escape(one)
        for one in characters
        if not one.isspace() and len(_folded_character(one)) != 1
    )
    parts = [_CHANGING]
    if marks:
        parts.append(rf"[^\s{marks}][{marks}]+")
    if others:
        parts.append(f"[{others}]")
    return re.compile("|".join(parts))
