"""The first start: five steps, of which any may be left and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ttedesktop.language import _, mark
from ui.controls.buttons import Button
from ui.controls.labels import label
from ui.controls.scroll_area import ScrollArea
from ui.setup.side import SetupSide, SetupSteps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

STEPS: Final = (
    mark("Mulai"),
    mark("Alat tanda tangan"),
    mark("Spesimen"),
    mark("Hasil"),
    mark("Latihan"),
)
_WIDEST: Final = 818
_ROOM_FOR_PICTURE: Final = 1180


class SetupPage(QWidget):
    """Shows a step and the way; what is in the steps comes from elsewhere."""

    step_changed = Signal(int)
    left = Signal()
    """The person wants to go on later."""
    finished = Signal()

    def __init__(self, contents: Sequence[QWidget], *, step: int = 0) -> None:
        super().__init__()
        self.setProperty("kind", "setup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side = SetupSide()
        self._way = SetupSteps([_(name) for name in STEPS])
        self._stack = QStackedWidget()
        for one in contents:
            scroll = ScrollArea()
            scroll.setWidget(one)
            self._stack.addWidget(scroll)
        self._skip = Button(_("Lewati penyiapan"), kind="ghost")
        self._skip.clicked.connect(self.left)
        self._back = Button(_("Kembali"), size="dialog")
        self._back.clicked.connect(lambda: self.go_to(self.step - 1))
        self._next = Button(_("Lanjutkan"), kind="primary", size="dialog")
        self._next.clicked.connect(self._go_on)
        self._lay_out()
        self.go_to(step)

    @property
    def step(self) -> int:
        """Number of the step that is shown, from 0."""
        return self._stack.currentIndex()

    def go_to(self, step: int) -> None:
        """Show a step."""
        last = self._stack.count() - 1
        step = min(max(step, 0), last)
        self._stack.setCurrentIndex(step)
        self._way.show_step(step)
        self._back.setVisible(step > 0)
        self._skip.setVisible(step < last)
        self._next.setText(_("Selesai") if step == last else _("Lanjutkan"))
        self.step_changed.emit(step)

    def areas(self) -> tuple[QWidget, ...]:
        """Return the places that F6 leads to."""
        return (self._next,)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(event.size().width() >= _ROOM_FOR_PICTURE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton):
            # A field has taken what was typed, and goes nowhere by itself.
            focused.click()

    def _go_on(self) -> None:
        if self.step == self._stack.count() - 1:
            self.finished.emit()
        else:
            self.go_to(self.step + 1)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._skip)
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self._way)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side)
        room = QHBoxLayout()
        room.setContentsMargins(64, 32, 64, 24)
        room.addWidget(inner, 100)
        room.addStretch(1)
        across.addLayout(room, 1)


def step_body(question: str, sentence: str) -> tuple[QWidget, QVBoxLayout]:
    """Return an empty step with its question, and where its contents go."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(2, 8, 12, 8)
    column.setSpacing(12)
    column.addWidget(label(question, role="page", wrap=True))
    column.addWidget(label(sentence, role="helper", wrap=True))
    column.addSpacing(8)
    return made, column
