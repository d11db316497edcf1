"""A session logged in to a token: what has one can sign, what has none cannot."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, Self

from ttedesktop.errors.errors import Cancelled, TteError
from ttedesktop.errors.token_errors import PinNeededAgain
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.pin import require_length

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager
    from types import TracebackType

    from ttedesktop.channel import Message
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.deadlines import Deadlines
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.tokens.slot import Token
    from ttedesktop.untyped import JsonValue

log = logging.getLogger(__name__)


class Line(Protocol):
    """The way to the token: its module, as far as a session needs it."""

    @property
    def deadlines(self) -> Deadlines:
        """How long the module may take."""
        ...

    def ask(
        self,
        verb: str,
        *parts: bytes,
        deadline: float | None,
        secret: bytearray | None = None,
        **arguments: JsonValue,
    ) -> Message:
        """Ask the module; raises what the token answers. Overwrites the secret."""
        ...

    def pin_counted(self, token: Token) -> AbstractContextManager[None]:
        """Count what the token answers to a PIN that is sent meanwhile."""
        ...

    def session_closed(self, token: Token) -> None:
        """Log out, if that is still possible, and take note of it."""
        ...


class Signatory(Protocol):
    """What makes signature values: a session, or who asks one in turn."""

    def sign(
        self,
        certificate: TokenCertificate,
        data: bytes,
        *,
        digest_algorithm: str = "sha256",
        scheme: Scheme = Scheme.PKCS1,
    ) -> bytes:
        """Return the signature value over ``data``; see ``TokenSession``."""
        ...


class TokenSession:
    """Signs with the keys of one token, until the ``with`` block ends."""

    def __init__(
        self,
        module: Line,
        token: Token,
        *,
        ask_again: Callable[[], Pin] | None = None,
    ) -> None:
        self.token = token
        self._ask_again = ask_again
        self._module = module
        self._is_open = True

    def __enter__(self) -> Self:
        """Use the session."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log out."""
        self.close()

    @contextmanager
    def unless_well(self, *, keeps: bool) -> Generator[None]:
        """Log out after what is done here, unless it went well and ``keeps``."""
        try:
            yield
        except BaseException:
            self.close()
            raise
        if not keeps:
            self.close()

    @property
    def is_open(self) -> bool:
        """Whether it can still sign, as far as is known."""
        return self._is_open

    def asks_with(self, ask_again: Callable[[], Pin]) -> None:
        """Ask this for the PIN of each signature from now on."""
        self._ask_again = ask_again

    def sign(
        self,
        certificate: TokenCertificate,
        data: bytes,
        *,
        digest_algorithm: str = "sha256",
        scheme: Scheme = Scheme.PKCS1,
    ) -> bytes:
        """Return the signature value over ``data`` by the key of ``certificate``.

        RSA: as ``scheme`` says; elliptic curves: ECDSA as a DER sequence (RFC 5753,
        7.2). Raises TokenRemoved, TokenStoppedAnswering, TokenCannotSign,
        TokenRefused, PinNeededAgain where nobody can be asked, and PinIncorrect or
        Cancelled where somebody was.
        """
        order: dict[str, Any] = {
            "key": certificate.key_id.hex(),
            "digest": digest_algorithm,
            "scheme": scheme.value,
            "slot": self.token.slot,
        }
        try:
            return self._signature(certificate, data, order)
        except PinNeededAgain:
            if self._ask_again is None:
                raise
        pin = self._ask_again()
        require_length(self.token, pin)
        with self._module.pin_counted(self.token):
            return self._signature(certificate, data, order, pin.spend())

    def _signature(
        self,
        certificate: TokenCertificate,
        data: bytes,
        order: dict[str, Any],
        secret: bytearray | None = None,
    ) -> bytes:
        waits_at_reader = self.token.has_pin_pad and certificate.always_asks_pin
        deadline = None if waits_at_reader else self._module.deadlines.signing
        answer = self._module.ask(
            "sign", data, deadline=deadline, secret=secret, **order
        )
        if answer.header.get("cancelled"):
            raise Cancelled
        (signature,) = answer.parts
        return signature

    def close(self) -> None:
        """Log out and let the token be used by others."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._module.session_closed(self.token)
        except TteError:
            log.info("the token did not answer to the logout")
