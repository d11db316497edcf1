"""A PKCS#11 module (token driver), spoken to through its helper process."""

from __future__ import annotations

import dataclasses
import logging
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.channel import Message
from ttedesktop.errors.errors import Cancelled
from ttedesktop.errors.token_errors import (
    ModuleUnusable,
    PinIncorrect,
    PinLocked,
    PinMustBeChanged,
    PinWrongLength,
    TokenRefused,
    TokenRemoved,
    TokenStoppedAnswering,
)
from ttedesktop.memory import overwrite
from ttedesktop.processes import ChildFailed, ChildStopped, Worker
from ttedesktop.tokens.certificate import FoundCertificate, TokenCertificate
from ttedesktop.tokens.contents import TokenContents
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.helper import token_info
from ttedesktop.tokens.library_file import check_library
from ttedesktop.tokens.pin import require_length
from ttedesktop.tokens.pin_tries import PinTries
from ttedesktop.tokens.session import TokenSession
from ttedesktop.tokens.slot import PinState, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from ttedesktop.channel import Message
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.untyped import JsonValue

log = logging.getLogger(__name__)

_DIRECT: Final = "direct"
"""Argument of the helper: leave python-pkcs11 alone."""
_LOOKING: Final = frozenset({"tokens", "certificates", "mechanisms"})
_Place = tuple[int, str, str]
_Found = tuple[TokenCertificate, ...]


