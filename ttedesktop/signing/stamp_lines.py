"""Lines of a stamp, set as large as they find room; none leaves its room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ttedesktop.document.drawing.shaping import has_arabic
from ttedesktop.document.drawing.sheet import Colour, Face, Sheet, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

BLACK: Final[Colour] = (0.0, 0.0, 0.0)
_LEADING: Final = 1.22
_SMALLEST_SIZE: Final = 0.4
_LARGEST_SIZE: Final = 14.0
_HALVINGS: Final = 12
"""Of the span between those two: down to a two hundredth of a point."""
_WORTH_BEING_WHOLE: Final = 0.72
"""Of the size: a name is made smaller by no more to stand in one line."""
_LEAST_SHRUNK: Final = 0.78
"""Of its size: a line is made smaller than the others by no more."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, broken into several where it is long."""

    words: str
    face: Face
    size: float
    """Of the type, in parts of the size of the name."""
    colour: Colour = BLACK
    is_underlined: bool = False
    gap: float = 0.0
    """Above the line, in parts of the size of the name."""
    most_lines: int = 1
    is_better_whole: bool = True
    """Whether it is made somewhat smaller before it is broken."""
    spare: float = 0.0
    """Points at the right that are left free."""


@dataclass(frozen=True, slots=True)
class Room:
    """The part of the stamp that is left for words, in points from the upper left."""

    left: float
    top: float
    width: float
    height: float
    is_centred: bool = False


def draw_lines(sheet: Sheet, lines: Sequence[Line], room: Room) -> list[float]:
    """Write the lines in the middle of their room; return the middle of each."""
    texts = [_Text(line, room.width - line.spare) for line in lines]
    size = _largest_size(texts, room.height)
    whole = [_Text(_unbroken(line), room.width - line.spare) for line in lines]
    smaller = _largest_size(whole, room.height)
    if smaller >= size * _WORTH_BEING_WHOLE:
        texts, size = whole, smaller
    top = room.top + max(0.0, (room.height - _height(texts, size)) / 2)
    middles: list[float] = []
    for text in texts:
        line = text.line
        top += line.gap * size
        before, wanted = top, line.size * size
        for words, fitted in text.fitted(size):
            wide = width_of(words, face=line.face, size=fitted)
            left = room.left + ((room.width - wide) / 2 if room.is_centred else 0)
            baseline = top + wanted * 0.95
            sheet.text(
                left, baseline, words, face=line.face, size=fitted, colour=line.colour
            )
            if line.is_underlined:
                below = baseline + fitted * 0.14
                thin = max(0.4, fitted * 0.06)
                sheet.line(left, below, left + wide, below, width=thin)
            top += wanted * _LEADING
        middles.append((before + top) / 2)
    return middles


def _unbroken(line: Line) -> Line:
    return replace(line, most_lines=1) if line.is_better_whole else line


class _Text:
    """A line in its room, measured once: a layout asks hundreds of times."""

    def __init__(self, line: Line, room: float) -> None:
        self.line = line
        self._room = room
        self._words = line.words.split()
        self._widths = [width_of(one, face=line.face, size=1) for one in self._words]
        self._is_joined = has_arabic(line.words)
        self._space = width_of(" ", face=line.face, size=1)

    def fitted(self, size: float) -> list[tuple[str, float]]:
        """Break the line where it may be broken; what is too wide is set smaller.

        ``size`` is the name's; returned are the words and sizes of the parts.
        """
        own = self.line.size * size
        parts = self._broken(self._room / own)
        widest = max((self._width(*part) for part in parts), default=0.0) * own
        shrunk = own if widest <= self._room else own * self._room / widest
        return [(" ".join(self._words[first:last]), shrunk) for first, last in parts]

    def _broken(self, room: float) -> list[tuple[int, int]]:
        """Return where parts begin and end; ``room`` is for a size of one point."""
        parts: list[tuple[int, int]] = []
        first = 0
        for last in range(1, len(self._words) + 1):
            is_last = len(parts) + 1 >= self.line.most_lines
            if last - first > 1 and not is_last and self._width(first, last) > room:
                parts.append((first, last - 1))
                first = last - 1
        return [*parts, (first, len(self._words))] if self._words else parts

    def _width(self, first: int, last: int) -> float:
        if self._is_joined:
            # Letters that join have other widths in company than alone.
            words = " ".join(self._words[first:last])
            return width_of(words, face=self.line.face, size=1)
        return sum(self._widths[first:last]) + self._space * (last - first - 1)


def _largest_size(texts: Sequence[_Text], height: float) -> float:
    """Return the size of the name, in points, at which all lines find their room."""
    least, most = _SMALLEST_SIZE, max(_LARGEST_SIZE, height * 0.12)
    if _fits(texts, most, height):
        return most
    for _halving in range(_HALVINGS):
        middle = (least + most) / 2
        if _fits(texts, middle, height):
            least = middle
        else:
            most = middle
    return least


def _fits(texts: Sequence[_Text], size: float, height: float) -> bool:
    return _height(texts, size) <= height and all(
        fitted >= text.line.size * size * _LEAST_SHRUNK
        for text in texts
        for _words, fitted in text.fitted(size)
    )


def _height(texts: Sequence[_Text], size: float) -> float:
    return sum(
        (text.line.gap + len(text.fitted(size)) * text.line.size * _LEADING) * size
        for text in texts
    )
