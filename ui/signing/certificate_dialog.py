"""Lets a person choose among the certificates on their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _
from ttedesktop.tokens.validity import validity
from ui.controls import icons
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.tokens.certificate import TokenCertificate

_HAND: Final = 32
"""Pixels across and down that a hand needs."""
_ICONS = {"ok": "checkmark_circle", "warn": "warning", "bad": "error_circle"}


class CertificateDialog(Dialog):
    """Name, institution, issuer and validity of each; why one cannot be used."""

    guide_topic = ("pertama", "")

    def __init__(
        self,
        parent: QWidget,
        certificates: Sequence[TokenCertificate],
        chosen: TokenCertificate | None,
    ) -> None:
        super().__init__(parent, width=560)
        self.add_heading(
            "certificate",
            "accent",
            _("Tanda tangani sebagai"),
            _("Pilih sertifikat pada token yang terpasang."),
        )
        self._certificates = tuple(certificates)
        self._group = QButtonGroup(self)
        for number, one in enumerate(self._certificates):
            row, button = _row(one)
            is_chosen = chosen is not None and one.sha256 == chosen.sha256
            button.setChecked(is_chosen and one.can_sign)
            self._group.addButton(button, number)
            self.body.addWidget(row)
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        use = Button(_("Pakai sertifikat ini"), kind="primary", size="dialog")
        use.clicked.connect(self.accept)
        use.setEnabled(self._group.checkedId() >= 0)
        self._group.idToggled.connect(lambda *_given: use.setEnabled(True))
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(use)
        self.set_default(use)

    def choose(self) -> TokenCertificate | None:
        """Show the dialog; the chosen certificate, or None."""
        accepted = self.ask()
        number = self._group.checkedId()
        self.deleteLater()
        return self._certificates[number] if accepted and number >= 0 else None


def _row(one: TokenCertificate) -> tuple[QWidget, QRadioButton]:
    card = frame("card")
    button = QRadioButton()
    button.setMinimumSize(_HAND, _HAND)
    button.setEnabled(one.can_sign)
    button.setAccessibleName(one.name)
    tone, sentence = validity(one)
    button.setAccessibleDescription(sentence)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(one.name, role="name", wrap=True))
    words.addWidget(label(one.organisation, role="helper", wrap=True))
    mark = QLabel()
    mark.setPixmap(
        icons.pixmap(_ICONS[tone], size=16, colour=f"{tone}.fg", filled=True)
    )
    state = QHBoxLayout()
    state.setSpacing(6)
    state.addWidget(mark)
    state.addWidget(label(sentence, role="caption", wrap=True), 1)
    words.addLayout(state)
    facts = _("Penerbit {issuer} · token “{token}” · sidik jari {fingerprint}")
    words.addWidget(
        label(
            facts.format(
                issuer=one.issuer, token=one.token.label, fingerprint=one.sha256[:8]
            ),
            role="caption",
            wrap=True,
        )
    )
    row = QHBoxLayout(card)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(12)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return card, button
