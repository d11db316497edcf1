"""The stamp: how a visible signature looks, as vector text in an embedded font.

One specimen so far, the "QR card" most Indonesian offices use: a QR code at the
left, then who signs, drawn so that no line ever leaves its room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.document.drawing import Colour, Drawing, Face, Sheet, width_of
from ttedesktop.document.drawing import broken_into_lines as broken
from ttedesktop.document.geometry import millimetres, points
from ttedesktop.errors import StampTooSmall
from ttedesktop.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_WIDTH: Final = points(70)
DEFAULT_HEIGHT: Final = points(23)
SMALLEST_WIDTH: Final = points(40)
SMALLEST_HEIGHT: Final = points(12)
_GREY: Final[Colour] = (0.32, 0.35, 0.41)
_BLACK: Final[Colour] = (0.0, 0.0, 0.0)
_FRAME: Final[Colour] = (0.72, 0.74, 0.78)
_LEADING: Final = 1.22


@dataclass(frozen=True, slots=True)
class StampText:
    """What stands on a stamp; position and number are the person's own statement."""

    name: str
    """With titles, as it should be written."""
    position: str = ""
    employee_number: str = ""
    """NIP; empty leaves the line out."""
    small_print: str = ""
    qr_content: str = ""


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


def qr_content_for(*, name: str, organisation: str, moment: str, sha256: str) -> str:
    """Return what the QR code says: plain facts, no address that may not exist.

    ``sha256`` is the digest of the document before this signature, in hexadecimal
    digits, of which sixteen are shown.
    """
    return "\n".join(
        (
            _("Ditandatangani secara elektronik"),
            name,
            *([organisation] if organisation else []),
            moment,
            f"SHA-256 {sha256[:16]}",
        )
    )


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
    left = inset + _draw_qr(sheet, text.qr_content, inset)
    _draw_lines(sheet, list(_lines(text)), left, width - left - inset * 2)
    return drawing.pdf()


def _draw_qr(sheet: Sheet, content: str, inset: float) -> float:
    if not content:
        return inset * 2
    # Two modules of white at the least stay around the code (ISO/IEC 18004 asks four,
    # of which the paper outside the frame gives the rest).
    side = min(sheet.height - inset * 4, sheet.width * 0.38)
    top = (sheet.height - side) / 2
    sheet.qr(inset * 2.5, top, side, content, error="M")
    return side + inset * 4.5


def _lines(text: StampText) -> Iterable[_Line]:
    yield _Line(_("Ditandatangani secara elektronik oleh:"), Face.SANS_BOLD, 0.82)
    if text.position:
        yield _Line(text.position, Face.SANS_MEDIUM, 0.9, gap=0.1, most_lines=2)
    if text.small_print:
        yield _Line(text.small_print, Face.SANS, 0.56, _GREY, gap=0.15, most_lines=2)
    yield _Line(
        text.name, Face.SANS_BOLD, 1.0, is_underlined=True, gap=0.35, most_lines=2
    )
    if text.employee_number:
        yield _Line(f"NIP. {text.employee_number}", Face.SANS, 0.84, gap=0.12)


def _draw_lines(sheet: Sheet, lines: list[_Line], left: float, room: float) -> None:
    size = _largest_size(lines, room, sheet.height * 0.9)
    total = _height(lines, size, room)
    top = (sheet.height - total) / 2
    for line in lines:
        top += line.gap * size
        wanted = line.size * size
        for words, fitted in _fitted(line, wanted, room):
            baseline = top + wanted * 0.95
            sheet.text(
                left, baseline, words, face=line.face, size=fitted, colour=line.colour
            )
            if line.is_underlined:
                end = left + width_of(words, face=line.face, size=fitted)
                below = baseline + fitted * 0.14
                sheet.line(left, below, end, below, width=max(0.4, fitted * 0.06))
            top += wanted * _LEADING


def _largest_size(lines: list[_Line], room: float, height: float) -> float:
    """Return the size of the name, in points, at which all lines find their room."""
    size = 14.0
    while size > 3.0 and not _fits(lines, size, room, height):
        size *= 0.96
    return size


def _fits(lines: list[_Line], size: float, room: float, height: float) -> bool:
    if _height(lines, size, room) > height:
        return False
    return all(
        fitted >= line.size * size * 0.78
        for line in lines
        for _words, fitted in _fitted(line, line.size * size, room)
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
