"""Shows an error to a person: the fact, what became of the document, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.errors.document_errors import DocumentError, PasswordNeeded
from ttedesktop.errors.token_errors import (
    PinIncorrect,
    PinLocked,
    PinWrongLength,
    TokenMissing,
    TokenRefused,
    TokenRemoved,
    TokenStoppedAnswering,
)
from ttedesktop.language import _
from ttedesktop.messages import ErrorWords, words_of
from ui.controls.buttons import Button, Fold, ToolButton
from ui.controls.dialog import Dialog
from ui.controls.labels import frame, label

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError


TOPICS: Final = {
    "ttedesktop.errors.token_errors": ("masalah", "token-dan-sertifikat"),
    "ttedesktop.errors.document_errors": ("masalah", "dokumen"),
    "ttedesktop.errors.output_errors": ("masalah", "menyimpan"),
    "ttedesktop.errors.network_errors": ("cap-waktu", "yang-sering-bermasalah"),
    "ttedesktop.errors.policy_errors": ("administrator", "memeriksa-aturan"),
}
"""Chapter and section of the guide about each field in which something may go wrong."""


class ErrorDialog(Dialog):
    """Heading, outcome, cause, steps, and the technical details folded away."""

    def __init__(self, parent: QWidget, error: TteError, *, way_forward: str) -> None:
        super().__init__(parent, width=560)
        self.guide_topic = TOPICS.get(type(error).__module__, ("masalah", ""))
        words = words_of(error)
        self.add_heading(_icon(error), _tone(error), words.heading, words.outcome)
        self.add_cause(words.cause, words.steps)
        self._add_technical(words)
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        if way_forward:
            forward = Button(
                way_forward, kind="primary", icon="arrow_clockwise", size="dialog"
            )
            forward.clicked.connect(self.accept)
            self.buttons.addWidget(forward)
            self.set_default(forward)
        else:
            self.set_default(close)

    def _add_technical(self, words: ErrorWords) -> None:
        inset = frame("inset")
        fold = Fold(_("Rincian teknis"))
        details = QHBoxLayout()
        details.addWidget(label(words.technical, role="caption", wrap=True), 1)
        copy = ToolButton("copy", _("Salin"))
        copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(words.technical)
        )
        details.addWidget(copy)
        fold.content.addLayout(details)
        fold.toggled.connect(self.refit)
        row = QVBoxLayout(inset)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(fold)
        self.body.addWidget(inset)


def show_error(parent: QWidget, error: TteError, *, way_forward: str = "") -> bool:
    """Show an error; True if the person chose the way forward."""
    dialog = ErrorDialog(parent, error, way_forward=way_forward)
    chosen = dialog.ask()
    dialog.deleteLater()
    return chosen


_LOCKS: Final = (PinIncorrect, PinLocked, PinWrongLength)
_TOKENS: Final = (TokenRemoved, TokenMissing, TokenStoppedAnswering, TokenRefused)
_MENDED_BY_TYPING: Final = (PasswordNeeded, PinIncorrect, PinWrongLength)


def _icon(error: TteError) -> str:
    if isinstance(error, _LOCKS):
        return "lock_closed"
    if isinstance(error, DocumentError):
        return "document_pdf"
    return "usb_stick" if isinstance(error, _TOKENS) else "warning"


def _tone(error: TteError) -> str:
    return "warn" if isinstance(error, _MENDED_BY_TYPING) else "bad"
