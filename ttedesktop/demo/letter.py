"""The letter of the demonstration: a surat dinas of two pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ttedesktop.demo.manuscript import Hand, Manuscript
from ttedesktop.demo.material import words_of
from ttedesktop.demo.paper import (
    BOTTOM,
    LEFT,
    OFFICIAL,
    RIGHT,
    draw_footer,
    draw_letterhead,
    draw_page_number,
    draw_signature,
)
from ttedesktop.demo.table import Column, Row, Table
from ttedesktop.document.drawing.sheet import Drawing, Face, Sheet, broken_into_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIZE: Final = 12.0
_STEP: Final = 15.4
_NUMBER: Final = 0.0
_TEXT: Final = 22.0
_LETTER: Final = 22.0
_PART: Final = 42.0


def draw_letter(anchor: str) -> bytes:
    """Return the letter as a PDF; its signature belongs where ``anchor`` stands."""
    words = words_of("letter")
    drawing = Drawing(title=words["title"])
    manuscript = Manuscript(drawing, hand=Hand(), furnish=_furnish)
    manuscript.y = draw_letterhead(manuscript.sheet) + 14
    _opening_block(manuscript, words)
    for paragraph in words["opening"]:
        manuscript.paragraph(paragraph, first_indent=36)
    for number, point in enumerate(words["points"], start=1):
        _point(manuscript, number, point, words["schedule"])
    for paragraph in words["closing"]:
        manuscript.paragraph(paragraph, first_indent=36)
    _end(manuscript, words["copies"], anchor)
    return drawing.pdf()


def _furnish(sheet: Sheet, number: int) -> None:
    draw_footer(sheet)
    if number > 1:
        draw_page_number(sheet, number)


def _opening_block(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    """Write place and date, the facts of the letter, and to whom it goes."""
    sheet = manuscript.sheet
    sheet.text(
        RIGHT, manuscript.y + _SIZE, words["place_and_date"], face=Face.SERIF,
        size=_SIZE, align="right",
    )  # fmt: skip
    manuscript.y += _STEP * 1.6
    for label, value in words["block"].items():
        _labelled(manuscript, label, value)
    manuscript.y += _STEP * 0.8
    sheet.text(LEFT, manuscript.y + _SIZE, "Yth.", face=Face.SERIF, size=_SIZE)
    for number, recipient in enumerate(words["recipients"], start=1):
        _plain(manuscript, 28, f"{number}.")
        _plain(manuscript, 44, recipient, step=_STEP)
    for line in words["recipients_place"]:
        indent = 44 if line == words["recipients_place"][-1] else 28
        _plain(manuscript, indent, line, step=_STEP)
    manuscript.y += _STEP * 0.7


def _labelled(manuscript: Manuscript, label: str, value: str) -> None:
    _plain(manuscript, 0, label)
    _plain(manuscript, 58, ":")
    lines = broken_into_lines(value, face=Face.SERIF, size=_SIZE, width=290)
    for line in lines:
        _plain(manuscript, 68, line, step=_STEP)


def _plain(
    manuscript: Manuscript, indent: float, words: str, *, step: float = 0
) -> None:
    manuscript.sheet.text(
        LEFT + indent, manuscript.y + _SIZE, words, face=Face.SERIF, size=_SIZE
    )
    manuscript.y += step


def _point(
    manuscript: Manuscript,
    number: int,
    point: Mapping[str, Any],
    schedule: Mapping[str, Any],
) -> None:
    if point.get("has_schedule"):
        manuscript.need(130)
    manuscript.item(f"{number}.", point["words"], at=_NUMBER, text_at=_TEXT)
    for place, part in enumerate(point.get("parts", ())):
        label = f"{chr(ord('a') + place)}."
        manuscript.item(label, part, at=_LETTER, text_at=_PART)
    if point.get("has_schedule"):
        first, second, third = schedule["headings"]
        columns = (
            Column(first, 48, "centre"),
            Column(second, 128),
            Column(third, RIGHT - LEFT - 48 - 128 - _TEXT),
        )
        table = Table(manuscript, columns, size=11, left=LEFT + _TEXT)
        table.draw([Row(cells) for cells in schedule["rows"]])
        manuscript.y += 9


def _end(manuscript: Manuscript, copies: Sequence[str], anchor: str) -> None:
    manuscript.need(200)
    end = draw_signature(
        manuscript.sheet,
        manuscript.y + 6,
        [f"{OFFICIAL.position},"],
        anchor=anchor,
    )
    manuscript.y = max(end + 8, BOTTOM - (len(copies) + 1) * 14 - 24)
    manuscript.sheet.text(
        LEFT, manuscript.y + 11, "Tembusan:", face=Face.SERIF, size=11
    )
    for number, copy in enumerate(copies, start=1):
        manuscript.y += 14
        manuscript.sheet.text(
            LEFT, manuscript.y + 11, f"{number}.  {copy}", face=Face.SERIF, size=11
        )
