"""The key file helper: the one process that ever holds the private key of a file.

Started as ``--worker pkcs12 FILE``; the name is only for the words. Bytes come from
the parent, which has read them. Whatever a hostile file costs, it costs here, where
it is ended at a deadline. The password is in the login message only, is used once and
overwritten; the key is forgotten at the logout or with the process.
"""

from __future__ import annotations

import hashlib
import warnings
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    load_key_and_certificates,
)
from cryptography.x509 import InvalidVersion

from ttedesktop.channel import Message
from ttedesktop.errors.token_errors import (
    KeyFileCannotSign,
    KeyFileClosed,
    KeyFilePasswordWrong,
    KeyFileUnreadable,
)
from ttedesktop.memory import forbid_looking_in, limit_memory, overwrite
from ttedesktop.serving import serve
from ttedesktop.tokens.key_files.pkcs12_mac import Fit, NotPkcs12, protected_content
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cryptography.hazmat.primitives.asymmetric.types import (
        PrivateKeyTypes,
        PublicKeyTypes,
    )
    from cryptography.x509 import Certificate

MOST_CERTIFICATES: Final = 64
"""That are looked at; a key, its certificate and its authorities are five or six."""
MEMORY_CEILING: Final = 1 << 30
"""Bytes of address space beyond what the process has at its start."""
LONGEST: Final = 90
"""Seconds after which the process ends itself, if nobody is left to end it."""
_DIGESTS: Final = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_UNFIT: Final = (ValueError, TypeError, UnsupportedAlgorithm, InvalidVersion)
"""What cryptography raises for a file, a key or a certificate that it does not take."""


class KeyHolder:
    """Opens one file and signs with the key that was in it."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._key: PrivateKeyTypes | None = None
        self._identifier = b""

    def handlers(self) -> dict[str, Callable[[Message], Message]]:
        """Return what the parent may ask for."""
        return {
            "tokens": self._look,
            "login": self._log_in,
            "sign": self._sign,
            "logout": self._log_out,
        }

    def _look(self, request: Message) -> Message:
        (file,) = request.parts
        try:
            content = protected_content(file)
        except NotPkcs12:
            raise self._unreadable("not_pkcs12") from None
        if content is None:
            raise self._unreadable("unsupported")
        return Message({})

    def _log_in(self, request: Message) -> Message:
        self._log_out(request)
        (file,) = request.parts
        password = bytearray() if request.secret is None else request.secret
        try:
            key, certificates = self._opened(file, password)
        finally:
            overwrite(password)
        if key is None:
            raise self._unreadable("no_key")
        public = _encoded(key.public_key())
        identifier = hashlib.sha256(public).digest()[:20]
        self._key, self._identifier = key, identifier
        # A file may hold the same one twice, and certificates of other keys.
        found = {_der(one): _belongs(one, public) for one in certificates}
        described = [
            {"id": identifier.hex() if belongs else ""} for belongs in found.values()
        ]
        return Message({"certificates": described}, tuple(found))

    def _opened(
        self, file: bytes, password: bytearray
    ) -> tuple[PrivateKeyTypes | None, list[Certificate]]:
        """Return the key and the certificates; of several keys, the first."""
        if b"\0" in password:
            # OpenSSL reads a password to its first NUL, so no file is made with one.
            raise KeyFilePasswordWrong(self._path)
        try:
            with warnings.catch_warnings():
                # Many programs write BER, as they may (RFC 7292, 5.1): no word of it.
                warnings.simplefilter("ignore")
                key, own, others = load_key_and_certificates(file, password)
        except _UNFIT:
            raise self._refusal(file, password) from None
        certificates = others if own is None else [own, *others]
        return key, certificates[:MOST_CERTIFICATES]

    def _refusal(
        self, file: bytes, password: bytearray
    ) -> KeyFileUnreadable | KeyFilePasswordWrong:
        try:
            content = protected_content(file)
        except NotPkcs12:
            return self._unreadable("not_pkcs12")
        if content is None:
            return self._unreadable("unsupported")
        match content.fit_of(password.decode()):
            case Fit.FITS | Fit.UNKNOWN_MAC:
                return self._unreadable("unsupported")
            case Fit.DOES_NOT_FIT | Fit.UNTOLD:
                return KeyFilePasswordWrong(self._path)

    def _sign(self, request: Message) -> Message:
        if self._key is None:
            raise KeyFileClosed(self._path)
        digest = _DIGESTS.get(str(request.header["digest"]))
        if digest is None or bytes.fromhex(request.header["key"]) != self._identifier:
            raise KeyFileCannotSign(self._path)
        (data,) = request.parts
        scheme = Scheme(request.header.get("scheme", Scheme.PKCS1.value))
        try:
            return Message({}, (self._value(self._key, data, digest, scheme),))
        except _UNFIT:
            raise KeyFileCannotSign(self._path) from None

    def _value(
        self,
        key: PrivateKeyTypes,
        data: bytes,
        digest: hashes.HashAlgorithm,
        scheme: Scheme,
    ) -> bytes:
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return key.sign(data, ec.ECDSA(digest))
        if not isinstance(key, rsa.RSAPrivateKey):
            raise KeyFileCannotSign(self._path)
        if scheme is Scheme.PSS:
            # RFC 8017, 8.1, with the salt as long as the digest (RFC 4055, 3.1).
            salted = padding.PSS(padding.MGF1(digest), digest.digest_size)
            return key.sign(data, salted, digest)
        return key.sign(data, padding.PKCS1v15(), digest)

    def _log_out(self, _request: Message) -> Message:
        self._key, self._identifier = None, b""
        return Message({})

    def _unreadable(self, reason: str) -> KeyFileUnreadable:
        return KeyFileUnreadable(self._path, reason)


def _encoded(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _der(certificate: Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _belongs(certificate: Certificate, public: bytes) -> bool:
    try:
        return _encoded(certificate.public_key()) == public
    except _UNFIT:
        return False


def main(arguments: Sequence[str]) -> None:
    """Hold the key of the file that the first argument names, until the parent ends."""
    forbid_looking_in()
    limit_memory(MEMORY_CEILING)
    serve(KeyHolder(arguments[0]).handlers(), longest=LONGEST, takes_secrets=True)
