"""Asks whether a batch is to end after the present document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class StopDialog(Dialog):
    """Says what becomes of what is done, and of the rest."""

    guide_topic = ("antrean", "menandatangani")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=464)
        self.add_heading(
            "record_stop",
            "warn",
            _("Hentikan setelah dokumen ini?"),
            _("Yang sudah ditandatangani tetap tersimpan."),
        )
        go_on = Button(_("Teruskan"), size="dialog")
        go_on.clicked.connect(self.reject)
        stop = Button(_("Hentikan"), kind="danger", size="dialog")
        stop.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(go_on)
        self.buttons.addWidget(stop)
