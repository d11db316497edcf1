"""The stamp: how a visible signature looks, as vector text in an embedded font.

One specimen so far, the "QR card" most Indonesian offices use: a QR code at the
left (in a tall box: above), then who signs, drawn so that no line leaves its room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.document.drawing import Colour, Drawing, Face, Sheet, width_of
from ttedesktop.document.drawing import broken_into_lines as broken
from ttedesktop.document.geometry import millimetres, points
from ttedesktop.document_errors import StampTooSmall
from ttedesktop.language import _
from ttedesktop.signing.stamp_text import (
    SMALLEST_HEIGHT,
    SMALLEST_WIDTH,
    StampText,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_GREY: Final[Colour] = (0.32, 0.35, 0.41)
_BLACK: Final[Colour] = (0.0, 0.0, 0.0)
_FRAME: Final[Colour] = (0.72, 0.74, 0.78)
_LEADING: Final = 1.22
_SMALLEST_SIZE: Final = 1.0
_TALL: Final = 0.85
"""Height in widths from which the words stand below the code, not beside it."""
_SMALL_CODE: Final = points(17)


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    face: Face
    size: float
    """Of the type, in parts of the size of the name."""
    colour: Colour = _BLACK
    is_underlined: bool = False
    gap: float = 0.0
    """Above the line, in parts of the size of the name."""
    most_lines: int = 1


@dataclass(frozen=True, slots=True)
class _Room:
    """The part of the stamp that is left for words, in points from the upper left."""

    left: float
    top: float
    width: float
    height: float
    is_centred: bool = False


def draw_stamp(text: StampText, *, width: float, height: float) -> bytes:
    """Return a one-page PDF of the stamp, ``width`` by ``height`` points.

    Raises StampTooSmall under 40 by 12 mm.
    """
    if width < SMALLEST_WIDTH - 0.5 or height < SMALLEST_HEIGHT - 0.5:
        raise StampTooSmall(round(millimetres(width)), round(millimetres(height)))
    drawing = Drawing(title=_("Tanda tangan elektronik"))
    sheet = drawing.sheet(width, height)
    inset = min(width, height) * 0.03
    # Opaque, so that the anchor text underneath does not shine through.
    sheet.rectangle(0, 0, width, height, fill=(1.0, 1.0, 1.0))
    sheet.rectangle(
        inset / 2, inset / 2, width - inset / 2, height - inset / 2,
        stroke=_FRAME, width=0.6, radius=min(4.0, height * 0.08),
    )  # fmt: skip
    room = _draw_qr(sheet, text.qr_content, inset)
    _draw_lines(sheet, list(_lines(text, is_tall=room.is_centred)), room)
    return drawing.pdf()


def _draw_qr(sheet: Sheet, content: str, inset: float) -> _Room:
    """Draw the code, if there is one, and return the room that is left for words."""
    width, height = sheet.width, sheet.height
    # Four modules of white stay around the code (ISO/IEC 18004, 6.3.8).
    quiet = inset * 2.5
    if not content:
        return _Room(quiet, quiet, width - quiet * 2, height - quiet * 2)
    if height > width * _TALL:
        side = min(width - quiet * 2, height * 0.48)
        _draw_code(sheet, (width - side) / 2, quiet, side, content)
        below = quiet + side + inset * 1.5
        return _Room(
            quiet, below, width - quiet * 2, height - below - quiet, is_centred=True
        )
    side = min(height - inset * 4, width * 0.38)
    _draw_code(sheet, quiet, (height - side) / 2, side, content)
    right = quiet + side + inset * 2
    return _Room(right, height * 0.05, width - right - inset * 2, height * 0.9)


def _draw_code(sheet: Sheet, x: float, y: float, side: float, content: str) -> None:
    # Small codes print better with larger modules than with more correction.
    error = "M" if side >= _SMALL_CODE else "L"
    sheet.qr(x, y, side, content, error=error)


def _lines(text: StampText, *, is_tall: bool) -> Iterable[_Line]:
    few, many = (2, 4) if is_tall else (1, 2)
    heading = _("Ditandatangani secara elektronik oleh:")
    yield _Line(heading, Face.SANS_BOLD, 0.82, most_lines=few)
    if text.position:
        yield _Line(text.position, Face.SANS_MEDIUM, 0.9, gap=0.1, most_lines=many)
    if text.small_print:
        yield _Line(text.small_print, Face.SANS, 0.56, _GREY, gap=0.15, most_lines=many)
    yield _Line(
        text.name, Face.SANS_BOLD, 1.0, is_underlined=True, gap=0.35, most_lines=many
    )
    if text.employee_number:
        yield _Line(f"NIP. {text.employee_number}", Face.SANS, 0.84, gap=0.12)


def _draw_lines(sheet: Sheet, lines: list[_Line], room: _Room) -> None:
    size = _largest_size(lines, room)
    top = room.top + (room.height - _height(lines, size, room.width)) / 2
    for line in lines:
        top += line.gap * size
        wanted = line.size * size
        for words, fitted in _fitted(line, wanted, room.width):
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


def _largest_size(lines: list[_Line], room: _Room) -> float:
    """Return the size of the name, in points, at which all lines find their room."""
    size = max(14.0, room.height * 0.12)
    while size > _SMALLEST_SIZE and not _fits(lines, size, room):
        size *= 0.96
    return size


def _fits(lines: list[_Line], size: float, room: _Room) -> bool:
    if _height(lines, size, room.width) > room.height:
        return False
    return all(
        fitted >= line.size * size * 0.78
        for line in lines
        for _words, fitted in _fitted(line, line.size * size, room.width)
    )


def _height(lines: list[_Line], size: float, room: float) -> float:
    return sum(
        line.gap * size
        + len(_fitted(line, line.size * size, room)) * line.size * size * _LEADING
        for line in lines
    )


def _fitted(line: _Line, size: float, room: float) -> list[tuple[str, float]]:
    """Break a line where it may be broken; what is still too wide is set smaller."""
    parts = broken(line.words, face=line.face, size=size, width=room)
    if len(parts) > line.most_lines:
        head = parts[: line.most_lines - 1]
        parts = [*head, " ".join(parts[line.most_lines - 1 :])]
    widest = max(
        (width_of(part, face=line.face, size=size) for part in parts), default=0
    )
    shrunk = size if widest <= room else size * room / widest
    return [(part, shrunk) for part in parts]
