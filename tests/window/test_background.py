"""What was done in the background is told to those who are still there."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

from ui.program.background import Background

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ttedesktop.errors.errors import TteError

ROUNDS = 150


class _Waiting(QObject):
    """Somebody who waits, and goes when told or before."""

    def __init__(self, parent: QObject, told: list[int], number: int) -> None:
        super().__init__(parent)
        self._told, self._number = told, number

    def work(self) -> int:
        return self._number

    def hear(self, number: int) -> None:
        self._told.append(number)

    def fail(self, error: TteError) -> None:
        raise error


def test_whoever_is_gone_is_not_told(qtbot: QtBot) -> None:
    told: list[int] = []
    parent, may_go_on = QObject(), threading.Event()
    gone, there = (_Waiting(parent, told, number) for number in (1, 2))
    background = Background()
    with ExitStack() as after:
        after.callback(background.stop)
        for one in (gone, there):

            def work(one: _Waiting = one) -> int:
                may_go_on.wait()
                return one.work()

            background.run(work, to=one, on_success=one.hear, on_failure=one.fail)
        shiboken6.delete(gone)
        may_go_on.set()
        qtbot.waitUntil(lambda: told == [2])


def test_those_who_go_while_they_are_told_end_nothing(qtbot: QtBot) -> None:
    # Told from another thread, an object that is just deleted would end the whole run;
    # so rarely, that these few rounds would hardly show it.
    told: list[int] = []
    parent = QObject()
    background = Background()
    with ExitStack() as after:
        after.callback(background.stop)
        for number in range(ROUNDS):
            one = _Waiting(parent, told, number)
            background.run(one.work, to=one, on_success=one.hear, on_failure=one.fail)
            QTimer.singleShot(number % 2, one, one.deleteLater)
            if number % 10 == 0:
                qtbot.wait(1)
        last = _Waiting(parent, told, ROUNDS)
        background.run(last.work, to=last, on_success=last.hear, on_failure=last.fail)
        qtbot.waitUntil(lambda: ROUNDS in told)

    assert len(told) == len(set(told))
