"""The bar in which words are looked for in the open document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import icons
from ui.controls.buttons import ToolButton
from ui.controls.labels import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

HEIGHT: Final = 48
_PAUSE: Final = 200
"""Milliseconds without typing, after which the words are searched for."""
_MOST_WORDS: Final = 200
"""Characters."""
_FIELD: Final = 280
_COUNT: Final = 190


class SearchBar(QFrame):
    """Stands over the pages, so that it covers none of them."""

    words_changed = Signal(str)
    """The words to search for, after a pause in typing; empty for none."""
    next_wanted = Signal()
    previous_wanted = Signal()
    list_wanted = Signal()
    """The keyboard is to go on to the list of hits."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setFixedHeight(HEIGHT)
        self.field = _field()
        self._count = label("", role="helper")
        self._count.setFixedWidth(_COUNT)
        self._previous = ToolButton("chevron_up", _("Hasil sebelumnya (Shift+F3)"))
        self._next = ToolButton("chevron_down", _("Hasil berikutnya (F3)"))
        close = ToolButton("dismiss", _("Tutup pencarian (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self.field, 4)
        row.addSpacing(8)
        for part in (self._count, self._previous, self._next, close):
            row.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.field.textChanged.connect(self._pause.start)
        self._next.clicked.connect(self.next_wanted)
        self._previous.clicked.connect(self.previous_wanted)
        close.clicked.connect(self.closed)
        self._told = ""
        self.show_count("", can_step=False)
        self.hide()

    @property
    def words(self) -> str:
        """The words that were told last."""
        return self._told

    @property
    def count(self) -> str:
        """What is said of how much was found."""
        return self._count.text()

    def open(self, words: str = "") -> None:
        """Take the keyboard, and words to begin with where there are some."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._tell()

    def show_count(self, words: str, *, can_step: bool) -> None:
        """Say how much was found, and whether one can go from hit to hit."""
        self._count.setText(words)
        self.field.setAccessibleDescription(words)
        self._next.setEnabled(can_step)
        self._previous.setEnabled(can_step)

    def announce(self) -> None:
        """Have a screen reader say how much was found."""
        alert = QAccessibleEvent(self._count, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(alert)

    def forget(self) -> None:
        """Tell the words anew when it is opened again."""
        self._pause.stop()
        self._told = ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(is_back=is_back)
            case Qt.Key.Key_Down:
                self.list_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def _enter(self, *, is_back: bool) -> None:
        if self.field.text().strip() != self._told:
            self._tell()
        elif is_back:
            self.previous_wanted.emit()
        else:
            self.next_wanted.emit()

    def _tell(self) -> None:
        self._pause.stop()
        words = self.field.text().strip()
        if words != self._told:
            self._told = words
            self.words_changed.emit(words)


def _field() -> QLineEdit:
    made = QLineEdit()
    made.setProperty("measure", "find")
    made.setMaxLength(_MOST_WORDS)
    made.setPlaceholderText(_("Cari dalam dokumen"))
    made.setAccessibleName(_("Kata yang dicari"))
    made.setMinimumWidth(120)
    made.setMaximumWidth(_FIELD)
    made.addAction(
        icons.icon("search", colour="text2"),
        QLineEdit.ActionPosition.LeadingPosition,
    )
    return made
