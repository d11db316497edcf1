"""Reads the number of an official letter off its head, where there is no doubt.

Letters have "Nomor : 800.1.11.1/123/BKPSDM/2026" above their addressee, decrees
"NOMOR 188.45/12/2026" or "NOMOR 12 TAHUN 2026" in their middle. Of several, of what is
cut off, and of a blank that is still to be filled nothing is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.document_errors import PageMissing, PageUndrawable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.document.contents import PageText
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

LONGEST: Final = 80
"""Characters of a number."""
_HEAD: Final = 0.5
"""Part of the first page in which a letter has its number."""
_SIDES: Final = 4
_APART: Final = 1.4
"""Heights of a letter between two columns of a line."""
_LABEL: Final = re.compile(
    r"(?P<label>nomor|no\.?)(?:\s+(?:surat|naskah))?\s*(?P<colon>:)?\s*", re.IGNORECASE
)
_PART: Final = r"[0-9A-Za-z][0-9A-Za-z.()&]*(?:[- ][0-9A-Za-z.()&]+)*"
_SLASHED: Final = re.compile(rf"{_PART}(?:\s*/\s*{_PART})+")
_OF_A_YEAR: Final = re.compile(r"\d{1,4}\s+TAHUN\s+\d{4}", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """A line as the page's text tells it, or a column of one."""

    words: str
    left: float
    right: float
    top: float
    bottom: float

    def is_beside(self, other: _Line) -> bool:
        """Whether the two stand on one line, as columns of a table do."""
        common = min(self.bottom, other.bottom) - max(self.top, other.top)
        lower = min(self.bottom - self.top, other.bottom - other.top)
        return common > lower / 2


def number_in(document: Document, renderer: Renderer) -> str:
    """Return the number of a letter; empty where there is none, or any doubt.

    Asks the renderer for the words of the first page, so that it is not to be waited
    for in the window's thread.
    """
    try:
        text = renderer.text(document, 0)
    except (PageMissing, PageUndrawable):
        return ""
    return number_on(text, document.pages[0].height)


def number_on(text: PageText, height: float) -> str:
    """Return the number on a page of that height in points; empty for a doubt."""
    lines = [one for one in _lines(text) if (one.top + one.bottom) / 2 < height * _HEAD]
    found = {number for one in lines if (number := _number(one, lines))}
    return found.pop() if len(found) == 1 else ""


def _number(line: _Line, lines: list[_Line]) -> str:
    label = _LABEL.match(line.words)
    if label is None:
        return ""
    words, has_colon = line.words[label.end() :].strip(), label["colon"] is not None
    beside = sorted(
        (one for one in lines if one is not line and one.is_beside(line)),
        key=lambda one: one.left,
    )
    for one in beside:
        # Label, colon and number may each stand in a column of their own.
        if words or one.left < line.right:
            continue
        words = one.words
        if words.startswith(":"):
            words, has_colon = words[1:].strip(), True
    # Within a sentence a number of another letter may begin a line.
    if not has_colon and not label["label"].isupper():
        return ""
    return _sound(words)


def _sound(words: str) -> str:
    plain = " ".join(words.split())
    is_whole = _SLASHED.fullmatch(plain) or _OF_A_YEAR.fullmatch(plain)
    has_figure = any(sign.isdecimal() for sign in plain)
    return plain if is_whole and has_figure and len(plain) <= LONGEST else ""


def _lines(text: PageText) -> Iterator[_Line]:
    """Yield the columns of the lines of a page."""
    start = 0
    for row in text.characters.split("\n"):
        end = start + len(row)
        yield from _columns(row, text.boxes[start * _SIDES : end * _SIDES])
        start = end + 1


def _columns(row: str, boxes: Sequence[float]) -> Iterator[_Line]:
    line: _Line | None = None
    for place, sign in enumerate(row):
        if sign.isspace():
            # A blank may be as wide as the gap to the next column.
            if line is not None:
                line.words += " "
            continue
        left, top, right, bottom = boxes[place * _SIDES : place * _SIDES + _SIDES]
        if line is not None and left - line.right > (bottom - top) * _APART:
            yield line
            line = None
        if line is None:
            line = _Line("", left, right, top, bottom)
        line.words += sign
        line.right = right
        line.top, line.bottom = min(line.top, top), max(line.bottom, bottom)
    if line is not None:
        yield line
