"""Asks for the PIN, and says before each try what it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from ttedesktop.language import _
from ttedesktop.tokens.pin import Pin
from ui.controls import icons
from ui.controls.buttons import Button, ToolButton
from ui.controls.dialog import Dialog
from ui.controls.labels import frame, label, set_tone
from ui.controls.pin_field import fits, length_in_words, pin_field
from ui.signing.pin_warning import PinWarning, notice_for

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.slot import Token


@dataclass(frozen=True, slots=True)
class PinOccasion:
    """What the PIN is for."""

    token: Token
    document: str = ""
    """Empty if nothing is signed yet: a file of keys is being opened."""
    signer: str = ""
    saved_as: str = ""
    pages: str = ""
    """How many pages are signed, in words."""
    place: str = ""
    """Where the signature stands, in words."""
    level: str = ""
    """Which kind of signature it is, in words."""
    verb: str = ""
    """What the button says; empty: to sign, or to open where there is no document."""
    failure: TteError | None = None
    """What the token answered to the PIN before."""


class PinDialog(Dialog):
    """One field, empty each time; what is typed leaves it once."""

    guide_topic = ("pin-token", "apa-yang-mengunci-token")

    def __init__(self, parent: QWidget, occasion: PinOccasion) -> None:
        super().__init__(parent, width=464)
        self._occasion = occasion
        warning = PinWarning.of(occasion.token, occasion.failure)
        self.add_heading(
            "lock_closed",
            "bad" if warning.may_lock else "accent",
            *_heading(occasion.token, warning),
        )
        if occasion.document:
            self.body.addWidget(facts_of(occasion))
        notice = notice_for(warning)
        if notice is not None:
            self.body.addWidget(notice)
        self._field = pin_field(occasion.token, _name(occasion.token))
        self._field.textEdited.connect(self._typed)
        self._helper = label(self._rule(), role="caption", wrap=True)
        self._add_field()
        self._add_buttons(warning)

    def ask_pin(self) -> Pin | None:
        """Show the dialog; the PIN, or None if the person would rather not."""
        accepted = self.ask()
        pin = Pin(self._field.text()) if accepted else None
        self._field.clear()
        self._field.deleteLater()
        self.deleteLater()
        return pin

    @property
    def field(self) -> QLineEdit:
        """The field for the PIN."""
        return self._field

    @property
    def signing_button(self) -> Button:
        """The button that sends the PIN."""
        return self._sign

    def _add_field(self) -> None:
        eye = ToolButton("eye", _("Tampilkan yang diketik"), checkable=True)
        eye.toggled.connect(self._show_characters)
        eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        heading = label(_name(self._occasion.token), role="label")
        heading.setBuddy(self._field)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addWidget(eye)
        self.body.addWidget(heading)
        self.body.addLayout(row)
        self.body.addWidget(self._helper)

    def _add_buttons(self, warning: PinWarning) -> None:
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        last = warning.is_last_try
        occasion = self._occasion
        usual = occasion.verb or (
            _("Tanda tangani") if occasion.document else _("Buka")
        )
        words = _("Coba terakhir kali") if last else usual
        self._sign = Button(words, kind="primary", size="dialog")
        self._sign.clicked.connect(self._try)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self._sign)
        # On what may be the last try Enter must not be enough.
        self.set_default(None if warning.may_lock else self._sign)

    def _rule(self) -> str:
        token = self._occasion.token
        if token.is_file:
            return _(
                "Kata sandi tidak pernah disimpan. Berkas dapat disalin orang lain; "
                "token lebih aman."
            )
        promise = _("PIN tidak pernah disimpan.")
        return f"{length_in_words(token)} {promise}"

    def _typed(self) -> None:
        self._say(self._rule(), "")

    def _say(self, words: str, tone: str) -> None:
        self._helper.setText(words)
        set_tone(self._helper, tone)
        self._field.setProperty("wrong", "true" if tone else "false")
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)
        self.refit()

    def _show_characters(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._field.setEchoMode(mode)

    def _try(self) -> None:
        token = self._occasion.token
        if not fits(token, self._field):
            words = _("PIN token ini {shortest} sampai {longest} karakter.")
            self._say(
                words.format(shortest=token.shortest_pin, longest=token.longest_pin),
                "bad",
            )
            return
        self.accept()


def _heading(token: Token, warning: PinWarning) -> tuple[str, str]:
    if token.is_file:
        return _("Masukkan kata sandi berkas"), token.label
    title = (
        _("Ini percobaan terakhir") if warning.is_last_try else _("Masukkan PIN token")
    )
    return title, _("Token “{label}”").format(label=token.label)


def _name(token: Token) -> str:
    return _("Kata sandi") if token.is_file else _("PIN")


def facts_of(occasion: PinOccasion) -> QWidget:
    """Return what will be signed, as whom, where and how, as far as it is told."""
    inset = frame("inset")
    grid = QGridLayout(inset)
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    rows = (
        ("document_pdf", _("Dokumen"), occasion.document),
        ("document_one_page_multiple", _("Isi"), occasion.pages),
        ("person", _("Sebagai"), occasion.signer),
        ("target", _("Letak"), occasion.place),
        ("certificate", _("Tingkat"), occasion.level),
        ("save", _("Disimpan"), occasion.saved_as),
    )
    told = [row for row in rows if row[2]]
    for number, (icon, name, value) in enumerate(told):
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, size=16, colour="text2"))
        grid.addWidget(picture, number, 0)
        grid.addWidget(label(name, role="helper"), number, 1)
        grid.addWidget(label(value, role="label", wrap=True), number, 2)
    grid.setColumnStretch(2, 1)
    return inset
