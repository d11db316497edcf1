"""Several places on a document: gone through with Tab, proposed by its anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.papers import letters as papers
from ttedesktop.document.drawing.sheet import Drawing, Face

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.signing.request import Placement
    from ui.documents.document_page import DocumentPage


def page_of(person: Person) -> DocumentPage:
    return person.window.document_page


def opens(person: Person, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    person.opens(path)
    person.window.activateWindow()
    person.waits_until(person.window.isActiveWindow)
    person.waits_for_token()
    person.waits_until(lambda: page_of(person).signing_panel.heed.is_filled)


def with_anchors(*pages: tuple[str, ...]) -> bytes:
    """Return pages on which anchors stand, one below the other."""
    drawing = Drawing(title="Surat")
    for anchors in pages:
        sheet = drawing.sheet(612, 936)
        sheet.text(90, 100, "Berita acara", face=Face.SERIF, size=12)
        for number, words in enumerate(anchors):
            sheet.text(300, 300 + number * 200, words, face=Face.SERIF, size=11)
    return drawing.pdf()


def tabs(person: Person, *, back: bool = False) -> None:
    """Press Tab in the box, or Shift+Tab."""
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    QTest.keyClick(page_of(person).box, key)


def box_place(person: Person) -> Placement:
    placement = page_of(person).box.placement
    assert placement is not None
    return placement


def test_tab_leads_through_the_hits_of_an_anchor_and_out_at_their_end(
    person: Person, tmp_path: Path
) -> None:
    twice = with_anchors(("${ttd_pengirim}",), ("${ttd_pengirim}",))
    opens(person, tmp_path / "surat.pdf", twice)
    page = page_of(person)
    person.waits_until(lambda: person.reads("2 tempat cocok"))
    start = box_place(person)
    page.box.bring_into_view()

    tabs(person)
    first = box_place(person)
    tabs(person)
    second = box_place(person)

    # Nothing was guessed before.
    assert start not in {first, second}
    assert (first.page, second.page) == (0, 1)
    assert page.box.hasFocus()
    tabs(person, back=True)
    assert box_place(person) == first
    tabs(person)
    tabs(person)
    assert not page.box.hasFocus()
    assert box_place(person) == second


def test_tab_leads_through_prepared_places(person: Person, tmp_path: Path) -> None:
    content = papers.with_fields(("TTE_1", "Hadi Pranoto"), ("TTE_2", "Rina"))
    opens(person, tmp_path / "siap.pdf", content)
    page = page_of(person)
    # The letter's anchor is the third, where the box stands at first.
    place = page.desk.place
    person.waits_until(lambda: place.anchor is not None)
    assert person.reads("3 tempat cocok")
    chosen: list[str] = []
    place.field_changed.connect(
        lambda one: chosen.append(one.name if one is not None else "")
    )
    page.box.bring_into_view()

    tabs(person)
    tabs(person)
    tabs(person, back=True)

    assert chosen == ["TTE_1", "TTE_2", "TTE_1"]
    assert page.box.hasFocus()


def test_preparation_proposes_the_anchors_and_tab_leads_through_its_places(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path / "surat.pdf", with_anchors(("#",), ("^",)))
    page = page_of(person)
    page.prepare_places()
    desk = page.preparation
    person.waits_until(lambda: desk.placements[0].page == 0)

    person.clicks("Tambah penanda tangan", within=desk.panel)

    assert [one.page for one in desk.placements] == [0, 1]
    assert not person.reads("Kotak menutupi teks")
    page.box.setFocus()
    tabs(person, back=True)
    assert box_place(person) == desk.placements[0]
    tabs(person)
    assert box_place(person) == desk.placements[1]
    assert page.box.hasFocus()
    tabs(person)
    assert QApplication.focusWidget() is not page.box


def test_among_several_anchors_the_person_chooses(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path / "surat.pdf", with_anchors(("#", "#"), ("#",)))
    page = page_of(person)
    page.prepare_places()
    desk = page.preparation
    usual = desk.placements[0]
    button = desk.panel.anchor_button(0)
    person.waits_until(button.isVisible)
    assert desk.placements[0] == usual

    places = []
    for _press in range(4):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        places.append(desk.placements[0])

    assert [one.page for one in places] == [0, 0, 1, 0]
    assert places[0] == places[3] != places[1]
