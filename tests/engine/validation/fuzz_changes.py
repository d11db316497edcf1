"""Random changes of signed files: of single bytes, of words, and of whole objects."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random

WORDS: Final = (
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref",
    b"%%EOF", b"<<", b">>", b"[", b"]", b" 0 R", b"/Prev", b"/Size", b"/Root", b"/Type",
    b"/Pages", b"/Kids", b"/Annots", b"/AcroForm", b"/Contents", b"null", b"\n", b" ",
)  # fmt: skip
_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,6}) 0 obj\s(.{0,4000}?)\sendobj", re.DOTALL)
_NAMES: Final = (
    b"/Contents", b"/Resources", b"/MediaBox", b"/CropBox", b"/Rotate", b"/Annots",
    b"/AP", b"/N", b"/V", b"/Rect", b"/Kids", b"/Fields", b"/DA", b"/DR", b"/Font",
    b"/XObject", b"/Length", b"/Parent", b"/Pages", b"/F", b"/FT", b"/Type", b"/DSS",
    b"/Metadata", b"/OCProperties", b"/NeedAppearances", b"/Info", b"/Perms",
)  # fmt: skip
Change = Callable[[bytearray, int, "random.Random"], None]


def flip(content: bytearray, place: int, chance: random.Random) -> None:
    if place < len(content):
        content[place] = chance.randrange(256)


def take_out(content: bytearray, place: int, chance: random.Random) -> None:
    del content[place : place + chance.choice((1, 2, 5, 20, 100))]


def put_word(content: bytearray, place: int, chance: random.Random) -> None:
    content[place:place] = chance.choice(WORDS)


def repeat_piece(content: bytearray, place: int, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    length = chance.choice((5, 20, 80, 300))
    content[place:place] = content[start : start + length]


def repeat_object(content: bytearray, place: int, chance: random.Random) -> None:
    pattern = rb"(?<!\d)\d{1,6} 0 obj.{0,400}?endobj"
    found = re.findall(pattern, bytes(content), re.DOTALL)
    if found:
        content[place:place] = b"\n" + chance.choice(found) + b"\n"


def change_number(content: bytearray, place: int, chance: random.Random) -> None:
    found = re.compile(rb"\d+").search(content, place)
    if found:
        number = max(0, int(found.group()[:9]) + chance.choice((-9, -1, 1, 7, 1000)))
        content[found.start() : found.end()] = str(number).encode()


BYTES: Final[tuple[Change, ...]] = (
    flip,
    take_out,
    put_word,
    repeat_piece,
    repeat_object,
    change_number,
)
"""Changes at one place of a file, whatever stands there."""


def with_an_update(content: bytes, chance: random.Random) -> bytes:
    """Return the file with objects written anew, in a revision that is well formed."""
    found = dict(_OBJECT.findall(content))
    if not found:
        return content
    numbers = sorted(found, key=int)
    objects: dict[int, bytes] = {}
    for _object in range(chance.choice((1, 1, 2, 3))):
        number = chance.choice(numbers)
        body = found[chance.choice(numbers)] if chance.random() < 0.2 else found[number]
        for _change in range(chance.choice((0, 1, 2))):
            body = chance.choice(_IN_OBJECTS)(body, numbers, chance)
        objects[int(number)] = body
    return _appended(content, objects, chance)


def _other_reference(body: bytes, numbers: list[bytes], chance: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+ 0 R", body))
    if not found:
        return body
    one = chance.choice(found)
    return body[: one.start()] + chance.choice(numbers) + b" 0 R" + body[one.end() :]


def _other_number(body: bytes, _numbers: list[bytes], chance: random.Random) -> bytes:
    found = list(re.finditer(rb"(?<![\w.])\d+(?:\.\d+)?", body))
    if not found:
        return body
    one = chance.choice(found)
    number = chance.choice((b"0", b"1", b"-1", b"90", b"300", b"1000"))
    return body[: one.start()] + number + body[one.end() :]


def _other_name(body: bytes, _numbers: list[bytes], chance: random.Random) -> bytes:
    found = list(re.finditer(rb"/[A-Za-z]+", body))
    if not found:
        return body
    one = chance.choice(found)
    return body[: one.start()] + chance.choice(_NAMES) + body[one.end() :]


def _another_entry(body: bytes, numbers: list[bytes], chance: random.Random) -> bytes:
    place = body.find(b"<<")
    if place < 0:
        return body
    value = chance.choice((b"true", b"null", b"[]", chance.choice(numbers) + b" 0 R"))
    entry = b"\n" + chance.choice(_NAMES) + b" " + value + b"\n"
    return body[: place + 2] + entry + body[place + 2 :]


_IN_OBJECTS: Final = (_other_reference, _other_number, _other_name, _another_entry)


def _appended(
    content: bytes, objects: dict[int, bytes], chance: random.Random
) -> bytes:
    out = bytearray(content)
    if not out.endswith(b"\n"):
        out += b"\n"
    entries: list[bytes] = []
    for number, body in sorted(objects.items()):
        kind = b"f" if chance.random() < 0.05 else b"n"
        entries.append(b"%d 1\n%010d 00000 %s \n" % (number, len(out), kind))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    (*_more, before) = re.findall(rb"startxref\s+(\d+)", content)
    (*_more, root) = re.findall(rb"/Root (\d+) 0 R", content)
    size = max(int(one) for one in re.findall(rb"/Size (\d+)", content))
    out += b"xref\n" + b"".join(entries)
    trailer = b"trailer\n<</Size %d/Root %s 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + trailer % (size, root, before, start))
