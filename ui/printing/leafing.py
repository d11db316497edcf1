"""Leafs through the sheets of the preview: back, on, and to a number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls.buttons import ToolButton
from ui.controls.labels import label


class Leafing(QWidget):
    """Counts what is printed, which need not be every page of the document."""

    wanted = Signal(int)
    """Which of the printed pages, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = 0
        self._back = ToolButton("chevron_left", _("Halaman sebelumnya (PgUp)"))
        self._on = ToolButton("chevron_right", _("Halaman berikutnya (PgDn)"))
        self.number = _Number()
        self._total = label("", role="helper")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for part in (self._back, self.number, self._total, self._on):
            row.addWidget(part)
        row.addStretch(1)
        self._back.clicked.connect(lambda: self.wanted.emit(self._sheet - 1))
        self._on.clicked.connect(lambda: self.wanted.emit(self._sheet + 1))
        self.number.returnPressed.connect(self._entered)
        self.number.editingFinished.connect(self._entered)

    def show_sheet(self, sheet: int, count: int) -> None:
        """Show which of the ``count`` printed pages is seen; ``sheet`` from 0."""
        self._sheet = sheet
        self.number.setValidator(QIntValidator(1, max(1, count), self))
        self.number.setText(str(sheet + 1) if count else "")
        self.number.setEnabled(count > 1)
        self._total.setText(_("dari {pages}").format(pages=count))
        self._back.setEnabled(sheet > 0)
        self._on.setEnabled(sheet + 1 < count)

    def _entered(self) -> None:
        if self.number.text():
            self.wanted.emit(int(self.number.text()) - 1)


class _Number(QLineEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("measure", "compact")
        self.setFixedWidth(48)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(_("Nomor halaman"))

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        super().keyPressEvent(arg__1)
        if arg__1.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # Enter goes to the page; it must not print as well.
            arg__1.accept()
