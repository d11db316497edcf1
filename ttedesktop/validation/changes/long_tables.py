"""Long cross-reference tables, kept as numbers side by side.

pyHanko makes several objects of each entry, which costs seconds and hundreds of
megabytes where a file has a million. A table of the usual kind (ISO 32000-2, 7.5.4:
twenty bytes an entry, no generation but 0 in its long parts) tells the same from an
array; any other is left to pyHanko.
"""

from __future__ import annotations

import re
import struct
import threading
from array import array
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils import reader as pyhanko_reader
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import (
    XRefBuilder,
    XRefSection,
    XRefSectionData,
    XRefSectionMetaInfo,
    XRefSectionType,
)
from typing_extensions import override

from ttedesktop.snapshot import stream_of
from ttedesktop.validation.changes import hex_strings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from ttedesktop.snapshot import Content

_LONG: Final = 2000
"""Entries from which on a part of a table is kept as numbers."""
_MOST_RUNS: Final = 16
_SIZE: Final = 20
"""Bytes of an entry."""
_PIECE: Final = 50_000
"""Entries that are taken apart at a time."""
_HEADING: Final = re.compile(
    rb"[\r\n \t]*(\d{1,10}) (\d{1,10})[ \t]*(?:\r\n|\r|\n)", re.ASCII
)
_ENTRY: Final = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_OFFSETS: Final = struct.Struct("10s10x")
_END: Final = re.compile(rb"[\r\n \t]*trailer[\r\n \t\0\f]*")
_MOST_GENERATIONS: Final = 65535
_SWAPPING: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Run:
    """Objects that follow one another, all in use and of generation 0."""

    numbers: range
    offsets: array[int] = field(repr=False)


