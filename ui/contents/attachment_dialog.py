"""Says what an attachment is before it is saved: a file that may do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout

from ttedesktop.language import _
from ui.contents.attachment_list import attachment_name, attachment_size
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import breakable, frame, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ttedesktop.document.contents import Attachment

_LONGEST: Final = 260
"""Characters of a name that are shown; no system takes longer ones."""


class AttachmentDialog(Dialog):
    """Name and size of the file, and a warning; then a person may choose a place."""

    guide_topic = ("membaca", "panel-samping")

    def __init__(self, parent: QWidget, attachment: Attachment) -> None:
        super().__init__(parent, width=464)
        self.add_heading("attach", "accent", _("Simpan lampiran"))
        inset = frame("inset")
        facts = QVBoxLayout(inset)
        facts.setContentsMargins(14, 10, 14, 10)
        facts.setSpacing(1)
        name = breakable(attachment_name(attachment)[:_LONGEST])
        facts.addWidget(label(name, role="strong", wrap=True))
        facts.addWidget(label(attachment_size(attachment), role="caption"))
        self.body.addWidget(inset)
        notice = frame("notice")
        notice.setProperty("tone", "warn")
        warning = QVBoxLayout(notice)
        warning.setContentsMargins(14, 10, 14, 10)
        words = _(
            "Lampiran dapat berisi program yang merusak. Program ini tidak pernah "
            "membukanya. Simpan dan buka hanya bila Anda mengenal pengirimnya dan "
            "memang menunggu berkas ini."
        )
        warning.addWidget(label(words, wrap=True, tone="warn"))
        self.body.addWidget(notice)
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        choose = Button(
            _("Pilih tempat menyimpan…"), kind="primary", icon="save", size="dialog"
        )
        choose.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(choose)
        self.set_default(choose)

    def accepts(self) -> bool:
        """Show the dialog; True if the person wants to go on."""
        accepted = self.ask()
        self.deleteLater()
        return accepted
