"""The documents of the demonstration are those of a real office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
import pytest

from ttedesktop.demo.documents import ANCHOR, write_documents
from ttedesktop.demo.material import words_of
from ttedesktop.demo.rupiah import amount, in_words

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return write_documents(tmp_path_factory.mktemp("naskah") / "dokumen")


def test_letter_decree_and_payment_order_have_their_pages_on_f4(
    documents: tuple[Path, ...],
) -> None:
    sizes = []
    for path in documents:
        with pymupdf.open(path) as pdf:
            sizes.append(len(pdf))
            assert {tuple(page.rect)[2:] for page in pdf} == {(612.0, 936.0)}

    assert sizes == [2, 12, 1]


def test_each_has_one_place_for_the_signature(documents: tuple[Path, ...]) -> None:
    for path in documents:
        with pymupdf.open(path) as pdf:
            assert sum(len(page.search_for(ANCHOR)) for page in pdf) == 1


def test_each_page_says_that_it_is_made_up(documents: tuple[Path, ...]) -> None:
    for path in documents:
        with pymupdf.open(path) as pdf:
            assert all("rekaan" in page.get_text() for page in pdf)


def test_all_fonts_are_embedded(documents: tuple[Path, ...]) -> None:
    for path in documents:
        with pymupdf.open(path) as pdf:
            kinds = {font[1] for page in pdf for font in page.get_fonts()}
        assert "n/a" not in kinds


def test_amounts_of_the_payment_order_add_up(documents: tuple[Path, ...]) -> None:
    words = words_of("payment_order")
    asked = sum(one["amount"] for one in words["accounts"])
    withheld = sum(one["amount"] for one in words["deductions"])

    with pymupdf.open(documents[2]) as pdf:
        shown = pdf[0].get_text()

    assert amount(asked) in shown
    assert amount(asked - withheld) in shown
    # Value-added tax of 11 per cent lies in the sum, income tax is 2 of the rest.
    tax = round(asked * 11 / 111)
    income = round((asked - tax) * 2 / 100)
    assert [one["amount"] for one in words["deductions"]] == [tax, income]


@pytest.mark.parametrize(
    ("rupiah", "words"),
    [
        (0, "nol rupiah"),
        (11, "sebelas rupiah"),
        (15, "lima belas rupiah"),
        (100, "seratus rupiah"),
        (1_000, "seribu rupiah"),
        (1_999, "seribu sembilan ratus sembilan puluh sembilan rupiah"),
        (2_000, "dua ribu rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_250_000_000, "satu miliar dua ratus lima puluh juta rupiah"),
    ],
)
def test_amounts_are_spelled_as_finance_officers_do(rupiah: int, words: str) -> None:
    assert in_words(rupiah) == words


def test_amounts_in_figures_have_points_and_a_comma() -> None:
    assert amount(1_250_000) == "1.250.000,00"
