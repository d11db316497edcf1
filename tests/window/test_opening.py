"""The ways in which a document comes into the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.window.person import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person

BUTTON = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
NO_KEYS = Qt.KeyboardModifier.NoModifier


def test_a_file_dropped_anywhere_is_opened(person: Person, letter: Path) -> None:
    window, switchboard = person.window, person.application.switchboard
    assert switchboard is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter))])
    entering = QDragEnterEvent(QPoint(300, 300), COPY, data, BUTTON, NO_KEYS)

    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    with person.bot.waitSignal(switchboard.settled, timeout=PATIENCE):
        QApplication.sendEvent(
            window, QDropEvent(QPoint(300, 300), COPY, data, BUTTON, NO_KEYS)
        )

    document = window.document_page.document
    assert document is not None
    assert document.path == letter


def test_something_that_is_no_file_is_not_taken(person: Person) -> None:
    data = QMimeData()
    data.setText("hanya tulisan")
    entering = QDragEnterEvent(QPoint(300, 300), COPY, data, BUTTON, NO_KEYS)
    entering.ignore()

    QApplication.sendEvent(person.window, entering)

    assert not entering.isAccepted()


def test_a_document_from_the_list_is_opened_again(person: Person, letter: Path) -> None:
    person.opens(letter)
    switchboard = person.application.switchboard
    assert switchboard is not None
    switchboard.close_document()

    with person.bot.waitSignal(switchboard.settled, timeout=PATIENCE):
        person.window.home.document_chosen.emit(str(letter))

    assert person.window.is_document_shown


def test_escape_keys_and_page_keys_move_through_the_pages(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    view = person.window.document_page.view
    view.setFocus()

    person.presses(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.current_page == 1
    person.presses(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.current_page == 0
    person.presses(Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0


def test_zooming_keeps_what_is_under_the_pointer(person: Person, letter: Path) -> None:
    person.opens(letter)
    view = person.window.document_page.view
    before = view.zoom

    view.zoom_in()
    assert view.zoom > before
    view.fit_page()
    assert view.page_rect(0).height() <= view.viewport().height()
    view.fit_width()
    assert abs(view.zoom - before) < 0.01
