"""Asks whether a certificate is to be trusted; its fingerprint has to be compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from ttedesktop.language import _, mark
from ttedesktop.validation.reporting.report_rows import in_groups
from ui.checking.anchor_words import certificate_name
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class TrustWords:
    """What is asked, and what follows from it; in Indonesian."""

    question: str
    consequence: str


SIGNATURES: Final = TrustWords(
    mark("Percayai sertifikat induk ini?"),
    mark(
        "Semua tanda tangan di bawah sertifikat ini akan dinyatakan tepercaya di "
        "komputer ini. Cocokkan dahulu sidik jarinya dengan sumber resmi, misalnya "
        "situs penerbitnya."
    ),
)


class TrustDialog(Dialog):
    """The button is off until the person says that they compared."""

    guide_topic = ("setelan", "verifikasi")

    def __init__(
        self, parent: QWidget, der: bytes, words: TrustWords = SIGNATURES
    ) -> None:
        super().__init__(parent, width=560)
        self.add_heading(
            "certificate", "warn", _(words.question), certificate_name(der)
        )
        self.body.addWidget(label(_(words.consequence), wrap=True))
        inset = frame("inset")
        inside = QVBoxLayout(inset)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label(_("Sidik jari (SHA-256)"), role="helper"))
        inside.addWidget(
            label(in_groups(hashlib.sha256(der).hexdigest()), role="label", wrap=True)
        )
        self.body.addWidget(inset)
        self.compared = QCheckBox(_("Sidik jarinya sudah saya cocokkan, dan sama"))
        self.body.addWidget(self.compared)
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        trust = Button(_("Percayai"), kind="primary", size="dialog")
        trust.setEnabled(False)
        trust.setToolTip(_("Cocokkan sidik jarinya terlebih dahulu"))
        trust.clicked.connect(self.accept)
        self.compared.toggled.connect(trust.setEnabled)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(trust)
