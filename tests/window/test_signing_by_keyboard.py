"""The three long tasks with the keyboard alone: sign one, sign many, change a specimen.

As in ``test_tasks_by_keyboard`` keys are counted, and may not grow.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QListWidget

from tests.papers.orders import write_orders
from tests.window.keyboard import CONTROL, Keyboard
from tests.window.treasurer import states_of
from ttedesktop.signing.place_rule_text import as_text
from ttedesktop.specimens.design import SpecimenKind
from ttedesktop.validation.report import Verdict
from ui import rail
from ui.controls.buttons import Button
from ui.placing.signature_box import SignatureBox
from ui.program import saving
from ui.queue.confirmation import QueueConfirmation
from ui.queue.document import QueuedDocument, RowState
from ui.queue.places import USUAL
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from tests.window.treasurer import Treasurer
    from ttedesktop.demo.demonstration import Demonstration
    from ui.queue.viewer import QueueViewer

SHIFT = Qt.KeyboardModifier.ShiftModifier

pytestmark = pytest.mark.usefixtures("own_data")


@pytest.fixture
def keyboard(person: Person) -> Keyboard:
    return Keyboard(person)


def test_signing_one_document(
    keyboard: Keyboard,
    letter: Path,
    demonstration: Demonstration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, page = keyboard.person, keyboard.person.window.document_page
    person.application.parts.keeper.change(must_read_to_the_end=True)
    monkeypatch.setattr(saving, "choose_pdf", lambda _parent, _recent: letter)

    keyboard.press(Qt.Key.Key_O, CONTROL)
    person.waits_until(lambda: page.report is not None and page.view.is_sharp)
    person.waits_until(lambda: page.desk.placement is not None)
    person.waits_until(lambda: page.signing_panel.heed.is_filled)
    keyboard.press(Qt.Key.Key_End, CONTROL)
    person.waits_until(lambda: page.view.current_page == 1)
    before = page.desk.placement
    keyboard.goes_to(SignatureBox, name="Kotak tanda tangan")
    keyboard.press(Qt.Key.Key_Left, SHIFT)
    assert page.desk.placement != before
    keyboard.press(Qt.Key.Key_T, CONTROL)
    keyboard.press(Qt.Key.Key_Space)

    def enter() -> None:
        keyboard.types(demonstration.pin)
        keyboard.press(Qt.Key.Key_Return)

    keyboard.answers(PinDialog, enter)
    keyboard.press(Qt.Key.Key_T, CONTROL)
    person.waits_until(
        lambda: page.report is not None and page.report.verdict is Verdict.VALID
    )

    assert page.document is not None
    assert page.document.path == letter.with_name("surat_TTE.pdf")
    assert page.document.path.is_file()
    assert keyboard.steps <= 9


# Without a screen no menu can be brought to the front, nor take the keyboard.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_signing_many_documents(
    keyboard: Keyboard,
    treasurer: Treasurer,
    incoming: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_orders(incoming, 3)
    treasurer.person.application.parts.keeper.change(must_read_to_the_end=True)
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_arguments: str(incoming)
    )
    treasurer.person.window.show_room(rail.DOCUMENT)

    adds_a_folder(keyboard, treasurer)
    chooses_a_place(keyboard, treasurer)
    reads_all(keyboard, treasurer)
    agrees_and_signs(keyboard, treasurer)

    assert states_of(treasurer.rows) == {RowState.SIGNED}
    assert len(list(incoming.rglob("*_TTE.pdf"))) == 3
    assert keyboard.steps <= 30


def adds_a_folder(keyboard: Keyboard, treasurer: Treasurer) -> None:
    keyboard.press(Qt.Key.Key_2, CONTROL)
    keyboard.press(Qt.Key.Key_F6)
    keyboard.goes_to(Button, name="Tambah folder")
    keyboard.press(Qt.Key.Key_Space)
    treasurer.person.waits_until(lambda: len(treasurer.affairs.documents) == 3)
    treasurer.waits_for_facts()


def chooses_a_place(keyboard: Keyboard, treasurer: Treasurer) -> None:
    """Take the second of the menu: lower right of the last page."""
    keyboard.goes_to(Button, name="Letak untuk semua", back=True)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return)
    treasurer.waits_for_facts()
    settings = treasurer.person.application.parts.settings
    assert settings.queue_rule == as_text(USUAL)


def reads_all(keyboard: Keyboard, treasurer: Treasurer) -> None:
    """Look at each of them to its end: Space leads on, and to the next."""
    keyboard.press(Qt.Key.Key_F6)
    keyboard.press(Qt.Key.Key_Home, CONTROL)
    viewer, person = treasurer.page.viewer, treasurer.person
    for row in treasurer.rows:
        person.waits_until(partial(_is_seen, viewer, row))
        for page in range(1, row.facts.pages):
            keyboard.press(Qt.Key.Key_Space)
            person.waits_until(partial(_is_at, viewer, page))
        person.waits_until(partial(_is_read, row))
        if row is not treasurer.rows[-1]:
            keyboard.press(Qt.Key.Key_Space)


def _is_seen(viewer: QueueViewer, row: QueuedDocument) -> bool:
    return viewer.row is row and viewer.document is not None and viewer.view.is_sharp


def _is_at(viewer: QueueViewer, page: int) -> bool:
    return viewer.view.current_page == page


def _is_read(row: QueuedDocument) -> bool:
    return row.read_at is not None


def agrees_and_signs(keyboard: Keyboard, treasurer: Treasurer) -> None:
    keyboard.press(Qt.Key.Key_T, CONTROL)
    keyboard.press(Qt.Key.Key_Space)

    def enter() -> None:
        keyboard.types(treasurer.pin)
        keyboard.press(Qt.Key.Key_Return)

    def confirm() -> None:
        keyboard.answers(PinDialog, enter)
        keyboard.press(Qt.Key.Key_Return)

    keyboard.answers(QueueConfirmation, confirm)
    keyboard.press(Qt.Key.Key_T, CONTROL)
    treasurer.person.waits_until(lambda: states_of(treasurer.rows) == {RowState.SIGNED})


def test_changing_a_specimen(keyboard: Keyboard, letter: Path) -> None:
    person = keyboard.person
    before = person.application.parts.settings.chosen_specimen

    keyboard.press(Qt.Key.Key_Comma, CONTROL)
    keyboard.goes_to(QListWidget, name="Kelompok setelan")
    keyboard.press(Qt.Key.Key_Down)
    editor = person.window.settings_page.specimens
    person.waits_until(lambda: editor.isVisible() and editor.paper.has_stamp)
    keyboard.goes_to(QLineEdit, name="Nama spesimen")
    keyboard.press(Qt.Key.Key_A, CONTROL)
    keyboard.types("Nota dinas")
    keyboard.goes_to(QComboBox, name="Jenis")
    keyboard.press(Qt.Key.Key_End)
    person.waits_until(lambda: editor.design.kind is not before.kind)
    # The rows are others now; the keyboard is where it was among them.
    person.waits_until(lambda: keyboard.place.accessibleName() == "Jenis")
    person.opens(letter)
    person.waits_for_token()
    page = person.window.document_page
    person.waits_until(lambda: page.box.has_stamp)

    tile = page.signing_panel.tiles.tile(before.key)
    assert (tile.text(), tile.isChecked()) == ("Nota dinas", True)
    assert editor.design.kind is SpecimenKind.PICTURE
    assert keyboard.steps <= 16
