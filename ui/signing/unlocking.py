"""Opens a token for signing: by its PIN, at its reader, or by who is logged in already.

A wrong PIN is asked for again once the token has said how near it is to its lock. No
PIN is ever tried that was not typed for this try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.errors import token_errors
from ttedesktop.errors.errors import Cancelled, TteError
from ttedesktop.language import _
from ttedesktop.settings.values import SessionLimit
from ui.signing.pin_dialog import PinDialog, PinOccasion
from ui.signing.pin_relay import PinRelay

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ttedesktop.tokens.pin import Pin
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.slot import Token
    from ui.controls.progress_cover import ProgressCover
    from ui.program.parts import Parts

    OccasionOf = Callable[[Token, TteError | None], PinOccasion | None]

_WRONG = (token_errors.PinIncorrect, token_errors.KeyFilePasswordWrong)


class Unlocking(QObject):
    """One for each flow of signing."""

    opened = Signal(object)
    """The ``TokenSession``; logged in."""
    given_up = Signal()
    """Nobody gave a PIN, or nobody waits at the reader any more."""
    refused = Signal(object)
    """The ``TteError`` for which no other PIN helps."""
    declined = Signal()
    """A PIN for one signature among several was not given."""

    def __init__(
        self,
        parts: Parts,
        window: QWidget,
        cover: ProgressCover,
        occasion_of: OccasionOf,
    ) -> None:
        """Take what says what a PIN is for; None once it is for nothing any more."""
        super().__init__(window)
        self._parts, self._window, self._cover = parts, window, cover
        self._occasion_of = occasion_of
        self._token: Token | None = None
        self._is_interrupted = False
        self._relay = PinRelay(self._ask_once_more, self)

    @property
    def keeps(self) -> bool:
        """Whether one entry of the PIN serves for what is signed after."""
        limit = self._parts.settings.session_limit
        return limit is not SessionLimit.EACH_SIGNATURE

    def ask(self, token: Token, failure: TteError | None = None) -> None:
        """Ask for the PIN, at the reader if that has keys, and log in."""
        occasion = self._occasion_of(token, failure)
        if occasion is None:
            return
        self._token, self._is_interrupted = token, False
        self._cover.hide()
        pin = None
        if not token.has_pin_pad:
            pin = PinDialog(self._window, occasion).ask_pin()
            if pin is None:
                self.given_up.emit()
                return
        self._log_in(token, pin)

    def ask_after(self, token: Token, failure: TteError | None) -> None:
        """Ask, after the token said how near it is to its lock."""

        def ask(seen: Token) -> None:
            if seen.pin_state.is_locked:
                self.refused.emit(token_errors.PinLocked())
            else:
                self.ask(seen, failure)

        self._parts.background.run(
            lambda: self._parts.tokens.look_again(token),
            to=self,
            on_success=ask,
            on_failure=self.refused.emit,
        )

    def take(self, token: Token, session: TokenSession) -> None:
        """Ask who is here, where a key of the token wants its PIN each time."""
        self._token = token
        # The one who was asked before may be gone with its window.
        session.asks_with(self._relay.ask_again)

    def keep(self, session: TokenSession) -> None:
        """Keep a session that is open still, for what is signed after."""
        if session.is_open:
            limit = self._parts.settings.session_limit
            self._parts.kept.keep(session, minutes=limit.value)

    @staticmethod
    def may_ask_again(error: TteError) -> bool:
        """Whether another PIN would help."""
        return isinstance(error, _WRONG)

    def _log_in(self, token: Token, pin: Pin | None) -> None:
        tokens, again = self._parts.tokens, self._relay.ask_again
        words, cancel = _("Membuka token…"), None
        if pin is None:
            words, cancel = _("Masukkan PIN pada pembaca kartu Anda"), self._interrupt
        self._cover.show_step(
            words, _("Token “{label}”").format(label=token.label), cancel=cancel
        )

        def work() -> TokenSession | None:
            try:
                return tokens.open_session(token, pin, ask_again=again)
            except Cancelled:
                return None

        self._parts.background.run(
            work, to=self, on_success=self._logged_in, on_failure=self._failed
        )

    def _logged_in(self, session: TokenSession | None) -> None:
        if session is None:
            self.given_up.emit()
        else:
            self.opened.emit(session)

    def _failed(self, error: TteError) -> None:
        if self._is_interrupted:
            self.given_up.emit()
        elif self.may_ask_again(error) and self._token is not None:
            self.ask_after(self._token, error)
        else:
            self.refused.emit(error)

    def _interrupt(self) -> None:
        """Stop waiting at a card reader; only ending the helper frees it."""
        token, self._is_interrupted = self._token, True
        if token is None:
            return
        self._parts.background.run(
            lambda: self._parts.tokens.interrupt(token),
            to=self,
            on_success=lambda _none: None,
            on_failure=lambda _error: None,
        )

    def _ask_once_more(self) -> Pin | None:
        """Ask for the PIN of a key that wants it for each signature."""
        token = self._token
        occasion = None
        if token is not None:
            occasion = self._occasion_of(self._parts.tokens.current(token), None)
        if occasion is None:
            return None
        was_covered = self._cover.isVisible()
        self._cover.hide()
        pin = PinDialog(self._window, occasion).ask_pin()
        self._cover.setVisible(was_covered)
        if pin is None:
            self.declined.emit()
        return pin


def is_login_lost(error: TteError | None) -> bool:
    """Whether a kept session was gone already; a token that fails now is told."""
    if isinstance(error, token_errors.TokenRemoved):
        return error.ckr == "CKR_USER_NOT_LOGGED_IN"
    return isinstance(error, token_errors.KeyFileClosed)
