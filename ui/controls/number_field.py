"""A field for one length, typed with a comma or a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ttedesktop.language import Language, current_language

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent


class NumberField(QLineEdit):
    """Tells a number when it is finished; arrows count it up and down by one."""

    number_typed = Signal(float)

    def __init__(self, name: str, *, decimals: int = 1) -> None:
        super().__init__()
        self._decimals = decimals
        self._number = 0.0
        self.setAccessibleName(name)
        self.setMaxLength(8)
        self.returnPressed.connect(self._finish)
        self.textEdited.connect(lambda _text: self._show_wrong(wrong=False))

    @property
    def number(self) -> float:
        """The number that was last typed or shown."""
        return self._number

    def show_number(self, number: float) -> None:
        """Show a number; what is being typed at this moment stays."""
        self._number = number
        if not (self.hasFocus() and self.isModified()):
            self.setText(_written(number, self._decimals))
            self._show_wrong(wrong=False)

    def _finish(self) -> None:
        number = _read(self.text())
        if number is None:
            self._show_wrong(wrong=True)
            return
        self.setModified(False)
        changed = round(number, self._decimals) != round(self._number, self._decimals)
        self.show_number(number)
        if changed:
            self.number_typed.emit(number)

    def _show_wrong(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        self.setText(_written((_read(self.text()) or 0.0) + by, self._decimals))
        self._finish()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.isModified():
            self._finish()
            if _read(self.text()) is None:
                self.setModified(False)
                self.show_number(self._number)
        super().focusOutEvent(event)


def _written(number: float, decimals: int) -> str:
    text = f"{number:.{decimals}f}"
    if current_language() is Language.INDONESIAN:
        text = text.replace(".", ",")
    return text


def _read(text: str) -> float | None:
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    # No comparison holds for what is not a number.
    return number if -1e5 < number < 1e5 else None
