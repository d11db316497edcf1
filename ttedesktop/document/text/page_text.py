"""Reads the text of pages and where it stands; runs in the renderer's process.

MuPDF's page is read as it is drawn: turned, cropped and enlarged as the document
says, annotations and fields with it, and without what lies beside the page.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from typing import TYPE_CHECKING, Final

from pymupdf import extra, mupdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.untyped import MuPdfObject

MAX_CHARACTERS: Final = 200_000
"""Most characters of a page that are told."""
_SIDES: Final = 4
_TEXT_BLOCK: Final = 0
_THIN: Final = 0.01
"""Points that a character without a width of its own may measure."""
_TEXT_OF_LINE: Final = re.compile(r'"text":"([^"\\]*(?:\\.[^"\\]*)*)"\}')
_JOINERS: Final = "\u200c\u200d"
"""They shape letters of some scripts, and steer nothing else."""


def laid_out(document: MuPdfObject, index: int) -> MuPdfObject:
    """Return MuPDF's structured text of a page."""
    page = mupdf.fz_load_page(document, index)
    text = mupdf.FzStextPage(mupdf.fz_bound_page(page))
    options = mupdf.FzStextOptions()
    options.flags = mupdf.FZ_STEXT_CLIP
    device = mupdf.fz_new_stext_device(text, options)
    mupdf.fz_run_page(page, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return text


def plain(text: MuPdfObject) -> str:
    """Return the text alone, a line feed between its lines.

    As JSON is the one way in which MuPDF tells each line whole without going through
    its characters here, which takes ten times as long.
    """
    buffer = mupdf.FzBuffer(1 << 16)
    output = mupdf.FzOutput(buffer)
    mupdf.fz_print_stext_page_as_json(output, text, 1.0)
    output.fz_close_output()
    told: bytes = mupdf.fz_buffer_extract(buffer)
    # One character stays one character, whatever the file claims it to be.
    found = _TEXT_OF_LINE.findall(told.decode("utf-8", "surrogatepass"))
    return "\n".join(
        json.loads(f'"{one}"', strict=False) if "\\" in one else one for one in found
    )


def lines(text: MuPdfObject) -> Iterator[MuPdfObject]:
    """Yield the lines in the order in which ``plain`` has them."""
    for block in text:
        if block.m_internal.type == _TEXT_BLOCK:
            yield from block


def characters(line: MuPdfObject) -> tuple[str, array[float]]:
    """Return the characters of a line and four numbers for each.

    Left, top, right, bottom, in points as seen.
    """
    told: dict[str, MuPdfObject] = {}
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    extra.JM_make_spanlist(told, line, True, mupdf.FzBuffer(64), everywhere)  # noqa: FBT003 - takes no keywords
    found = [one for span in told["spans"] for one in span["chars"]]
    boxes = array("f")
    for one in found:
        boxes.extend(one["bbox"])
    signs = "".join(one["c"] for one in found)
    _share_ligatures(signs, boxes)
    return signs, boxes


def page_text(document: MuPdfObject, index: int) -> tuple[str, array[float]]:
    """Return what can be selected on a page: its characters and their boxes.

    A line ends with a line feed, whose box has no width.
    """
    signs: list[str] = []
    boxes = array("f")
    count = 0
    for line in lines(laid_out(document, index)):
        of_line, their = _selectable(*characters(line))
        count += len(of_line) + 1
        if count > MAX_CHARACTERS:
            break
        signs.append(of_line)
        boxes.extend(their)
        _left, top, right, bottom = their[-_SIDES:] or line.m_internal.bbox
        signs.append("\n")
        boxes.extend((right, top, right, bottom))
    return "".join(signs), boxes


def _selectable(signs: str, boxes: array[float]) -> tuple[str, array[float]]:
    if signs.isascii() and signs.isprintable():
        return signs, boxes
    kept, their = [], array("f")
    last = len(signs.rstrip()) - 1
    for place, sign in enumerate(signs):
        # A soft hyphen is seen only where the line ends.
        seen = "-" if sign == "\u00ad" and place == last else sign
        if unicodedata.category(seen) in {"Cc", "Cf", "Cs"} and seen not in _JOINERS:
            continue
        kept.append(seen)
        their.extend(boxes[place * _SIDES : place * _SIDES + _SIDES])
    return "".join(kept), their


def _share_ligatures(signs: str, boxes: array[float]) -> None:
    """Give each letter of a ligature its part of the width.

    MuPDF gives all of it to the first one.
    """
    for axis in (0, 1):
        starts, ends = boxes[axis::_SIDES], boxes[axis + 2 :: _SIDES]
        place = 1
        while place < len(signs):
            first = place - 1
            while place < len(signs) and _is_second(signs[place], starts, ends, place):
                place += 1
            if place > first + 1 and signs[first].isalpha():
                _share(boxes, axis, range(first, place))
            place += 1


def _is_second(sign: str, starts: array[float], ends: array[float], place: int) -> bool:
    return ends[place] - starts[place] < _THIN and sign.isalpha()


def _share(boxes: array[float], axis: int, letters: range) -> None:
    near, far = letters[0] * _SIDES + axis, letters[0] * _SIDES + axis + 2
    start, end = boxes[near], boxes[far]
    part = (end - start) / len(letters)
    # The other letters stand where the ligature ends, in the direction of writing.
    is_forward = abs(boxes[letters[-1] * _SIDES + axis] - end) < part
    for number, letter in enumerate(letters if is_forward else reversed(letters)):
        boxes[letter * _SIDES + axis] = start + number * part
        boxes[letter * _SIDES + axis + 2] = start + (number + 1) * part
