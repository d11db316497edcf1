"""What can be told of a file without making anything of it, in one pass over its bytes.

A file may have hundreds of megabytes. Whoever asked such a thing in the thread of a
window, or held Python's lock for all of it elsewhere, would hold the window up.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ttedesktop.snapshot import Content

_PIECE: Final = 1 << 20
"""Bytes after which other threads get a turn."""
_SIGNATURE: Final = re.compile(rb"/ByteRange")
_FIELDS: Final = re.compile(rb"/(?:AcroForm|ObjStm)")
_EITHER: Final = re.compile(rb"/(?:ByteRange|AcroForm|ObjStm)")
_OVERLAP: Final = len("/ByteRange") - 1


@dataclass(frozen=True, slots=True)
class Marks:
    """Of a whole file."""

    sha256: str
    """In lower-case hexadecimal digits."""
    carries_signature: bool
    """Every signature has a byte range, which stands in the file as it is
    (ISO 32000-2, 12.8.1)."""
    may_carry_fields: bool
    """Whether there is a form, or something packed in which one may lie."""


def marks_of(content: Content) -> Marks:
    """Read all bytes once, piece by piece."""
    digest, sought = hashlib.sha256(), _Sought()
    with memoryview(content) as whole:
        for start in range(0, len(whole), _PIECE):
            digest.update(whole[start : start + _PIECE])
            sought.look_through(whole[max(0, start - _OVERLAP) : start + _PIECE])
    return Marks(digest.hexdigest(), sought.has_signature, sought.has_fields)


class _Sought:
    """Looks for each mark until it was seen once, however often it stands there."""

    def __init__(self) -> None:
        self.has_signature = self.has_fields = False

    def look_through(self, piece: memoryview) -> None:
        place = 0
        while pattern := self._pattern():
            found = pattern.search(piece, place)
            if found is None:
                return
            place = found.end()
            if found[0] == _SIGNATURE.pattern:
                self.has_signature = True
            else:
                self.has_fields = True

    def _pattern(self) -> re.Pattern[bytes] | None:
        if self.has_signature:
            return None if self.has_fields else _FIELDS
        return _SIGNATURE if self.has_fields else _EITHER
