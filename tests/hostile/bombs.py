"""Small files that say they are huge, or become so when they are unpacked."""

from __future__ import annotations

import base64
import struct
import zlib

from tests.hostile.writing import (
    DRAWN,
    FLATE,
    FLATE_TWICE,
    HEADER,
    Book,
    bomb,
    hostile,
    one_page,
)

MEGABYTE = 1 << 20
FEDERATED = b"q 1 0 0 1 0 0 cm 0 0 m 595 842 l S Q\n"


@hostile
def contents_of_ten_gigabytes() -> bytes:
    """A drawing of ten thousand million blanks in ten megabytes."""
    return one_page(bomb(b" " * MEGABYTE, 10_000), packed=FLATE)


@hostile
def contents_packed_twice() -> bytes:
    """A drawing of thirty thousand million lines, packed twice."""
    lines = bomb(FEDERATED * (MEGABYTE // len(FEDERATED)), 30_000)
    return one_page(zlib.compress(lines), packed=FLATE_TWICE)


@hostile
def contents_through_two_thousand_filters() -> bytes:
    """A drawing that has to be unpacked two thousand times."""
    return one_page(
        DRAWN.hex().encode() + b">",
        packed=b"/Filter[%s]" % (b"/ASCIIHexDecode" * 2000),
    )


@hostile
def contents_in_runs() -> bytes:
    """A drawing of a hundred million letters, packed as runs of one letter."""
    return one_page(b"\x81a" * 800_000 + b"\x80", packed=b"/Filter/RunLengthDecode")


@hostile
def contents_with_an_absurd_predictor() -> bytes:
    """A drawing that is packed in rows of two thousand million columns."""
    return one_page(
        zlib.compress(DRAWN),
        packed=FLATE + b"/DecodeParms<</Predictor 15/Colors 32/BitsPerComponent 16"
        b"/Columns 2147483647>>",
    )


@hostile
def objects_of_four_gigabytes() -> bytes:
    """A stream of objects that becomes four gigabytes."""
    packed = bomb(b"1 0 " * (MEGABYTE // 4), 4096)
    return _with_object_stream(
        b"/Type/ObjStm/N 100000000/First 400000000" + FLATE, packed
    )


@hostile
def objects_below_nothing() -> bytes:
    """A stream of fewer objects than none, that begins before its begin."""
    return _with_object_stream(b"/Type/ObjStm/N -5/First -100", b"1 0 <<>>")


def _with_object_stream(entries: bytes, data: bytes) -> bytes:
    """Return a file whose catalogue is said to lie in that stream."""
    out = bytearray(HEADER)
    at = len(out)
    out += b"2 0 obj\n<</Length %d%s>>\nstream\n" % (len(data), entries)
    out += data + b"\nendstream\nendobj\n"
    start = len(out)
    rows = struct.pack(">BIB", 0, 0, 0) + struct.pack(">BIB", 2, 2, 0)
    rows += struct.pack(">BIB", 1, at, 0) + struct.pack(">BIB", 1, start, 0)
    out += (
        b"3 0 obj\n<</Type/XRef/Size 4/Root 1 0 R/W[1 4 1]/Length %d>>\nstream\n"
        % len(rows)
    )
    out += rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


@hostile
def table_of_five_million_rows() -> bytes:
    """A table of five million objects that are nowhere, packed into a few kilobytes."""
    return _with_packed_table(5_000_000, b"")


@hostile
def table_of_two_thousand_million_rows() -> bytes:
    """A table that says it has two thousand million rows, far from the first."""
    return _with_packed_table(4, b"/Index[2147483000 2147483647]")


def _with_packed_table(rows: int, index: bytes) -> bytes:
    body = one_page()
    body = body[: body.rindex(b"xref\n0")]
    start = len(body)
    places = [body.find(b"\n%d 0 obj" % number) + 1 for number in range(1, 5)]
    head = b"".join(struct.pack(">BIB", 1, place, 0) for place in places)
    table = zlib.compress(bytes(6) + head + bytes(6 * max(0, rows - 5)))
    return (
        body + b"%d 0 obj\n<</Type/XRef/Size %d/Root 1 0 R/W[1 4 1]%s%s/Length %d>>\n"
        b"stream\n"
        % (rows + 1, rows, index, FLATE, len(table))
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )


@hostile
def table_with_absurd_widths() -> bytes:
    """A table whose columns are two thousand million bytes wide."""
    return _with_packed_table(9, b"").replace(b"/W[1 4 1]", b"/W[2147483647 -4 9]")


@hostile
def tables_a_hundred_thousand_long() -> bytes:
    """A hundred thousand tables of objects, each preceded by another."""
    content = one_page()
    out = bytearray(content[: content.rindex(b"xref\n0")])
    first = len(out)
    out += content[first : content.rindex(b"startxref")]
    before = first
    for _table in range(100_000):
        start = len(out)
        out += b"xref\n0 0\ntrailer\n<</Size 5/Root 1 0 R/Prev %d>>\n" % before
        before = start
    out += b"startxref\n%d\n%%%%EOF\n" % before
    return bytes(out)


@hostile
def string_of_ten_megabytes() -> bytes:
    """A line of text of ten million letters."""
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    line = b"BT /F 9 Tf 20 800 Td (%s) Tj ET" % (b"Surat " * 1_750_000)
    return one_page(line, resources=font)


@hostile
def title_of_ten_megabytes() -> bytes:
    """A document whose title has ten million letters."""
    book = Book()
    book.page()
    info = book.add(b"<</Title(%s)>>" % (b"Nota dinas " * 950_000))
    return book.pdf(b"/Info %d 0 R" % info)


@hostile
def name_of_ten_megabytes() -> bytes:
    """A resource whose name has ten million letters."""
    name = b"/" + b"N" * 10_000_000
    return one_page(name + b" gs " + DRAWN, resources=b"/ExtGState<<%s<<>>>>" % name)


@hostile
def metadata_that_laughs() -> bytes:
    """Metadata of entities that multiply ten thousand million times."""
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 11)
    )
    xml = (
        b'<?xml version="1.0"?><!DOCTYPE x [%s<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>&a10;&f;</x:xmpmeta>" % entities
    )
    book = Book()
    meta = book.stream(xml, b"/Type/Metadata/Subtype/XML")
    book.catalog = b"/Metadata %d 0 R" % meta
    book.page()
    return book.pdf()


@hostile
def attachment_of_ten_gigabytes() -> bytes:
    """An attachment that becomes ten gigabytes, and is called as no file may be."""
    book = Book()
    file = book.stream(
        bomb(bytes(MEGABYTE), 10_000),
        b"/Type/EmbeddedFile/Params<</Size 99999999999999>>" + FLATE,
    )
    spec = book.add(
        b"<</Type/Filespec/F(../../../etc/passwd)/UF(C:\\\\CON\\n.exe)"
        b"/EF<</F %d 0 R>>>>" % file
    )
    book.catalog = b"/Names<</EmbeddedFiles<</Names[(a) %d 0 R (b) %d 0 R]>>>>" % (
        spec,
        spec,
    )
    book.page()
    return book.pdf()


@hostile
def length_of_four_gigabytes() -> bytes:
    """A drawing that says it is four gigabytes long."""
    length = b"/Length %d" % len(DRAWN)
    return one_page().replace(length, b"/Length 4294967296")


@hostile
def length_below_nothing() -> bytes:
    """A drawing that says it is shorter than nothing."""
    return one_page().replace(b"/Length %d" % len(DRAWN), b"/Length -2147483648")


@hostile
def contents_in_a_hundred_thousand_parts() -> bytes:
    """A drawing in a hundred thousand streams, which are one and the same."""
    book = Book()
    page = book.page()
    part = book.stream(bomb(b"0 0 9 9 re f\n" * 1000, 20), FLATE)
    parts = b"%d 0 R " % part * 100_000
    book.put(
        page,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[%s]>>" % parts,
    )
    return book.pdf()


@hostile
def contents_of_letters() -> bytes:
    """A drawing packed as letters, which end in the middle of a group."""
    packed = base64.a85encode(DRAWN * 50_000)[:-3]
    return one_page(packed, packed=b"/Filter/ASCII85Decode")
