"""Somebody who has no mouse: presses keys where the keyboard is, and counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.window.person import Person
    from ui.controls.dialog import Dialog

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.steps = 0
        # Until the window is in front, nothing has the keyboard.
        person.window.activateWindow()
        person.waits_until(person.window.isActiveWindow)
        person.window.setFocus()

    @property
    def place(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.person.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.steps += 1
        QTest.keyClick(self.place, key, modifiers)
        QApplication.processEvents()

    def types(self, words: str) -> None:
        self.steps += 1
        QTest.keyClicks(self.place, words)
        QApplication.processEvents()

    def goes_to(
        self, kind: type[QWidget], *, name: str, most: int = 12, back: bool = False
    ) -> None:
        """Press Tab, or Shift+Tab, until a control of this name has the keyboard."""
        modifiers = Qt.KeyboardModifier.ShiftModifier if back else NONE
        for _step in range(most):
            now = QApplication.focusWidget()
            said = "" if now is None else now.accessibleName() or words_on(now)
            if isinstance(now, kind) and name in said:
                return
            self.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, modifiers)
        pytest.fail(f"Tab does not lead to {name!r}")

    def answers(self, kind: type[Dialog], keys: Callable[[], None]) -> None:
        """Press keys in a dialog of this kind when it comes.

        It has a loop of its own: who waits for it in the loop below waits for ever.
        """

        def answer(dialog: Dialog) -> None:
            assert dialog.isAncestorOf(self.place), "the dialog has not the keyboard"
            keys()

        self.person.will_answer(kind, answer)


def words_on(one: QWidget) -> str:
    """Return what stands on a button."""
    return one.text() if isinstance(one, QAbstractButton) else ""
