"""Somebody who goes from state to state of the window, and does something in each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.controls.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.application import Application
    from ui.main_window import MainWindow

Widget = TypeVar("Widget", bound=QWidget)
PATIENCE = 60_000
"""Milliseconds; only a bound."""
_LOOKS = 10
"""Milliseconds from one look for it to the next."""


@dataclass
class Visitor(ABC):
    """Is led through one application; what a visit is, its kinds decide."""

    application: Application
    names: list[str] = field(default_factory=list, init=False)
    """Of the states that were visited."""
    failures: list[Exception] = field(default_factory=list, init=False)

    @property
    def window(self) -> MainWindow:
        """The window as it is now; it is made anew for another language."""
        assert self.application.window is not None
        return self.application.window

    def take(self, name: str) -> None:
        """Visit a state; it has a name of its own."""
        self.visit(name)
        self.names.append(name)

    @abstractmethod
    def visit(self, name: str) -> None:
        """Do what is to be done in a state."""

    def settle(self, milliseconds: int = 900) -> None:
        """Let pages, stamps and fades come to rest."""
        settle(milliseconds)

    def with_dialog(
        self,
        kind: type[Widget],
        act: Callable[[Widget], None],
        begin: Callable[[], object],
    ) -> None:
        """Begin something that asks, and act on the dialog when it is there."""

        deadline = QDeadlineTimer(PATIENCE)

        def look() -> None:
            found = [one for one in self.window.findChildren(kind) if one.isVisible()]
            if found:
                self._act(act, found[-1])
            elif deadline.hasExpired():
                self.failures.append(AssertionError(f"no {kind.__name__}"))
                for one in self.window.findChildren(Dialog):
                    QTest.keyClick(one, Qt.Key.Key_Escape)
            else:
                QTimer.singleShot(50, look)

        QTimer.singleShot(50, look)
        begin()

    def _act(self, act: Callable[[Widget], None], dialog: Widget) -> None:
        try:
            act(dialog)
        except Exception as failure:  # noqa: BLE001 - Qt would swallow it
            self.failures.append(failure)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def ends_well(self) -> None:
        """Raise what went wrong while a dialog was open, if anything did."""
        for failure in self.failures:
            raise failure


def wait_for(condition: Callable[[], bool], *, patience: int = PATIENCE) -> None:
    """Let the window live, and let go of Python's lock, until something is so.

    Who asks without a pause keeps the lock from all that works in the background.
    """
    loop, deadline = QEventLoop(), QDeadlineTimer(patience)
    timer = QTimer(interval=_LOOKS)
    timer.timeout.connect(
        lambda: loop.quit() if condition() or deadline.hasExpired() else None
    )
    timer.start()
    if not condition():
        loop.exec()
    timer.stop()
    assert condition(), "the window did not come so far"


def settle(milliseconds: int = 900) -> None:
    """Let a while go by in which the window lives."""
    # QTest.qWait keeps Python's lock, so that nothing in the background gets on.
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
