"""The settings of time-stamps, and the passwords that are kept beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from ttedesktop.language import _
from ttedesktop.settings.store import Secret
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label
from ui.controls.settings_rows import RowWords, card, row
from ui.settings.declared_rows import declared_cards
from ui.settings.office_settings import office_cards

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ttedesktop.errors.errors import TteError
    from ui.program.settings_keeper import SettingsKeeper


class SecretDialog(Dialog):
    """Asks for the password of a service; an empty one forgets it."""

    guide_topic = ("setelan", "cap-waktu")

    def __init__(self, parent: QWidget, title: str, account: str) -> None:
        super().__init__(parent, width=464)
        self.add_heading("lock_closed", "accent", title, account)
        self.field = QLineEdit()
        """The field for the password."""
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Kata sandi"))
        self.body.addWidget(label(_("Kata sandi"), role="label"))
        self.body.addWidget(self.field)
        words = _(
            "Disimpan di penyimpanan sandi komputer ini, terpisah dari setelan. "
            "Kosongkan untuk menghapusnya."
        )
        self.body.addWidget(label(words, role="caption", wrap=True))
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        keep = Button(_("Simpan"), kind="primary", size="dialog")
        keep.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(keep)
        self.set_default(keep)

    def ask_password(self) -> str | None:
        """Show the dialog; the password, or None if nothing is to be changed."""
        accepted = self.ask()
        password = self.field.text() if accepted else None
        self.field.clear()
        self.deleteLater()
        return password


def time_stamp_cards(keeper: SettingsKeeper, failed: SignalInstance) -> list[QWidget]:
    """Return the cards; what the keyring refuses goes to ``failed``."""
    services = (
        (
            Secret.TIME_STAMP,
            _("Kata sandi otoritas cap waktu"),
            _("Untuk nama akun di atas."),
        ),
        (Secret.PROXY, _("Kata sandi proksi"), _("Untuk nama akun proksi di atas.")),
    )
    rows = [
        row(
            RowWords("lock_closed", title, sentence),
            _SecretButton(keeper, failed, secret, title),
        )
        for secret, title, sentence in services
    ]
    heading = label(_("Kata sandi"), role="section")
    return [
        *declared_cards(keeper, "time_stamps"),
        heading,
        card(rows),
        *office_cards(keeper, failed),
    ]


class _SecretButton(Button):
    """Asks for a password where the settings name an account."""

    def __init__(
        self, keeper: SettingsKeeper, failed: SignalInstance, secret: Secret, title: str
    ) -> None:
        super().__init__(_("Atur…"))
        self._keeper = keeper
        self._failed = failed
        self._secret = secret
        self._title = title
        self.clicked.connect(self._ask)
        # A method goes with this button; a lambda would outlive it.
        keeper.changed.connect(self._refresh)
        self._refresh()

    @property
    def _account(self) -> str:
        settings = self._keeper.settings
        if self._secret is Secret.PROXY:
            return settings.proxy_account
        return settings.time_stamp_account

    def _refresh(self) -> None:
        is_there = bool(self._account)
        self.setEnabled(is_there and self._keeper.has_store)
        self.setToolTip("" if is_there else _("Isi nama akunnya lebih dahulu"))

    def _ask(self) -> None:
        dialog = SecretDialog(self, self._title, self._account)
        password = dialog.ask_password()
        if password is not None:
            secret, keeper = self._secret, self._keeper
            keeper.run(lambda: keeper.keep_secret(secret, password), self._tell)

    def _tell(self, error: TteError) -> None:
        self._failed.emit(error)
