"""Several documents in one window: each keeps what is its own, one is in front."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar
from shiboken6 import isValid

from tests.papers.letters import letter as paper
from ttedesktop.language import Language
from ttedesktop.specimens.design import SpecimenKind
from ttedesktop.validation.report import Verdict
from ui.documents.document_page import DocumentPage
from ui.documents.document_stack import MOST
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration
    from ui.switchboard import Switchboard

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def papers(letter: Path, demonstration: Demonstration) -> list[Path]:
    """Three unsigned documents in one folder."""
    others = [letter.with_name("nota & dinas.pdf"), letter.with_name("undangan.pdf")]
    for one in others:
        shutil.copy(demonstration.documents[0], one)
    return [letter, *others]


def switchboard_of(person: Person) -> Switchboard:
    made = person.application.switchboard
    assert made is not None
    return made


def names(person: Person) -> list[str]:
    pages = person.window.documents.with_documents
    return [page.document.name for page in pages if page.document is not None]


def opens_all(person: Person, paths: list[Path]) -> None:
    person.application.open_all(paths)
    person.waits_until(lambda: len(names(person)) == len(paths))
    pages = person.window.documents.pages
    person.waits_until(lambda: all(page.report is not None for page in pages))


def number_in_header(person: Person) -> str:
    (field,) = person.window.header.tools.findChildren(
        QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly
    )[:1]
    return field.text()


def test_files_opened_together_stand_in_tabs_and_the_first_is_in_front(
    person: Person, papers: list[Path]
) -> None:
    window = person.window
    opens_all(person, papers)

    assert names(person) == ["surat.pdf", "nota & dinas.pdf", "undangan.pdf"]
    assert window.windowTitle() == "surat.pdf – TTE Desktop"
    row = window.documents.tabs.row
    assert row.isVisible()
    assert [row.tabText(index) for index in range(3)] == [
        "surat.pdf",
        "nota && dinas.pdf",
        "undangan.pdf",
    ]
    assert str(papers[2]) in row.tabToolTip(2)
    assert "Belum ada TTE" in row.tabToolTip(2)


def test_each_document_keeps_its_consent_place_and_zoom(
    person: Person, papers: list[Path]
) -> None:
    window = person.window
    opens_all(person, papers)
    first = window.document_page
    person.waits_for_token()
    person.waits_until(lambda: first.view.has_pictures)
    person.consents()
    first.view.zoom_to(2.0)
    first.view.go_to_page(1)
    where = first.view.place()
    person.presses(Qt.Key.Key_Tab, CONTROL)
    second = window.document_page
    assert second is not first
    assert window.windowTitle() == "nota & dinas.pdf – TTE Desktop"
    assert not second.signing_panel.consent.isChecked()
    assert second.view.zoom != first.view.zoom
    assert not first.view.has_pictures
    person.waits_until(lambda: second.view.has_pictures)
    assert number_in_header(person) == "1"
    # What a document behind tells is not shown in the header.
    first.view.current_page_changed.emit(1)
    assert number_in_header(person) == "1"

    person.presses(Qt.Key.Key_Tab, CONTROL, SHIFT)
    assert window.document_page is first
    assert first.signing_panel.consent.isChecked()
    assert first.view.place() == where
    assert number_in_header(person) == "2"
    person.waits_until(lambda: first.view.has_pictures)


def test_tabs_are_closed_moved_and_found_again(
    person: Person, papers: list[Path]
) -> None:
    window = person.window
    opens_all(person, papers)
    row = window.documents.tabs.row

    # A file that is open already is gone to, not opened twice.
    person.opens(papers[2])
    assert window.windowTitle() == "undangan.pdf – TTE Desktop"
    assert len(names(person)) == 3

    row.moveTab(2, 0)
    assert names(person) == ["undangan.pdf", "surat.pdf", "nota & dinas.pdf"]
    assert window.windowTitle() == "undangan.pdf – TTE Desktop"
    person.presses(Qt.Key.Key_PageDown, CONTROL)
    assert window.windowTitle() == "surat.pdf – TTE Desktop"

    place = row.tabRect(0).center()
    QTest.mouseClick(row, Qt.MouseButton.MiddleButton, pos=place)
    assert names(person) == ["surat.pdf", "nota & dinas.pdf"]
    assert window.windowTitle() == "surat.pdf – TTE Desktop"
    # What is closed may have the keyboard, as the field of the search has.
    person.presses(Qt.Key.Key_F, CONTROL)
    bar = window.document_page.reading.search.bar
    person.waits_until(bar.field.hasFocus)
    cross = row.tabButton(0, QTabBar.ButtonPosition.RightSide)
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    person.waits_until(lambda: not isValid(bar))
    assert window.windowTitle() == "nota & dinas.pdf – TTE Desktop"
    assert not row.isVisible()
    person.presses(Qt.Key.Key_W, CONTROL)
    assert names(person) == []
    assert window.home.isVisible()


def test_a_signed_document_takes_the_place_of_its_original_and_nothing_disturbs_it(
    person: Person, papers: list[Path], demonstration: Demonstration
) -> None:
    window = person.window
    opens_all(person, papers[:2])
    person.waits_for_token()
    page = window.document_page
    person.waits_until(lambda: page.desk.placement is not None)
    person.consents()
    seen: list[object] = []

    def signs(dialog: PinDialog) -> None:
        # A second start hands a file over; keys and clicks cannot change the tab.
        person.application.open_all([papers[2]])
        person.presses(Qt.Key.Key_Tab, CONTROL)
        switchboard_of(person).documents.step(1)
        seen.extend([window.document_page, window.documents.tabs.isEnabled()])
        person.types(dialog.field, demonstration.pin)

    person.will_answer(PinDialog, signs)
    page.ask_to_sign()
    person.waits_until(lambda: len(names(person)) == 3)
    person.waits_until(
        lambda: page.report is not None and page.report.verdict is Verdict.VALID
    )

    assert seen == [page, False]
    assert names(person) == ["surat_TTE.pdf", "nota & dinas.pdf", "undangan.pdf"]
    assert "Sah" in window.documents.tabs.row.tabToolTip(0)


def test_more_documents_than_there_may_be_are_told_and_not_opened(
    person: Person, tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.pdf" for number in range(MOST + 2)]
    for file in files:
        file.write_bytes(paper(1))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys, place = Qt.KeyboardModifier.NoModifier, QPoint(300, 300)

    QApplication.sendEvent(
        person.window, QDragEnterEvent(place, copy, data, button, keys)
    )
    QApplication.sendEvent(person.window, QDropEvent(place, copy, data, button, keys))

    assert person.reads("2 berkas tidak dibuka: paling banyak 20 dokumen sekaligus.")
    person.waits_until(lambda: len(names(person)) == MOST)
    assert person.window.windowTitle() == "0.pdf – TTE Desktop"
    switchboard_of(person).open(files[-1])
    assert person.reads("1 berkas tidak dibuka: paling banyak 20 dokumen sekaligus.")


def test_the_window_that_is_made_anew_has_all_documents(
    person: Person, papers: list[Path]
) -> None:
    before = person.window
    opens_all(person, papers)
    before.document_page.view.zoom_to(1.5)
    before.documents.step(1)
    person.application.parts.keeper.change(language=Language.ENGLISH)
    person.waits_until(lambda: person.window is not before)

    assert names(person) == ["surat.pdf", "nota & dinas.pdf", "undangan.pdf"]
    assert person.window.windowTitle() == "nota & dinas.pdf – TTE Desktop"
    person.window.documents.step(-1)
    assert person.window.document_page.view.zoom == pytest.approx(1.5)


def test_a_page_lies_ready_for_the_next_document(
    person: Person, papers: list[Path]
) -> None:
    stack = person.window.documents
    assert len(stack.findChildren(DocumentPage)) == 1

    opens_all(person, papers[:1])
    person.waits_until(lambda: len(stack.findChildren(DocumentPage)) == 2)
    assert len(stack.pages) == 1
    (ready,) = set(stack.findChildren(DocumentPage)) - set(stack.pages)
    # It knows of what is changed meanwhile.
    keeper = person.application.parts.keeper
    first, *others = keeper.settings.specimens
    lines = replace(first, kind=SpecimenKind.TEXT, lines="Nomor {nomor}")
    keeper.change(specimens=(lines, *others), specimen=lines.key)
    opens_all(person, papers[:2])
    assert ready.signing_panel.letter_number.is_asked

    assert ready.document is not None
    assert ready.document.name == papers[1].name
    assert ready.report is not None


def test_a_document_that_was_checked_is_there_to_be_signed_when_it_is_opened_again(
    person: Person, letter: Path
) -> None:
    person.opens(letter, for_checking=True)
    page = person.window.document_page
    assert page.strip.isVisible()

    person.opens(letter)

    assert person.window.document_page is page
    person.waits_until(page.signing_panel.isVisible)
    assert not page.strip.isVisible()
