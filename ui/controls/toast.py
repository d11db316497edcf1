"""A short notice at the foot of the page area; it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls.buttons import Button, ToolButton
from ui.controls.labels import disc, label, paint_disc
from ui.program import saving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent

WIDTH: Final = 568
_SECONDS: Final = 6
_ICONS: Final = {"ok": "checkmark_circle", "warn": "warning"}


class Toast(QFrame):
    """At most one is shown; it stays while the pointer or the keyboard is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self._inset = 0
        self.setProperty("kind", "card")
        self.setFixedHeight(56)
        self._disc = disc("checkmark_circle", "ok", size=32)
        # Two lines have room where the window is narrow.
        self._words = label("", role="body", wrap=True)
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

    def tell_where(self, words: str, path: Path, *, tone: str = "ok") -> None:
        """Say that there is a file now, and offer to show where it lies."""
        self.tell(
            words,
            action=_("Buka folder"),
            run=lambda: saving.show_in_folder(path),
            tone=tone,
        )

    def tell(
        self,
        words: str,
        *,
        action: str = "",
        run: Callable[[], None] | None = None,
        tone: str = "ok",
    ) -> None:
        """Show a sentence, and perhaps one thing that can be done."""
        paint_disc(self._disc, _ICONS.get(tone, "info"), tone)
        self._words.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._run = run
        self.place()
        self.show()
        self.raise_()
        self._timer.start(_SECONDS * 1000)

    def set_inset(self, inset: int) -> None:
        """Keep clear of what stands at the right, ``inset`` pixels wide."""
        self._inset = inset
        if self.isVisible():
            self.place()

    def place(self) -> None:
        """Stand at the foot of the parent, in its middle."""
        room, across = self._area.size(), self._area.width() - self._inset
        width = min(WIDTH, across - 32)
        self.setFixedWidth(width)
        self.move((across - width) // 2, room.height() - 56 - 24)

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
