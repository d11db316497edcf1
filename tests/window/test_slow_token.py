"""A slow token, or a module that hangs, never holds the window up.

No time is measured here: what counts is that the window answers while the log of the
module says that a call is under way. ``make bench`` tells the longest wait.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from tests.window.pulse import beating
from ui.controls.progress_cover import ProgressCover

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.tokens.fault_module import FaultModule
    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration

ANSWERS = frozenset({QEvent.Type.KeyPress, QEvent.Type.Resize, QEvent.Type.Paint})


@dataclass
class Impatience:
    """Somebody who presses a key and resizes the window during a call of the module."""

    person: Person
    fault: FaultModule
    function: str
    widget: QWidget
    """What the keys are pressed on."""
    ear: Ear = field(init=False)
    beats: int = 0
    """Of the window's thread during the very call in which the key was pressed."""
    _call: int = 0

    def __post_init__(self) -> None:
        self.ear = Ear(self)

    @property
    def is_inside(self) -> bool:
        return self.fault.is_inside(self.function)

    @property
    def is_same_call(self) -> bool:
        return self.is_inside and self.fault.begun(self.function) == self._call

    def beat(self) -> None:
        if self.is_same_call:
            self.beats += 1
        elif self.is_inside and not self.ear.has_heard_all:
            self._call, self.beats = self.fault.begun(self.function), 0
            self.ear.heard.clear()
            self._presses_and_resizes()

    def _presses_and_resizes(self) -> None:
        # Put into the queue, which nobody but the thread of the window empties.
        key, none = Qt.Key.Key_F24, Qt.KeyboardModifier.NoModifier
        press = QKeyEvent(QEvent.Type.KeyPress, key, none)
        QCoreApplication.postEvent(self.widget, press)
        window = self.person.window
        window.resize(window.width() - 40, window.height() - 20)


class Ear(QObject):
    """Hears what a widget is told during the call."""

    def __init__(self, impatience: Impatience) -> None:
        super().__init__(impatience.widget)
        self.heard: set[QEvent.Type] = set()
        self._impatience = impatience
        impatience.widget.installEventFilter(self)

    @property
    def has_heard_all(self) -> bool:
        return self.heard >= ANSWERS

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ANSWERS and self._impatience.is_same_call:
            self.heard.add(event.type())
        return False


def require_answers(impatience: Impatience) -> None:
    assert impatience.beats > 0
    assert impatience.ear.has_heard_all, impatience.ear.heard


def cover_of(person: Person) -> ProgressCover:
    found = person.window.findChild(ProgressCover)
    assert found is not None
    return found


def test_window_answers_while_the_token_signs(
    person: Person, fault: FaultModule, letter: Path, demonstration: Demonstration
) -> None:
    person.gets_ready_to_sign(letter)
    switchboard = person.application.switchboard
    assert switchboard is not None
    fault.does("slow 700")
    person.will_type_pin(demonstration.pin)
    impatience = Impatience(person, fault, "C_Sign", cover_of(person))

    with (
        beating(impatience.beat),
        person.bot.waitSignal(switchboard.settled, timeout=30_000),
    ):
        person.window.document_page.ask_to_sign()

    require_answers(impatience)
    assert person.window.document_page.strip.word == "SAH"


def test_window_opens_a_letter_while_a_module_hangs(
    person: Person, fault: FaultModule, letter: Path
) -> None:
    tokens = person.application.parts.tokens
    tokens.stop()
    fault.does("hang C_GetSlotList")
    fault.forgets()
    tokens.start(())
    impatience = Impatience(person, fault, "C_GetSlotList", person.window)

    with beating(impatience.beat):
        person.waits_until(lambda: impatience.is_inside)
        person.opens(letter)
        person.waits_until(lambda: impatience.ear.has_heard_all)

    # It was the first call, and it is still under way: nobody waited for its end.
    assert impatience.is_inside
    assert fault.begun("C_GetSlotList") == 1
    require_answers(impatience)
    assert person.window.document_page.document is not None
