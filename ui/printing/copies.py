"""How many copies: a number that is typed, or changed by one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls.buttons import ToolButton

_MOST: Final = 999


class CopyCount(QWidget):
    """From 1 to 999; an empty field counts as 1."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._field = _Field()
        self._field.textChanged.connect(lambda _text: self.changed.emit())
        self._field.stepped.connect(self._step)
        self._field.editingFinished.connect(lambda: self.set_value(self.value()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._field, 1)
        fewer = ToolButton("chevron_down", _("Kurangi (↓)"))
        more = ToolButton("chevron_up", _("Tambah (↑)"))
        for button, by in ((fewer, -1), (more, 1)):
            # The arrow keys do the same in the field.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, step=by: self._step(step))
            row.addWidget(button)
        self.setFocusProxy(self._field)

    def value(self) -> int:
        """Return how many copies are wanted."""
        return max(1, min(_MOST, int(self._field.text() or "1")))

    def set_value(self, count: int) -> None:
        """Show another number."""
        self._field.setText(str(max(1, min(_MOST, count))))

    def _step(self, by: int) -> None:
        self.set_value(self.value() + by)


class _Field(QLineEdit):
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__("1")
        self.setValidator(QIntValidator(1, _MOST, self))
        self.setAccessibleName(_("Salinan"))

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(arg__1.key()))
        if step is None:
            super().keyPressEvent(arg__1)
        else:
            self.stepped.emit(step)
