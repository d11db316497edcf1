"""Drawings that would take hours, written in a few lines."""

from __future__ import annotations

import random
import zlib

from tests.hostile.writing import DRAWN, FLATE, Book, bomb, hostile, one_page

FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
HELVETICA = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


@hostile
def laughs_ten_deep() -> bytes:
    """Pictures of ten pictures of ten pictures, ten deep."""
    return _laughing(deep=10, wide=10)


@hostile
def laughs_a_hundred_wide() -> bytes:
    """Pictures of a hundred pictures, twenty deep."""
    return _laughing(deep=20, wide=100)


def _laughing(*, deep: int, wide: int) -> bytes:
    book = Book()
    form = book.stream(b"0 0 9 9 re f", FORM)
    for _level in range(deep):
        form = book.stream(
            b"/F Do " * wide, b"%s/Resources<</XObject<</F %d 0 R>>>>" % (FORM, form)
        )
    book.page(b"/F Do", resources=b"/XObject<</F %d 0 R>>" % form)
    return book.pdf()


@hostile
def tiles_of_a_hair() -> bytes:
    """A page tiled in steps of a hundred-thousandth of a point."""
    return _tiled(b"/BBox[0 0 1 1]/XStep 0.00001/YStep 0.00001")


@hostile
def tiles_without_a_step() -> bytes:
    """A page tiled in steps of nothing."""
    return _tiled(b"/BBox[0 0 1 1]/XStep 0/YStep 0")


@hostile
def tiles_larger_than_the_sky() -> bytes:
    """A page tiled with one tile of a thousand million points."""
    return _tiled(b"/BBox[-1e9 -1e9 1e9 1e9]/XStep 3/YStep 3/Matrix[9 1 2 9 0 0]")


def _tiled(entries: bytes) -> bytes:
    book = Book()
    tile = book.stream(
        b"1 0 0 rg 0 0 .5 .5 re f",
        b"/PatternType 1/PaintType 1/TilingType 1/Resources<<>>" + entries,
    )
    book.page(
        b"/Pattern cs /P scn 0 0 595 842 re f",
        resources=b"/Pattern<</P %d 0 R>>" % tile,
    )
    return book.pdf()


@hostile
def curves_by_the_million() -> bytes:
    """One path of a million curves."""
    chance = random.Random(5)  # noqa: S311 - the same file every time
    some = b"".join(
        b"%d %d %d %d %d %d c\n" % tuple(chance.randrange(840) for _number in range(6))
        for _curve in range(10_000)
    )
    return one_page(b"0 0 m " + some * 100 + b"f*")


@hostile
def dashes_of_a_hair() -> bytes:
    """A line of thousands of millions of dashes."""
    return one_page(
        b"[0.0000001 0.0000001] 0 d 1 J 1 j 9 w 0 0 m 595 842 l 0 400 500 100 3 3 c S"
    )


@hostile
def lines_wider_than_the_sky() -> bytes:
    """Lines of widths and miters beyond numbers, at places beyond numbers."""
    return one_page(
        b"1e30 w 1e30 M 0 0 m 1e37 -1e37 l nan inf l 3 9 l S "
        b"1e-30 0 0 1e30 1e35 1e35 cm 9 w 0 0 m 9 9 l 1e38 3 4 -1e38 9 9 c b* " + DRAWN
    )


@hostile
def lines_by_the_hundred_million() -> bytes:
    """A hundred million lines across the page, in a small file."""
    return one_page(bomb(b"0 0 m 595 842 l S\n" * 20_000, 5000), packed=FLATE)


@hostile
def shades_by_a_long_program() -> bytes:
    """A shading whose every point is reckoned by a program of a million words."""
    program = b"{%s pop pop 0.5}" % (b"dup sin cos 2 mul exch " * 200_000)
    return _shaded(
        b"/ShadingType 1/ColorSpace/DeviceGray/Domain[0 595 0 842]",
        program,
        b"/FunctionType 4/Domain[0 595 0 842]/Range[0 1]",
    )


@hostile
def shades_by_a_deep_program() -> bytes:
    """A shading whose program has a hundred thousand choices inside one another."""
    deep = 100_000
    program = b"{" + b"{true" * deep + b" 1 " + b"} if" * deep + b"}"
    return _shaded(
        b"/ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 842]/Extend[true true]",
        program,
        b"/FunctionType 4/Domain[0 1]/Range[0 1]",
    )


@hostile
def shades_from_a_huge_sample() -> bytes:
    """A shading by samples of sixteen dimensions, each of two thousand steps."""
    return _shaded(
        b"/ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 842]",
        b"abc",
        b"/FunctionType 0/Domain[%s]/Range[0 1]/BitsPerSample 32/Size[%s]"
        % (b"0 1 " * 16, b"2000 " * 16),
    )


