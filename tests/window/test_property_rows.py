"""What is said of a document: sizes, paper and moments in words."""

from __future__ import annotations

import pytest

from ttedesktop.document.geometry import PageGeometry, PdfRect
from ui.contents.property_rows import paper_sizes, told_moment
from ui.controls.file_size import file_size

F4 = PageGeometry(PdfRect(0, 0, 612, 936))
A4 = PageGeometry(PdfRect(0, 0, 595, 842))


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (1540, "1,5 kB"),
        (999_960, "1 MB"),
        (2_500_000, "2,5 MB"),
        (1 << 60, "1152921,5 TB"),
    ],
)
def test_sizes_are_told_in_the_unit_that_suits_them(size: int, words: str) -> None:
    assert file_size(size) == words


def test_paper_of_one_size_is_named_and_measured() -> None:
    assert paper_sizes((F4, F4)) == "F4 (216 × 330 mm)"


def test_several_sizes_are_listed_the_commonest_first() -> None:
    wide = PageGeometry(A4.crop, 90)

    told = paper_sizes((A4, F4, wide, F4))

    assert told.splitlines() == [
        "F4 (216 × 330 mm): 2 halaman",
        "A4 (210 × 297 mm): 1 halaman",
        "A4 mendatar (297 × 210 mm): 1 halaman",
    ]


def test_a_page_of_each_size_does_not_fill_the_dialog() -> None:
    pages = tuple(PageGeometry(PdfRect(0, 0, 300, n * 10)) for n in range(1, 40))

    assert paper_sizes(pages).splitlines()[-1] == "33 ukuran lain"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("kemarin", "kemarin"),
        ("", ""),
        ("2026-07-08", "8 Juli 2026"),
        ("2026-07-08T09:15:00", "8 Juli 2026, 09.15"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_moment_is_told_in_words_where_it_is_one(told: str, words: str) -> None:
    assert told_moment(told) == words
