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
_NAME: Final = b"/ByteRange"
# What is lent cannot be searched in any other way without a copy.
_SIGNATURE: Final = re.compile(_NAME)


@dataclass(frozen=True, slots=True)
class Marks:
    """Of a whole file."""

    sha256: str
    """In lower-case hexadecimal digits."""
    carries_signature: bool
    """Every signature has a byte range, which stands in the file as it is
    (ISO 32000-2, 12.8.1)."""


def marks_of(content: Content) -> Marks:
    """Read all bytes once, piece by piece."""
    digest, is_found = hashlib.sha256(), False
    with memoryview(content) as whole:
        for start in range(0, len(whole), _PIECE):
            digest.update(whole[start : start + _PIECE])
            # What begins in the piece before ends in this one.
            seen = whole[max(0, start - len(_NAME) + 1) : start + _PIECE]
            is_found = is_found or _SIGNATURE.search(seen) is not None
    return Marks(digest.hexdigest(), is_found)
