"""The number of the document that is signed, for a specimen that shows it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ttedesktop.document.letter_number import LONGEST
from ttedesktop.language import _
from ui.controls.labels import label


class LetterNumber(QWidget):
    """A field that proposes what was read off the document; what is typed stays."""

    changed = Signal()
    """Another number would stand on the stamp."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = False
        """Whether the specimen has a place for it."""
        self._proposed = ""
        self.field = QLineEdit()
        """Where it is typed."""
        self.field.setAccessibleName(_("Nomor naskah"))
        self.field.setMaxLength(LONGEST)
        self.field.textChanged.connect(self._typed)
        words = _("Dibaca dari dokumen ini. Periksa, dan ubah bila keliru.")
        self._whence = label(words, role="caption", wrap=True)
        heading = label(_("Nomor naskah"), role="label")
        heading.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (heading, self.field, self._whence):
            column.addWidget(part)
        self.ask(asked=False)

    def ask(self, *, asked: bool) -> None:
        """Ask for the number only where the specimen has a place for it."""
        self.is_asked = asked
        self.setVisible(asked)
        self._show_whence()

    def forget(self) -> None:
        """Begin with another document, which has a number of its own."""
        self._proposed = ""
        self.field.clear()

    def propose(self, number: str) -> None:
        """Propose what was read off the document, unless a person typed something."""
        if number and not self.field.text():
            self._proposed = number
            self.field.setText(number)

    @property
    def number(self) -> str:
        """What stands in the field."""
        return self.field.text().strip()

    def _typed(self) -> None:
        self._show_whence()
        self.changed.emit()

    def _show_whence(self) -> None:
        self._whence.setVisible(bool(self._proposed) and self.number == self._proposed)
