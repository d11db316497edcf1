"""The decree of the demonstration: a keputusan of twelve pages with attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ttedesktop.demo.crest import draw_crest
from ttedesktop.demo.manuscript import Hand, Manuscript
from ttedesktop.demo.material import words_of
from ttedesktop.demo.paper import (
    LEFT,
    OFFICIAL,
    RIGHT,
    WIDTH,
    draw_footer,
    draw_name,
    draw_page_number,
    draw_signature,
)
from ttedesktop.demo.table import Column, Row, Table, group
from ttedesktop.document.drawing.sheet import Drawing, Face, Sheet, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COLON: Final = 86.0
_LABEL: Final = 96.0
_WORDS: Final = 116.0
_SIGNER: Final = ("a.n. BUPATI TIRTA RAYA", "SEKRETARIS DAERAH,")
_ORDINALS: Final = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH",
    "KEDELAPAN", "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUABELAS",
)  # fmt: skip


def draw_decree(anchor: str) -> bytes:
    """Return the decree as a PDF; its signature belongs where ``anchor`` stands."""
    words = words_of("decree")
    drawing = Drawing(title=words["title"])
    manuscript = Manuscript(drawing, hand=Hand(leading=1.38, after=6), furnish=_furnish)
    _title(manuscript, words)
    _grounds(manuscript, words)
    _rulings(manuscript, words)
    _signature(manuscript, words, anchor)
    _copies(manuscript, words["copies"])
    _members(manuscript, words)
    _duties(manuscript, words)
    _plan(manuscript, words)
    return drawing.pdf()


def _furnish(sheet: Sheet, number: int) -> None:
    draw_footer(sheet)
    if number > 1:
        draw_page_number(sheet, number)


def _title(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    draw_crest(manuscript.sheet, (LEFT + RIGHT) / 2 - 33, 50, 66)
    manuscript.y = 138
    manuscript.centred("BUPATI TIRTA RAYA", face=Face.SERIF_BOLD, size=15)
    manuscript.y += 14
    for line in ("KEPUTUSAN BUPATI TIRTA RAYA", words["number"]):
        manuscript.centred(line, face=Face.SERIF, size=12)
    manuscript.y += 6
    manuscript.centred("TENTANG", face=Face.SERIF, size=12)
    manuscript.y += 6
    for line in words["subject"]:
        manuscript.centred(line, face=Face.SERIF_BOLD, size=12)
    manuscript.y += 10
    manuscript.centred("BUPATI TIRTA RAYA,", face=Face.SERIF, size=12)
    manuscript.y += 10


def _grounds(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    for heading, key, is_lettered in (
        ("Menimbang", "considering", True),
        ("Mengingat", "recalling", False),
        ("Memperhatikan", "noting", False),
    ):
        for number, ground in enumerate(words[key]):
            label = f"{chr(ord('a') + number)}." if is_lettered else f"{number + 1}."
            if not number:
                manuscript.need(2 * manuscript.hand.step)
                _head(manuscript, heading)
            manuscript.item(label, ground, at=_LABEL, text_at=_WORDS)
        manuscript.y += 4


def _head(manuscript: Manuscript, heading: str) -> None:
    size = manuscript.hand.size
    baseline = manuscript.y + size
    manuscript.sheet.text(LEFT, baseline, heading, face=Face.SERIF, size=size)
    manuscript.sheet.text(LEFT + _COLON, baseline, ":", face=Face.SERIF, size=size)


def _rulings(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    manuscript.need(7 * manuscript.hand.step)
    manuscript.y += 6
    manuscript.centred("MEMUTUSKAN:", face=Face.SERIF_BOLD, size=12)
    manuscript.y += 8
    _head(manuscript, "Menetapkan")
    manuscript.paragraph(words["decided"], indent=_LABEL)
    for ordinal, ruling in zip(_ORDINALS, words["rulings"], strict=True):
        manuscript.need(2 * manuscript.hand.step)
        _head(manuscript, ordinal)
        manuscript.paragraph(ruling["words"], indent=_LABEL)
        for number, part in enumerate(ruling.get("parts", ())):
            label = f"{chr(ord('a') + number)}."
            manuscript.item(label, part, at=_LABEL, text_at=_WORDS)


def _signature(manuscript: Manuscript, words: Mapping[str, Any], anchor: str) -> None:
    manuscript.need(190)
    manuscript.y += 8
    for line in (words["place"], words["date"]):
        _beside(manuscript, line)
    manuscript.y += 4
    end = draw_signature(manuscript.sheet, manuscript.y, _SIGNER, anchor=anchor)
    # On a decree the name stands without titles (Permendagri 1/2023, 44).
    manuscript.y = draw_name(manuscript.sheet, end, OFFICIAL.name, ())


def _beside(manuscript: Manuscript, words: str) -> None:
    """Write a line that begins with the widest line of the signature."""
    left = 432 - width_of(_SIGNER[0], face=Face.SERIF, size=12) / 2
    manuscript.sheet.text(left, manuscript.y + 12, words, face=Face.SERIF, size=12)
    manuscript.y += 15


def _copies(manuscript: Manuscript, copies: Sequence[str]) -> None:
    manuscript.need(16 + 14 * len(copies))
    manuscript.y += 14
    lines = ["Tembusan disampaikan kepada Yth.:"]
    lines += [f"{number}.  {copy}" for number, copy in enumerate(copies, start=1)]
    for line in lines:
        manuscript.sheet.text(LEFT, manuscript.y + 11, line, face=Face.SERIF, size=11)
        manuscript.y += 14


def _attachment(
    manuscript: Manuscript, numeral: str, words: Mapping[str, Any], key: str
) -> None:
    """Begin an attachment on a page of its own."""
    manuscript.turn()
    left = WIDTH - 60 - 236
    for line in (
        f"LAMPIRAN {numeral}",
        "KEPUTUSAN BUPATI TIRTA RAYA",
        words["number"],
        "TENTANG",
        *words["subject"],
    ):
        manuscript.sheet.text(left, manuscript.y + 10, line, face=Face.SERIF, size=9.5)
        manuscript.y += 12.2
    manuscript.y += 14
    for line in words[key]["title"]:
        manuscript.centred(line, face=Face.SERIF_BOLD, size=12)
    manuscript.y += 10


def _members(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    _attachment(manuscript, "I", words, "members")
    members = words["members"]
    widths = (30.0, 138.0, 204.0, 98.0)
    columns = [
        Column(heading, width, "centre" if number == 0 else "left")
        for number, (heading, width) in enumerate(
            zip(members["headings"], widths, strict=True)
        )
    ]
    rows: list[Row] = []
    count = 0
    for one in members["groups"]:
        rows.append(group(one["name"], len(columns)))
        for person in one["people"]:
            count += 1
            rows.append(Row((f"{count}.", *person)))
    Table(manuscript, columns, size=11).draw(rows)


def _duties(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    _attachment(manuscript, "II", words, "duties")
    for number, unit in enumerate(words["duties"]["units"], start=1):
        manuscript.need(3 * manuscript.hand.step)
        name = f"{number}.  {unit['name']}"
        manuscript.sheet.text(
            LEFT, manuscript.y + 12, name, face=Face.SERIF_BOLD, size=12
        )
        manuscript.y += manuscript.hand.step + 2
        for place, task in enumerate(unit["tasks"]):
            label = f"{chr(ord('a') + place)}."
            manuscript.item(label, task, at=18, text_at=38)
        manuscript.y += 5


def _plan(manuscript: Manuscript, words: Mapping[str, Any]) -> None:
    _attachment(manuscript, "III", words, "plan")
    widths = (30.0, 160.0, 122.0, 54.0, 104.0)
    columns = [
        Column(heading, width, "centre" if number in {0, 3} else "left")
        for number, (heading, width) in enumerate(
            zip(words["plan"]["headings"], widths, strict=True)
        )
    ]
    rows = [
        Row((f"{number}.", *cells))
        for number, cells in enumerate(words["plan"]["rows"], start=1)
    ]
    Table(manuscript, columns, size=11).draw(rows)
    manuscript.need(130)
    manuscript.y += 14
    end = draw_signature(manuscript.sheet, manuscript.y, _SIGNER, anchor="")
    draw_name(manuscript.sheet, end, OFFICIAL.name, ())
