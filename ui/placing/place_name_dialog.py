"""Asks under which name a place is to be remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from ttedesktop.language import _
from ttedesktop.signing.place_rule import LONGEST_TEXT
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PlaceNameDialog(Dialog):
    """One field; saving is off while it is empty."""

    guide_topic = ("letak", "letak-yang-diingat")

    def __init__(self, parent: QWidget, where: str) -> None:
        super().__init__(parent, width=464)
        self.add_heading("target", "accent", _("Ingat letak ini"), where)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Nama letak"))
        self.field.setPlaceholderText(_("Misalnya SPM atau Surat tugas"))
        self.field.setMaxLength(min(60, LONGEST_TEXT))
        self.body.addWidget(label(_("Nama letak"), role="label"))
        self.body.addWidget(self.field)
        caption = _(
            "Dipakai lagi pada dokumen lain, juga yang ukuran atau jumlah halamannya "
            "berbeda. Nama yang sama menggantikan letak yang lama."
        )
        self.body.addWidget(label(caption, role="caption", wrap=True))
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        keep = Button(_("Ingat"), kind="primary", size="dialog")
        keep.clicked.connect(self.accept)
        keep.setEnabled(False)
        self.field.textChanged.connect(lambda text: keep.setEnabled(bool(text.strip())))
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(keep)
        self.set_default(keep)

    def ask_name(self) -> str:
        """Show the dialog; the name, or nothing if the person wants none kept."""
        name = self.field.text().strip() if self.ask() else ""
        self.deleteLater()
        return name
