"""A person logged in to the token in one slot, inside the helper process."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from ttedesktop.errors import token_errors
from ttedesktop.tokens.helper import token_info
from ttedesktop.tokens.helper.direct_session import DirectSession
from ttedesktop.tokens.helper.objects import Undrivable
from ttedesktop.tokens.helper.refusals import NOT_THIS_WAY
from ttedesktop.tokens.helper.return_values import Refusal, ReturnValue
from ttedesktop.tokens.mechanisms import KeyKind, Scheme, Way, ways_to_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.tokens.helper.driving import DrivenModule
    from ttedesktop.tokens.helper.objects import ObjectSession, PrivateKey

T = TypeVar("T")


class Login:
    """Signs until it is closed. Raises Refusal, and PinNeededAgain."""

    def __init__(self, module: DrivenModule, slot: int, pin: bytearray | None) -> None:
        """Send the PIN once; None lets the person type it on the reader."""
        self.slot = slot
        self._module = module
        # This session stays untouched: the login lasts as long as it does.
        self._session = module.calls.open_session(slot)
        self._work: ObjectSession | None = None
        self._keys: dict[bytes, PrivateKey] = {}
        self._asking: set[bytes] = set()
        self._has_signed = False
        try:
            module.calls.log_in(self._session, pin)
            self._mechanisms = module.calls.mechanisms(slot)
        except Refusal:
            module.calls.close_session(self._session)
            raise

    def close(self) -> None:
        """Log out, as far as the token still answers."""
        self.drop_work()
        self._module.calls.log_out(self._session)
        self._module.calls.close_session(self._session)

    def drop_work(self) -> None:
        """Leave a session that may be stuck in an operation; the login stays."""
        work, self._work = self._work, None
        self._keys.clear()
        if work is not None:
            work.close()

    def do(self, work: Callable[[ObjectSession], T]) -> T:
        """Do something in a session that is logged in."""
        try:
            return work(self._working())
        except Undrivable:
            self._module.go_direct()
            self.drop_work()
            return work(self._working())

    def sign(
        self,
        identifier: bytes,
        data: bytes,
        *,
        algorithm: str,
        scheme: Scheme,
        pin: bytearray | None,
    ) -> bytes:
        """Return the signature value by the key of that CKA_ID; ECDSA in DER.

        ``pin`` is for a key that asks each time, and sent to no other. Raises
        TokenCannotSign and PinNeededAgain.
        """
        key = self.do(lambda session: self._key(session, identifier))
        if key.kind not in tuple(KeyKind):
            raise token_errors.TokenCannotSign(ckr=f"CKK 0x{key.kind:X}")
        kind = KeyKind(key.kind)
        ways = [
            way
            for way in ways_to_sign(kind, scheme, algorithm, data)
            if way.mechanism in self._mechanisms
        ]
        if key.always_asks or identifier in self._asking:
            value = self._asked(identifier, ways, pin)
        else:
            value = self._signed(identifier, ways)
        self._has_signed = True
        return _ecdsa_der(value) if kind is KeyKind.EC else value

    def _signed(self, identifier: bytes, ways: Sequence[Way]) -> bytes:
        def sign(session: ObjectSession) -> bytes:
            key = self._key(session, identifier)
            return _first_that_works(ways, lambda way: session.sign(key, way))

        try:
            return self.do(sign)
        except Refusal as refusal:
            if refusal.value != ReturnValue.USER_NOT_LOGGED_IN or self._has_signed:
                raise
            # Some tokens want a PIN of its own for this key, and say so only here.
            self.drop_work()
            self._asking.add(identifier)
            raise token_errors.PinNeededAgain from None

    def _asked(
        self, identifier: bytes, ways: Sequence[Way], pin: bytearray | None
    ) -> bytes:
        info = self._module.calls.token_info(self.slot)
        has_pad = info is not None and bool(info.flags & token_info.PIN_PAD)
        if pin is None and not has_pad:
            raise token_errors.PinNeededAgain
        self._require_same_token()
        # By straight calls: python-pkcs11 cannot let the person type on the reader,
        # and would ask for the length after the PIN was sent.
        session = DirectSession(self._module.calls, self.slot)
        try:
            key = _only(
                [k for k in session.private_keys() if k.identifier == identifier]
            )

            def begin(way: Way) -> Way:
                session.begin_asking(key, way)
                return way

            way = _first_that_works(ways, begin)
            return session.sign_with_pin(way, None if has_pad else pin)
        finally:
            session.close()

    def _require_same_token(self) -> None:
        """Raise Refusal if the token was out meanwhile: another may be in its slot."""
        # OpenSC notices what happened at its readers only when it is asked for them.
        self._module.calls.slots()
        self._module.calls.require_session(self._session)

    def _working(self) -> ObjectSession:
        if self._work is None:
            self._require_same_token()
            self._work = self._module.open(self.slot)
        return self._work

    def _key(self, session: ObjectSession, identifier: bytes) -> PrivateKey:
        if identifier not in self._keys:
            self._keys[identifier] = _only(
                [k for k in session.private_keys() if k.identifier == identifier]
            )
        return self._keys[identifier]


def _only(keys: Sequence[PrivateKey]) -> PrivateKey:
    if len(keys) != 1:
        raise token_errors.TokenCannotSign(ckr=f"{len(keys)} x CKO_PRIVATE_KEY")
    return keys[0]


def _first_that_works(ways: Sequence[Way], use: Callable[[Way], T]) -> T:
    """Return what the first way gives that the token does not refuse."""
    refused = Refusal(ReturnValue.MECHANISM_INVALID)
    for way in ways:
        try:
            return use(way)
        except Refusal as refusal:
            if refusal.value not in NOT_THIS_WAY:
                raise
            refused = refusal
    raise refused


def _ecdsa_der(signature: bytes) -> bytes:
    # PKCS#11 gives r and s side by side; CMS wants them in a SEQUENCE (RFC 5753, 7.2).
    half = len(signature) // 2
    return encode_dss_signature(
        int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
    )
