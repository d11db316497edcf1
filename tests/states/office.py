"""Pictures of the first start, of the search for settings, and of the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.states.visitor import wait_for
from ttedesktop.settings.values import TextSize
from ui import rail
from ui.controls.question_dialog import QuestionDialog
from ui.controls.report_dialog import CrashDialog, ReportDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.states.visitor import Visitor
    from ui.controls.dialog import Dialog


def office_states(photo: Visitor) -> None:
    """Look at what a person meets once, or seldom."""
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    page = window.settings_page
    window.show_room(rail.SETTINGS)
    for name, words in (("found", "pdf"), ("nothing", "qqq")):
        page.search.setText(words)
        photo.take(f"15-settings-{name}")
    page.search.clear()
    housekeeping = switchboard.housekeeping

    def look(name: str) -> Callable[[Dialog], None]:
        def take(dialog: Dialog) -> None:
            photo.take(name)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

        return take

    photo.with_dialog(ReportDialog, look("15-report"), housekeeping.report)
    photo.with_dialog(
        CrashDialog,
        look("15-crash"),
        lambda: housekeeping.tell_crash(ValueError()),
    )
    photo.with_dialog(
        QuestionDialog, look("15-forget"), lambda: housekeeping.do("forget")
    )
    keeper = photo.application.parts.keeper
    for step in range(5):
        keeper.change(setup_step=step)
        switchboard.setup.begin()
        photo.take(f"16-setup-{step}")
    window.show_room(rail.DOCUMENT)


def large_words(photo: Visitor) -> None:
    """Look at home and settings in the largest words; the window is another then."""
    before, keeper = photo.window, photo.application.parts.keeper
    if keeper.settings.text_size is not TextSize.LARGEST:
        keeper.change(text_size=TextSize.LARGEST)
        wait_for(lambda: photo.application.window is not before)
    photo.take("17-large-home")
    window = photo.application.window
    assert window is not None
    window.show_room(rail.SETTINGS)
    photo.take("17-large-settings")
