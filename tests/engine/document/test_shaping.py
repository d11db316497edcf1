"""Names in Jawi: letters join, words go from right to left, and can be copied."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest

from ttedesktop.document.drawing.shaping import has_arabic, runs_of, shaped
from ttedesktop.document.drawing.sheet import Drawing, Face, width_of

JAWI = "سيتي نورهاليزا"
LETTERS = "چڠڤݢڽۏ"
"""Those that Malay adds to the Arabic alphabet: ca, nga, pa, ga, nya and va."""


def test_letters_take_their_form_from_their_neighbours() -> None:
    (alone,) = shaped("س", "JawiStamp-Regular")
    joined = shaped("سسس", "JawiStamp-Regular")

    assert len({alone.number, *(glyph.number for glyph in joined)}) == 4


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("font", ["JawiStamp-Regular", "JawiStamp-Bold"])
def test_every_letter_of_malay_is_in_the_fonts(letter: str, font: str) -> None:
    assert all(glyph.number for glyph in shaped(f"ي{letter}ي", font))


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("Siti Aminah, M.Si.", ["Siti Aminah, M.Si."]),
        (JAWI, [JAWI]),
        (f"Dr. {JAWI}, M.Si.", ["Dr. ", JAWI, ", M.Si."]),
        (f"{JAWI} (Siti)", [" (Siti)", JAWI]),
        ("", []),
    ],
)
def test_words_of_two_scripts_stand_in_the_order_of_their_line(
    words: str, runs: list[str]
) -> None:
    assert [run.words for run in runs_of(words)] == runs
    assert has_arabic(words) is (JAWI in words)


def test_line_is_as_wide_as_its_runs() -> None:
    whole = width_of(f"Dr. {JAWI}", face=Face.SANS, size=10)
    parts = width_of("Dr. ", face=Face.SANS, size=10)

    assert whole == pytest.approx(parts + width_of(JAWI, face=Face.SANS, size=10))


def test_name_is_text_in_an_embedded_subset_and_can_be_copied() -> None:
    drawing = Drawing()
    drawing.sheet(300, 60).text(20, 40, f"Dr. {JAWI}", face=Face.SANS_BOLD, size=20)

    with pymupdf.open(stream=drawing.pdf(), filetype="pdf") as pdf:
        copied: Any = pdf[0].get_text()
        fonts = pdf.get_page_fonts(0)
        sizes = [len(tuple(pdf.extract_font(font[0]))[3]) for font in fonts]

    assert JAWI in " ".join(copied.split())
    assert {font[3][6] for font in fonts} == {"+"}
    assert all(0 < size < 12_000 for size in sizes)
