"""A short notice at the foot of the page area; it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.buttons import Button, ToolButton
from ui.labels import disc, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent

WIDTH: Final = 568
_SECONDS: Final = 6


class Toast(QFrame):
    """At most one is shown; it stays while the pointer or the keyboard is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setProperty("kind", "card")
        self.setFixedHeight(56)
        self._disc = disc("checkmark_circle", "ok", size=32)
        self._words = label("", role="body")
        self._action = Button("", kind="link")
        self._close = ToolButton("dismiss", _("Tutup"))
        self._close.clicked.connect(self.hide)
        self._run: Callable[[], None] | None = None
        self._action.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(12)
        row.addWidget(self._disc)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(
        self, words: str, *, action: str = "", run: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence, and perhaps one thing that can be done."""
        self._words.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._run = run
        self.place()
        self.show()
        self.raise_()
        self._timer.start(_SECONDS * 1000)

    def place(self) -> None:
        """Stand at the foot of the parent, in its middle."""
        room = self._area.size()
        width = min(WIDTH, room.width() - 32)
        self.setFixedWidth(width)
        self.move((room.width() - width) // 2, room.height() - 56 - 24)

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(_SECONDS * 1000)
