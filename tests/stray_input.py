"""Random keys and clicks over the window, as of a cat; one seed, one run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.controls.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_PAUSE: Final = 20
"""Milliseconds."""
NO_MODIFIER: Final = Qt.KeyboardModifier.NoModifier
PLAIN: Final = (
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete,
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F3, Qt.Key.Key_F4,
    Qt.Key.Key_F6, Qt.Key.Key_F9, Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_T,
)  # fmt: skip
WITH_CONTROL: Final = (
    # Those that open files, print or close are left out: the letter has to stay.
    Qt.Key.Key_T, Qt.Key.Key_F, Qt.Key.Key_G, Qt.Key.Key_A, Qt.Key.Key_C,
    Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_9, Qt.Key.Key_Plus,
)  # fmt: skip


class StrayInput(QObject):
    """Does one thing after the other, also while a dialog waits."""

    def __init__(
        self,
        seed: int,
        window: Callable[[], QWidget],
        after_each: Callable[[], None],
        is_busy: Callable[[], bool],
    ) -> None:
        """``is_busy`` tells whether something is under way that may ask something."""
        super().__init__()
        self._is_busy = is_busy
        self._chance = random.Random(seed)  # noqa: S311 - a cat, no secret
        self._window, self._after_each = window, after_each
        self._left, self._is_over = 0, False
        self._under_way = 0
        """Things that are being done; more than one while a dialog waits."""

    @property
    def is_over(self) -> bool:
        return self._is_over

    def do(self, count: int) -> None:
        """Begin; ``is_over`` tells when all is done."""
        self._left = count
        self._go_on()

    def _go_on(self) -> None:
        QTimer.singleShot(0, self, self._do_one)

    def _do_one(self) -> None:
        if self._left <= 0:
            self._end()
            return
        self._left -= 1
        # Before it is done: a dialog that opens now waits for what comes next.
        self._go_on()
        self._under_way += 1
        try:
            if self._chance.random() < 0.5:
                self._press()
            else:
                self._click()
            self._after_each()
        finally:
            self._under_way -= 1

    def _end(self) -> None:
        """Leave no dialog that waits for an answer, nor what will ask for one."""
        waiting = [
            one for one in self._window().findChildren(Dialog) if one.isVisible()
        ]
        for one in waiting:
            one.reject()
        # Events are answered between the press of a button and its release, too.
        if waiting or self._under_way or self._is_busy():
            QTimer.singleShot(_PAUSE, self, self._do_one)
        else:
            self._is_over = True

    def _press(self) -> None:
        target = QApplication.focusWidget() or self._window()
        if self._chance.random() < 0.2:
            key, modifier = (
                self._chance.choice(WITH_CONTROL),
                Qt.KeyboardModifier.ControlModifier,
            )
        else:
            key, modifier = self._chance.choice(PLAIN), NO_MODIFIER
        is_secret = (
            isinstance(target, QLineEdit)
            and target.echoMode() is not QLineEdit.EchoMode.Normal
        )
        # Nobody guesses a PIN here: that would only cost tries.
        if not (is_secret and key in {Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_T}):
            QTest.keyClick(target, key, modifier)

    def _click(self) -> None:
        window = self._window()
        point = QPoint(
            self._chance.randrange(window.width()),
            self._chance.randrange(window.height()),
        )
        target = window.childAt(point) or window
        here = target.mapFrom(window, point)
        button = Qt.MouseButton.LeftButton
        if self._chance.random() < 0.3:
            QTest.mouseDClick(target, button, pos=here)
        else:
            QTest.mouseClick(target, button, pos=here)
