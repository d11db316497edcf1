"""Pages as they are typed, and where a page stands on its sheet."""

from __future__ import annotations

import pytest

from ttedesktop.document.geometry import PageGeometry, PdfRect
from ui.printing.pages import pages_in
from ui.printing.sheet import Paper, Scaling, Turning, placed

A4 = Paper(595, 842, left=12, top=14, right=16, bottom=18)


def page(width: float, height: float, rotation: int = 0) -> PageGeometry:
    return PageGeometry(PdfRect(0, 0, width, height), rotation)


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("1-3, 5", (0, 1, 2, 4)),
        ("5;1", (4, 0)),
        (" 2 – 4 ", (1, 2, 3)),
        ("2 s.d. 4", (1, 2, 3)),
        ("2 s/d 4", (1, 2, 3)),
        ("4-", (3, 4)),
        ("-2", (0, 1)),
        ("3,3,", (2, 2)),
        ("5", (4,)),
    ],
)
def test_pages_are_understood_as_they_are_typed(
    typed: str, pages: tuple[int, ...]
) -> None:
    choice = pages_in(typed, 5)

    assert (choice.pages, choice.problem) == (pages, "")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "Tulis nomor halaman, misalnya 1-3, 5."),
        (" , ", "Tulis nomor halaman, misalnya 1-3, 5."),
        ("satu", "“satu” bukan nomor halaman. Contoh yang benar: 1-3, 5."),
        ("1-2-3", "“1-2-3” bukan nomor halaman. Contoh yang benar: 1-3, 5."),
        ("-", "“-” bukan nomor halaman. Contoh yang benar: 1-3, 5."),
        ("1.5", "“1.5” bukan nomor halaman. Contoh yang benar: 1-3, 5."),
        ("6", "Halaman dokumen ini bernomor 1 sampai 5."),
        ("0", "Halaman dokumen ini bernomor 1 sampai 5."),
        ("0-2", "Halaman dokumen ini bernomor 1 sampai 5."),
        ("2-999999999", "Halaman dokumen ini bernomor 1 sampai 5."),
        ("7-", "Halaman dokumen ini bernomor 1 sampai 5."),
        ("3-2", "Tulis yang kecil dahulu: 2-3."),
    ],
)
def test_what_is_wrong_with_the_typing_is_said(typed: str, problem: str) -> None:
    choice = pages_in(typed, 5)

    assert (choice.pages, choice.problem) == ((), problem)


def test_a_page_that_is_too_large_shrinks_into_the_printable_area() -> None:
    on_sheet = placed(
        page(612, 936), A4, scaling=Scaling.SHRINK, turning=Turning.AUTOMATIC
    )

    assert on_sheet.scale == pytest.approx((842 - 14 - 18) / 936)
    assert on_sheet.width / on_sheet.height == pytest.approx(612 / 936)
    assert on_sheet.y == pytest.approx(14)
    assert on_sheet.x - 12 == pytest.approx(595 - 16 - on_sheet.x - on_sheet.width)
    assert not on_sheet.is_cut


def test_a_small_page_keeps_its_size_unless_it_is_to_fill_the_paper() -> None:
    small = page(200, 300)

    kept = placed(small, A4, scaling=Scaling.SHRINK, turning=Turning.AUTOMATIC)
    filled = placed(small, A4, scaling=Scaling.FILL, turning=Turning.AUTOMATIC)

    assert kept.scale == 1
    assert filled.scale == pytest.approx((842 - 14 - 18) / 300)


def test_actual_size_lies_edge_on_edge_and_says_what_is_cut() -> None:
    on_sheet = placed(
        page(595, 842), A4, scaling=Scaling.ACTUAL, turning=Turning.AUTOMATIC
    )

    assert (on_sheet.x, on_sheet.y, on_sheet.scale) == (0, 0, 1)
    assert on_sheet.is_cut


@pytest.mark.parametrize(
    ("turning", "is_turned"),
    [(Turning.AUTOMATIC, True), (Turning.UPRIGHT, False), (Turning.ACROSS, True)],
)
def test_a_page_that_lies_across_turns_the_sheet(
    turning: Turning, *, is_turned: bool
) -> None:
    across = page(842, 595)
    turned_by_the_file = page(595, 842, 90)

    for one in (across, turned_by_the_file):
        on_sheet = placed(one, A4, scaling=Scaling.SHRINK, turning=turning)
        assert on_sheet.is_turned is is_turned
        assert (on_sheet.paper.width > on_sheet.paper.height) is is_turned


def test_white_edges_turn_with_the_sheet() -> None:
    held = A4.turned()

    assert (held.width, held.height) == (842, 595)
    # What was fed with its left edge at the left is held with that edge on top.
    assert (held.left, held.top, held.right, held.bottom) == (18, 12, 14, 16)


def test_paper_that_is_fed_across_is_turned_for_an_upright_page() -> None:
    fed = Paper(842, 595)

    upright = placed(
        page(500, 800), fed, scaling=Scaling.SHRINK, turning=Turning.AUTOMATIC
    )
    across = placed(
        page(800, 500), fed, scaling=Scaling.SHRINK, turning=Turning.AUTOMATIC
    )

    assert (upright.is_turned, across.is_turned) == (True, False)
