"""What stands behind a signed revision, told from its bytes.

Every byte there has to belong to a revision that the chain of cross-reference
sections reaches; what belongs to none may be seen by a reader that repairs files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.validation.signatures.byte_range import startxref_of

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.snapshot import Content

_END_OF_FILE: Final = re.compile(rb"%%EOF")
_BLANK: Final = b"\r\n \t\0"


def revision_ending_at(content: Content, end: int, reader: PdfFileReader) -> int | None:
    """Return the revision, from 0, that ends at a byte; None if none does.

    It is told by where its cross-reference section stands, never by where the
    signature dictionary was last written: that may be another place by now.
    """
    inside = [
        revision
        for revision in range(reader.total_revisions)
        if reader.xrefs.get_xref_container_info(revision).start_location < end
    ]
    named = startxref_of(content, end)
    if not inside or named is None:
        return None
    section: Any = reader.xrefs.get_xref_container_info(inside[-1])
    if named == section.declared_startxref and section.end_location <= end:
        return inside[-1]
    return None


def is_accounted_for(
    content: Content, end: int, revision: int, reader: PdfFileReader
) -> bool:
    """Whether all that follows ``end`` belongs to revisions that are read.

    ``end`` is where the signed ``revision`` ends, in bytes. What is written behind it
    has to come after it: a table there could stand before it in their chain.
    """
    rest = content[end:]
    if not rest.strip(_BLANK):
        return True
    sections = _sections_behind(end, reader)
    if len(sections) != reader.total_revisions - 1 - revision:
        return False
    if not sections or len(_END_OF_FILE.findall(rest)) != len(sections):
        return False
    last = sections[-1]
    return bool(startxref_of(content, len(content)) == last.declared_startxref)


def has_late_hybrids(end: int, reader: PdfFileReader) -> bool:
    """Whether a revision behind ``end`` has two tables that could disagree."""
    return any(
        "HYBRID" in section.xref_section_type.name
        for section in _sections_behind(end, reader)
    )


def _sections_behind(end: int, reader: PdfFileReader) -> list[Any]:
    sections = [
        reader.xrefs.get_xref_container_info(revision)
        for revision in range(reader.total_revisions)
    ]
    return [one for one in sections if one.start_location >= end]
