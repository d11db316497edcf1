"""Changes the PIN of a token: asked for once, told how it came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ttedesktop.errors import token_errors
from ttedesktop.errors.errors import Cancelled
from ttedesktop.language import _
from ttedesktop.tokens.pin import Pin
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.error_dialog import show_error
from ui.controls.labels import label, set_tone
from ui.controls.pin_field import fits, length_in_words, pin_field
from ui.controls.progress_cover import ProgressCover
from ui.signing.pin_warning import PinWarning, notice_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget

    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.slot import Token
    from ui.program.parts import Parts

_TOLD_IN_DIALOG = (token_errors.PinIncorrect, token_errors.NewPinRefused)


class PinChange(QObject):
    """One change at a time; nothing is tried again by itself."""

    changed = Signal()

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._cover = ProgressCover(window)
        self._is_interrupted = False

    def begin(self, token: Token, *, failure: TteError | None = None) -> None:
        """Ask for the old and the new PIN; ``failure`` is what came out before."""
        tokens = self._parts.tokens
        if token.pin_state.is_locked:
            show_error(self._window, token_errors.PinLocked())
            return
        old: Pin | None = None
        new: Pin | None = None
        self._is_interrupted = False
        if token.has_pin_pad:
            self._cover.show_step(
                _("Ganti PIN pada pembaca kartu Anda"),
                _("Token “{label}”").format(label=token.label),
                cancel=lambda: self._interrupt(token),
            )
        else:
            typed = PinChangeDialog(self._window, token, failure).ask_pins()
            if typed is None:
                return
            old, new = typed
            self._cover.show_step(_("Mengganti PIN…"), _("Jangan lepas token."))

        def work() -> bool:
            try:
                tokens.change_pin(token, old, new)
            except Cancelled:
                return False
            return True

        self._parts.background.run(
            work,
            to=self,
            on_success=self._ended,
            on_failure=lambda error: self._failed(token, error),
        )

    def _interrupt(self, token: Token) -> None:
        """Stop waiting at a card reader; only ending the helper frees it."""
        self._is_interrupted = True
        self._parts.tokens.interrupt(token)

    def _ended(self, was_changed: bool) -> None:  # noqa: FBT001 - an outcome
        self._cover.hide()
        self._parts.tokens.look_now()
        if was_changed:
            self.changed.emit()

    def _failed(self, token: Token, error: TteError) -> None:
        self._cover.hide()
        if self._is_interrupted:
            return
        if not isinstance(error, _TOLD_IN_DIALOG) or token.has_pin_pad:
            self._parts.tokens.look_now()
            show_error(self._window, error)
            return
        self._parts.background.run(
            lambda: self._parts.tokens.look_again(token),
            to=self,
            on_success=lambda seen: self.begin(seen, failure=error),
            on_failure=self._tell,
        )

    def _tell(self, error: TteError) -> None:
        show_error(self._window, error)


class PinChangeDialog(Dialog):
    """Old PIN, new PIN and the new one again; all of them empty each time."""

    guide_topic = ("pin-token", "mengganti-pin")

    def __init__(
        self, parent: QWidget, token: Token, failure: TteError | None = None
    ) -> None:
        super().__init__(parent, width=464)
        self._token = token
        warning = PinWarning.of(token, failure)
        self.add_heading(
            "lock_closed",
            "bad" if warning.may_lock else "accent",
            _("Ganti PIN token"),
            _("Token “{label}”").format(label=token.label),
        )
        shown = notice_for(warning)
        if shown is not None:
            self.body.addWidget(shown)
        elif isinstance(failure, token_errors.NewPinRefused):
            words = _("Token menolak PIN baru itu. PIN lama tetap berlaku.")
            self.body.addWidget(label(words, tone="bad", wrap=True))
        self.old = self._field(_("PIN lama"))
        self.new = self._field(_("PIN baru"))
        self.again = self._field(_("PIN baru sekali lagi"))
        self._helper = label(self._rule(), role="caption", wrap=True)
        self.body.addWidget(self._helper)
        cancel = Button(_("Batal"), size="dialog")
        cancel.clicked.connect(self.reject)
        change = Button(_("Ganti PIN"), kind="primary", size="dialog")
        change.clicked.connect(self._try)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(change)
        self.set_default(None if warning.may_lock else change)

    def ask_pins(self) -> tuple[Pin, Pin] | None:
        """Show the dialog; the old and the new PIN, or None."""
        accepted = self.ask()
        pins = (Pin(self.old.text()), Pin(self.new.text())) if accepted else None
        for field in (self.old, self.new, self.again):
            field.clear()
            field.deleteLater()
        self.deleteLater()
        return pins

    def _field(self, name: str) -> QLineEdit:
        field = pin_field(self._token, name)
        field.textEdited.connect(lambda _words: self._say(self._rule(), ""))
        heading = label(name, role="label")
        heading.setBuddy(field)
        self.body.addWidget(heading)
        self.body.addWidget(field)
        return field

    def _rule(self) -> str:
        note = _("Bila lupa PIN baru ini, hanya pengelola token yang dapat menolong.")
        return f"{length_in_words(self._token)} {note}"

    def _say(self, words: str, tone: str) -> None:
        self._helper.setText(words)
        set_tone(self._helper, tone)
        self.refit()

    def _try(self) -> None:
        token = self._token
        for field in (self.old, self.new):
            if not fits(token, field):
                words = _("{name} harus {shortest} sampai {longest} karakter.")
                told = words.format(
                    name=field.accessibleName(),
                    shortest=token.shortest_pin,
                    longest=token.longest_pin,
                )
                self._refuse(field, told)
                return
        if self.new.text() != self.again.text():
            self._refuse(self.again, _("Kedua PIN baru tidak sama."))
        elif self.new.text() == self.old.text():
            self._refuse(self.new, _("PIN baru sama dengan PIN lama."))
        else:
            self.accept()

    def _refuse(self, field: QLineEdit, words: str) -> None:
        self._say(words, "bad")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
