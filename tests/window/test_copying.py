"""Selecting words and regions of pages, and what the clipboard has of them then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.papers import letters as papers
from tests.papers.reading import book, hyphenated
from ttedesktop.document.pdf import MAX_PIXELS
from ui.pages.copied_text import copied
from ui.pages.region_copy import pixels_for

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QPoint

    from tests.window.person import Person

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_MAY_PRINT = 0x4


def opens(person: Person, folder: Path, content: bytes) -> None:
    """Open a document for reading, and wait until its words are known."""
    path = folder / "baca.pdf"
    path.write_bytes(content)
    person.opens(path)
    person.window.activateWindow()
    words = person.window.document_page.reading.words
    person.waits_until(lambda: words.words(0) is not None)


def pointed(person: Person, point: QPointF, *, page: int = 0) -> QPoint:
    """Return where a point of a page is in the viewport."""
    view = person.window.document_page.view
    return view.page_transform(page).map(point).toPoint()


def middle_of(person: Person, words: str, *, page: int = 0) -> QPointF:
    """Return the middle of words on a page."""
    known = person.window.document_page.reading.words.words(page)
    assert known is not None
    start = known.characters.index(words)
    (area,) = known.areas(start, start + len(words))
    return area.center()


def clipboard(person: Person) -> str:
    QApplication.clipboard().clear()
    person.presses(Qt.Key.Key_C, CONTROL)
    person.waits_until(lambda: bool(QApplication.clipboard().text()))
    return QApplication.clipboard().text()


def test_words_lines_and_pages_are_selected_with_the_pointer(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path, book())
    view = person.window.document_page.view
    port, left = view.viewport(), Qt.MouseButton.LeftButton
    there = pointed(person, middle_of(person, "tata"))

    QTest.mouseDClick(port, left, pos=there)
    QTest.mouseRelease(port, left, pos=there)
    assert clipboard(person) == "tata"
    QTest.mouseDClick(port, left, pos=there)
    QTest.mouseRelease(port, left, pos=there)
    QTest.mouseClick(port, left, pos=there)
    assert clipboard(person) == "Tentang tata naskah"


def test_a_drag_selects_on_text_and_places_the_box_on_blank_paper(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path, book())
    page = person.window.document_page
    person.waits_until(lambda: page.desk.placement is not None)
    before, port = page.box.placement, page.view.viewport()

    QTest.mouseMove(port, pointed(person, middle_of(person, "Tentang")))
    assert port.cursor().shape() is Qt.CursorShape.IBeamCursor
    person.drags(middle_of(person, "Tentang"), middle_of(person, "Baris"))
    QTest.mouseMove(port, pointed(person, QPointF(300, 300)))
    assert page.box.placement == before
    assert page.reading.selection.stretch is not None
    assert port.cursor().shape() is Qt.CursorShape.CrossCursor
    person.drags(QPointF(200, 200), QPointF(400, 280))
    assert page.box.placement != before
    assert page.reading.selection.stretch is None


def test_a_selection_goes_over_pages_and_leaves_with_escape(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path, book())
    page = person.window.document_page
    words = page.reading.words
    page.view.zoom_to(0.4)
    person.waits_until(lambda: words.words(1) is not None)
    start = pointed(person, middle_of(person, "Baris"))
    end = pointed(person, middle_of(person, "Tentang", page=1), page=1)
    port, left = page.view.viewport(), Qt.MouseButton.LeftButton

    QTest.mousePress(port, left, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, left, pos=end)

    lines = clipboard(person).split("\n")
    assert lines[0].endswith("kedua dari halaman ini.")
    assert "Bab 2" in lines
    assert "Tentang".startswith(lines[-1])
    person.presses(Qt.Key.Key_Escape)
    assert page.reading.selection.stretch is None


def test_words_are_selected_by_keyboard_alone(person: Person, tmp_path: Path) -> None:
    opens(person, tmp_path, book())
    page = person.window.document_page
    page.view.setFocus()

    person.presses(Qt.Key.Key_A, CONTROL)
    assert clipboard(person).split("\n")[:3] == [
        "Bab 1",
        "Tentang tata naskah",
        "Baris kedua dari halaman ini.",
    ]
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_Right, CONTROL, SHIFT)
    assert clipboard(person) == "Bab"
    person.presses(Qt.Key.Key_End, SHIFT)
    person.presses(Qt.Key.Key_Down, SHIFT)
    person.presses(Qt.Key.Key_End, SHIFT)
    person.presses(Qt.Key.Key_Left, SHIFT)
    assert clipboard(person) == "Bab 1\nTentang tata naska"


def test_a_word_cut_at_the_end_of_a_line_is_copied_whole(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path, hyphenated())

    person.presses(Qt.Key.Key_A, CONTROL)

    assert clipboard(person).strip() == "Menetapkan keputusan bupati ini."


@pytest.mark.parametrize(
    ("on_page", "expected"),
    [
        ("kepu-\ntusan", "keputusan"),
        ("undang-\nundang", "undang-undang"),
        ("perundang-\nundangan", "perundang-undangan"),
        ("Jakarta-\nBogor", "Jakarta-\nBogor"),
        ("2025-\n2026", "2025-\n2026"),
        ("kepu\u00ad\ntusan", "keputusan"),
        ("baris satu \nbaris dua", "baris satu\nbaris dua"),
        ("aman\u202e\x07", "aman"),
    ],
)
def test_copied_text_reads_as_it_was_meant(on_page: str, expected: str) -> None:
    assert copied([on_page]) == expected


def test_a_region_is_copied_as_a_picture(person: Person, tmp_path: Path) -> None:
    opens(person, tmp_path, book())
    page = person.window.document_page
    clip = QApplication.clipboard()
    clip.clear()
    before = page.box.placement

    person.presses(Qt.Key.Key_C, CONTROL, SHIFT)
    person.drags(QPointF(50, 90), QPointF(194, 162))
    person.waits_until(lambda: not clip.image().isNull())

    # 144 by 72 points at 300 dots an inch, give or take a pixel of the screen.
    assert clip.image().width() == pytest.approx(600, abs=8)
    assert clip.image().height() == pytest.approx(300, abs=8)
    assert person.reads("Wilayah disalin sebagai gambar")
    assert page.box.placement == before
    assert not page.reading.region.is_active


def test_what_is_seen_is_copied_by_keyboard_and_escape_copies_nothing(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path, book())
    region = person.window.document_page.reading.region
    clip = QApplication.clipboard()
    clip.clear()

    person.presses(Qt.Key.Key_C, CONTROL, SHIFT)
    person.presses(Qt.Key.Key_Escape)
    assert not region.is_active
    person.presses(Qt.Key.Key_C, CONTROL, SHIFT)
    person.presses(Qt.Key.Key_Return)
    person.waits_until(lambda: not clip.image().isNull())

    assert clip.image().width() == pytest.approx(612 * 300 / 72, abs=4)


def test_a_large_region_has_fewer_dots_than_a_page_may_have() -> None:
    scale, clip = pixels_for(QRectF(0, 0, 2000, 3000))

    assert scale < 300 / 72
    assert MAX_PIXELS * 0.9 < clip.width * clip.height <= MAX_PIXELS


def test_what_its_maker_forbids_to_copy_is_not_copied(
    person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "terlarang.pdf"
    path.write_bytes(papers.encrypted(user="", permissions=_MAY_PRINT))
    person.opens(path)
    page = person.window.document_page
    person.waits_until(lambda: page.reading.words.words(0) is not None)
    person.window.activateWindow()
    QApplication.clipboard().clear()
    page.reading.select_page()

    for modifiers in ((CONTROL,), (CONTROL, SHIFT)):
        said: list[str] = []
        person.will_read_trouble(said)
        person.presses(Qt.Key.Key_C, *modifiers)
        assert "Isi dokumen ini tidak boleh disalin" in said

    assert not QApplication.clipboard().text()
    assert not page.reading.region.is_active
