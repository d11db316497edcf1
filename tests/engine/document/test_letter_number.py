"""The number of a letter, read off its head only where there is no doubt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.document.letter_number import number_in

if TYPE_CHECKING:
    from ttedesktop.document.rendering.renderer import Renderer

Words = tuple[float, float, str]
"""Left, baseline and words."""


def paper(*words: Words) -> bytes:
    drawing = Drawing(title="Surat")
    sheet = drawing.sheet(612, 936)
    for left, down, one in words:
        sheet.text(left, down, one, face=Face.SERIF, size=11)
    return drawing.pdf()


def read(renderer: Renderer, content: bytes) -> str:
    return number_in(renderer.open_bytes(Path("surat.pdf"), content), renderer)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        # As one run of words, beside the date, and in columns of a table.
        ([(60, 150, "Nomor : 800/123/BKD")], "800/123/BKD"),
        (
            [
                (60, 150, "Nomor : 800.1.11.1/123/BKPSDM/2026"),
                (400, 150, "Bandung, 12 November 2026"),
            ],
            "800.1.11.1/123/BKPSDM/2026",
        ),
        (
            [
                (60, 150, "Nomor"), (120, 150, ":"), (130, 150, "045.2/0117/SE/2026"),
                (400, 151, "Bandung, 12 November 2026"), (60, 166, "Sifat"),
                (120, 166, ":"), (130, 166, "Segera/Penting"),
            ],
            "045.2/0117/SE/2026",
        ),
        (
            [(60, 150, "No. : 470 / 627498 / KL-LMP / VIII / 2026")],
            "470 / 627498 / KL-LMP / VIII / 2026",
        ),
        ([(60, 150, "Nomor Surat: 12/SPM/2026")], "12/SPM/2026"),
        ([(220, 150, "NOMOR 188.45/12/2026")], "188.45/12/2026"),
        ([(220, 150, "NOMOR 12 TAHUN 2026")], "12 TAHUN 2026"),
        ([(220, 150, "NOMOR : 12 TAHUN 2026")], "12 TAHUN 2026"),
        # The same twice is one.
        (
            [(60, 150, "Nomor : 800/123/BKD"), (60, 300, "Nomor : 800/123/BKD")],
            "800/123/BKD",
        ),
    ],
)  # fmt: skip
def test_number_is_read_where_it_stands_surely(
    renderer: Renderer, words: list[Words], number: str
) -> None:
    assert read(renderer, paper(*words)) == number


@pytest.mark.parametrize(
    "words",
    [
        [(60, 150, "Perihal : Undangan")],
        # Two of them: which is the letter's own?
        [(60, 150, "Nomor : 800/123/BKD"), (60, 300, "Nomor : 800/124/BKD")],
        # Still to be filled in.
        [(60, 150, "Nomor : 800/      /BKD")],
        [(60, 150, "Nomor : 800/"), (200, 150, "/BKD/2026")],
        [(60, 150, "Nomor : ...../BKD/2026")],
        [(60, 150, "Nomor : ${nomor_naskah}")],
        [(60, 150, "Nomor :")],
        # Of another letter, or of a law, at the begin of a line.
        [(60, 150, "Nomor 800/123/BKD tanggal 3 Mei, dengan ini")],
        [(60, 150, "Nomor 11 Tahun 2008")],
        [(60, 150, "Nomor : 11 Tahun 2008 tentang Informasi")],
        [(60, 150, "menurut surat Nomor : 800/123/BKD")],
        [(60, 150, "Nomor : 0812 3456 7890")],
        # Below the head.
        [(60, 700, "Nomor : 800/123/BKD")],
        [(60, 150, "Nomor : " + "8/1" * 40)],
    ],
)
def test_doubt_reads_nothing(renderer: Renderer, words: list[Words]) -> None:
    assert read(renderer, paper(*words)) == ""


def test_page_without_words_has_no_number(renderer: Renderer) -> None:
    assert read(renderer, paper()) == ""
