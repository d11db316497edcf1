"""Signatures that lie in a file but belong to no field of its form.

They are traces of something that was taken out. What a stream holds is none, such as a
signed document that is attached, or a page about signatures; nor are the rights that a
form gives to its reader (ISO 32000-2, 12.8.2.3), which sign for nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.generic import Reference, StreamObject

from ttedesktop.validation.changes.field_tree import number_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.snapshot import Content

_TRACE: Final = re.compile(rb"/ByteRange\b")
"""What every signature dictionary holds, and nothing else does."""
_MOST: Final = 200
"""Traces that are looked at; a file with more of them is no usual one."""
_HEAD: Final = 4096
"""Bytes that the dictionary of a stream may take."""


def holds_loose_signature(content: Content, offset: int, reader: PdfFileReader) -> bool:
    """Whether a signature stands in an object of its own.

    ``offset`` is where in ``content`` that begins which the reader reads.
    """
    traces = [found.start() - offset for found in _TRACE.finditer(content)]
    if not traces:
        return False
    if len(traces) > _MOST:
        return True
    places = sorted(_places(reader))
    rights = _usage_rights(reader)
    for trace in traces:
        at = bisect_right(places, (trace, 0, 0, 0)) - 1
        if at < 0 or not _is_harmless(trace, places[at], rights, reader):
            return True
    return False


def _places(reader: PdfFileReader) -> Iterator[tuple[int, int, int, int]]:
    """Yield place, number, generation and revision of each object in the file."""
    for revision in range(reader.total_revisions):
        listed: Any = reader.xrefs.get_xref_data(revision).standard_xrefs
        for number, (generation, place) in listed.items():
            yield place, number, generation, revision


def _is_harmless(
    trace: int,
    found: tuple[int, int, int, int],
    rights: frozenset[int],
    reader: PdfFileReader,
) -> bool:
    """Whether a trace lies inside a stream, or in the rights of a reader."""
    place, number, generation, revision = found
    if number in rights:
        return True
    try:
        written: Any = reader.get_object(
            Reference(number, generation, reader), revision, transparent_decrypt=False
        )
        written = getattr(written, "raw_object", written)
        end = place + _HEAD + len(written.encoded_data)
    except Exception:  # noqa: BLE001 - what cannot be read may be anything
        return False
    return isinstance(written, StreamObject) and trace < end


def _usage_rights(reader: PdfFileReader) -> frozenset[int]:
    permissions = plain(reader.root.get("/Perms"))
    if not isinstance(permissions, dict):
        return frozenset()
    held: Any = permissions
    numbers = [number_of(held.raw_get(key)) for key in ("/UR", "/UR3") if key in held]
    return frozenset(number for number in numbers if number is not None)
