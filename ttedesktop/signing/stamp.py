"""The stamp: how a visible signature looks, as vector text in an embedded font.

The kinds that Indonesian offices use, each drawn so that no word leaves its room; in
a tall box the words stand below the code or the crest, not beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.document.drawing.sheet import Colour, Drawing, Face, Sheet, width_of
from ttedesktop.document.geometry import millimetres, points
from ttedesktop.errors.document_errors import StampTooSmall
from ttedesktop.signing.stamp_lines import Line, Room, draw_lines
from ttedesktop.specimens.design import SMALLEST_SIZES, SpecimenKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttedesktop.signing.stamp_text import StampText

_GREY: Final[Colour] = (0.32, 0.35, 0.41)
_PALE: Final[Colour] = (0.55, 0.58, 0.64)
_FRAME: Final[Colour] = (0.72, 0.74, 0.78)
_FAINT: Final[Colour] = (0.85, 0.87, 0.91)
_WHITE: Final[Colour] = (1.0, 1.0, 1.0)
_TALL: Final = 0.85
"""Height in widths from which the words stand below the code, not beside it."""
_SMALL_CODE: Final = points(17)
_CREST_IN_CODE: Final = 0.24
"""Of the code's side: some 6 of the 30 percent that level H can spare."""
_MARK: Final = 0.085
"""Size of the type of the issuer's label, in heights of the stamp."""
_PREFIXES: Final = ("a.n.", "u.b.", "Plt.", "Plh.", "Pj.", "Pjs.")


def draw_stamp(
    text: StampText, *, width: float, height: float, title: str = ""
) -> bytes:
    """Return a one-page PDF of the stamp, ``width`` by ``height`` points.

    Its ``title`` is the text's description, in the language in use, if none is given.
    Raises StampTooSmall where nobody could read it.
    """
    least = SMALLEST_SIZES[text.kind]
    if width < points(least.width) - 0.5 or height < points(least.height) - 0.5:
        raise StampTooSmall(
            round(millimetres(width)),
            round(millimetres(height)),
            round(least.width),
            round(least.height),
        )
    drawing = Drawing(title=title or text.description)
    sheet = drawing.sheet(width, height)
    if text.kind is not SpecimenKind.PICTURE:
        # Opaque, so that the anchor text underneath does not shine through.
        sheet.rectangle(0, 0, width, height, fill=_WHITE)
    _DRAWN[text.kind](sheet, text, min(width, height) * 0.03)
    return drawing.pdf()


def _qr_card(sheet: Sheet, text: StampText, inset: float) -> None:
    _draw_frame(sheet, text, inset)
    width, height = sheet.width, sheet.height
    # Four modules of white stay around the code (ISO/IEC 18004, 6.3.8).
    quiet = inset * 2.5
    if height > width * _TALL:
        side = min(width - quiet * 2, height * 0.48)
        _draw_code(sheet, text, (width - side) / 2, quiet, side)
        below = quiet + side + inset * 1.5
        room = Room(
            quiet, below, width - quiet * 2, height - below - quiet, is_centred=True
        )
    else:
        side = min(height - inset * 4, width * 0.38)
        _draw_code(sheet, text, quiet, (height - side) / 2, side)
        right = quiet + side + inset * 2
        room = Room(right, height * 0.05, width - right - inset * 2, height * 0.9)
    lines = list(_card_lines(text, room))
    middles = draw_lines(sheet, lines, room)
    for line, middle in zip(lines, middles, strict=True):
        if line.spare:
            _draw_mark(sheet, text.issuer_mark, room.left + room.width, middle)


def _crest_card(sheet: Sheet, text: StampText, inset: float) -> None:
    _draw_frame(sheet, text, inset, radius=0.14)
    width, height = sheet.width, sheet.height
    room = Room(inset * 3, height * 0.08, width - inset * 6, height * 0.84)
    if height > width * _TALL:
        room = _below_picture(sheet, text, room)
    elif text.picture:
        side = min(height - inset * 6, width * 0.24)
        sheet.picture(inset * 3, (height - side) / 2, side, side, text.picture)
        rule = inset * 5 + side
        sheet.line(rule, height * 0.16, rule, height * 0.84, width=0.7, colour=_FRAME)
        left = rule + inset * 2.5
        room = Room(left, room.top, width - left - inset * 3, room.height)
    if text.issuer_mark and not room.is_centred:
        _draw_watermark(sheet, text.issuer_mark, inset)
    draw_lines(sheet, list(_crest_lines(text, room)), room)


def _short(sheet: Sheet, text: StampText, inset: float) -> None:
    width, height = sheet.width, sheet.height
    room = Room(inset, inset, width - inset * 2, height - inset * 2)
    if height > width * _TALL:
        room = _below_picture(sheet, text, room)
    elif text.picture:
        side = min(height - inset * 2, width * 0.3)
        sheet.picture(inset, (height - side) / 2, side, side, text.picture)
        left = inset * 3 + side
        room = Room(left, inset, width - left - inset, room.height)
    line = Line(text.heading, Face.SANS, 0.78, most_lines=3, is_better_whole=False)
    draw_lines(sheet, [line], room)


def _qr_only(sheet: Sheet, text: StampText, inset: float) -> None:
    side = min(sheet.width, sheet.height) - inset * 4
    _draw_code(sheet, text, (sheet.width - side) / 2, (sheet.height - side) / 2, side)


def _text(sheet: Sheet, text: StampText, inset: float) -> None:
    _draw_frame(sheet, text, inset)
    room = Room(
        inset * 3, inset * 2.5, sheet.width - inset * 6, sheet.height - inset * 5
    )
    lines = [
        Line(words, Face.SANS_BOLD if words == text.name else Face.SANS, 1.0,
             most_lines=2)
        for words in text.lines
    ]  # fmt: skip
    draw_lines(sheet, lines, room)


