"""A person before the window: sees what it shows, answers what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QWidget,
)

from ui.controls.dialog import Dialog
from ui.controls.error_dialog import ErrorDialog
from ui.signing.confirmation import SigningConfirmation
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.application import Application
    from ui.main_window import MainWindow

Widget = TypeVar("Widget", bound=QWidget)
PATIENCE = 30_000
"""Milliseconds a person waits; only a bound, no measure."""


@dataclass
class Person:
    """Uses one application through its widgets."""

    application: Application
    bot: QtBot

    @property
    def window(self) -> MainWindow:
        window = self.application.window
        assert window is not None
        return window

    def opens(self, path: Path, *, for_checking: bool = False) -> None:
        """Open a file and wait until its verdict is known."""
        switchboard = self.application.switchboard
        assert switchboard is not None
        with self.bot.waitSignal(switchboard.settled, timeout=PATIENCE):
            switchboard.open(path, for_checking=for_checking)

    def waits_until(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=PATIENCE)

    def waits_for_token(self) -> None:
        desk = self.window.document_page.desk
        self.waits_until(lambda: desk.certificate is not None)

    def gets_ready_to_sign(self, letter: Path) -> None:
        """Open a letter and do all that comes before the PIN."""
        self.opens(letter)
        tokens = self.application.parts.tokens
        self.waits_until(
            lambda: tokens.survey is not None and bool(tokens.survey.certificates())
        )
        self.waits_for_token()
        page = self.window.document_page
        self.waits_until(lambda: page.desk.placement is not None)
        self.consents()

    def drags(self, start: QPointF, end: QPointF, *, page: int = 0) -> None:
        """Drag over a page; points of the page as it is seen."""
        view = self.window.document_page.view
        to_view = view.page_transform(page)
        first, last = to_view.map(start).toPoint(), to_view.map(end).toPoint()
        port = view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
        middle = QPoint((first.x() + last.x()) // 2, (first.y() + last.y()) // 2)
        for point in (middle, last):
            QTest.mouseMove(port, point)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)

    def presses(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        combined = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            combined |= one
        if QApplication.activeWindow() is None:
            # Nobody else is there to give the keyboard back when a dialog is closed.
            self.window.activateWindow()
            self.waits_until(self.window.isActiveWindow)
        focused = QApplication.focusWidget()
        QTest.keyClick(focused if focused is not None else self.window, key, combined)

    def clicks(self, words: str, *, within: QWidget | None = None) -> None:
        """Click the button that carries these words."""
        QTest.mouseClick(self.button(words, within=within), Qt.MouseButton.LeftButton)

    def button(self, words: str, *, within: QWidget | None = None) -> QPushButton:
        found = [
            one
            for one in (within or self.window).findChildren(QPushButton)
            if one.text() == words and one.isVisible()
        ]
        assert found, f"no button {words!r}"
        return found[0]

    def reads(self, words: str) -> bool:
        """Whether a sentence stands somewhere in the window."""
        labels = self.window.findChildren(QLabel)
        buttons = self.window.findChildren(QAbstractButton)
        return any(words in one.text() and one.isVisible() for one in labels) or any(
            words in one.text() and one.isVisible() for one in buttons
        )

    def consents(self) -> None:
        """Tick what has to be ticked, once the document was looked through."""
        panel = self.window.document_page.signing_panel
        self.waits_until(lambda: panel.heed.is_filled)
        if panel.heed.seen is not None:
            panel.heed.seen.setChecked(True)
        panel.consent.setChecked(True)

    def will_answer(self, kind: type[Widget], answer: Callable[[Widget], None]) -> None:
        """Answer a dialog of this kind when it comes; it may take a while."""

        def look() -> None:
            found = [one for one in self.window.findChildren(kind) if one.isVisible()]
            if found:
                answer(found[0])
            else:
                QTimer.singleShot(50, look)

        QTimer.singleShot(50, look)

    def types(self, field: QWidget, words: str) -> None:
        """Type into a field and press Enter."""
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def will_type_pin(self, pin: str) -> None:
        """Type the PIN and press Enter, as soon as it is asked for."""

        self.will_answer(PinDialog, lambda dialog: self.types(dialog.field, pin))

    def will_confirm(self) -> None:
        """Agree to a signature for which no PIN is asked, as soon as it is named."""

        def agree(dialog: SigningConfirmation) -> None:
            QTest.mouseClick(dialog.signing_button, Qt.MouseButton.LeftButton)

        self.will_answer(SigningConfirmation, agree)

    def escapes(self, widget: QWidget) -> None:
        QTest.keyClick(widget, Qt.Key.Key_Escape)

    def will_close_dialog(self, seen: list[str]) -> None:
        """Read all words of the next dialog into ``seen``, and press Esc."""

        def answer(dialog: Dialog) -> None:
            seen.extend(one.text() for one in dialog.findChildren(QLabel) if one.text())
            self.escapes(dialog)

        self.will_answer(Dialog, answer)

    def will_read_trouble(self, seen: list[str]) -> None:
        """Read all words of the next dialog that tells of trouble, and press Esc."""

        def answer(dialog: ErrorDialog) -> None:
            seen.extend(one.text() for one in dialog.findChildren(QLabel) if one.text())
            self.escapes(dialog)

        self.will_answer(ErrorDialog, answer)
