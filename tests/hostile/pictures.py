"""Pictures, profiles and fonts that are not what they say."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

from tests.hostile.writing import FLATE, Book, bomb, hostile, one_page

TINOS = Path(__file__).parents[2] / "resources" / "fonts" / "Tinos-Regular.ttf"
TEXT = b"BT /F 20 Tf 60 600 Td (Surat dinas) Tj ET"


def rubbish(length: int, *, seed: int) -> bytes:
    return random.Random(seed).randbytes(length)  # noqa: S311 - the same every time


def with_image(data: bytes, entries: bytes) -> bytes:
    book = Book()
    image = book.stream(data, b"/Type/XObject/Subtype/Image" + entries)
    book.page(b"500 0 0 700 40 60 cm /I Do", resources=b"/XObject<</I %d 0 R>>" % image)
    return book.pdf()


GREY = b"/ColorSpace/DeviceGray/BitsPerComponent 8"


@hostile
def image_of_nine_hundred_million_pixels() -> bytes:
    """An image of thirty thousand pixels square, all of which are there."""
    return with_image(
        bomb(bytes(3_000_000), 300), b"/Width 30000/Height 30000%s%s" % (GREY, FLATE)
    )


@hostile
def image_that_lies() -> bytes:
    """An image that says it is two thousand million pixels square, and has nine."""
    return with_image(b"123456789", b"/Width 2147483647/Height 2147483647" + GREY)


@hostile
def image_below_nothing() -> bytes:
    """An image of negative sides."""
    return with_image(b"123456789", b"/Width -3/Height -3" + GREY)


@hostile
def image_of_black_and_white() -> bytes:
    """An image of sixty-five thousand pixels square, one bit each, softly masked."""
    book = Book()
    sides = b"/Type/XObject/Subtype/Image/Width 65500/Height 65500"
    bits = bomb(bytes(1 << 20), 512)
    grey = b"/ColorSpace/DeviceGray/BitsPerComponent 1"
    mask = book.stream(bits, sides + grey + FLATE)
    image = book.stream(bits, sides + grey + FLATE + b"/SMask %d 0 R" % mask)
    book.page(b"500 0 0 700 40 60 cm /I Do", resources=b"/XObject<</I %d 0 R>>" % image)
    return book.pdf()


@hostile
def image_drawn_a_million_times() -> bytes:
    """A small image, drawn a million times over the page."""
    book = Book()
    image = book.stream(
        bomb(bytes(1_000_000), 9),
        b"/Type/XObject/Subtype/Image/Width 3000/Height 3000" + GREY + FLATE,
    )
    book.page(
        b"500 3 9 700 40 60 cm " + b"/I Do " * 1_000_000,
        resources=b"/XObject<</I %d 0 R>>" % image,
    )
    return book.pdf()


@hostile
def image_inside_the_drawing() -> bytes:
    """An image in the drawing itself, that says it is huge and never ends."""
    return one_page(
        b"q 500 0 0 700 40 60 cm BI /W 100000 /H 100000 /CS /G /BPC 8 ID "
        + bytes(100_000)
    )


@hostile
def photograph_of_rubbish() -> bytes:
    """A photograph that begins as one and goes on at random."""
    return with_image(
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + rubbish(20_000, seed=1),
        b"/Width 900/Height 900/Filter/DCTDecode" + GREY,
    )


@hostile
def photograph_of_four_thousand_million_pixels() -> bytes:
    """A photograph whose head says it is sixty-five thousand pixels square."""
    head = b"\xff\xd8\xff\xdb\x00\x43\x00" + bytes([1]) * 64
    frame = struct.pack(">BHHB", 8, 65535, 65535, 1) + b"\x01\x11\x00"
    tables = b"\xff\xc4\x00\x14\x00\x01" + bytes(15) + b"\x00"
    tables += b"\xff\xc4\x00\x14\x10\x01" + bytes(15) + b"\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"
    data = head + b"\xff\xc0\x00\x0b" + frame + tables + scan + bytes(200_000)
    return with_image(data, b"/Width 65535/Height 65535/Filter/DCTDecode" + GREY)


@hostile
def wavelets_of_rubbish() -> bytes:
    """A JPEG 2000 image that begins as one and goes on at random."""
    head = b"\x00\x00\x00\x0cjP  \r\n\x87\n\x00\x00\x00\x14ftypjp2 \x00\x00\x00\x00jp2 "
    return with_image(
        head + rubbish(30_000, seed=2), b"/Width 900/Height 900/Filter/JPXDecode"
    )


@hostile
def wavelets_of_four_thousand_million_pixels() -> bytes:
    """A JPEG 2000 image of four thousand million pixels in four million tiles."""
    size = struct.pack(">HIIIIIIIIH", 0, 65535, 65535, 0, 0, 32, 32, 0, 0, 3)
    size += b"\x07\x01\x01" * 3
    marks = b"\xff\x4f\xff\x51" + struct.pack(">H", len(size) + 2) + size
    marks += b"\xff\x52\x00\x0c\x00\x00\x00\x01\x00\x05\x04\x04\x00\x01"
    marks += b"\xff\x5c\x00\x13\x40" + bytes(16)
    marks += b"\xff\x90\x00\x0a\x00\x00\x00\x00\x00\x00\x00\x01\xff\x93" + bytes(9000)
    return with_image(marks, b"/Width 65535/Height 65535/Filter/JPXDecode")


@hostile
def fax_of_four_thousand_million_pixels() -> bytes:
    """A fax of sixty thousand columns that never ends."""
    return with_image(
        rubbish(200_000, seed=3),
        b"/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000/Rows 60000"
        b"/EndOfBlock false>>",
    )


@hostile
def symbols_of_four_thousand_million_pixels() -> bytes:
    """A JBIG2 page that says it is as large as numbers go."""
    page = struct.pack(">IIII", 0xFFFFFFF0, 0xFFFFFFF0, 0, 0) + b"\x00\x00\x00"
    data = struct.pack(">IBBBI", 0, 0x30, 0, 1, len(page)) + page
    data += struct.pack(">IBBBI", 1, 0x26, 0, 1, 0xFFFFFFFF) + rubbish(5000, seed=4)
    return with_image(
        data,
        b"/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/JBIG2Decode",
    )


@hostile
def symbols_of_sixty_thousand_pixels() -> bytes:
    """A JBIG2 page of sixty thousand pixels square, of one small region."""
    page = struct.pack(">IIII", 60000, 60000, 0, 0) + b"\x00\x00\x00"
    data = struct.pack(">IBBBI", 0, 0x30, 0, 1, len(page)) + page
    region = struct.pack(">IIIIB", 60000, 60000, 0, 0, 0) + b"\x00\x03\xff\xfd\xff\x02"
    region += b"\xfe\xfe\xfe" + bytes(400)
    data += struct.pack(">IBBBI", 1, 0x26, 0, 1, len(region)) + region
    return with_image(
        data,
        b"/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/JBIG2Decode",
    )


@hostile
def colours_of_rubbish() -> bytes:
    """A colour profile that says it is four gigabytes, of random bytes."""
    book = Book()
    profile = book.stream(b"\xff\xff\xff\xf0" + rubbish(9000, seed=5), b"/N 3")
    book.page(
        b"/C cs 1 0 0 scn 0 0 400 400 re f",
        resources=b"/ColorSpace<</C[/ICCBased %d 0 R]>>" % profile,
    )
    return book.pdf()


@hostile
def colours_of_a_thousand_inks() -> bytes:
    """A colour of a thousand inks, mixed by a program."""
    inks = b"".join(b"/Tinta%d" % number for number in range(1000))
    book = Book()
    mixing = book.stream(
        b"{" + b"add " * 996 + b"}",
        b"/FunctionType 4/Domain[%s]/Range[%s]" % (b"0 1 " * 1000, b"0 1 " * 4),
    )
    book.page(
        b"/C cs " + b"1 " * 1000 + b"scn 0 0 400 400 re f",
        resources=b"/ColorSpace<</C[/DeviceN[%s]/DeviceCMYK %d 0 R]>>" % (inks, mixing),
    )
    return book.pdf()


# --- fonts ---------------------------------------------------------------------------


def with_font(program: bytes, kind: bytes, entries: bytes = b"") -> bytes:
    book = Book()
    file = book.stream(
        zlib.compress(program), b"/Length1 %d%s" % (len(program), entries) + FLATE
    )
    widths = b"500 " * 96
    font = book.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/Uji/FirstChar 32/LastChar 127"
        b"/Widths[%s]"
        b"/Encoding/WinAnsiEncoding/FontDescriptor<</Type/FontDescriptor/FontName/Uji"
        b"/Flags 32/%s %d 0 R>>>>" % (widths, kind, file)
    )
    book.page(TEXT, resources=b"/Font<</F %d 0 R>>" % font)
    return book.pdf()


@hostile
def font_of_rubbish() -> bytes:
    """A TrueType font of random bytes."""
    return with_font(b"\x00\x01\x00\x00" + rubbish(20_000, seed=6), b"FontFile2")


@hostile
def font_of_compact_rubbish() -> bytes:
    """A compact font of random bytes."""
    return with_font(
        b"\x01\x00\x04\x04" + rubbish(20_000, seed=7), b"FontFile3", b"/Subtype/Type1C"
    )


@hostile
def font_of_a_program() -> bytes:
    """A Type 1 font whose program is random."""
    head = b"%!PS-AdobeFont-1.0: Uji\n/FontName /Uji def currentfile eexec\n"
    return with_font(head + rubbish(20_000, seed=8), b"FontFile")


@hostile
def font_with_flipped_bytes() -> bytes:
    """A font of ours, a thousand bytes of which were changed at random."""
    program = bytearray(TINOS.read_bytes())
    chance = random.Random(9)  # noqa: S311 - the same file every time
    for _flip in range(1000):
        program[chance.randrange(400, len(program))] = chance.randrange(256)
    return with_font(bytes(program), b"FontFile2")


@hostile
def font_of_fifty_megabytes() -> bytes:
    """A font that is followed by a gigabyte of nothing."""
    book = Book()
    file = book.stream(
        bomb(TINOS.read_bytes() + bytes(1 << 20), 800), b"/Length1 999999999" + FLATE
    )
    font = book.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/Uji/FirstChar 32/LastChar 127"
        b"/Widths[%s]/FontDescriptor<</Type/FontDescriptor/FontName/Uji/Flags 32"
        b"/FontFile2 %d 0 R>>>>" % (b"500 " * 96, file)
    )
    book.page(TEXT, resources=b"/Font<</F %d 0 R>>" % font)
    return book.pdf()


def with_map(chart: bytes) -> bytes:
    """Return a page whose font has that map of characters, both ways."""
    book = Book()
    number = book.stream(
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <ffffffff> endcodespacerange\n"
        b"%s\nendcmap" % chart,
        b"/Type/CMap/CMapName/Uji",
    )
    font = book.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/Uji/Encoding %d 0 R/ToUnicode %d 0 R"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Uji/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
        % (number, number)
    )
    book.page(TEXT, resources=b"/Font<</F %d 0 R>>" % font)
    return book.pdf()


@hostile
def map_of_four_thousand_million_characters() -> bytes:
    """A map of characters with a range over all numbers, a thousand times."""
    return with_map(
        b"1000 begincidrange\n%s endcidrange\n1000 beginbfrange\n%s endbfrange"
        % (b"<00000000> <ffffffff> 0\n" * 1000, b"<0000> <ffffffff> <0041>\n" * 1000)
    )


@hostile
def map_of_one_letter_to_many() -> bytes:
    """A map that reads each letter as a hundred thousand."""
    many = b"0041" * 100_000
    rows = b"".join(b"<%02x> <%s>\n" % (code, many) for code in range(97, 117))
    return with_map(b"20 beginbfchar\n%s endbfchar" % rows)
