"""The level of the signature: how long it is to last, and what that needs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ttedesktop.language import _
from ttedesktop.settings.catalogue import declared
from ttedesktop.settings.controls import words_for
from ttedesktop.settings.values import SignatureLevel
from ui.controls.buttons import Button
from ui.controls.labels import label

_CONTROL: Final = declared("signing.level").control


class LevelChoice(QWidget):
    """A choice, and a sentence where something is missing for it."""

    chosen = Signal(object)
    """The ``SignatureLevel`` that a person chose."""
    service_wanted = Signal()
    """The person wants to name a time-stamp authority."""

    def __init__(self) -> None:
        super().__init__()
        self.offered = QComboBox()
        """The levels."""
        self.offered.setAccessibleName(_("Tingkat"))
        for level in SignatureLevel:
            self.offered.addItem(words_for(_CONTROL, level), level)
        self.offered.activated.connect(
            lambda index: self.chosen.emit(self.offered.itemData(index))
        )
        self.note = label("", role="caption", tone="warn", wrap=True)
        """What keeps the level from being reached."""
        self.way = Button(_("Atur alamatnya"), kind="link")
        """Leads to the settings."""
        self.way.clicked.connect(self.service_wanted)
        heading = label(_("Tingkat"), role="label")
        heading.setBuddy(self.offered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (heading, self.offered, self.note, self.way):
            column.addWidget(part)

    def show_level(
        self, level: SignatureLevel, *, has_service: bool, is_fixed: bool
    ) -> None:
        """Show what is chosen, and whether somebody can be asked for it."""
        self.offered.setCurrentIndex(self.offered.findData(level))
        self.offered.setEnabled(not is_fixed)
        self.offered.setToolTip(_("Diatur administrator") if is_fixed else "")
        lacks = level is not SignatureLevel.B_B and not has_service
        self.note.setText(_("Alamat otoritas cap waktu belum diisi.") if lacks else "")
        self.note.setVisible(lacks)
        self.way.setVisible(lacks)
