"""Asks once more before a signature for which no PIN is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label
from ui.signing.pin_dialog import facts_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.signing.pin_dialog import PinOccasion


class SigningConfirmation(Dialog):
    """Names what will be signed, where, as whom and how; Enter alone signs nothing."""

    guide_topic = ("pin-token", "seberapa-lama-satu-pin-berlaku")

    def __init__(self, parent: QWidget, occasion: PinOccasion) -> None:
        super().__init__(parent, width=464)
        self.add_heading(
            "signature",
            "accent",
            _("Tandatangani dokumen ini?"),
            _("Token “{label}”").format(label=occasion.token.label),
        )
        self.body.addWidget(facts_of(occasion))
        words = _("PIN masih berlaku dan tidak ditanyakan lagi.")
        self.body.addWidget(label(words, role="caption", wrap=True))
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        self.signing_button = Button(_("Tanda tangani"), kind="primary", size="dialog")
        self.signing_button.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.signing_button)
        # What has the keyboard first is the way back.
        self.set_default(None)
