"""The least of a PDF writer: whatever stands in an object is written as it is."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

A4: Final = b"[0 0 595 842]"
DRAWN: Final = b"0.2 0.4 0.8 rg 60 60 200 100 re f"
"""A rectangle, so that a page which is shown is not blank."""
HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True)
class HostileFile:
    """One file: what it is called, what is the matter with it, and how it is made."""

    name: str
    what: str
    make: Callable[[], bytes]


CATALOGUE: Final[dict[str, HostileFile]] = {}
"""All files by their names; the modules beside this one fill it."""


def hostile(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Put a file into the catalogue; its documentation says what it is."""
    name = make.__name__.replace("_", "-")
    what = (make.__doc__ or "").strip().splitlines()[0].rstrip(".")
    if name in CATALOGUE:
        raise ValueError(name)
    CATALOGUE[name] = HostileFile(name, what, make)
    return make


class Book:
    """Objects by their numbers; 1 is the catalogue and 2 the root of the pages."""

    def __init__(self) -> None:
        self.objects: dict[int, bytes] = {}
        self.catalog = b""
        """Entries of the catalogue beside those that every document has."""
        self.kids: list[int] = []
        self._last = 2

    def reserve(self) -> int:
        """Return a number for an object that is put in later."""
        self._last += 1
        return self._last

    def add(self, body: bytes) -> int:
        number = self.reserve()
        self.objects[number] = body
        return number

    def put(self, number: int, body: bytes) -> None:
        self.objects[number] = body

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        return self.add(stream(data, entries))

    def put_stream(self, number: int, data: bytes, entries: bytes = b"") -> None:
        self.put(number, stream(data, entries))

    def page(
        self,
        contents: bytes = DRAWN,
        *,
        resources: bytes = b"",
        entries: bytes = b"",
        media: bytes = A4,
        packed: bytes = b"",
    ) -> int:
        """Add a page; ``packed`` holds entries of a stream of contents, as filters."""
        drawn = self.stream(contents, packed)
        box = b"/MediaBox%s" % media if media else b""
        number = self.add(
            b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R/Resources<<%s>>%s>>"
            % (box, drawn, resources, entries)
        )
        self.kids.append(number)
        return number

    def pages(self, times: int, *, media: bytes = A4) -> None:
        """Add pages that have their drawing in common."""
        drawn = self.stream(DRAWN)
        one = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R>>" % (media, drawn)
        self.kids += [self.add(one) for _page in range(times)]

    def pdf(self, trailer: bytes = b"") -> bytes:
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        self.objects.setdefault(1, b"<</Type/Catalog/Pages 2 0 R%s>>" % self.catalog)
        self.objects.setdefault(
            2, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(self.kids))
        )
        return written(self.objects, trailer)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def written(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return the file, with a table in which every object stands at its place."""
    out = bytearray(HEADER)
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += (
            b"0000000000 00000 f \n" if place is None else b"%010d 00000 n \n" % place
        )
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (size, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def one_page(
    contents: bytes = DRAWN,
    *,
    resources: bytes = b"",
    entries: bytes = b"",
    media: bytes = A4,
    packed: bytes = b"",
) -> bytes:
    book = Book()
    book.page(
        contents, resources=resources, entries=entries, media=media, packed=packed
    )
    return book.pdf()


FLATE: Final = b"/Filter/FlateDecode"
FLATE_TWICE: Final = b"/Filter[/FlateDecode/FlateDecode]"


def bomb(piece: bytes, times: int) -> bytes:
    """Return a zlib stream of ``piece`` many times, without ever packing them all.

    After a full flush a block refers to nothing before it and may be repeated.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    last = b"\x03\x00"
    return b"\x78\xda" + block * times + last + bytes(4)
