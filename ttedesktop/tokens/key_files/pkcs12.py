"""A .p12 or .pfx file (PKCS#12, RFC 7292) as a source of a key, beside the tokens.

It is no hardware token: whoever has the file and its password has the key, as often
as they like. ``Token.is_file`` says so wherever its certificates go.
"""

from __future__ import annotations

import hashlib
import logging
import stat
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.token_errors import (
    KeyFileClosed,
    KeyFilePasswordWrong,
    KeyFileUnreadable,
)
from ttedesktop.memory import overwrite
from ttedesktop.processes import (
    ChildFailed,
    ChildStopped,
    ChildTimedOut,
    Worker,
)
from ttedesktop.tokens.certificate import FoundCertificate, TokenCertificate
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.session import TokenSession
from ttedesktop.tokens.slot import Token

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from ttedesktop.channel import Message
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.untyped import JsonValue

log = logging.getLogger(__name__)

LARGEST_FILE: Final = 4 << 20
"""Bytes; a key with its certificates takes five thousand."""
LONGEST_PASSWORD: Final = 1024
"""Bytes in UTF-8."""
DEADLINES: Final = Deadlines(login=20.0, signing=20.0)
"""A million rounds of key derivation take a third of a second; a file may ask for any
number of them (RFC 8018, 4.2)."""


class KeyFile:
    """One key file, spoken to as a ``Module`` is: it shows one token, itself.

    Safe to use from several threads, one call after another. The file is read once;
    its key is only ever in the process of the helper, which ends with ``close``. A
    password is sent once, and never tried again.
    """

    def __init__(self, path: str, *, deadlines: Deadlines | None = None) -> None:
        """Read the file at ``path``; raises KeyFileUnreadable."""
        self.path = str(Path(path).absolute())
        self.deadlines = deadlines or DEADLINES
        self._content = _read_once(self.path)
        self._token = Token(
            module=self.path,
            slot=0,
            label=Path(self.path).name,
            serial=hashlib.sha256(self._content).hexdigest()[:16],
            shortest_pin=0,
            longest_pin=LONGEST_PASSWORD,
            is_file=True,
        )
        self._found: list[FoundCertificate] = []
        self._worker = Worker("pkcs12", (self.path,))
        self._lock = threading.Lock()
        self._sessions = 0

    def tokens(self) -> tuple[Token, ...]:
        """Return the file as a token; its serial is the beginning of its SHA-256.

        Raises KeyFileUnreadable if the file is none of its kind. No password is needed
        to tell that.
        """
        self.ask("tokens", self._content, deadline=self.deadlines.listing)
        return (self._token,)

    def certificates(self, token: Token) -> tuple[TokenCertificate, ...]:
        """Return the certificates of the key; none before the file was opened once.

        They are usually encrypted, as the key is.
        """
        # What reads them is loaded with the first file, not before the first page.
        from ttedesktop.tokens.certificate_reader import certificates_on

        with self._lock:
            found = list(self._found)
        return tuple(one for one in certificates_on(token, found) if one.key_id)

    def open_session(
        self,
        token: Token,
        pin: Pin | None,
        *,
        ask_again: Callable[[], Pin] | None = None,
    ) -> TokenSession:
        """Open the file with its password and return the session.

        None is the empty password. Raises KeyFilePasswordWrong, KeyFileUnreadable or
        KeyFileClosed. ``ask_again`` is never called: no such key asks twice.
        """
        password = bytearray()
        if pin is not None:
            if len(pin) > LONGEST_PASSWORD:
                pin.forget()
                raise KeyFilePasswordWrong(self.path)
            password = pin.spend()
        answer = self.ask(
            "login", self._content, deadline=self.deadlines.login, secret=password
        )
        with self._lock:
            self._found = [
                FoundCertificate(key_id=bytes.fromhex(told["id"]), der=der)
                for told, der in zip(
                    answer.header["certificates"], answer.parts, strict=True
                )
            ]
            self._sessions += 1
        session = TokenSession(self, token, ask_again=ask_again)
        if not self.certificates(token):
            session.close()
            raise KeyFileUnreadable(self.path, "no_certificate")
        return session

    @property
    def is_in_use(self) -> bool:
        """Whether a session is open, and with it the key."""
        return self._sessions > 0

    def pin_counted(self, token: Token) -> AbstractContextManager[None]:
        """Count nothing: no file is locked by wrong passwords."""
        del token
        return nullcontext()

    def session_closed(self, token: Token) -> None:
        """Forget the key, and take note of it."""
        del token
        with self._lock:
            self._sessions = max(0, self._sessions - 1)
        if self._worker.is_running:
            self.ask("logout", deadline=self.deadlines.logout)

    def ask(
        self,
        verb: str,
        *parts: bytes,
        deadline: float | None,
        secret: bytearray | None = None,
        **arguments: JsonValue,
    ) -> Message:
        """Ask the helper, starting it if need be; ``secret`` is overwritten.

        Raises KeyFileUnreadable if the file asks for too much, KeyFileClosed if the
        process is gone, and what the helper answers.
        """
        try:
            return self._worker.child().ask(
                verb, *parts, deadline=deadline, secret=secret, **arguments
            )
        except ChildTimedOut:
            log.warning("key file takes too long: %s", self._token.label)
            raise KeyFileUnreadable(self.path, "takes_too_long") from None
        except ChildStopped:
            log.warning("helper of a key file stopped: %s", self._token.label)
            raise KeyFileClosed(self.path) from None
        except ChildFailed:
            raise KeyFileUnreadable(self.path, "unsupported") from None
        finally:
            if secret is not None:
                overwrite(secret)

    def interrupt(self) -> None:
        """End what is under way, and with it the key; the file may be opened again."""
        self._worker.end()

    def close(self) -> None:
        """End the helper, and with it the key, for good."""
        self._worker.close()


def _read_once(path: str) -> bytes:
    place = Path(path)
    try:
        # A folder is none, and a pipe may never end.
        if not stat.S_ISREG(place.stat().st_mode):
            raise KeyFileUnreadable(path, "not_pkcs12")
        with place.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # ValueError: no name of a file holds a NUL.
        raise KeyFileUnreadable(path, "missing") from None
    except OSError:
        raise KeyFileUnreadable(path, "forbidden") from None
    if len(content) > LARGEST_FILE:
        raise KeyFileUnreadable(path, "too_large")
    if not content:
        raise KeyFileUnreadable(path, "not_pkcs12")
    return content
