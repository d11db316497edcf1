"""Whether every byte behind a signed revision belongs to what its tables list.

Each revision has to be its objects, one behind the other as the cross-references say,
its cross-reference section and its end. Between them white space and comments may
stand, and nothing else: a reader that repairs files would find it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from pyhanko.pdf_utils import generic

from ttedesktop.validation.signatures.byte_range import is_idle

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.snapshot import Content

_HEADER: Final = re.compile(rb"(\d{1,10})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj[\r\n \t]*")
_END_OF_OBJECT: Final = re.compile(rb"[\r\n \t\0\f]*endobj")
_END_OF_REVISION: Final = re.compile(
    rb"(?:[\r\n \t\0]|%[^\r\n]*[\r\n])*startxref\s+\d+\s+%%EOF[\r\n \t\0]*"
)
_TABLE: Final = re.compile(
    rb"xref[\r\n \t]*(?:\d+ \d+[ \t]*[\r\n]+"
    rb"(?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*)+[\r\n \t]*trailer[\r\n \t]*"
)
"""Entries have exactly 20 bytes (ISO 32000-2, 7.5.4)."""
_LONG: Final = 4096
"""Bytes from which on an object is looked at before it is parsed."""
_Known = dict[int, bool]
_JUDGED: Final[WeakKeyDictionary[Any, _Known]] = WeakKeyDictionary()
"""By reader and revision, for many signatures may lie before one revision."""


def is_plainly_written(content: Content, end: int, reader: PdfFileReader) -> bool:
    """Whether the revisions behind ``end`` hold only what their tables list."""
    known = _JUDGED.setdefault(reader, {})
    begin = end
    for revision in range(reader.total_revisions):
        section: Any = reader.xrefs.get_xref_container_info(revision)
        if section.start_location < end:
            continue
        if revision not in known:
            known[revision] = _is_plain(content, begin, revision, reader)
        if not known[revision]:
            return False
        begin = _end_of_revision(content, section, reader) or begin
    return True


def _is_plain(
    content: Content, begin: int, revision: int, reader: PdfFileReader
) -> bool:
    section: Any = reader.xrefs.get_xref_container_info(revision)
    start: int = section.declared_startxref
    listed: Any = reader.xrefs.get_xref_data(revision).standard_xrefs
    places = {
        place: (number, generation)
        for number, (generation, place) in listed.items()
        if place >= begin and place != start
    }
    here = begin
    for place in sorted(places):
        if not _is_blank(content, here, place):
            return False
        here = _end_of_object(content, place, places[place], reader)
    if not _is_blank(content, here, start):
        return False
    return _end_of_revision(content, section, reader) is not None


def _is_blank(content: Content, begin: int, end: int) -> bool:
    """Whether nothing but white space and idle comments stands in between."""
    if not 0 <= begin <= end:
        return False
    return is_idle(content[begin:end])


def _end_of_object(
    content: Content, place: int, key: tuple[int, int], reader: PdfFileReader
) -> int:
    """Return where an object ends; -1 if another one stands there, or none."""
    header = _HEADER.match(content, place)
    if header is None or (int(header[1]), int(header[2])) != key:
        return -1
    short_way = _end_of_plain(content, header.end())
    if short_way is not None:
        return short_way
    reference = generic.Reference(*key, pdf=reader)
    end = _END_OF_OBJECT.match(content, _end_of_value(header.end(), reference, reader))
    return -1 if end is None else end.end()


def _end_of_plain(content: Content, begin: int) -> int | None:
    """Return where a long object ends, if its bytes alone leave no doubt; else None.

    Signatures are long strings of digits, which take long to be parsed. Without
    escapes and comments, and with brackets even in number, the word that ends an
    object stands outside every string.
    """
    found = content.find(b"endobj", begin)
    if found < begin + _LONG:
        return None
    body = content[begin:found]
    if any(word in body for word in (b"\\", b"%", b"obj", b"stream")):
        return None
    pairs = ((b"(", b")"), (b"<<", b">>"))
    if any(body.count(opening) != body.count(closing) for opening, closing in pairs):
        return None
    return found + len(b"endobj")


def _end_of_value(
    place: int, reference: generic.Dereferenceable, reader: PdfFileReader
) -> int:
    stream: Any = reader.stream
    stream.seek(place)
    generic.read_object(stream, reference)
    end: int = stream.tell()
    return end


def _end_of_revision(
    content: Content,
    section: Any,  # noqa: ANN401 - pyHanko's own record, which has no public type
    reader: PdfFileReader,
) -> int | None:
    """Return where a revision ends that is closed as it should be; else None."""
    start: int = section.declared_startxref
    if section.stream_ref is not None:
        key = (section.stream_ref.idnum, section.stream_ref.generation)
        behind = _end_of_object(content, start, key, reader)
    else:
        table = _TABLE.match(content, start)
        if table is None:
            return None
        trailer = generic.TrailerReference(reader)
        behind = _end_of_value(table.end(), trailer, reader)
    if behind < 0:
        return None
    closing = _END_OF_REVISION.match(content, behind)
    return None if closing is None else closing.end()
