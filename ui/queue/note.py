"""Asks why a document is not signed: a note for whoever drafted it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label
from ui.queue.tools import documents_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.queue.document import QueuedDocument

_LONGEST: Final = 300


class NoteDialog(Dialog):
    """One field; it may stay empty."""

    guide_topic = ("antrean", "membaca")

    def __init__(self, parent: QWidget, rows: Sequence[QueuedDocument]) -> None:
        super().__init__(parent, width=464)
        what = rows[0].path.name if len(rows) == 1 else documents_in_words(len(rows))
        self.add_heading("note", "accent", _("Sisihkan dari penandatanganan"), what)
        self.field = QLineEdit(rows[0].note)
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(_("Misalnya: nomor surat belum diisi"))
        heading = label(_("Catatan untuk konseptor"), role="label")
        heading.setBuddy(self.field)
        self.body.addWidget(heading)
        self.body.addWidget(self.field)
        told = _("Dokumen tidak ditandatangani. Catatan ini ikut dalam daftar hasil.")
        self.body.addWidget(label(told, role="caption", wrap=True))
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        sort_out = Button(_("Sisihkan"), kind="primary", size="dialog")
        sort_out.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(sort_out)
        self.set_default(sort_out)

    def ask_note(self) -> str | None:
        """Show the dialog; the note, or None if nothing is sorted out."""
        accepted = self.ask()
        self.deleteLater()
        return self.field.text().strip() if accepted else None
