"""The card that says in whose name one signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ttedesktop.language import _
from ttedesktop.tokens.validity import validity
from ui.controls import icons, theme
from ui.controls.buttons import Button
from ui.controls.labels import label

if TYPE_CHECKING:
    from ttedesktop.tokens.certificate import TokenCertificate

_ICONS = {"ok": "checkmark_circle", "warn": "warning", "bad": "error_circle"}


class CertificateCard(QFrame):
    """Name, organisation and validity; or "plug in your token"."""

    change_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "soft")
        self._head = label(_("Tanda tangani sebagai"), role="caption")
        self._change = Button(_("Ganti"), kind="link")
        self._change.clicked.connect(self.change_requested)
        self._initials = QLabel()
        self._initials.setFixedSize(40, 40)
        self._initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = label("", role="name", wrap=True)
        self._organisation = label("", role="helper", wrap=True)
        self._mark = QLabel()
        self._validity = label("", role="caption", wrap=True)
        self._lay_out()
        self.show_certificate(None)

    def show_certificate(self, certificate: TokenCertificate | None) -> None:
        """Show a certificate, or that none is there."""
        has_one = certificate is not None
        for part in (self._head, self._change, self._mark, self._validity):
            part.setVisible(has_one)
        if certificate is None:
            self._dress_initials("", soft=True)
            self._name.setText(_("Pasang token Anda"))
            self._organisation.setText(
                _("Nama penanda tangan dibaca dari token. Letak tetap tersimpan.")
            )
            return
        self._dress_initials(_initials(certificate.name), soft=False)
        self._name.setText(certificate.name)
        self._organisation.setText(certificate.organisation)
        tone, sentence = validity(certificate)
        self._mark.setPixmap(
            icons.pixmap(_ICONS[tone], size=16, colour=f"{tone}.fg", filled=True)
        )
        self._validity.setText(sentence)
        self.setAccessibleName(
            f"{_('Tanda tangani sebagai')} {certificate.name}. {sentence}"
        )

    def _dress_initials(self, letters: str, *, soft: bool) -> None:
        now = theme.tones()
        fill, ink = (now.surface, now.text2) if soft else (now.accent, now.onaccent)
        self._initials.setStyleSheet(
            f"background:{fill};color:{ink};border-radius:20px;"
            "font-size:15px;font-weight:600;"
        )
        if soft:
            self._initials.setPixmap(icons.pixmap("usb_stick", size=20, colour="text2"))
        else:
            self._initials.setText(letters)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self._change)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self._organisation)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self._initials, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._validity, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(who)
        column.addLayout(foot)


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in words[:2])
