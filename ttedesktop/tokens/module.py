"""A PKCS#11 module (token driver), spoken to through its helper process."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttedesktop.errors import Cancelled
from ttedesktop.processes import ChildFailed, ChildStopped, Message, Worker
from ttedesktop.token_errors import (
    PinLocked,
    PinMustBeChanged,
    PinWrongLength,
    TokenRefused,
    TokenStoppedAnswering,
)
from ttedesktop.tokens import token_info
from ttedesktop.tokens.certificate import TokenCertificate, certificates_on
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.library_file import check_library
from ttedesktop.tokens.session import TokenSession
from ttedesktop.tokens.slot import PinState, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.tokens.pin import Pin
    from ttedesktop.untyped import JsonValue

log = logging.getLogger(__name__)


class Module:
    """One module; safe to use from several threads, one call after another.

    A module that hangs, crashes or talks nonsense is ended and raises
    ``TokenStoppedAnswering``; the next call starts it anew. A PIN is not sent again.
    """

    def __init__(self, path: str, *, deadlines: Deadlines | None = None) -> None:
        """Take the module at ``path``; raises ModuleMissing or ModuleUnusable."""
        check_library(path)
        self.deadlines = deadlines or Deadlines()
        self.path = str(Path(path).resolve())
        self._worker = Worker("token", (self.path,))
        self._lock = threading.Lock()
        self._sessions = 0

    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens in the module's slots, read afresh."""
        answer = self.ask("tokens", deadline=self.deadlines.listing)
        return tuple(_token(self.path, told) for told in answer.header["tokens"])

    def certificates(self, token: Token) -> tuple[TokenCertificate, ...]:
        """Return the signing certificates on a token, with what hinders each."""
        answer = self.ask(
            "certificates",
            deadline=self.deadlines.listing,
            slot=token.slot,
            serial=token.serial,
        )
        return certificates_on(
            token,
            [
                (bytes.fromhex(told["id"]), der, bool(told["always_asks_pin"]))
                for told, der in zip(
                    answer.header["certificates"], answer.parts, strict=True
                )
            ],
        )

    def open_session(
        self,
        token: Token,
        pin: Pin | None,
        *,
        ask_again: Callable[[], Pin] | None = None,
    ) -> TokenSession:
        """Log in and return the session; ``pin`` is None for a reader with keys.

        ``ask_again`` is called for each signature of a key that wants the PIN for
        each (CKA_ALWAYS_AUTHENTICATE). The PIN is sent once. Raises PinIncorrect,
        PinLocked, PinMustBeChanged, PinWrongLength (not sent), TokenRemoved,
        TokenStoppedAnswering, or Cancelled if the person stopped at the reader.
        """
        _refuse_hopeless(token, pin)
        secret = None if pin is None else pin.spend()
        deadline = None if token.has_pin_pad else self.deadlines.login
        arguments: dict[str, Any] = {"slot": token.slot, "serial": token.serial}
        if secret is not None:
            arguments["pin"] = secret
        try:
            answer = self.ask("login", deadline=deadline, **arguments)
        except PinWrongLength:
            raise PinWrongLength(token.shortest_pin, token.longest_pin) from None
        finally:
            arguments.clear()
        if answer.header.get("cancelled"):
            raise Cancelled
        with self._lock:
            self._sessions += 1
        return TokenSession(self, token, ask_again=ask_again)

    @property
    def is_in_use(self) -> bool:
        """Whether a session is open on one of the module's tokens."""
        return self._sessions > 0

    def session_closed(self) -> None:
        """Take note that a session ended."""
        with self._lock:
            self._sessions = max(0, self._sessions - 1)

    def ask(
        self,
        verb: str,
        *parts: bytes,
        deadline: float | None,
        **arguments: JsonValue,
    ) -> Message:
        """Ask the helper, starting it if need be."""
        try:
            return self._worker.child().ask(
                verb, *parts, deadline=deadline, **arguments
            )
        except ChildStopped:
            log.warning("token module stopped answering: %s", Path(self.path).name)
            raise TokenStoppedAnswering from None
        except ChildFailed as failure:
            raise TokenRefused(ckr=str(failure)[:80]) from None

    def close(self) -> None:
        """End the helper. A vendor's C_Finalize may hang, so it is not called."""
        self._worker.end()


def _token(path: str, told: dict[str, Any]) -> Token:
    flags = int(told["flags"])
    return Token(
        module=path,
        slot=int(told["slot"]),
        label=str(told["label"]),
        serial=str(told["serial"]),
        manufacturer=str(told["manufacturer"]),
        model=str(told["model"]),
        shortest_pin=int(told["shortest_pin"]),
        longest_pin=int(told["longest_pin"]),
        has_pin_pad=bool(flags & token_info.PIN_PAD),
        pin_state=PinState(
            is_count_low=bool(flags & token_info.COUNT_LOW),
            is_last_try=bool(flags & token_info.FINAL_TRY),
            is_locked=bool(flags & token_info.LOCKED),
            must_be_changed=bool(flags & token_info.TO_BE_CHANGED),
        ),
    )


def _refuse_hopeless(token: Token, pin: Pin | None) -> None:
    if token.pin_state.is_locked:
        raise PinLocked
    if token.pin_state.must_be_changed:
        raise PinMustBeChanged
    if pin is None:
        return
    # Even a PIN of the wrong length costs a try on some tokens: do not send it.
    longest = token.longest_pin or len(pin)
    if not token.shortest_pin <= len(pin) <= longest or not len(pin):
        pin.forget()
        raise PinWrongLength(token.shortest_pin, token.longest_pin)
