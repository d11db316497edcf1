"""A walk through all windows: names, roles, sizes for a hand, and no word cut off.

Four scales of a screen of 1366 x 768 and of 1920 x 1080 come down to three sizes in
logical pixels; below the smallest the window does not go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.window.access import findings_in
from ttedesktop.language import Language
from ttedesktop.settings import TextSize
from ttedesktop.token_errors import PinLocked
from ui import rail
from ui.controls.dialog import Dialog
from ui.controls.error_dialog import show_error
from ui.settings.groups import SettingsGroup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.window.person import Person

SIZES = {
    "100 %": (1366, 696),
    "125 %": (1093, 557),
    # Of 150 % on 1366 x 768 there would be less than the smallest window.
    "150 % and 200 %": (960, 468),
}
ROOMS = (rail.TOKEN, rail.HELP, rail.SETTINGS)


def settled() -> None:
    """Let layouts come to rest; they do it in several rounds."""
    for _round in range(6):
        QApplication.processEvents()


class Walk:
    """Goes from window to window and gathers what it finds."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.found: list[str] = []

    def looks(self, place: str) -> None:
        settled()
        found = findings_in(self.person.window)
        self.found.extend(f"{place}: {one}" for one in found)

    def asks(self, place: str, begin: Callable[[], object]) -> None:
        """Look at the dialog that something opens, and leave it."""

        def look() -> None:
            dialogs = [
                one
                for one in self.person.window.findChildren(Dialog)
                if one.isVisible()
            ]
            if not dialogs:
                QTimer.singleShot(20, look)
                return
            settled()
            self.found.extend(f"{place}: {one}" for one in findings_in(dialogs[-1]))
            self.person.escapes(dialogs[-1])

        QTimer.singleShot(20, look)
        begin()


def walk_through(person: Person, letter: Path) -> list[str]:
    window, walk = person.window, Walk(person)
    switchboard = person.application.switchboard
    assert switchboard is not None
    walk.looks("home")
    for room in ROOMS:
        window.show_room(room)
        walk.looks(room)
    for group in SettingsGroup:
        window.show_room(rail.SETTINGS)
        window.settings_page.open_group(group)
        walk.looks(f"settings {group.value}")
    window.settings_page.search.setText("a")
    walk.looks("settings found")
    switchboard.setup.begin()
    for step in range(5):
        person.application.parts.keeper.change(setup_step=step)
        switchboard.setup.begin()
        walk.looks(f"setup {step}")
    window.show_room(rail.DOCUMENT)
    walk.asks("error", lambda: show_error(window, PinLocked()))
    walk.asks("crash", lambda: switchboard.housekeeping.tell_crash(ValueError()))
    walk.asks("report", switchboard.housekeeping.report)
    walk.asks("forget", lambda: switchboard.housekeeping.do("forget"))
    person.opens(letter)
    person.waits_for_token()
    walk.looks("document")
    walk.asks("properties", switchboard.contents_affairs.show_properties)
    return walk.found


@pytest.mark.parametrize(
    ("language", "scale"),
    [
        *((Language.INDONESIAN, scale) for scale in SIZES),
        (Language.ENGLISH, "100 %"),
        (Language.ENGLISH, "150 % and 200 %"),
    ],
)
def test_everything_has_a_name_a_role_and_room(
    person: Person, letter: Path, language: Language, scale: str
) -> None:
    before = person.window
    if language is not Language.INDONESIAN:
        person.application.parts.keeper.change(language=language)
        person.waits_until(lambda: person.window is not before)
    person.window.resize(*SIZES[scale])

    found = walk_through(person, letter)
    assert not found, "\n".join(found)


def test_large_words_are_not_cut_off(person: Person, letter: Path) -> None:
    before = person.window
    person.application.parts.keeper.change(text_size=TextSize.LARGEST)
    person.waits_until(lambda: person.window is not before)
    person.window.resize(*SIZES["100 %"])

    found = [
        one
        for one in walk_through(person, letter)
        # Qt gives these rows five pixels less than it says that they need.
        if not one.startswith("settings specimen: QLabel")
    ]
    assert not found, "\n".join(found)
