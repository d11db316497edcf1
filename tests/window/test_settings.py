"""Settings in the window: what is changed applies at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import Language
from ttedesktop.settings.values import Appearance
from ui import rail
from ui.controls import theme
from ui.controls.tones import DARK
from ui.settings.groups import SettingsGroup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person


def test_another_language_is_spoken_at_once_and_the_document_stays(
    person: Person, letter: Path
) -> None:
    person.opens(letter)

    person.application.parts.keeper.change(language=Language.ENGLISH)
    person.waits_until(lambda: person.reads("I have read"))

    document = person.window.document_page.document
    assert document is not None
    assert document.path == letter


def test_dark_colours_come_at_once(person: Person) -> None:
    person.application.parts.keeper.change(appearance=Appearance.DARK)

    person.waits_until(lambda: theme.tones() is DARK)
    assert person.window.isVisible()


def test_the_window_is_where_it_was_after_it_was_made_anew(person: Person) -> None:
    person.window.show_room(rail.SETTINGS)
    person.window.settings_page.open_group(SettingsGroup.SIGNING)
    before = person.window

    person.application.parts.keeper.change(appearance=Appearance.DARK)
    person.waits_until(lambda: person.window is not before)

    assert person.window.room == rail.SETTINGS
    assert person.window.settings_page.group is SettingsGroup.SIGNING


def test_recent_documents_are_listed_and_can_be_cleared(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    switchboard = person.application.switchboard
    assert switchboard is not None
    switchboard.close_document()

    assert person.reads("surat.pdf")
    person.clicks("Bersihkan daftar")
    assert person.application.parts.settings.recent == ()
    person.waits_until(lambda: person.reads("Belum ada dokumen"))
