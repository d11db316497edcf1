"""Asks for the password of an encrypted document; it is not remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ttedesktop.errors.document_errors import PasswordNeeded, PasswordWrong
from ttedesktop.language import _
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError

_TRIES: Final = 3


class PasswordDialog(Dialog):
    """One field; says so if the password before was wrong."""

    guide_topic = ("masalah", "dokumen")

    def __init__(self, parent: QWidget, name: str, *, was_wrong: bool) -> None:
        super().__init__(parent, width=464)
        self.add_heading(
            "lock_closed",
            "warn" if was_wrong else "accent",
            _("Kata sandi tidak cocok")
            if was_wrong
            else _("Dokumen ini terkunci kata sandi"),
            name,
        )
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAccessibleName(_("Kata sandi"))
        self.body.addWidget(label(_("Kata sandi"), role="label"))
        self.body.addWidget(self._field)
        self.body.addWidget(
            label(
                _("Kata sandi tidak disimpan oleh program ini."),
                role="caption",
                wrap=True,
            )
        )
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        opening = Button(_("Buka"), kind="primary", size="dialog")
        opening.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(opening)
        self.set_default(opening)

    @property
    def field(self) -> QLineEdit:
        """The field for the password."""
        return self._field

    def ask_password(self) -> str | None:
        """Show the dialog; the password, or None if the person has none."""
        accepted = self.ask()
        password = self._field.text() if accepted else None
        self._field.clear()
        self.deleteLater()
        return password


class PasswordTries:
    """Asks for the password of one document, three times at most; keeps none."""

    def __init__(self, parent: QWidget, name: str) -> None:
        self._parent, self._name = parent, name
        self._left = _TRIES

    def may_ask(self, error: TteError) -> bool:
        """Whether a password would help against this refusal, and may be asked for."""
        return self._left > 0 and isinstance(error, PasswordNeeded | PasswordWrong)

    def ask(self, error: TteError) -> str | None:
        """Ask after a refusal; None if the person has no password."""
        self._left -= 1
        dialog = PasswordDialog(
            self._parent, self._name, was_wrong=isinstance(error, PasswordWrong)
        )
        return dialog.ask_password()
