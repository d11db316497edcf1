"""Covers the window while something is done that must not be disturbed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

_WIDTH = 464


class ProgressCover(QWidget):
    """A card on a scrim: what is being done, and perhaps a way to stop it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._area = window
        self._cancel: Callable[[], None] | None = None
        self._card = frame("dialog")
        self._card.setParent(self)
        self._step = label("", role="title", wrap=True)
        self._line = label("", role="helper", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._stop = Button(_("Batal"), size="dialog")
        self._stop.clicked.connect(self._stopped)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._stop)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        column.addWidget(self._step)
        column.addWidget(self._line)
        column.addWidget(self._bar)
        column.addLayout(foot)
        self._column = column
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_step(
        self, step: str, line: str, *, cancel: Callable[[], None] | None = None
    ) -> None:
        """Say what is being done; ``cancel`` is offered as a button if it is given."""
        self._step.setText(step)
        self._line.setText(line)
        self._cancel = cancel
        self._stop.setVisible(cancel is not None)
        self._stop.setEnabled(True)
        self.setAccessibleName(f"{step} {line}")
        self.show()
        self.raise_()
        self._cover()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("scrim"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel is not None:
            self._stopped()
        event.accept()

    def _stopped(self) -> None:
        self._stop.setEnabled(False)
        if self._cancel is not None:
            self._cancel()

    def _cover(self) -> None:
        self.setGeometry(self._area.rect())
        width = min(_WIDTH, self.width() - 32)
        height = self._column.heightForWidth(width)
        self._card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )
