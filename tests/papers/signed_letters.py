"""Letters that wait for a signature, each laid out otherwise, from one seed each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pymupdf

from tests.papers.letters import SENTENCE, changed, saved
from ttedesktop.document.drawing.sheet import Drawing, Face, width_of
from ttedesktop.signing.place_rule import LAST, ONLY, AnchorRule

if TYPE_CHECKING:
    from ttedesktop.document.drawing.sheet import Sheet

SIZES: Final = ((612.0, 936.0), (595.0, 842.0), (612.0, 792.0), (842.0, 595.0))
MARKS: Final = ("#", "^", "$", "*", "[qr_bsre]", "${ttd_pengirim}", "${ttd_pengirim2}")
POSITIONS: Final = (
    ("Kepala Dinas,",),
    ("a.n. WALI KOTA", "Sekretaris Daerah,"),
    ("a.n. Gubernur Tirta Raya", "Asisten Administrasi Umum", "u.b.", "Kepala Biro,"),
)
NAMES: Final = ("Dr. RINA KUSUMAWATI, M.Si.", "HADI PRANOTO", "Ir. SITI AMINAH")


@dataclass(frozen=True)
class WaitingLetter:
    """A letter and the rule by which its signature is placed."""

    content: bytes
    rule: AnchorRule


def waiting_letter(seed: int) -> WaitingLetter:
    chance = random.Random(seed)  # noqa: S311 - a layout, no secret
    size = chance.choice(SIZES)
    mark = chance.choice(MARKS)
    pages = chance.randint(1, 3)
    # A mark of one character may stand in ordinary text, too, before its place.
    is_repeated = len(mark) == 1 and chance.random() < 0.4
    drawing = Drawing(title="Surat dinas")
    for number in range(1, pages + 1):
        sheet = drawing.sheet(*size)
        top = _body(sheet, chance, sentence=f"Nomor {mark}7. " if is_repeated else "")
        if number == pages:
            _signature_block(sheet, chance, mark, top)
            _foot(sheet, chance)
    content = _turned(drawing.pdf(), chance)
    # A person without a specimen of their own gets the usual size.
    return WaitingLetter(content, AnchorRule(mark, hit=LAST if is_repeated else ONLY))


def _body(sheet: Sheet, chance: random.Random, *, sentence: str) -> float:
    margin = chance.choice((56.7, 70.9, 85.0))
    if chance.random() < 0.7:
        sheet.rectangle(margin, 36, margin + 40, 76, fill=(0.2, 0.3, 0.6))
        sheet.text(margin + 60, 56, "PEMERINTAH PROVINSI TIRTA RAYA",
                   face=Face.SERIF_BOLD, size=13)  # fmt: skip
        sheet.line(margin, 86, sheet.width - margin, 86, width=1.5)
    top = 110.0
    for _paragraph in range(chance.randint(1, 3)):
        top = 8 + sheet.paragraph(
            margin, top, sheet.width - 2 * margin, sentence + SENTENCE,
            face=Face.SERIF, size=chance.choice((10, 11, 12)), align="justify",
        )  # fmt: skip
    return top


def _signature_block(
    sheet: Sheet, chance: random.Random, mark: str, top: float
) -> None:
    size = chance.choice((10.0, 11.0, 12.0))
    leading = size * 1.3
    gap = chance.uniform(44, 90)
    lines = chance.choice(POSITIONS)
    width = max(width_of(line, face=Face.SERIF, size=size) for line in (*lines, *NAMES))
    needed = leading * (len(lines) + 3) + gap
    top += chance.uniform(10, max(11, sheet.height - 110 - needed - top))
    left = chance.choice((sheet.width - 60 - width, (sheet.width - width) / 2, 62.0))
    is_centred = chance.random() < 0.4

    def line(words: str, y: float) -> None:
        wide = width_of(words, face=Face.SERIF, size=size)
        x = left + (width - wide) / 2 if is_centred else left
        sheet.text(x, y, words, face=Face.SERIF, size=size)

    for words in ("Tirta Raya, 22 November 2026", *lines):
        line(words, top)
        top += leading
    line(mark, top - leading * 0.3 + gap * chance.uniform(0.45, 0.75))
    top += gap
    line(chance.choice(NAMES), top)
    line("NIP. 19760817 200112 2 001", top + leading)
    if chance.random() < 0.5 and left > sheet.width / 2:
        for number, words in enumerate(("Tembusan:", "1. Inspektur", "2. Arsip")):
            sheet.text(62, top + number * 12, words, face=Face.SERIF, size=9)


def _foot(sheet: Sheet, chance: random.Random) -> None:
    if chance.random() < 0.6:
        below = sheet.height - 50
        sheet.line(56, below, sheet.width - 56, below, width=0.5)
        words = "Dokumen ini telah ditandatangani secara elektronik."
        sheet.text(56, below + 14, words, face=Face.SANS, size=7)


def _turned(content: bytes, chance: random.Random) -> bytes:
    shape = chance.choice(("plain", "plain", "cropped", "shifted", "turned"))
    if shape == "turned":
        return _drawn_sideways(content, chance.choice((90, 180, 270)))
    pdf = changed(content)
    for page in pdf:
        width, height = page.rect.width, page.rect.height
        if shape == "cropped":
            page.set_cropbox(pymupdf.Rect(20, 15, width - 10, height - 25))
        elif shape == "shifted":
            page.set_mediabox(pymupdf.Rect(-70, -90, width - 70, height - 90))
    return saved(pdf)


def _drawn_sideways(content: bytes, rotation: int) -> bytes:
    """Return pages drawn sideways and turned upright, as from a scanner's feeder."""
    upright, made = changed(content), pymupdf.open()
    for number, page in enumerate(upright):
        sides = page.rect.width, page.rect.height
        if rotation % 180:
            sides = sides[::-1]
        sheet = made.new_page(width=sides[0], height=sides[1])
        sheet.show_pdf_page(sheet.rect, upright, number, rotate=rotation)
        sheet.set_rotation(rotation)
    return saved(made)
