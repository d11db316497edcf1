"""Tasks done with the keyboard alone; the number of keys is counted, and may not grow.

A word that is typed counts as one: what is long is the way, not the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from tests.window.keyboard import CONTROL, Keyboard
from ttedesktop.settings.values import Appearance
from ui import rail
from ui.controls.report_dialog import ReportDialog
from ui.controls.switch import Switch
from ui.program import saving
from ui.settings.groups import SettingsGroup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person


@pytest.fixture
def keyboard(person: Person) -> Keyboard:
    return Keyboard(person)


def test_looking_why_a_token_fails(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_3, CONTROL)

    assert keyboard.person.window.room == rail.TOKEN
    assert keyboard.steps <= 1


def test_asking_for_help(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_F1)

    assert keyboard.person.window.room == rail.HELP
    assert keyboard.steps <= 1


def test_changing_the_colours(keyboard: Keyboard) -> None:
    person = keyboard.person
    before = person.window

    keyboard.press(Qt.Key.Key_Comma, CONTROL)
    keyboard.types("warna")
    keyboard.goes_to(QComboBox, name="Warna")
    keyboard.press(Qt.Key.Key_End)
    person.waits_until(lambda: person.window is not before)

    assert person.application.parts.settings.appearance is Appearance.CONTRAST
    assert keyboard.steps <= 6


def test_having_to_read_to_the_end(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_Comma, CONTROL)
    keyboard.types("wajib membaca")
    keyboard.goes_to(Switch, name="Wajib membaca")
    keyboard.press(Qt.Key.Key_Space)

    assert keyboard.person.application.parts.settings.must_read_to_the_end
    assert keyboard.steps <= 6


def test_finding_where_drivers_are_added(keyboard: Keyboard) -> None:
    page = keyboard.person.window.settings_page
    keyboard.press(Qt.Key.Key_Comma, CONTROL)
    keyboard.types("driver")
    keyboard.goes_to(QWidget, name="Buka Token dan driver")
    keyboard.press(Qt.Key.Key_Space)

    assert page.group is SettingsGroup.DRIVERS
    assert keyboard.steps <= 7


def test_reporting_a_problem(keyboard: Keyboard) -> None:
    seen: list[str] = []

    def leave(dialog: ReportDialog) -> None:
        seen.append(dialog.windowTitle())
        keyboard.person.escapes(dialog)

    keyboard.person.will_answer(ReportDialog, leave)
    keyboard.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    keyboard.person.waits_until(lambda: bool(seen))

    assert seen == ["Laporkan masalah"]
    assert keyboard.steps <= 1


def test_verifying_a_document(
    keyboard: Keyboard, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "choose_pdf", lambda _parent, _recent: letter)
    page = keyboard.person.window.document_page

    keyboard.press(Qt.Key.Key_K, CONTROL)
    keyboard.person.waits_until(lambda: page.report is not None)

    assert keyboard.person.reads("TIDAK ADA TTE")
    assert keyboard.steps <= 1
