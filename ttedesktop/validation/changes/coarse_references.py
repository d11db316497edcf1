"""Which objects may lead to which, told from their bytes and a little too generously.

Parsing every object of a file takes minutes where there are many, and almost none of
them leads to the few that were changed. Here an object's references are found by a
pattern; what the pattern could overlook (strings with escapes, comments, objects that
run into one another) is reported as unknown, and has to be parsed. So no reference is
ever missed, and only the objects on the way to a changed one are parsed at all.

A file may have a million objects. What is found stands in arrays of numbers, once for
all revisions, and is turned round by counting; nothing is kept object by object.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from pyhanko.pdf_utils.generic import Reference

from ttedesktop.validation.changes.long_tables import Places, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.snapshot import Content

_REFERENCE: Final = re.compile(rb"(?<!\d)(\d++)[\s\0]++\d++[\s\0]++R")
"""Never goes back over digits: signatures are runs of many thousands of them."""
_REFERENCE_OR_END: Final = re.compile(rb"(?<!\d)(\d++)[\s\0]++\d++[\s\0]++R|endobj")
_STRING: Final = re.compile(rb"\([^()]*+\)")
_UNEVEN: Final = (b"\\", b"%", b"stream")
"""Where one of these is, objects are looked at one by one."""
_LARGE: Final = 1 << 20
"""Bytes from which on objects are not copied to be looked through."""
_GROUP: Final = 256
"""Objects that are looked through together."""
_HIGHEST: Final = 8_388_607
"""The highest object number a reader has to know (ISO 32000-1, annex C.2)."""
_KNOWN: Final[WeakKeyDictionary[Any, _Map]] = WeakKeyDictionary()
"""By reader, for many signatures ask about the same objects."""


def leading_to(
    reader: PdfFileReader, revision: int, wanted: Iterable[int], content: Content
) -> set[int]:
    """Return the numbers of all objects from which one of ``wanted`` may be reached.

    Those that could not be looked into are among them, and ``wanted`` itself.
    """
    known = _KNOWN.get(reader)
    if known is None:
        known = _KNOWN[reader] = _Map(reader, content)
    return known.leading_to(revision, wanted)


class _Map:
    """Which object refers to which numbers, in all revisions of a file.

    An object that several revisions wrote has a place in each of them; a place counts
    in a revision if it is the newest one there.
    """

    def __init__(self, reader: PdfFileReader, content: Content) -> None:
        self._tables = [_tables(reader, one) for one in range(reader.total_revisions)]
        self._numbers = array("Q")
        """Of the object at each place."""
        self._since = array("I")
        """The revision that wrote each place."""
        self._unknown: list[int] = []
        """Places that may lead anywhere."""
        self._far: dict[int, list[int]] = defaultdict(list)
        """Places by the number they refer to, where that is beyond all reason."""
        begins, inside = self._list_places()
        links = _Links()
        tell = reader.on_objects if isinstance(reader, Reader) else None
        self._note(links, in_file(begins, content, tell))
        self._note(links, _in_streams(reader, inside))
        self._first, self._sources = links.turned_round()

    def leading_to(self, revision: int, wanted: Iterable[int]) -> set[int]:
        """Return what may lead to ``wanted`` in a revision, and what is unknown."""
        reached = set(wanted)
        reached.update(self._alive(self._unknown, revision))
        waiting = list(reached)
        while waiting:
            naming = self._places_that_name(waiting.pop())
            for parent in self._alive(naming, revision):
                if parent not in reached:
                    reached.add(parent)
                    waiting.append(parent)
        return reached

    def _places_that_name(self, number: int) -> Sequence[int]:
        if number > _HIGHEST:
            return self._far.get(number, ())
        if number + 1 >= len(self._first):
            return ()
        return self._sources[self._first[number] : self._first[number + 1]]

    def _alive(self, places: Iterable[int], revision: int) -> Iterator[int]:
        """Yield the numbers of those objects that stand there in a revision."""
        for place in places:
            number, since = self._numbers[place], self._since[place]
            if since <= revision and not self._is_replaced(number, since, revision):
                yield number

    def _is_replaced(self, number: int, since: int, revision: int) -> bool:
        return any(
            number in table
            for later in self._tables[since + 1 : revision + 1]
            for table in later
        )

    def _list_places(self) -> tuple[array[int], _Inside]:
        """Number all places; return where those in the file begin, and the others.

        Those in the file come first, in the order of their numbers.
        """
        begins = array("Q")
        inside: _Inside = defaultdict(list)
        for revision, tables in enumerate(self._tables):
            for standard in tables[1::2]:
                for numbers, places in _columns(standard):
                    self._numbers.extend(numbers)
                    begins.extend(places)
            self._since.extend([revision] * (len(self._numbers) - len(self._since)))
        for revision, tables in enumerate(self._tables):
            for members in tables[::2]:
                for number, one in members.items():
                    stream = inside[revision, one.obj_stream_id]
                    stream.append((len(self._numbers), one.ix_in_stream))
                    self._numbers.append(number)
                    self._since.append(revision)
        return begins, inside

    def _note(
        self, links: _Links, found: Iterable[tuple[int, Collection[bytes] | None]]
    ) -> None:
        for place, references in found:
            if references is None:
                self._unknown.append(place)
                continue
            for number in map(int, references):
                if number <= _HIGHEST:
                    links.add(place, number)
                else:
                    self._far[number].append(place)


_Inside = dict[tuple[int, int], list[tuple[int, int]]]
"""Places, and their index, by the revision and the number of an object stream."""


class _Links:
    """Pairs of a place and the number of an object that it refers to."""

    def __init__(self) -> None:
        self._sources, self._targets = array("I"), array("I")
        # Bound once: they are called for each reference of a file.
        self._add_source = self._sources.append
        self._add_target = self._targets.append

    def add(self, place: int, number: int) -> None:
        """Note a reference."""
        self._add_source(place)
        self._add_target(number)

    def turned_round(self) -> tuple[array[int], array[int]]:
        """Return places ordered by what they refer to, and where each begins there."""
        counts = array("I", bytes(4 * (max(self._targets, default=0) + 2)))
        for number in self._targets:
            counts[number + 1] += 1
        first = array("I", accumulate(counts))
        following = first[:]
        ordered = array("I", bytes(4 * len(self._sources)))
        for place, number in zip(self._sources, self._targets, strict=True):
            ordered[following[number]] = place
            following[number] += 1
        return first, ordered


def _tables(reader: PdfFileReader, revision: int) -> tuple[Any, ...]:
    """Return what a revision lists: in object streams, in the file, and so on."""
    tables: list[Any] = []
    data: Any = reader.xrefs.get_xref_data(revision)
    while data is not None:
        tables += (data.xrefs_in_objstm, data.standard_xrefs)
        data = data.hybrid.xref_data if data.hybrid is not None else None
    return tuple(tables)


def _columns(standard: Any) -> Iterator[tuple[Iterable[int], Iterable[int]]]:  # noqa: ANN401 - pyHanko's table, or ours
    if isinstance(standard, Places):
        yield from standard.in_columns()
    else:
        yield standard, (place for _generation, place in standard.values())


def in_file(
    begins: Sequence[int],
    content: Content,
    tell: Callable[[int, int], None] | None,
) -> Iterator[tuple[int, Collection[bytes] | None]]:
    """Yield each place and what is referred to there; None where it is unknown.

    An object ends at the latest where any revision says that another one begins.
    """
    order = sorted(range(len(begins)), key=begins.__getitem__)
    ordered = array("Q", (begins[place] for place in order))
    for at in range(0, len(order), _GROUP):
        if tell is not None:
            tell(at, len(order))
        places = order[at : at + _GROUP]
        here = ordered[at : at + _GROUP]
        following = bisect_right(ordered, here[-1])
        end = ordered[following] if following < len(ordered) else len(content)
        if end - here[0] > _LARGE:
            # Streams of files or pictures: to go through them at one go saves nothing.
            yield from one_by_one(places, here, content, end)
            continue
        yield from _together(places, here, content[here[0] : end]) or one_by_one(
            places, here, content, end
        )


def _together(
    places: Sequence[int], begins: Sequence[int], group: bytes
) -> list[tuple[int, Collection[bytes]]]:
    """Return what some objects refer to, looked through at one go.

    Returns nothing unless each of them has one end and neither its strings nor
    anything else could hide a reference or another end.
    """
    ends = group.count(b"endobj")
    if ends != len(places) or any(one in group for one in _UNEVEN):
        return []
    if group.count(b"<<") != group.count(b">>") or not _are_short(group):
        return []
    start = begins[0]
    for begin, following in pairwise(begins):
        if group.find(b"endobj", begin - start, following - start) < 0:
            return []
    found: list[tuple[int, Collection[bytes]]] = []
    own: list[bytes] = []
    for number in _REFERENCE_OR_END.findall(group):
        if number:
            own.append(number)
        else:
            found.append((places[len(found)], own))
            own = []
    return found


def _are_short(group: bytes) -> bool:
    """Whether every bracket belongs to a string that ends before its object does."""
    opened = group.count(b"(")
    if not opened:
        return b")" not in group
    strings: list[bytes] = _STRING.findall(group)
    is_each = len(strings) == opened == group.count(b")")
    return is_each and b"endobj" not in b"|".join(strings)


def one_by_one(
    places: Sequence[int], begins: Sequence[int], content: Content, end: int
) -> Iterator[tuple[int, Collection[bytes] | None]]:
    """Yield the same, each object by itself; the last one ends before ``end``."""
    references: Collection[bytes] | None = None
    last = end
    for place, begin in zip(reversed(places), reversed(begins), strict=True):
        if begin != last:
            references = _references(_head(content, begin, last))
            last = begin
        yield place, references


def _head(content: Content, begin: int, end: int) -> bytes:
    """Return an object; of a long one with a stream no more than tells it is one."""
    if end - begin > _LARGE:
        stream = content.find(b"stream", begin, end)
        end = end if stream < 0 else stream + len(b"stream")
    return content[begin:end]


def _references(region: bytes) -> Collection[bytes] | None:
    """Return the numbers referred to; None if the object has to be parsed for them."""
    end = region.find(b"stream")
    if end < 0:
        end = region.rfind(b"endobj")
        if end < 0 or (end + 7 < len(region) and not _closes(region, end)):
            return None
    return plain_references(region[:end])


def _closes(region: bytes, end: int) -> bool:
    """Whether nothing but a cross-reference section follows the end of an object."""
    behind = region[end + 6 :].strip()
    return not behind or behind.startswith((b"xref", b"startxref"))


def plain_references(head: bytes) -> Collection[bytes] | None:
    """Return the numbers that an object refers to; None where its bytes mislead."""
    # Without escapes and comments, brackets that are even in number tell that the
    # bytes do not end inside a string, and that no string hides what follows.
    if b"\\" in head or b"%" in head:
        return None
    if head.count(b"(") != head.count(b")") or head.count(b"<<") != head.count(b">>"):
        return None
    return _REFERENCE.findall(head)


def _in_streams(
    reader: PdfFileReader, inside: _Inside
) -> Iterator[tuple[int, Collection[bytes] | None]]:
    """Yield the same of the objects in object streams (ISO 32000-2, 7.5.7)."""
    for (revision, number), places in inside.items():
        try:
            # As it was then: a later revision may have written another one over it.
            reference = Reference(number, 0, reader)
            stream: Any = reader.get_object(reference, revision)
            data: bytes = stream.data
            first = int(stream["/First"])
            begins = [first + int(one) for one in data[:first].split()[1::2]]
        except Exception:  # noqa: BLE001 - a damaged stream is parsed, or refused, later
            yield from ((place, None) for place, _index in places)
            continue
        ordered = sorted(begins)
        for place, index in places:
            if index >= len(begins):
                yield place, None
                continue
            following = bisect_right(ordered, begins[index])
            end = ordered[following] if following < len(ordered) else len(data)
            yield place, plain_references(data[begins[index] : end])