class Places(Mapping[int, tuple[int, int]]):
    """Generation and place in the file by object number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._runs: list[_Run] = []
        self._few: dict[int, tuple[int, int]] = {}

    def note(self, number: int, generation: int, place: int) -> bool:
        """Note one object; False if it is known already."""
        is_new = number not in self
        self._few[number] = (generation, place)
        return is_new

    def note_run(self, first: int, offsets: array[int]) -> bool:
        """Note objects that follow one another; False if it cannot be done."""
        numbers = range(first, first + len(offsets))
        self._runs.append(_Run(numbers, offsets))
        apart = all(
            one.numbers.stop <= numbers.start or numbers.stop <= one.numbers.start
            for one in self._runs[:-1]
        )
        is_new = apart and not any(one in numbers for one in self._few)
        return is_new and len(self._runs) <= _MOST_RUNS

    def in_columns(self) -> Iterator[tuple[range | tuple[int], array[int] | list[int]]]:
        """Yield object numbers and their places, many at a time."""
        for run in self._runs:
            yield run.numbers, run.offsets
        for number, (_generation, place) in self._few.items():
            yield (number,), [place]

    def above_zero(self) -> Iterator[tuple[int, int]]:
        """Yield number and generation where that is not 0; no long part has such."""
        for number, (generation, _place) in self._few.items():
            if generation:
                yield number, generation

    @property
    def highest(self) -> int:
        """The highest object number; 0 if there is none."""
        tops = chain(self._few, (one.numbers.stop - 1 for one in self._runs))
        return max(tops, default=0)

    @override
    def __getitem__(self, number: int) -> tuple[int, int]:
        for run in self._runs:
            if number in run.numbers:
                return 0, run.offsets[number - run.numbers.start]
        return self._few[number]

    @override
    def __iter__(self) -> Iterator[int]:
        return chain(*(run.numbers for run in self._runs), self._few)

    @override
    def __len__(self) -> int:
        return sum(len(run.numbers) for run in self._runs) + len(self._few)


class _Listed:
    """Number and generation of each object that a long table writes or frees."""

    def __init__(self, places: Places, freed: Mapping[int, int]) -> None:
        self._places, self._freed = places, freed

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for number, (generation, _place) in self._places.items():
            yield number, generation
        for number, following in self._freed.items():
            yield number, following - 1

    def __contains__(self, wanted: tuple[int, int]) -> bool:
        number, generation = wanted
        if number in self._places and self._places[number][0] == generation:
            return True
        return self._freed.get(number) == generation + 1


class _LongSection(XRefSectionData):
    """What pyHanko knows of a table, from arrays."""

    def __init__(self, places: Places, freed: dict[int, int]) -> None:
        super().__init__()
        self._places = places
        self.freed = freed
        # It only looks into them, as into a dictionary and a set.
        self.standard_xrefs: Any = places
        self.explicit_refs_in_revision: Any = _Listed(places, freed)

    @override
    def higher_generation_refs(self) -> Generator[tuple[int, int]]:
        yield from self._places.above_zero()


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    content: memoryview
    here: int
    places: Places = field(default_factory=Places)
    freed: dict[int, int] = field(default_factory=dict)
    longest: int = 0

    def read(self) -> bool:
        """Read up to the dictionary of the trailer; False if it is of another kind."""
        while True:
            heading = _HEADING.match(self.content, self.here)
            if heading is None:
                return False
            self.here = heading.end()
            if not self._part(int(heading[1]), int(heading[2])):
                return False
            end = _END.match(self.content, self.here)
            if end is not None:
                self.here = end.end()
                return self.longest >= _LONG

    def _part(self, first: int, count: int) -> bool:
        self.longest = max(self.longest, count)
        end = self.here + count * _SIZE
        if end > len(self.content):
            return False
        # The head of the list of free objects stands before the ones in use.
        while self.here < end and (first == 0 or count < _LONG):
            if not self._entry(first):
                return False
            first, count = first + 1, count - 1
        if count and not self._run(first, end):
            return False
        self.here = end
        return True

    def _entry(self, number: int) -> bool:
        found = _ENTRY.match(self.content, self.here)
        if found is None or int(found[2]) > _MOST_GENERATIONS:
            return False
        self.here = found.end()
        if not number:
            return True
        if found[3] == b"n":
            is_new = number not in self.freed
            return self.places.note(number, int(found[2]), int(found[1])) and is_new
        is_new = number not in self.places and number not in self.freed
        self.freed[number] = int(found[2])
        return is_new

    def _run(self, first: int, end: int) -> bool:
        offsets = array("Q")
        for here in range(self.here, end, _PIECE * _SIZE):
            piece = self.content[here : min(end, here + _PIECE * _SIZE)]
            if not _is_usual(piece):
                return False
            offsets.extend([int(one) for (one,) in _OFFSETS.iter_unpack(piece)])
        numbers = range(first, first + len(offsets))
        if any(one in numbers for one in self.freed):
            return False
        return self.places.note_run(first, offsets)


def _is_usual(entries: memoryview) -> bool:
    """Whether all are in use and of generation 0, told column by column."""
    columns = [bytes(entries[place::_SIZE]) for place in range(_SIZE)]
    count = len(columns[0])
    if not all(column.isdigit() for column in columns[:10]):
        return False
    middle = b" 00000 n"
    if any(
        columns[10 + at] != middle[at : at + 1] * count for at in range(len(middle))
    ):
        return False
    ends = set(zip(columns[18], columns[19], strict=True))
    return ends <= {(0x20, 0x0D), (0x20, 0x0A), (0x0D, 0x0A)}


class _Builder(XRefBuilder):
    """pyHanko's builder, which leaves long tables to us."""

    handler: Reader

    @override
    def _read_xref_table(self, declared_startxref: int) -> Any:
        start = self.stream.tell()
        section = self._long_section(start, declared_startxref)
        if section is None:
            self.stream.seek(start)
            return super()._read_xref_table(declared_startxref)
        self.sections.append(section)
        previous = self.trailer._trailer_revisions[-1].get("/Prev")  # noqa: SLF001 - it was added there a moment ago  # pyright: ignore[reportPrivateUsage]
        if previous is not None and not isinstance(previous, generic.NumberObject):
            msg = "where the table before stands is no number"
            raise PdfStrictReadError(msg)
        return previous

    def _long_section(self, start: int, declared: int) -> XRefSection | None:
        """Return a long table of the usual kind; None if it is of another."""
        with memoryview(self.handler.content) as content:
            table = _Table(content, start)
            if not table.read():
                return None
        self.stream.seek(table.here)
        place = generic.TrailerReference(self.handler)
        trailer = generic.DictionaryObject.read_from_stream(self.stream, place)
        if "/XRefStm" in trailer:
            return None
        declared_size: Any = trailer.raw_get("/Size")
        size = int(declared_size)
        if self.strict and table.places.highest >= size:
            msg = "an object has a higher number than there should be"
            raise PdfStrictReadError(msg)
        self.trailer.add_trailer_revision(trailer)
        return XRefSection(
            XRefSectionMetaInfo(
                xref_section_type=XRefSectionType.STANDARD,
                size=size,
                declared_startxref=declared,
                start_location=start,
                end_location=table.here,
                stream_ref=None,
            ),
            _LongSection(table.places, table.freed),
        )


class Reader(PdfFileReader):
    """pyHanko's reader, quick and small also where a file has a million objects."""

    def __init__(self, content: Content, *, strict: bool) -> None:
        """Read the tables. Raises anything if the file is damaged."""
        self.on_objects: Callable[[int, int], None] = lambda _seen, _of: None
        """Is told how many objects were looked through, and of how many."""
        self.content = content
        hex_strings.install()
        stream = stream_of(content)
        try:
            with _own_builder():
                super().__init__(stream, strict=strict)
        except BaseException:
            stream.close()
            raise

    def close(self) -> None:
        """Let go of the file; nothing more can be read."""
        stream: Any = self.stream
        stream.close()

    @property
    @override
    def encrypt_dict(self) -> Any:
        # The encryption settings may lie in the trailer itself (ISO 32000-2, table 15);
        # the strict reader wants a reference there, and is right about all the rest.
        is_strict, self.strict = self.strict, False
        try:
            return super().encrypt_dict
        finally:
            self.strict = is_strict


@contextmanager
def _own_builder() -> Generator[None]:
    """Let pyHanko's reader be built with our builder; it offers no other way."""
    module: Any = pyhanko_reader
    with _SWAPPING:
        usual, module.XRefBuilder = module.XRefBuilder, _Builder
        try:
            yield
        finally:
            module.XRefBuilder = usual