def _picture(sheet: Sheet, text: StampText, inset: float) -> None:
    del inset
    if text.picture:
        sheet.picture(
            0, 0, sheet.width, sheet.height, text.picture, is_opaque=text.is_opaque
        )


_DRAWN: Final[dict[SpecimenKind, Callable[[Sheet, StampText, float], None]]] = {
    SpecimenKind.QR_CARD: _qr_card,
    SpecimenKind.CREST_CARD: _crest_card,
    SpecimenKind.SHORT: _short,
    SpecimenKind.QR_ONLY: _qr_only,
    SpecimenKind.TEXT: _text,
    SpecimenKind.PICTURE: _picture,
}


def _draw_frame(
    sheet: Sheet, text: StampText, inset: float, *, radius: float = 0.08
) -> None:
    if text.is_framed:
        sheet.rectangle(
            inset / 2, inset / 2, sheet.width - inset / 2, sheet.height - inset / 2,
            stroke=_FRAME, width=0.6, radius=min(8.0, sheet.height * radius),
        )  # fmt: skip


def _draw_code(sheet: Sheet, text: StampText, x: float, y: float, side: float) -> None:
    if not text.picture:
        # Small codes print better with larger modules than with more correction.
        error = "M" if side >= _SMALL_CODE else "L"
        sheet.qr(x, y, side, text.qr_content, error=error)
        return
    sheet.qr(x, y, side, text.qr_content, error="H")
    patch = side * _CREST_IN_CODE
    left, top = x + (side - patch) / 2, y + (side - patch) / 2
    sheet.rectangle(
        left, top, left + patch, top + patch, fill=_WHITE, radius=patch * 0.15
    )
    edge = patch * 0.08
    inner = patch - edge * 2
    sheet.picture(left + edge, top + edge, inner, inner, text.picture)


def _below_picture(sheet: Sheet, text: StampText, room: Room) -> Room:
    """Show the picture at the top of a tall box, and return what is left below."""
    used = 0.0
    if text.picture:
        used = min(room.width, room.height * 0.45)
        left = room.left + (room.width - used) / 2
        sheet.picture(left, room.top, used, used, text.picture)
        used *= 1.08
    return Room(
        room.left, room.top + used, room.width, room.height - used, is_centred=True
    )


def _draw_watermark(sheet: Sheet, words: str, inset: float) -> None:
    """Write who issued the certificate at the lower right, pale."""
    sheet.text(
        sheet.width - inset * 3, sheet.height - inset * 3, words,
        face=Face.SANS_BOLD, size=sheet.height * 0.16, colour=_FAINT, align="right",
    )  # fmt: skip


def _draw_mark(sheet: Sheet, words: str, right: float, middle: float) -> None:
    """Draw who issued the certificate as a small label that ends at ``right``."""
    size = sheet.height * _MARK
    wide, high = width_of(words, face=Face.SANS_BOLD, size=size) + size, size * 1.7
    sheet.rectangle(
        right - wide, middle - high / 2, right, middle + high / 2,
        stroke=_PALE, width=0.5, radius=high * 0.25,
    )  # fmt: skip
    sheet.text(
        right - wide / 2, middle + size * 0.36, words,
        face=Face.SANS_BOLD, size=size, colour=_GREY, align="centre",
    )  # fmt: skip


def _card_lines(text: StampText, room: Room) -> Iterator[Line]:
    few, many = (2, 4) if room.is_centred else (1, 2)
    yield Line(text.heading, Face.SANS_BOLD, 0.82, most_lines=few)
    for number, position in enumerate(text.position.splitlines()):
        gap = 0.0 if number else 0.1
        yield Line(position, Face.SANS_MEDIUM, 0.9, gap=gap, most_lines=many)
    if text.small_print:
        has_mark = bool(text.issuer_mark) and not room.is_centred
        yield Line(
            text.small_print, Face.SANS, 0.56, _GREY, gap=0.15, most_lines=many,
            is_better_whole=False, spare=room.width * 0.2 if has_mark else 0.0,
        )  # fmt: skip
    yield Line(
        text.name, Face.SANS_BOLD, 1.0, is_underlined=True, gap=0.35, most_lines=many
    )
    yield from _below_name(text)


def _crest_lines(text: StampText, room: Room) -> Iterator[Line]:
    has_mark = bool(text.issuer_mark) and not room.is_centred
    for position in text.position.splitlines():
        yield Line(_in_capitals(position), Face.SANS_BOLD, 0.9, most_lines=2)
    yield Line(text.heading, Face.SANS_ITALIC, 0.62, _PALE, gap=0.2, most_lines=2)
    if text.small_print:
        yield Line(
            text.small_print, Face.SANS, 0.56, _GREY, gap=0.1, most_lines=2,
            is_better_whole=False,
        )  # fmt: skip
    yield Line(text.name, Face.SANS_BOLD, 1.0, gap=0.45, most_lines=2)
    yield from _below_name(text, spare=room.width * 0.26 if has_mark else 0.0)


def _below_name(text: StampText, *, spare: float = 0.0) -> Iterator[Line]:
    if text.rank:
        yield Line(text.rank, Face.SANS, 0.8, gap=0.12, spare=spare)
    if text.employee_number:
        number = f"NIP. {text.employee_number}"
        yield Line(number, Face.SANS, 0.84, gap=0.12, spare=spare)


def _in_capitals(words: str) -> str:
    """Return a position in capitals; "a.n." and the like stay small."""
    first, _space, rest = words.partition(" ")
    return f"{first} {rest.upper()}" if first in _PREFIXES else words.upper()
