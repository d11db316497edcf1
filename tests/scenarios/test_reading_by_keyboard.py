"""A whole reading by keyboard alone: no mouse is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.window.paper_printers import FilePrinters
from ttedesktop.language import _
from ui.contents.properties_dialog import PropertiesDialog
from ui.pages.page_layout import Mode
from ui.printing.dialog import PrintDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration
    from ui.documents.document_page import DocumentPage
    from ui.pages.document_view import DocumentView
    from ui.switchboard import Switchboard

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_open_search_copy_zoom_print_properties(
    person: Person, demonstration: Demonstration, tmp_path: Path
) -> None:
    # Qt's own dialog, which can be typed into everywhere; a system's may not be there.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    decree = tmp_path / "keputusan.pdf"
    decree.write_bytes(demonstration.documents[1].read_bytes())
    person.window.activateWindow()

    opens_by_name(person, decree)
    searches(person)
    copies(person)
    enlarges_and_turns(person)
    jumps_and_comes_back(person)
    takes_the_whole_screen(person)
    looks_at_the_print(person, tmp_path / "kertas.pdf")
    reads_the_properties(person)

    person.presses(Qt.Key.Key_W, CONTROL)
    assert not person.window.is_document_shown
    assert person.window.document_page.document is None


def switchboard_of(person: Person) -> Switchboard:
    switchboard = person.application.switchboard
    assert switchboard is not None
    return switchboard


def opens_by_name(person: Person, path: Path) -> None:
    def names_it(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        # Pasted: what is typed is completed by the dialog itself in its own time.
        QApplication.clipboard().setText(str(path))
        QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
        QTest.keyClick(field, Qt.Key.Key_Return)

    person.will_answer(QFileDialog, names_it)
    with person.bot.waitSignal(switchboard_of(person).settled, timeout=30_000):
        person.presses(Qt.Key.Key_O, CONTROL)
    assert person.window.windowTitle() == f"{path.name} – TTE Desktop"
    # A window manager would do so; there is none here.
    person.window.activateWindow()
    person.waits_until(lambda: QApplication.focusWidget() is not None)


def searches(person: Person) -> None:
    """Search while typing, and walk from hit to hit."""
    page = person.window.document_page
    search = page.reading.search
    person.presses(Qt.Key.Key_F, CONTROL)
    person.waits_until(lambda: QApplication.focusWidget() is not page.view)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "koordinasi")
    person.waits_until(lambda: search.bar.words == "koordinasi")
    person.waits_until(lambda: not search.is_running and search.current is not None)
    first = search.current
    person.presses(Qt.Key.Key_F3)
    assert search.current != first
    person.presses(Qt.Key.Key_F3, SHIFT)
    assert search.current == first
    # Through the list of hits to the page.
    person.presses(Qt.Key.Key_Down)
    person.presses(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.view


def copies(person: Person) -> None:
    """Copy the hit, then the page."""
    clipboard = QApplication.clipboard()
    person.presses(Qt.Key.Key_C, CONTROL)
    person.waits_until(lambda: clipboard.text().casefold() == "koordinasi")
    person.presses(Qt.Key.Key_Escape)
    assert not person.window.document_page.reading.search.is_open
    person.presses(Qt.Key.Key_A, CONTROL)
    person.presses(Qt.Key.Key_C, CONTROL)
    person.waits_until(lambda: len(clipboard.text()) > 500)
    person.presses(Qt.Key.Key_Escape)


def enlarges_and_turns(person: Person) -> None:
    view = person.window.document_page.view
    person.presses(Qt.Key.Key_Plus, CONTROL)
    enlarged = view.zoom
    person.presses(Qt.Key.Key_0, CONTROL)
    assert view.zoom < enlarged
    person.presses(Qt.Key.Key_2, CONTROL, ALT)
    assert shows(view, Mode.SINGLE)
    person.presses(Qt.Key.Key_R, CONTROL)
    assert view.rotation == 90
    person.presses(Qt.Key.Key_R, CONTROL, SHIFT)
    assert view.rotation == 0
    person.presses(Qt.Key.Key_1, CONTROL, ALT)
    assert shows(view, Mode.CONTINUOUS)


def jumps_and_comes_back(person: Person) -> None:
    view = person.window.document_page.view
    before = view.current_page
    person.presses(Qt.Key.Key_G, CONTROL)
    number = QApplication.focusWidget()
    assert isinstance(number, QLineEdit)
    person.types(number, "7")
    assert view.current_page == 6
    person.presses(Qt.Key.Key_Left, ALT)
    assert view.current_page == before
    person.presses(Qt.Key.Key_Right, ALT)
    assert view.current_page == 6


def takes_the_whole_screen(person: Person) -> None:
    page, window = person.window.document_page, person.window
    person.presses(Qt.Key.Key_F11)
    assert is_alone(page)
    assert not window.rail.isVisible()
    assert not page.signing_panel.isVisible()
    person.presses(Qt.Key.Key_Escape)
    assert not is_alone(page)
    assert window.rail.isVisible()
    assert page.signing_panel.isVisible()


def shows(view: DocumentView, mode: Mode) -> bool:
    return view.mode is mode


def is_alone(page: DocumentPage) -> bool:
    return page.window().isFullScreen() and page.view.isVisible()


def looks_at_the_print(person: Person, paper: Path) -> None:
    """Leaf through the sheets, and print none."""
    switchboard_of(person).print_affairs.printers = FilePrinters(paper)
    sheets: list[str] = []

    def leafs(dialog: PrintDialog) -> None:
        person.waits_until(lambda: dialog.preview.has_picture)
        for _sheet in range(2):
            sheets.append(dialog.leaf.number.text())
            person.presses(Qt.Key.Key_PageDown)
        person.presses(Qt.Key.Key_Escape)

    person.will_answer(PrintDialog, leafs)
    person.presses(Qt.Key.Key_P, CONTROL)
    assert len(sheets) == 2
    assert int(sheets[1]) == int(sheets[0]) + 1
    assert not paper.exists()


def reads_the_properties(person: Person) -> None:
    read: list[bool] = []

    def reads(_dialog: PropertiesDialog) -> None:
        person.waits_until(lambda: person.reads(_("Versi PDF")))
        read.append(person.reads("keputusan.pdf"))
        person.presses(Qt.Key.Key_Escape)

    person.will_answer(PropertiesDialog, reads)
    person.presses(Qt.Key.Key_D, CONTROL)
    assert read == [True]
