"""Searching: as one types, near pages first, through all hits, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.papers.reading import RARE, book
from ttedesktop.document.contents import SearchHit
from ui.search import hits as search_hits
from ui.search.hits import SearchHits

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ui.search.document_search import DocumentSearch

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(person: Person, tmp_path: Path) -> Person:
    """Somebody with a book of thirty pages open."""
    path = tmp_path / "buku.pdf"
    path.write_bytes(book())
    person.opens(path)
    person.window.activateWindow()
    return person


def search_of(person: Person) -> DocumentSearch:
    return person.window.document_page.reading.search


def types(person: Person, words: str) -> None:
    """Type where the keyboard is, and wait until all pages were searched."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, words)
    search = search_of(person)
    person.waits_until(lambda: search.bar.words == words and not search.is_running)


def current_is_in_view(person: Person) -> bool:
    view, hit = person.window.document_page.view, search_of(person).current
    assert hit is not None
    transform = view.page_transform(hit.page)
    place = hit.places[0]
    seen = transform.mapRect(QRectF(place.x, place.y, place.width, place.height))
    return QRectF(view.viewport().rect()).contains(seen)


def test_one_searches_walks_and_copies_by_keyboard_alone(reader: Person) -> None:
    search, view = search_of(reader), reader.window.document_page.view

    reader.presses(Qt.Key.Key_F, CONTROL)
    types(reader, RARE)

    assert search.bar.count == "1 dari 3"
    assert search.current is not None
    assert search.current.page == 9
    reader.waits_until(lambda: current_is_in_view(reader))
    reader.presses(Qt.Key.Key_F3)
    assert search.bar.count == "2 dari 3"
    reader.presses(Qt.Key.Key_Return)
    assert search.bar.count == "3 dari 3"
    reader.presses(Qt.Key.Key_F3)
    assert search.bar.count == "1 dari 3"
    reader.presses(Qt.Key.Key_F3, SHIFT)
    assert search.bar.count == "3 dari 3"
    assert search.current.page == 29
    reader.waits_until(lambda: current_is_in_view(reader))
    reader.presses(Qt.Key.Key_Down)
    assert search.list.list.hasFocus()
    reader.presses(Qt.Key.Key_Up)
    assert search.bar.count == "2 dari 3"
    reader.presses(Qt.Key.Key_Return)
    assert view.hasFocus()
    reader.presses(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == RARE
    reader.presses(Qt.Key.Key_Escape)
    assert not search.is_open
    assert not search.list.isVisible()


def test_the_search_begins_where_one_reads_and_wraps_round(reader: Person) -> None:
    search, view = search_of(reader), reader.window.document_page.view
    view.go_to_page(15)

    reader.presses(Qt.Key.Key_F, CONTROL)
    types(reader, RARE)

    assert search.current is not None
    assert search.current.page == 19
    assert search.bar.count == "2 dari 3"
    rows = search.list.list.model()
    told = [rows.data(rows.index(row, 0)) for row in range(rows.rowCount())]
    pages = [words.split(":")[0] for words in told]
    assert pages == ["Halaman 10", "Halaman 20", "Halaman 30"]
    assert all(RARE in words for words in told)


def test_other_words_drop_the_search_before(reader: Person) -> None:
    search = search_of(reader)
    reader.presses(Qt.Key.Key_F, CONTROL)
    field = search.bar.field

    QTest.keyClicks(field, "naskah")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.selectAll()
    types(reader, "tidakada")

    assert search.bar.count == "Tidak ditemukan"
    assert search.current is None
    assert search.list.list.model().rowCount() == 0


def test_the_list_stands_beside_the_pages_and_gives_its_room_back(
    reader: Person,
) -> None:
    search, page = search_of(reader), reader.window.document_page
    assert page.side_panel.isVisible()

    reader.presses(Qt.Key.Key_F, CONTROL)
    types(reader, "Bab")

    assert search.list.isVisible()
    assert not page.side_panel.isVisible()
    assert search.list.geometry().right() < page.view.geometry().left()
    reader.presses(Qt.Key.Key_Escape)
    assert page.side_panel.isVisible()


def test_each_tab_has_a_search_of_its_own(reader: Person, letter: Path) -> None:
    reader.presses(Qt.Key.Key_F, CONTROL)
    types(reader, "Bab")
    first = reader.window.document_page

    reader.opens(letter)
    second = reader.window.document_page
    assert second is not first
    assert second.thumbnails.isVisible()
    assert not second.reading.search.is_open
    switchboard = reader.application.switchboard
    assert switchboard is not None
    switchboard.documents.bring_to_front(first)

    assert first.reading.search.list.isVisible()
    assert not first.thumbnails.isVisible()
    assert first.reading.search.bar.count == "1 dari 30"


def hits_on(page: int, count: int) -> tuple[SearchHit, ...]:
    return tuple(SearchHit(page, (), "", str(number), "") for number in range(count))


def test_hits_are_in_the_order_of_the_document_whenever_they_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_hits, "MOST_LISTED", 5)
    hits = SearchHits(first_page=4)

    hits.add(hits_on(4, 3))
    fourth = hits[0]
    assert hits.place_of(fourth) == hits.row_of(fourth) == 0
    hits.add(hits_on(1, 4))

    assert [hits[place].page for place in range(len(hits))] == [1, 1, 1, 1, 4, 4, 4]
    assert hits.place_of(fourth) == 4
    # Of those before, only as many are listed as there is room for.
    assert [hits.listed(row).page for row in range(5)] == [1, 1, 4, 4, 4]
    assert hits.row_of(fourth) == 2
    assert hits.row_of(hits[3]) == -1
    assert hits.first_from(2) is fourth
    assert hits.first_from(5) is hits[0]


def test_a_search_stops_where_nobody_would_walk_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_hits, "MOST_HITS", 6)
    hits = SearchHits(first_page=0)

    hits.add(hits_on(0, 9))

    assert hits.is_full
    assert len(hits) == 6
