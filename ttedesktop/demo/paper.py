"""The office paper of the demonstration: F4 sheets, letterhead, margins, footer.

The agency, its official and all numbers are invented, and each page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.demo.crest import draw_crest
from ttedesktop.document.drawing.sheet import Colour, Face, Sheet, width_of
from ttedesktop.specimens.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 612.0
HEIGHT: Final = 936.0
"""F4 (folio), 8.5 by 13 inches, in points: the paper of Indonesian offices."""
LEFT: Final = 82.0
RIGHT: Final = WIDTH - 60.0
TOP: Final = 62.0
BOTTOM: Final = HEIGHT - 84.0
SIGNATURE_MIDDLE: Final = 432.0
"""Where the lines of a signature are centred, in points from the left."""
SIGNATURE_ROOM: Final = 78.0
"""Height kept free for a stamp of 23 mm, in points."""
GREY: Final[Colour] = (0.36, 0.38, 0.42)
AGENCY: Final = "Pemerintah Kabupaten Tirta Raya"
_STREET: Final = "Jalan Tirta Utama Nomor 1, Tirtapura"
_ADDRESSES: Final = "laman setda.tirtaraya.invalid, pos-el surat@tirtaraya.invalid"
_NOTICE: Final = (
    "Bahan demonstrasi TTE Desktop: instansi, nama orang, nomor, dan isi naskah ini "
    "rekaan."
)
_LAW: Final = (
    "UU ITE Nomor 11 Tahun 2008 Pasal 5 ayat (1): “Informasi Elektronik dan/atau "
    "Dokumen Elektronik dan/atau hasil cetaknya merupakan alat bukti hukum yang sah.”"
)
_LETTERHEAD: Final = (
    (60.0, "PEMERINTAH KABUPATEN TIRTA RAYA", Face.SERIF, 14.5),
    (84.0, "SEKRETARIAT DAERAH", Face.SERIF_BOLD, 21.0),
    (99.0, f"{_STREET}, Kabupaten Tirta Raya 00000", Face.SERIF, 10.0),
    (111.0, f"Telepon (000) 100200, {_ADDRESSES}", Face.SERIF, 10.0),
)


@dataclass(frozen=True, slots=True)
class Official:
    """Who signs the documents of the demonstration."""

    name: str
    """As in the certificate: without titles."""
    titled_name: str
    position: str
    employee_number: str
    """NIP; its last three digits are zero, which no true one has."""

    @property
    def profile(self) -> Profile:
        """What the official states about themselves on a stamp."""
        return Profile(self.titled_name, self.position, self.employee_number)


OFFICIAL: Final = Official(
    name="RINA KUSUMAWATI",
    titled_name="Dra. RINA KUSUMAWATI, M.Si.",
    position="Sekretaris Daerah",
    employee_number="19710412 199603 2 000",
)


def draw_letterhead(sheet: Sheet) -> float:
    """Draw the letterhead of the secretariat and return the y below its rules."""
    middle = (LEFT + RIGHT) / 2 + 34
    draw_crest(sheet, LEFT + 4, 44, 62)
    for baseline, words, face, size in _LETTERHEAD:
        sheet.text(middle, baseline, words, face=face, size=size, align="centre")
    sheet.line(LEFT, 124, RIGHT, 124, width=2.2)
    sheet.line(LEFT, 127.4, RIGHT, 127.4, width=0.7)
    return 128.0


def draw_footer(sheet: Sheet, *, with_law: bool = True) -> None:
    """Draw what stands at the foot of each page."""
    top = HEIGHT - 58
    sheet.line(LEFT, top, RIGHT, top, width=0.4, colour=GREY)
    sentences = [_LAW, _NOTICE] if with_law else [_NOTICE]
    for number, sentence in enumerate(sentences):
        size = _fitting(sentence, 7.0)
        sheet.text(
            LEFT, top + 11 + number * 9.5, sentence, face=Face.SERIF_ITALIC,
            size=size, colour=GREY,
        )  # fmt: skip


def draw_page_number(sheet: Sheet, number: int) -> None:
    """Draw the number of a page that follows, as official letters have it."""
    middle = (LEFT + RIGHT) / 2
    sheet.text(middle, 42, f"- {number} -", face=Face.SERIF, size=11, align="centre")


def draw_signature(
    sheet: Sheet, top: float, heading: Sequence[str], *, anchor: str
) -> float:
    """Draw who signs and the anchor below; return the y under the room for it."""
    baseline = top + 12
    for words in heading:
        sheet.text(
            SIGNATURE_MIDDLE, baseline, words, face=Face.SERIF, size=12,
            align="centre",
        )  # fmt: skip
        baseline += 15
    end = baseline - 11 + SIGNATURE_ROOM
    if anchor:
        sheet.text(
            SIGNATURE_MIDDLE, end - SIGNATURE_ROOM / 2 + 3, anchor, face=Face.SERIF,
            size=10, colour=GREY, align="centre",
        )  # fmt: skip
    return end


def draw_name(sheet: Sheet, top: float, name: str, below: Sequence[str]) -> float:
    """Draw the typed name of who signs, underlined, and lines under it."""
    baseline = top + 11
    sheet.text(
        SIGNATURE_MIDDLE, baseline, name, face=Face.SERIF_BOLD, size=12, align="centre"
    )
    if below:
        half = width_of(name, face=Face.SERIF_BOLD, size=12) / 2
        sheet.line(
            SIGNATURE_MIDDLE - half, baseline + 2, SIGNATURE_MIDDLE + half,
            baseline + 2, width=0.7,
        )  # fmt: skip
    for words in below:
        baseline += 14.5
        sheet.text(
            SIGNATURE_MIDDLE, baseline, words, face=Face.SERIF, size=11.5,
            align="centre",
        )  # fmt: skip
    return baseline + 4


def _fitting(words: str, size: float) -> float:
    wide = width_of(words, face=Face.SERIF_ITALIC, size=size)
    return size * min(1.0, (RIGHT - LEFT) / wide)
