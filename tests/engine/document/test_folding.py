"""What is searched has neither capitals nor line ends, and leads back to the page."""

from __future__ import annotations

import pytest

from ttedesktop.document.text.folding import folded, wanted


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        ("Surat KEPUTUSAN ini", "keputusan", "KEPUTUSAN"),
        ("kepu-\ntusan", "keputusan", "kepu-\ntusan"),
        ("kepu\u2010 \n  tusan", "keputusan", "kepu\u2010 \n  tusan"),
        ("ke\u00adpu\u00adtusan", "keputusan", "ke\u00adpu\u00adtusan"),
        ("kepu\u00ad\ntusan", "keputusan", "kepu\u00ad\ntusan"),
        ("o\ufb01ce", "office", None),
        ("o\ufb03ce", "office", "o\ufb03ce"),
        ("o\ufb03ce", "fic", "\ufb03c"),
        ("tanda  \n\n tangan", "tanda tangan", "tanda  \n\n tangan"),
        ("re\u0301sume\u0301", "r\u00e9sum\u00e9", "re\u0301sume\u0301"),
        ("r\u00e9sum\u00e9", "re\u0301sume\u0301", "r\u00e9sum\u00e9"),
        ("Stra\u00dfe 5", "strasse", "Stra\u00dfe"),
        ("2024-\n2025", "2024-2025", "2024-\n2025"),
        ("hari Jum\u2019at", "jum'at", "Jum\u2019at"),
        ("ke\u200bpada \u202eyth", "kepada yth", "ke\u200bpada \u202eyth"),
        ("huruf \uff21\uff22", "ab", "\uff21\uff22"),
    ],
)
def test_words_are_found_and_lead_back_to_the_original(
    text: str, words: str, original: str | None
) -> None:
    page = folded(text)

    place = page.text.find(wanted(words)[0])

    if original is None:
        assert place < 0
        return
    assert place >= 0, page.text
    start, end = page.original(place, place + len(wanted(words)[0]))
    assert text[start:end] == original


def test_hyphen_of_the_words_may_be_the_one_at_a_line_end() -> None:
    page = folded("undang-\nundang")

    assert wanted("Undang-Undang") == ("undang-undang", "undangundang")
    assert page.text == "undangundang"


def test_a_dash_before_a_line_end_stays() -> None:
    assert folded("Nomor 5 -\nTahun").text == "nomor 5 - tahun"


def test_no_words_are_not_looked_for() -> None:
    assert wanted(" \n\u00ad ") == ()
    assert len(wanted("-".join("a" * 5000))) < 20
