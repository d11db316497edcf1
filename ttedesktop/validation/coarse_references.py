"""Which objects may lead to which, told from their bytes and a little too generously.

Parsing every object of a file takes minutes where there are many, and almost none of
them leads to the few that were changed. Here an object's references are found by a
pattern; what the pattern could overlook (strings with escapes, comments, objects that
run into one another) is reported as unknown, and has to be parsed. So no reference is
ever missed, and only the objects on the way to a changed one are parsed at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from pyhanko.pdf_utils.generic import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyhanko.pdf_utils.reader import PdfFileReader

_REFERENCE: Final = re.compile(rb"(?<!\d)(\d++)[\s\0]++\d++[\s\0]++R")
"""Never goes back over digits: signatures are runs of many thousands of them."""
_Place = int | tuple[int, int]
"""Where an object begins in the file, or its stream and its number in that."""

_KNOWN: Final[WeakKeyDictionary[Any, dict[_Place, frozenset[int] | None]]] = (
    WeakKeyDictionary()
)
"""By reader: what was found at a place, for many signatures ask about the same ones."""


def leading_to(
    reader: PdfFileReader, revision: int, wanted: Iterable[int], content: bytes
) -> set[int]:
    """Return the numbers of all objects from which one of ``wanted`` may be reached.

    Those that could not be looked into are among them, and ``wanted`` itself.
    """
    found = _KNOWN.setdefault(reader, {})
    places = _places(reader, revision)
    _look_into(reader, places, found, content)
    parents: dict[int, list[int]] = defaultdict(list)
    reached = set(wanted)
    for number, place in places.items():
        references = found[place]
        if references is None:
            # It may lead anywhere, so it is on the way.
            reached.add(number)
            continue
        for one in references:
            parents[one].append(number)
    waiting = list(reached)
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in reached:
                reached.add(parent)
                waiting.append(parent)
    return reached


def _places(reader: PdfFileReader, revision: int) -> dict[int, _Place]:
    """Return where each object stands in a revision, the newest up to it."""
    places: dict[int, _Place] = {}
    for earlier in range(revision, -1, -1):
        data: Any = reader.xrefs.get_xref_data(earlier)
        while data is not None:
            for number, one in data.xrefs_in_objstm.items():
                places.setdefault(number, (one.obj_stream_id, one.ix_in_stream))
            for number, (_generation, place) in data.standard_xrefs.items():
                places.setdefault(number, place)
            data = data.hybrid.xref_data if data.hybrid is not None else None
    return places


def _look_into(
    reader: PdfFileReader,
    places: dict[int, _Place],
    found: dict[_Place, frozenset[int] | None],
    content: bytes,
) -> None:
    missing = {place for place in places.values() if place not in found}
    in_file = sorted(place for place in missing if isinstance(place, int))
    begins = sorted(place for place in places.values() if isinstance(place, int))
    for place in in_file:
        following = bisect_right(begins, place)
        end = begins[following] if following < len(begins) else len(content)
        found[place] = _references(content[place:end])
    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for member in missing:
        if isinstance(member, tuple):
            inside[member[0]].append(member)
    for number, members in inside.items():
        _look_into_stream(reader, number, members, found)


def _references(region: bytes) -> frozenset[int] | None:
    """Return the references in an object; None if it has to be parsed for them."""
    head, stream, _data = region.partition(b"stream")
    if not stream:
        end = region.rfind(b"endobj")
        head = region[:end]
        if end < 0 or not _closes(region, end):
            return None
    return plain_references(head)


def _closes(region: bytes, end: int) -> bool:
    """Whether nothing but a cross-reference section follows the end of an object."""
    behind = region[end + 6 :].strip()
    return not behind or behind.startswith((b"xref", b"startxref"))


def plain_references(head: bytes) -> frozenset[int] | None:
    """Return the references in the bytes of an object; None where they mislead."""
    # Without escapes and comments, brackets that are even in number tell that the
    # bytes do not end inside a string, and that no string hides what follows.
    if b"\\" in head or b"%" in head:
        return None
    if head.count(b"(") != head.count(b")") or head.count(b"<<") != head.count(b">>"):
        return None
    return frozenset(int(one) for one in _REFERENCE.findall(head))


def _look_into_stream(
    reader: PdfFileReader,
    number: int,
    inside: list[tuple[int, int]],
    found: dict[_Place, frozenset[int] | None],
) -> None:
    """Note the references of the objects in an object stream (7.5.7)."""
    try:
        stream: Any = reader.get_object(Reference(number, 0, reader))
        data: bytes = stream.data
        first = int(stream["/First"])
        numbers = [int(one) for one in data[:first].split()]
    except Exception:  # noqa: BLE001 - a damaged stream is parsed, or refused, later
        found.update(dict.fromkeys(inside))
        return
    begins = [first + one for one in numbers[1::2]]
    ordered = sorted(begins)
    for place in inside:
        index = place[1]
        if index >= len(begins):
            found[place] = None
            continue
        following = bisect_right(ordered, begins[index])
        end = ordered[following] if following < len(ordered) else len(data)
        found[place] = plain_references(data[begins[index] : end])
