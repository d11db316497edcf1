"""A small card that says how far printing is; the window stays free for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
)
from typing_extensions import override

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.labels import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_WIDTH: Final = 464
_BELOW: Final = 96
"""Room for a toast, which stands at the foot of the window."""


class PrintProgress(QFrame):
    """Stands above the foot of the window while pages are printed."""

    cancelled = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._area = window
        self.setProperty("kind", "card")
        self._heading = label("", role="strong")
        self._line = label("", role="helper")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = Button(_("Batal"))
        self.stop.setToolTip(_("Batalkan pencetakan (Esc)"))
        self.stop.clicked.connect(self.cancelled)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._line)
        above = QHBoxLayout()
        above.setSpacing(16)
        above.addLayout(words, 1)
        above.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(above)
        column.addWidget(self._bar)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        window.installEventFilter(self)
        self.hide()

    def begin(self, name: str) -> None:
        """Show that a document is being printed."""
        words = _("Mencetak {name}").format(name=name)
        room = _WIDTH - 40 - 120
        self._heading.setText(
            self._heading.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideMiddle, room
            )
        )
        self._heading.setToolTip(words)
        self._line.setText(_("Menyiapkan halaman…"))
        self._bar.setRange(0, 0)
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_page(self, page: int, pages: int) -> None:
        """Say which page is drawn, of how many."""
        words = _("Halaman {page} dari {pages}")
        self._line.setText(words.format(page=page, pages=pages))
        self._bar.setRange(0, pages)
        self._bar.setValue(page - 1)

    @property
    def line(self) -> str:
        """What is said of the pages."""
        return self._line.text()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        self.setFixedWidth(min(_WIDTH, self._area.width() - 32))
        self.adjustSize()
        self.move(
            (self._area.width() - self.width()) // 2,
            self._area.height() - self.height() - _BELOW,
        )
