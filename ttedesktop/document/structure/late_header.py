"""White space before the header of a PDF, which some tools of authorities leave there.

Readers differ on whether places in such a file count from its first byte or from the
header (ISO 32000-2, 7.5.2, knows neither). With the header first all of them agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ttedesktop.snapshot import Content

WITHIN: Final = 1024
"""Bytes in which a header is looked for."""
_HEADER: Final = re.compile(rb"%PDF-\d\.\d[^\r\n]{0,20}(?:\r\n|\r|\n)")
_LAST_PLACE: Final = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_TAIL: Final = 2048
_TABLE: Final = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")


def header_first(content: Content) -> Content:
    """Return the file without white space before its header, all places still right.

    Places that count from the first byte stay so: what is taken away at the front
    comes back as an empty line behind the header. Anything else before the header is
    left alone.
    """
    late = content[:WITHIN].find(b"%PDF-")
    if late < 1 or content[:late].strip():
        return content
    header = _HEADER.match(content, late)
    last = _LAST_PLACE.search(content[-_TAIL:])
    if header is None or last is None:
        return content
    place = int(last[1])
    if _TABLE.match(content, late + place):
        return content[late:]
    if _TABLE.match(content, place):
        return header[0] + b"\n" * late + content[header.end() :]
    return content


def may_be_added_to(content: Content) -> bool:
    """Whether more can be written behind a file, and all of it be found again.

    Where signatures stand the bytes must stay: then places that count from the first
    byte, as byte ranges do, are right in what is added; those that count from the
    header are not, since readers disagree on which of the two a byte range means.
    """
    first = header_first(content)
    stays = len(first) == len(content)
    return first.startswith(b"%PDF-") and (stays or may_be_moved(content))


def may_be_moved(content: Content) -> bool:
    """Whether no signature depends on where the bytes of a file stand."""
    return b"/ByteRange" not in content
