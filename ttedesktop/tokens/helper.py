"""The token helper: the one process, and the one thread, that calls a module.

Started as ``--worker token MODULE``. Vendor code may hang, crash or print; it does
so here, where it can be ended and started again. The PIN is in one message only,
the login, and is never kept: after a restart the person is asked anew.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from typing import TYPE_CHECKING, Any, Final

import pkcs11
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, exceptions

from ttedesktop import token_errors
from ttedesktop.processes import Message, serve
from ttedesktop.tokens import token_info
from ttedesktop.tokens.refusals import fact_of
from ttedesktop.tokens.token_info import TokenInfo, TokenInfoReader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.untyped import Pkcs11Object

# RFC 8017, 9.2, note 1: DigestInfo up to the digest itself.
_DIGEST_INFO: Final = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
_HASHED: Final = {
    (KeyType.RSA, "sha256"): Mechanism.SHA256_RSA_PKCS,
    (KeyType.RSA, "sha384"): Mechanism.SHA384_RSA_PKCS,
    (KeyType.RSA, "sha512"): Mechanism.SHA512_RSA_PKCS,
    (KeyType.EC, "sha256"): Mechanism.ECDSA_SHA256,
    (KeyType.EC, "sha384"): Mechanism.ECDSA_SHA384,
    (KeyType.EC, "sha512"): Mechanism.ECDSA_SHA512,
}
_RAW: Final = {KeyType.RSA: Mechanism.RSA_PKCS, KeyType.EC: Mechanism.ECDSA}


class Helper:
    """Answers the parent about one module."""

    def __init__(self, module: str) -> None:
        self._library: Any = pkcs11.lib(module)
        self._info = TokenInfoReader(module)
        self._session: Any = None
        self._slot: int | None = None
        self._keys: dict[bytes, Any] = {}

    def handlers(self) -> dict[str, Callable[[Message], Message]]:
        """Return what the parent may ask for."""
        return {
            "tokens": self._tokens,
            "certificates": _translated(self._certificates),
            "login": _translated(self._login),
            "sign": _translated(self._sign),
            "logout": self._logout,
        }

    def _tokens(self, _request: Message) -> Message:
        found: list[dict[str, Any]] = []
        for slot in self._library.get_slots(token_present=True):
            info = self._info.read(slot.slot_id)
            # A slot that does not answer, or an empty token, spoils nothing.
            if info is not None and info.flags & token_info.INITIALISED:
                found.append(_described(slot.slot_id, info))
        return Message({"tokens": found})

    def _certificates(self, request: Message) -> Message:
        slot = int(request.header["slot"])
        session = self._session if self._slot == slot else self._token(request).open()
        try:
            return _certificates_of(session)
        finally:
            if session is not self._session:
                session.close()

    def _login(self, request: Message) -> Message:
        self._logout(request)
        slot = int(request.header["slot"])
        token = self._token(request)
        pin = request.header.pop("pin", None)
        try:
            self._session = token.open(
                user_pin=pkcs11.PROTECTED_AUTH if pin is None else pin
            )
        except exceptions.FunctionCancelled:
            return Message({"cancelled": True})
        except exceptions.PinIncorrect:
            raise token_errors.PinIncorrect(self._tries_left(slot)) from None
        finally:
            if pin is not None:
                _overwrite(pin)
        self._slot = slot
        return Message({})

    def _sign(self, request: Message) -> Message:
        if self._session is None:
            raise token_errors.TokenRemoved(ckr="CKR_USER_NOT_LOGGED_IN")
        key = self._key(bytes.fromhex(request.header["key"]))
        algorithm = str(request.header["digest"])
        (data,) = request.parts
        pin = request.header.pop("pin", None)
        if pin is None and _always_asks(key):
            raise token_errors.PinNeededAgain
        slot = self._slot
        try:
            return Message({}, (self._signature(key, data, algorithm, pin),))
        except exceptions.PinIncorrect:
            self._logout(request)
            tries = None if slot is None else self._tries_left(slot)
            raise token_errors.PinIncorrect(tries) from None
        except exceptions.PKCS11Error:
            # After a failure a session may be stuck in the middle of an operation.
            self._logout(request)
            raise
        finally:
            if pin is not None:
                _overwrite(pin)

    def _logout(self, _request: Message) -> Message:
        session, self._session, self._slot = self._session, None, None
        self._keys.clear()
        if session is not None:
            try:
                session.close()
            except exceptions.PKCS11Error:
                return Message({"clean": False})
        return Message({"clean": True})

    def _token(self, request: Message) -> Pkcs11Object:
        slot, serial = int(request.header["slot"]), request.header["serial"]
        for candidate in self._library.get_slots(token_present=True):
            if candidate.slot_id == slot:
                info = self._info.read(slot)
                # Another token may sit in the slot by now: never send it this PIN.
                if info is not None and info.serial == serial:
                    return candidate.get_token()
        raise token_errors.TokenRemoved(ckr="CKR_TOKEN_NOT_PRESENT")

    def _tries_left(self, slot: int) -> int | None:
        info = self._info.read(slot)
        if info is None:
            return None
        if info.flags & token_info.LOCKED:
            raise token_errors.PinLocked
        return 1 if info.flags & token_info.FINAL_TRY else None

    def _key(self, identifier: bytes) -> Pkcs11Object:
        if identifier not in self._keys:
            wanted = {
                Attribute.CLASS: ObjectClass.PRIVATE_KEY,
                Attribute.ID: identifier,
            }
            keys = list(self._session.get_objects(wanted))
            if len(keys) != 1:
                raise token_errors.TokenCannotSign(ckr=f"{len(keys)} x CKO_PRIVATE_KEY")
            self._keys[identifier] = keys[0]
        return self._keys[identifier]

    def _signature(
        self,
        key: Pkcs11Object,
        data: bytes,
        algorithm: str,
        pin: str | None,
    ) -> bytes:
        kind = key.key_type
        if kind not in _RAW:
            raise token_errors.TokenCannotSign(ckr=str(kind))
        offered = key.session.token.slot.get_mechanisms()
        digest = hashlib.new(algorithm, data).digest()
        if _RAW[kind] in offered:
            head = _DIGEST_INFO[algorithm] if kind == KeyType.RSA else b""
            signed = key.sign(head + digest, mechanism=_RAW[kind], pin=pin)
        elif _HASHED[kind, algorithm] in offered:
            signed = key.sign(data, mechanism=_HASHED[kind, algorithm], pin=pin)
        else:
            raise token_errors.TokenCannotSign(ckr="CKR_MECHANISM_INVALID")
        return _ecdsa_der(signed) if kind == KeyType.EC else bytes(signed)


def _described(slot: int, info: TokenInfo) -> dict[str, Any]:
    return {
        "slot": slot,
        "label": info.label,
        "serial": info.serial,
        "manufacturer": info.manufacturer,
        "model": info.model,
        "flags": info.flags,
        "shortest_pin": info.shortest_pin,
        "longest_pin": info.longest_pin,
    }


def _certificates_of(session: Pkcs11Object) -> Message:
    always_asking = _keys_that_always_ask(session)
    described: list[dict[str, Any]] = []
    parts: list[bytes] = []
    for certificate in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        identifier = _attribute(certificate, Attribute.ID)
        value = _attribute(certificate, Attribute.VALUE)
        if value:
            described.append(
                {
                    "id": identifier.hex(),
                    "always_asks_pin": identifier in always_asking,
                }
            )
            parts.append(value)
    return Message({"certificates": described}, tuple(parts))


def _keys_that_always_ask(session: Pkcs11Object) -> set[bytes]:
    wanted = {
        Attribute.CLASS: ObjectClass.PRIVATE_KEY,
        Attribute.ALWAYS_AUTHENTICATE: True,
    }
    try:
        return {_attribute(key, Attribute.ID) for key in session.get_objects(wanted)}
    except exceptions.PKCS11Error:
        return set()


def _always_asks(key: Pkcs11Object) -> bool:
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except exceptions.PKCS11Error:
        return False


def _attribute(item: Pkcs11Object, attribute: Attribute) -> bytes:
    try:
        return bytes(item[attribute] or b"")
    except exceptions.PKCS11Error:
        return b""


def _ecdsa_der(signature: bytes) -> bytes:
    # PKCS#11 gives r and s side by side; CMS wants them in a SEQUENCE (RFC 5753, 7.2).
    half = len(signature) // 2
    return encode_dss_signature(
        int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
    )


def _overwrite(pin: str) -> None:
    # CPython keeps ASCII text right behind the object's head; anything else is left
    # to the garbage collector. The process holds nothing else that is secret.
    if pin.isascii():
        head = sys.getsizeof(pin) - len(pin) - 1
        ctypes.memset(id(pin) + head, 0, len(pin))


def _translated(
    answer: Callable[[Message], Message],
) -> Callable[[Message], Message]:
    def translated(request: Message) -> Message:
        try:
            return answer(request)
        except exceptions.PKCS11Error as refusal:
            raise fact_of(refusal) from None

    return translated


def main(arguments: Sequence[str]) -> None:
    """Serve the module whose path is the first argument, until the parent ends."""
    module = arguments[0]
    try:
        handlers = Helper(module).handlers()
    except (exceptions.PKCS11Error, OSError, RuntimeError):
        handlers = _unloadable(module)
    serve(handlers)


def _unloadable(module: str) -> dict[str, Callable[[Message], Message]]:
    def refuse(_request: Message) -> Message:
        raise token_errors.ModuleUnusable(path=module, reason="load_failed")

    return dict.fromkeys(("tokens", "certificates", "login", "sign", "logout"), refuse)
