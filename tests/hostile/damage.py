"""Honest letters that something happened to, and files of several kinds at once."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib

from tests.hostile.writing import HEADER, hostile, one_page
from tests.papers.letters import letter


@hostile
def cut_in_the_head() -> bytes:
    """A letter of which only the first kilobyte arrived."""
    return letter()[:1000]


@hostile
def cut_in_the_middle() -> bytes:
    """A letter of which half arrived."""
    return letter()[: len(letter()) // 2]


@hostile
def cut_before_the_table() -> bytes:
    """A letter of which everything but the table of objects arrived."""
    return letter()[: letter().rindex(b"xref\n0")]


@hostile
def cut_in_the_last_bytes() -> bytes:
    """A letter that lacks its last twenty bytes."""
    return letter()[:-20]


@hostile
def line_ends_changed() -> bytes:
    """A letter that was sent as if it were text: every line end became two bytes."""
    return letter().replace(b"\n", b"\r\n")


@hostile
def eighth_bit_lost() -> bytes:
    """A letter that was sent through something which knows seven bits only."""
    return bytes(byte & 0x7F for byte in letter())


@hostile
def rubbish_before_the_head() -> bytes:
    """A letter behind five hundred bytes that belong to something else."""
    return b"HTTP/1.1 200 OK\r\n" * 30 + letter()


@hostile
def rubbish_far_before_the_head() -> bytes:
    """A letter behind a hundred kilobytes that belong to something else."""
    return b"From: a@b.invalid\r\n" * 5000 + letter()


@hostile
def nothing_after_the_end() -> bytes:
    """A letter that is followed by a megabyte of nothing."""
    return letter() + bytes(1 << 20)


@hostile
def hole_in_the_middle() -> bytes:
    """A letter in which a sector of the disk was lost."""
    content = bytearray(letter())
    middle = len(content) // 2
    content[middle : middle + 512] = bytes(512)
    return bytes(content)


@hostile
def trailer_missing() -> bytes:
    """A page without a trailer, a table and an end."""
    return one_page()[: one_page().rindex(b"xref\n0")]


@hostile
def table_off_by_some_bytes() -> bytes:
    """A page whose table tells places three bytes beside those of its objects."""
    return re.sub(
        rb"(\d{10}) 00000 n",
        lambda row: b"%010d 00000 n" % (int(row[1]) + 3),
        one_page(),
    )


@hostile
def ends_of_objects_missing() -> bytes:
    """A page none of whose objects and streams have an end."""
    return one_page().replace(b"endobj\n", b"").replace(b"endstream\n", b"")


@hostile
def only_a_head() -> bytes:
    """A file that is over after its first line."""
    return HEADER


@hostile
def head_and_random_bytes() -> bytes:
    """A file that is random after its first line."""
    return HEADER + random.Random(11).randbytes(300_000)  # noqa: S311 - same every time


@hostile
def head_and_endless_numbers() -> bytes:
    """A file of five million numbers that belong to no object."""
    return HEADER + b"1 0 obj " * 600_000 + b"7 " * 5_000_000


@hostile
def nothing_at_all() -> bytes:
    """A file without a byte."""
    return b""


@hostile
def nothing_but_noughts() -> bytes:
    """A file of a megabyte of noughts, as a disk leaves it that was full."""
    return bytes(1 << 20)


def flipped(seed: int, *, times: int) -> bytes:
    """Return a letter some of whose bytes were changed at random."""
    content = bytearray(letter())
    chance = random.Random(seed)  # noqa: S311 - the same file every time
    for _flip in range(times):
        content[chance.randrange(9, len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


@hostile
def flipped_in_ten_places() -> bytes:
    """A letter in which ten bits were changed."""
    return flipped(21, times=10)


@hostile
def flipped_in_a_hundred_places() -> bytes:
    """A letter in which a hundred bits were changed."""
    return flipped(22, times=100)


@hostile
def flipped_in_a_thousand_places() -> bytes:
    """A letter in which a thousand bits were changed."""
    return flipped(23, times=1000)


@hostile
def digits_changed() -> bytes:
    """A letter outside whose streams a fifth of the digits were changed."""
    chance = random.Random(24)  # noqa: S311 - the same file every time
    pieces = re.split(rb"(stream\r?\n.*?endstream)", letter(), flags=re.DOTALL)

    def other(digit: re.Match[bytes]) -> bytes:
        return b"%d" % chance.randrange(10) if chance.random() < 0.2 else digit[0]

    return HEADER + b"".join(
        re.sub(rb"\d", other, piece) if place % 2 == 0 else piece
        for place, piece in enumerate(pieces)
    )


# --- several kinds at once ---------------------------------------------------------


@hostile
def archive_and_document() -> bytes:
    """A page that is a ZIP archive as well."""
    out = io.BytesIO()
    out.write(one_page())
    with zipfile.ZipFile(out, "a") as archive:
        member = zipfile.ZipInfo("mimetype", (2026, 1, 1, 0, 0, 0))
        archive.writestr(member, "application/epub+zip")
    return out.getvalue()


@hostile
def web_page_and_document() -> bytes:
    """A page that is a web page with a script as well."""
    return b"<html><script>while(1){}</script><!--\n" + one_page() + b"--></html>"


@hostile
def picture_and_document() -> bytes:
    """A page inside a PNG picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(90))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", head),
            chunk(b"tEXt", b"a\0" + one_page()),
            chunk(b"IDAT", pixels),
            chunk(b"IEND", b""),
        )
    )


@hostile
def program_and_document() -> bytes:
    """A page behind the head of a Windows program."""
    return b"MZ" + bytes(58) + b"\x40\x00\x00\x00PE\x00\x00" + one_page()


@hostile
def script_and_document() -> bytes:
    """A page behind a line that a shell would run."""
    return b"#!/bin/sh\nexit 0\n" + one_page()


@hostile
def drawing_called_document() -> bytes:
    """A drawing of another kind that mentions the head of a PDF."""
    return b"<?xml version='1.0'?><!-- %PDF-1.7 --><svg xmlns='http://www.w3.org/2000/svg'/>"


@hostile
def document_inside_a_document() -> bytes:
    """A page whose drawing holds another whole document, with its table and end."""
    return one_page(one_page() + b"\n0 0 9 9 re f")
