"""The finance document of the demonstration: a surat perintah membayar (SPM-LS)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ttedesktop.demo.manuscript import Hand, Manuscript
from ttedesktop.demo.material import words_of
from ttedesktop.demo.paper import (
    LEFT,
    RIGHT,
    SIGNATURE_MIDDLE,
    draw_footer,
    draw_letterhead,
    draw_page_number,
    draw_signature,
)
from ttedesktop.demo.rupiah import amount, in_words
from ttedesktop.demo.table import Column, Row, Table
from ttedesktop.document.drawing.sheet import Drawing, Face, Sheet, broken_into_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIZE: Final = 11.0
_COLON: Final = 104.0
_VALUE: Final = 114.0
_WIDTHS: Final = (28.0, 92.0, RIGHT - LEFT - 28.0 - 92.0 - 98.0, 98.0)


def draw_payment_order(anchor: str) -> bytes:
    """Return the order as a PDF; its signature belongs where ``anchor`` stands."""
    words = words_of("payment_order")
    drawing = Drawing(title=words["title"])
    manuscript = Manuscript(drawing, hand=Hand(size=_SIZE), furnish=_furnish)
    manuscript.y = draw_letterhead(manuscript.sheet) + 14
    _title(manuscript, words)
    manuscript.paragraph(words["order"])
    manuscript.y += 2
    for name, value in words["facts"].items():
        _fact(manuscript, name, value)
    manuscript.y += 8
    _amounts(manuscript, words)
    for sentence in (words["basis"], words["note"]):
        manuscript.paragraph(sentence)
    _signature(manuscript, words, anchor)
    return drawing.pdf()


def _furnish(sheet: Sheet, number: int) -> None:
    draw_footer(sheet)
    if number > 1:
        draw_page_number(sheet, number)


def _title(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    manuscript.centred(words["kind"], face=Face.SERIF_BOLD, size=13)
    manuscript.centred(words["year"], face=Face.SERIF_BOLD, size=11)
    manuscript.centred(words["number"], face=Face.SERIF, size=11)
    manuscript.y += 10


def _fact(manuscript: Manuscript, name: str, value: str) -> None:
    room = RIGHT - LEFT - _VALUE
    lines = broken_into_lines(value, face=Face.SERIF, size=_SIZE, width=room)
    baseline = manuscript.y + _SIZE
    for at, written in ((0.0, name), (_COLON, ":")):
        manuscript.sheet.text(LEFT + at, baseline, written, face=Face.SERIF, size=_SIZE)
    for line in lines:
        manuscript.sheet.text(
            LEFT + _VALUE, manuscript.y + _SIZE, line, face=Face.SERIF, size=_SIZE
        )
        manuscript.y += _SIZE * 1.28


def _amounts(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    """Write both tables, and what remains to be paid in figures and words."""
    accounts, deductions = words["accounts"], words["deductions"]
    total = sum(one["amount"] for one in accounts)
    withheld = sum(one["amount"] for one in deductions)
    rows = [
        Row((f"{number}.", one["code"], one["name"], amount(one["amount"])))
        for number, one in enumerate(accounts, start=1)
    ]
    _table(manuscript, words["account_headings"], [*rows, _sum(words["total"], total)])
    manuscript.y += 10
    rows = [
        Row((f"{number}.", one["name"], one["note"], amount(one["amount"])))
        for number, one in enumerate(deductions, start=1)
    ]
    _table(
        manuscript,
        words["deduction_headings"],
        [
            *rows,
            _sum(words["deductions_total"], withheld),
            _sum(words["net"], total - withheld),
        ],
    )
    manuscript.y += 6
    spelled = in_words(total - withheld)
    manuscript.paragraph(f"{words['in_words']}: {spelled}.")


def _table(
    manuscript: Manuscript, headings: Sequence[str], rows: Sequence[Row]
) -> None:
    columns = [
        Column(
            heading,
            width,
            "centre" if not number else "right" if number == 3 else "left",
        )
        for number, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True))
    ]
    Table(manuscript, columns, size=10).draw(rows)


def _sum(words: str, total: int) -> Row:
    return Row(
        (words, amount(total)),
        (3, 1),
        Face.SERIF_BOLD,
        is_shaded=True,
        aligns=("left", "right"),
    )


def _signature(manuscript: Manuscript, words: Mapping[str, Any], anchor: str) -> None:
    manuscript.need(128)
    manuscript.y += 6
    manuscript.sheet.text(
        SIGNATURE_MIDDLE, manuscript.y + 12, words["place_and_date"], face=Face.SERIF,
        size=12, align="centre",
    )  # fmt: skip
    draw_signature(manuscript.sheet, manuscript.y + 15, words["role"], anchor=anchor)
