"""Pictures of the guide as it is read: chapters, a search, and over a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.guide.dialog import GuideDialog
from ui.tokens.pin_change import PinChangeDialog

if TYPE_CHECKING:
    from tests.states.visitor import Visitor


def guide_states(photo: Visitor) -> None:
    """Read, look for words, and ask for help where a PIN is wanted."""
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    for chapter in ("pertama", "putusan", "tombol"):
        window.show_guide(chapter)
        photo.take(f"13-help-{chapter}")
    window.guide_page.search.setText("pin")
    photo.take("13-help-found")
    window.guide_page.search.clear()

    def reads(dialog: GuideDialog) -> None:
        photo.take("13-help-over-a-dialog")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def asks(dialog: PinChangeDialog) -> None:
        photo.with_dialog(GuideDialog, reads, switchboard.help.show)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    photo.with_dialog(PinChangeDialog, asks, switchboard.token_affairs.change_pin)
