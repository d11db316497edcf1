"""How much of the file a signature covers, read from its bytes and nothing else.

The rules a byte range has to keep (ISO 32000-2, 12.8.1): four numbers, from the
first byte, leaving out exactly the hexadecimal string of ``/Contents``, to the end
of a revision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.validation.report import Coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.snapshot import Content

_HEX_STRING: Final = re.compile(rb"<[0-9A-Fa-f\s\0]*>")
_END_OF_FILE: Final = re.compile(rb"startxref\s+\d+\s+%%EOF[\r\n ]*$")
_WHITE: Final = re.compile(rb"[\r\n \t\0]*+")
_END_MARK: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_BLANK: Final = re.compile(rb"(?:[\r\n \t\0\f]|%[^\r\n]*+(?:[\r\n]|$))*+")
_STRUCTURE: Final = (b"obj", b"xref", b"trailer", b"stream", b"EOF")
"""Words that no comment may hold: they lead readers that repair files."""
_TAIL: Final = 2048
_MOST_END_BYTES: Final = 1 << 16
"""White space that may stand behind the end of the file: some fill whole blocks."""
_WHOLE_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF(?:\r\n|\r|\n)?")
_IDLE: Final = re.compile(rb"(?:[\r\n \t\0]++|%%EOF)*+")
_REACH: Final = 1 << 17


@dataclass(frozen=True, slots=True)
class SignedRange:
    """What a byte range says, once it has been found sound."""

    coverage: Coverage
    end: int
    """Where the signed revision ends, in bytes."""


def signed_range(
    content: Content, byte_range: Sequence[Any], contents: bytes
) -> SignedRange | None:
    """Return the range of a signature, or None if it breaks a rule.

    ``contents`` is the value of ``/Contents``, decoded.
    """
    numbers = [int(n) for n in byte_range if isinstance(n, int) and n >= 0]
    if len(numbers) != 4 or len(byte_range) != 4:
        return None
    start, length, after, rest = numbers
    end = after + rest
    if start != 0 or not 0 < length < after or rest <= 0 or end > len(content):
        return None
    gap = content[length:after]
    if not _HEX_STRING.fullmatch(gap):
        return None
    digits = re.sub(rb"[\s\0]", b"", gap[1:-1])
    if bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()) != contents:
        return None
    return SignedRange(_coverage(content, end), end)


def ends_properly(content: Content) -> bool:
    """Whether nothing but white space follows the last ``startxref … %%EOF``."""
    tail = content[-_REACH:].rstrip(b"\r\n \t\0")
    blank = min(len(content), _REACH) - len(tail)
    return blank <= _MOST_END_BYTES and bool(_END_OF_FILE.search(tail[-_TAIL:]))


def ends_in_comments(content: Content) -> bool:
    """Whether comments, and nothing else that counts, follow the last end."""
    return startxref_of(content, len(content)) is not None


def startxref_of(content: Content, end: int) -> int | None:
    """Return the place that the revision ending at a byte names; None if none does.

    White space and comments may follow the mark of its end.
    """
    tail = content[max(0, end - _TAIL) : end]
    marks = list(_END_MARK.finditer(tail))
    if not marks or not is_idle(tail[marks[-1].end() :]):
        return None
    return int(marks[-1][1])


def is_idle(between: bytes) -> bool:
    """Whether bytes are white space and comments that lead no reader anywhere."""
    return bool(_BLANK.fullmatch(between)) and not any(
        word in between for word in _STRUCTURE
    )


def up_to_end(content: Content) -> Content:
    """Return a file without the white space, or ends, behind its last revision."""
    begin = max(0, len(content) - _REACH)
    ends = [found.end() for found in _WHOLE_END.finditer(content, begin)]
    if not ends or not _IDLE.fullmatch(content, ends[-1]):
        return content
    return content[: ends[-1]] if ends[-1] < len(content) else content


def _coverage(content: Content, end: int) -> Coverage:
    if _WHITE.fullmatch(content, end):
        return Coverage.WHOLE_FILE
    if startxref_of(content, end) is not None:
        return Coverage.WHOLE_REVISION
    return Coverage.PARTIAL