def _shaded(shading: bytes, data: bytes, function: bytes) -> bytes:
    book = Book()
    number = book.stream(zlib.compress(data), function + FLATE)
    book.page(
        b"/Sh sh",
        resources=b"/Shading<</Sh<<%s/Function %d 0 R>>>>" % (shading, number),
    )
    return book.pdf()


@hostile
def mesh_of_triangles() -> bytes:
    """A mesh of a hundred million triangles over the whole page."""
    corner = bytes([0, 0, 0, 255, 0, 0, 255, 255, 9, 255, 0, 0, 0, 128, 128])
    return _meshed(b"/ShadingType 4/BitsPerFlag 8/BitsPerCoordinate 8", corner)


@hostile
def mesh_of_patches() -> bytes:
    """A mesh of fifty million curved patches over the whole page."""
    patch = bytes([0]) + bytes(range(7, 7 + 32)) + b"\x00\xff\x80\x20"
    return _meshed(b"/ShadingType 7/BitsPerFlag 8/BitsPerCoordinate 8", patch)


def _meshed(shading: bytes, piece: bytes) -> bytes:
    book = Book()
    mesh = book.stream(
        bomb(piece * 30_000, 300),
        b"%s/BitsPerComponent 8/ColorSpace/DeviceGray/Decode[0 595 0 842 0 1]%s"
        % (shading, FLATE),
    )
    book.page(b"/Sh sh", resources=b"/Shading<</Sh %d 0 R>>" % mesh)
    return book.pdf()


@hostile
def lattice_of_one_column() -> bytes:
    """A mesh that says how wide its rows are: two thousand million corners."""
    book = Book()
    mesh = book.stream(
        bytes(range(90)),
        b"/ShadingType 5/VerticesPerRow 2147483647/BitsPerCoordinate 8"
        b"/BitsPerComponent 8/ColorSpace/DeviceGray/Decode[0 595 0 842 0 1]",
    )
    book.page(b"/Sh sh", resources=b"/Shading<</Sh %d 0 R>>" % mesh)
    return book.pdf()


@hostile
def masks_through_masks() -> bytes:
    """Five hundred soft masks, each drawn through the one before."""
    book = Book()
    resources = b""
    for _level in range(500):
        group = book.stream(
            b"/G gs " + DRAWN,
            b"%s/Group<</S/Transparency/CS/DeviceGray>>/Resources<<%s>>"
            % (FORM, resources),
        )
        state = book.add(b"<</SMask<</S/Luminosity/G %d 0 R>>/BM/Hue>>" % group)
        resources = b"/ExtGState<</G %d 0 R>>" % state
    book.page(b"/G gs " + DRAWN, resources=resources)
    return book.pdf()


@hostile
def letters_larger_than_the_sky() -> bytes:
    """Text of a thousand million points, beside text of almost none."""
    return one_page(
        b"BT /F 1000000000 Tf 1 1 Td (Aa) Tj /F 0.0000001 Tf (Bb) Tj "
        b"9999 Tz 1e9 Tc -1e9 Tw 1e20 TL T* (C c) ' 1e30 0 0 1e30 0 0 Tm (D) Tj ET",
        resources=HELVETICA,
    )


@hostile
def letters_by_the_million() -> bytes:
    """Ten million letters over one another, one by one."""
    return one_page(
        bomb(b"BT /F 9 Tf 20 800 Td (a) Tj ET\n" * 10_000, 1000),
        resources=HELVETICA,
        packed=FLATE,
    )


@hostile
def letters_drawn_by_pictures() -> bytes:
    """A font whose every letter draws a thousand pages."""
    book = Book()
    letter = book.stream(b"1000 0 d0 " + b"0 0 m 1000 900 l S " * 100_000)
    book.page(
        b"BT /F 20 Tf 60 600 Td (%s) Tj ET" % (b"a" * 100_000),
        resources=b"/Font<</F<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix"
        b"[.001 0 0 .001 0 0]/FirstChar 97/LastChar 97/Widths[1]/Encoding"
        b"<</Differences[97/a]>>/CharProcs<</a %d 0 R>>/Resources<<>>>>>>" % letter,
    )
    return book.pdf()


@hostile
def words_of_a_drawing_that_are_none() -> bytes:
    """A drawing of half a million operators and operands that nobody knows."""
    chance = random.Random(8)  # noqa: S311 - the same file every time
    known = (
        b"q Q cm re f W n Tj TJ Do sh gs BI ID EI scn d1 BT ET Tf << >> [ ] (a) /F 1 "
        b"-9e9 \xff\x00 true"
    ).split(b" ")
    return one_page(b" ".join(chance.choices(known, k=500_000)), resources=HELVETICA)
