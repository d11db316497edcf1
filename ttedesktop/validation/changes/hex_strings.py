"""Hexadecimal strings read at one go.

A signature is a string of many thousand digits, and pyHanko reads strings digit by
digit, each time an object with one is looked at: most of what a check of a short letter
costs. What is no plain string of digits is left to pyHanko.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_string

if TYPE_CHECKING:
    from typing import BinaryIO

    from ttedesktop.untyped import PdfObject

_DIGITS: Final = re.compile(rb"[0-9A-Fa-f\r\n \t\f\0]*+")
_BLANK: Final = b"\r\n \t\f\0"
_PIECE: Final = 1 << 16
_LONGEST: Final = 1 << 26
"""Bytes after which the end of a string is sought no longer."""
_usual: Any = generic.read_hex_string_from_stream


def read_hex_string(stream: BinaryIO) -> PdfObject:
    """Return the string that begins at a place of a file, and go on behind it.

    Raises what pyHanko raises if it is damaged.
    """
    start = stream.tell()
    body = _up_to_end(stream)
    stream.seek(start)
    if body is None or not _DIGITS.fullmatch(body, 1):
        return _usual(stream)
    stream.seek(start + len(body) + 1)
    digits = body[1:].translate(None, _BLANK)
    return pdf_string(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))


def _up_to_end(stream: BinaryIO) -> bytes | None:
    """Return what stands before the bracket that ends a string; None if none does."""
    pieces: list[bytes] = []
    while len(pieces) * _PIECE < _LONGEST:
        piece = stream.read(_PIECE)
        end = piece.find(b">")
        if end >= 0:
            return b"".join((*pieces, piece[:end]))
        if not piece:
            break
        pieces.append(piece)
    return None


def install() -> None:
    """Let pyHanko read strings so; it offers no other way."""
    module: Any = generic
    module.read_hex_string_from_stream = read_hex_string
