"""The rail at the left: the rooms of the program."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import icons, theme

DOCUMENT: Final = "document"
CHECKING: Final = "shield_checkmark"
QUEUE: Final = "document_multiple"
TOKEN: Final = "usb_stick"  # noqa: S105 - the name of an icon
HELP: Final = "question_circle"
SETTINGS: Final = "settings"


def width_of(*, compact: bool) -> int:
    """Return the width of the rail in logical pixels."""
    return 56 if compact else theme.scaled(64) + 16


class RailItem(QAbstractButton):
    """One room: an icon over a word, or the icon alone where room is scarce."""

    def __init__(self, icon: str, word: str, key: str) -> None:
        super().__init__()
        self._icon = icon
        self._is_compact = False
        self._badge = ""
        self.setText(word)
        self.setCheckable(True)
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({key})" if key else word)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(theme.scaled(64), 60)

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone."""
        self._is_compact = compact
        self.setFixedSize(QSize(44, 44) if compact else QSize(theme.scaled(64), 60))
        self.update()

    def show_badge(self, count: int) -> None:
        """Show how many wait; nothing for none."""
        badge = "" if not count else f"{count}" if count < 1000 else "999+"
        if badge != self._badge:
            self._badge = badge
            self.setAccessibleDescription(badge)
            self.update()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        ink = "accentink" if chosen else "text2"
        picture = icons.pixmap(self._icon, size=24, colour=ink, filled=chosen)
        top = (self.height() - 24) // 2 if self._is_compact else 8
        painter.drawPixmap((self.width() - 24) // 2, top, picture)
        if not self._is_compact:
            painter.setPen(theme.colour(ink))
            painter.setFont(theme.font(12, 600 if chosen else 500))
            words = self.rect().adjusted(0, 34, 0, -6)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        painter.setFont(theme.font(11, 700))
        wide = max(18, painter.fontMetrics().horizontalAdvance(self._badge) + 10)
        top = 2 if self._is_compact else 4
        patch = QRectF(min(self.width() / 2 + 2, self.width() - wide), top, wide, 18)
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(patch, 9, 9)
        painter.setPen(theme.colour("onaccent"))
        painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, self._badge)


class Rail(QFrame):
    """The items of the rail; one is chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(width_of(compact=False))
        self._items = {
            DOCUMENT: RailItem("document", _("Dokumen"), "Ctrl+1"),
            QUEUE: RailItem("document_multiple", _("Antrean"), "Ctrl+2"),
            CHECKING: RailItem("shield_checkmark", _("Periksa"), "Ctrl+Shift+K"),
            TOKEN: RailItem("usb_stick", _("Token"), "Ctrl+3"),
            HELP: RailItem("question_circle", _("Bantuan"), "F1"),
            SETTINGS: RailItem("settings", _("Setelan"), "Ctrl+,"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(8)
        for name, item in self._items.items():
            if name == HELP:
                column.addStretch(1)
            column.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
            item.clicked.connect(lambda _checked=False, n=name: self.chosen.emit(n))
        self.select(DOCUMENT)

    def select(self, name: str) -> None:
        """Show which room is open."""
        for other, item in self._items.items():
            item.setChecked(other == name)

    def show_waiting(self, count: int) -> None:
        """Show how many documents wait in the queue."""
        self._items[QUEUE].show_badge(count)

    def set_compact(self, *, compact: bool) -> None:
        """Narrow the rail where the window is small."""
        self.setFixedWidth(width_of(compact=compact))
        margin = 6 if compact else 8
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, 10, margin, 10)
        for item in self._items.values():
            item.set_compact(compact=compact)

    def first_item(self) -> QWidget:
        """Return where the keyboard enters the rail."""
        return self._items[DOCUMENT]