class Module:
    """One module; safe to use from several threads, one call after another.

    A module that hangs, crashes or talks nonsense is ended and raises
    ``TokenStoppedAnswering``; the next call starts it anew. A PIN is not sent again.
    """

    def __init__(
        self,
        path: str,
        *,
        deadlines: Deadlines | None = None,
        tries: PinTries | None = None,
        is_direct: bool = False,
    ) -> None:
        """Take the module at ``path``; raises ModuleMissing or ModuleUnusable.

        ``is_direct`` leaves python-pkcs11 alone from the start; without it the helper
        finds out by itself.
        """
        check_library(path)
        self.deadlines = deadlines or Deadlines()
        self.path = str(Path(path).resolve())
        self.is_direct = is_direct
        self._tries = tries or PinTries()
        self._worker = Worker("token", self._arguments())
        self._lock = threading.Lock()
        self._sessions = 0
        self._beginning = 0
        self._under_way = 0
        self._seen: tuple[TokenContents, ...] = ()
        self._known: dict[_Place, _Found] = {}

    def start(self) -> None:
        """Start the helper before it is needed."""
        self._worker.start()

    def look(self, *, again: bool = False) -> tuple[TokenContents, ...]:
        """Return the tokens in all slots and the certificates on them.

        The certificates of a token that stays are read once, or ``again``. While the
        person waits for a token, nothing is asked and what was seen last is returned.
        """
        if self._under_way:
            return self._seen
        known = {} if again else self._known
        read = {token: self._read(token, known) for token in self.tokens()}
        self._known = {
            _place(token): found for token, found in read.items() if found is not None
        }
        self._seen = tuple(
            TokenContents(token, found or ()) for token, found in read.items()
        )
        return self._seen

    def _read(self, token: Token, known: Mapping[_Place, _Found]) -> _Found | None:
        """Return what lies on a token; None if it does not let itself be read now."""
        if _place(token) in known:
            # The flags of the PIN may have changed since.
            return tuple(
                dataclasses.replace(one, token=token) for one in known[_place(token)]
            )
        try:
            found = self._found_on(token)
        except (TokenRefused, TokenRemoved):
            # One that is being pulled, or is broken, spoils no other.
            return None
        read = _read(token, found)
        is_lost = not read and any(not one.der for one in found)
        return None if is_lost else read

    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens in the module's slots, read afresh."""
        answer = self.ask("tokens", deadline=self.deadlines.listing)
        return tuple(self._token(told) for told in answer.header["tokens"])

    def certificates(self, token: Token) -> tuple[TokenCertificate, ...]:
        """Return the people's certificates on a token, with what hinders each."""
        return _read(token, self._found_on(token))

    def mechanisms(self, token: Token) -> tuple[int, ...]:
        """Return the numbers (``CKM_``) of what a token can do."""
        return tuple(self._ask_about(token, "mechanisms").header["mechanisms"])

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
        _refuse_locked(token)
        if token.pin_state.must_be_changed:
            raise PinMustBeChanged
        if pin is not None:
            require_length(token, pin)
        with self.pin_counted(token):
            self._ask_with_pin("login", token, None if pin is None else pin.spend())
        with self._lock:
            self._sessions += 1
            # Only now the token shows which certificates have a key beside them.
            self._known.pop(_place(token), None)
        return TokenSession(self, token, ask_again=ask_again)

    def change_pin(self, token: Token, old: Pin | None, new: Pin | None) -> None:
        """Replace the PIN; both are None for a reader with keys.

        Ends a session that is open on the token. Raises NewPinRefused and, about the
        old PIN, the same as ``open_session``.
        """
        _refuse_locked(token)
        if old is None or new is None:
            with self.pin_counted(token):
                self._ask_with_pin("change_pin", token, None)
            return
        require_length(token, old)
        require_length(token, new)
        first, second = old.spend(), new.spend()
        secret = first + second
        length = len(first)
        overwrite(first)
        overwrite(second)
        with self.pin_counted(token):
            self._ask_with_pin("change_pin", token, secret, old_length=length)

    @property
    def is_in_use(self) -> bool:
        """Whether a session is open on one of the module's tokens."""
        return self._sessions > 0

    @contextmanager
    def pin_counted(self, token: Token) -> Generator[None]:
        """Count what the token answers to a PIN that is sent meanwhile."""
        try:
            yield
        except PinWrongLength:
            raise PinWrongLength(token.shortest_pin, token.longest_pin) from None
        except PinIncorrect as wrong:
            count = self._tries.wrong(token)
            raise dataclasses.replace(wrong, wrong_so_far=count) from None
        except PinLocked:
            self._tries.wrong(token)
            raise
        else:
            self._tries.right(token)

    def session_closed(self, token: Token) -> None:
        """Log out; the helper goes with the last session."""
        with self._lock:
            self._sessions = max(0, self._sessions - 1)
            is_last = not self._sessions
        try:
            # Somebody else's helper has no login to end.
            if self._worker.is_running:
                self._ask_about(token, "logout", deadline=self.deadlines.logout)
        finally:
            if is_last:
                # OpenSC leaves a card unlocked after the logout, and its flags of the
                # PIN stand as they were, until it is started anew.
                self._begin_anew()

    def ask(
        self,
        verb: str,
        *parts: bytes,
        deadline: float | None,
        secret: bytearray | None = None,
        **arguments: JsonValue,
    ) -> Message:
        """Ask the helper, starting it if need be."""
        waits_for_person = verb in {"login", "sign", "change_pin"}
        with self._lock:
            self._under_way += waits_for_person
            beginning = self._beginning
        try:
            answer = self._worker.child().ask(
                verb, *parts, deadline=deadline, secret=secret, **arguments
            )
        except ChildStopped:
            if verb in _LOOKING and beginning != self._beginning:
                # Ended on purpose while somebody looked: nothing is the matter.
                return self.ask(verb, *parts, deadline=deadline, **arguments)
            log.warning("token module stopped answering: %s", Path(self.path).name)
            raise TokenStoppedAnswering from None
        except ModuleUnusable:
            # What kept it from loading may pass, such as a service not started yet.
            self._begin_anew()
            raise
        except ChildFailed as failure:
            raise TokenRefused(ckr=str(failure)[:80]) from None
        finally:
            with self._lock:
                self._under_way -= waits_for_person
            if secret is not None:
                overwrite(secret)
        if answer.header.get("is_direct") and not self.is_direct:
            # Found out once; a helper that starts anew need not find out again.
            self.is_direct = True
            self._worker.start_with(self._arguments())
        return answer

    def interrupt(self) -> None:
        """End what is under way, such as waiting at a reader; it may be asked again."""
        self._begin_anew()

    def close(self) -> None:
        """End the helper. A vendor's C_Finalize may hang, so it is not called."""
        self._worker.close()

    # --- inside -------------------------------------------------------------------

    def _found_on(self, token: Token) -> list[FoundCertificate]:
        answer = self._ask_about(token, "certificates")
        return [
            FoundCertificate(
                key_id=bytes.fromhex(told["id"]),
                der=der,
                always_asks_pin=bool(told["always_asks_pin"]),
                lacks_key=bool(told["lacks_key"]),
            )
            for told, der in zip(
                answer.header["certificates"], answer.parts, strict=True
            )
        ]

    def _arguments(self) -> tuple[str, ...]:
        return (self.path, _DIRECT) if self.is_direct else (self.path,)

    def _begin_anew(self) -> None:
        with self._lock:
            self._beginning += 1
        self._worker.end()

    def _ask_about(
        self, token: Token, verb: str, *, deadline: float | None = None
    ) -> Message:
        return self.ask(
            verb,
            deadline=self.deadlines.listing if deadline is None else deadline,
            slot=token.slot,
            serial=token.serial,
        )

    def _ask_with_pin(
        self,
        verb: str,
        token: Token,
        secret: bytearray | None,
        **arguments: JsonValue,
    ) -> None:
        answer = self.ask(
            verb,
            # Somebody who types on the reader takes as long as it takes.
            deadline=None if token.has_pin_pad else self.deadlines.login,
            secret=secret,
            slot=token.slot,
            serial=token.serial,
            **arguments,
        )
        if answer.header.get("cancelled"):
            raise Cancelled

    def _token(self, told: dict[str, Any]) -> Token:
        flags = int(told["flags"])
        token = Token(
            module=self.path,
            slot=int(told["slot"]),
            label=str(told["label"]),
            serial=str(told["serial"]),
            manufacturer=str(told["manufacturer"]),
            model=str(told["model"]),
            shortest_pin=int(told["shortest_pin"]),
            longest_pin=int(told["longest_pin"]),
            has_pin_pad=bool(flags & token_info.PIN_PAD),
        )
        state = PinState(
            is_count_low=bool(flags & token_info.COUNT_LOW),
            is_last_try=bool(flags & token_info.FINAL_TRY),
            is_locked=bool(flags & token_info.LOCKED),
            must_be_changed=bool(flags & token_info.TO_BE_CHANGED),
            wrong_so_far=self._tries.so_far(token),
        )
        return dataclasses.replace(token, pin_state=state)


def _refuse_locked(token: Token) -> None:
    if token.pin_state.is_locked:
        raise PinLocked


def _place(token: Token) -> _Place:
    return token.slot, token.serial, token.label


def _read(
    token: Token, found: Sequence[FoundCertificate]
) -> tuple[TokenCertificate, ...]:
    # What reads them is loaded with the first token, not before the first page.
    from ttedesktop.tokens.certificate_reader import certificates_on

    return certificates_on(token, found)
