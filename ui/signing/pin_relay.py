"""Asks for a PIN on the GUI thread, on behalf of a thread that signs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ttedesktop.errors.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.tokens.pin import Pin


@dataclass(slots=True)
class _Question:
    answered: threading.Event = field(default_factory=threading.Event)
    pin: Pin | None = None


class PinRelay(QObject):
    """Some keys want the PIN for each signature; the person is asked each time."""

    _wanted = Signal(object)

    def __init__(self, ask: Callable[[], Pin | None], parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._wanted.connect(self._put, Qt.ConnectionType.QueuedConnection)

    def ask_again(self) -> Pin:
        """Wait for the person's answer; not for the GUI thread. Raises Cancelled."""
        question = _Question()
        self._wanted.emit(question)
        question.answered.wait()
        if question.pin is None:
            raise Cancelled
        return question.pin

    @Slot(object)
    def _put(self, question: _Question) -> None:
        try:
            question.pin = self._ask()
        finally:
            question.answered.set()
