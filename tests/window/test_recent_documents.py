"""The documents opened last: where they were left, and that nothing may be noted."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from ttedesktop.errors.policy_errors import PolicyUnreadable
from ttedesktop.language import Language
from ttedesktop.policy import Policy
from ttedesktop.settings.values import ReadingPlace, RecentDocument, Settings
from ui import rail
from ui.controls.switch import Switch
from ui.main_window import MainWindow
from ui.program.parts import Parts, make_parts
from ui.settings.groups import SettingsGroup
from ui.switchboard import Switchboard

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.window.person import Person

NOTED = (RecentDocument("/surat/rahasia.pdf", "", "2026-11-22T10:00:00+07:00"),)
UNREADABLE = PolicyUnreadable("/etc/ttedesktop/policy.toml", "not_understood")


def words_of(window: MainWindow) -> str:
    labels = window.home.findChildren(QLabel)
    return "\n".join(one.text() for one in labels)


def window_of(qtbot: QtBot, parts: Parts) -> MainWindow:
    window = MainWindow(parts)
    qtbot.addWidget(window)
    Switchboard(parts, window)
    window.show()
    return window


def switch_of_the_list(window: MainWindow) -> Switch:
    """Return the switch of the list, among others that stand beside it."""
    switches = window.settings_page.cards_area.findChildren(Switch)
    name = "Daftar dokumen terakhir dibuka"
    return next(one for one in switches if one.accessibleName() == name)


def test_a_document_opens_where_it_was_left(person: Person, letter: Path) -> None:
    switchboard, keeper = person.application.switchboard, person.application.parts
    assert switchboard is not None
    person.opens(letter)
    view = person.window.document_page.view
    view.zoom_to(1.75)
    view.go_to_page(1)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 90)
    where = view.place()
    # Nothing is written while somebody reads.
    assert keeper.settings.recent[0].place == ReadingPlace()
    switchboard.close_document()
    assert keeper.settings.recent[0].place == where

    person.opens(letter)
    now = person.window.document_page.view.place()
    assert dataclasses.replace(now, y=0) == dataclasses.replace(where, y=0)
    assert now.y == pytest.approx(where.y, abs=1)
    # A window that ends writes it too.
    person.window.document_page.view.go_to_page(0)
    place = person.window.document_page.view.place()
    person.application.parts.keeper.change(language=Language.ENGLISH)
    person.waits_until(lambda: keeper.settings.recent[0].place == place)


def test_a_place_beyond_a_shorter_document_is_taken_as_near_it(
    person: Person, letter: Path
) -> None:
    place = ReadingPlace(page=700, y=5000.0, zoom=3.0, fit="none")
    noted = RecentDocument(str(letter), "", "2026-11-22T10:00:00+07:00", place)
    person.application.parts.keeper.change(recent=(noted,))

    person.opens(letter)

    assert person.window.document_page.view.current_page == 1


def test_a_person_may_keep_no_list_and_clear_it(person: Person, letter: Path) -> None:
    keeper, window = person.application.parts.keeper, person.window
    person.opens(letter)
    person.clicks("Bersihkan daftar", within=shown_home(person))
    assert not keeper.settings.recent
    assert "Belum ada dokumen" in words_of(window)

    person.opens(letter)
    person.waits_until(lambda: len(keeper.settings.recent) == 1)
    window.settings_page.open_group(SettingsGroup.STORAGE)
    switch = switch_of_the_list(window)
    switch.click()
    assert not keeper.settings.recent
    assert not keeper.settings.keeps_recent
    shown_home(person)
    window.show_room(rail.DOCUMENT)
    assert "Daftar dokumen terakhir dimatikan di Setelan" in words_of(window)
    person.opens(letter)
    assert not keeper.settings.recent


def shown_home(person: Person) -> MainWindow:
    switchboard = person.application.switchboard
    assert switchboard is not None
    switchboard.close_document()
    return person.window


def test_an_administrator_may_switch_the_list_off(
    qtbot: QtBot,
) -> None:
    parts = make_parts(
        None, settings=Settings(recent=NOTED), policy=Policy(recent=False)
    )
    window = window_of(qtbot, parts)

    words = words_of(window)
    assert "Daftar dokumen terakhir dimatikan oleh administrator" in words
    assert "rahasia.pdf" not in words
    assert parts.settings.recent == ()
    window.settings_page.open_group(SettingsGroup.STORAGE)
    told = [one.text() for one in window.settings_page.findChildren(QLabel)]
    assert "Diatur administrator" in told
    assert not switch_of_the_list(window).isEnabled()
    # What comes late from the keyring is emptied too.
    parts.keeper.change(recent=NOTED)
    assert parts.settings.recent == ()
    parts.stop()


def test_a_policy_that_cannot_be_read_hides_the_list_and_keeps_it(
    qtbot: QtBot,
) -> None:
    parts = make_parts(
        None, settings=Settings(recent=NOTED), policy=Policy(fault=UNREADABLE)
    )
    window = window_of(qtbot, parts)

    assert "rahasia.pdf" not in words_of(window)
    assert parts.settings.recent == NOTED
    parts.stop()
