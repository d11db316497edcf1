"""The password check of a PKCS#12 file: its MAC, apart from what it protects.

What opens such files tells with one and the same refusal that the password is wrong
and that a cipher is unknown. The MAC, which is over the whole content, tells them
apart (RFC 7292, 4 and 5.1).
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from asn1crypto.pkcs12 import Pfx

if TYPE_CHECKING:
    from ttedesktop.untyped import Asn1Value

_FOR_A_MAC: Final = b"\3"
"""What the derived bytes are for (RFC 7292, B.3)."""
_DIGESTS: Final = (
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512_224", "sha512_256",
)  # fmt: skip
_PBMAC1: Final = "1.2.840.113549.1.5.14"


class NotPkcs12(Exception):
    """The bytes are no whole PKCS#12 file."""


class Fit(Enum):
    """What the MAC says of a password."""

    FITS = "fits"
    """The password is right, and no byte of the content has changed."""
    DOES_NOT_FIT = "does_not_fit"
    UNTOLD = "untold"
    """There is no MAC, or it is a PBMAC1 (RFC 9579), which is not computed here."""
    UNKNOWN_MAC = "unknown_mac"


@dataclass(frozen=True, slots=True)
class ProtectedContent:
    """A PKCS#12 file as far as it can be read without a password."""

    content: bytes = field(repr=False)
    """AuthenticatedSafe, which the MAC is over."""
    digest: str
    """Digest of the MAC; empty without a MAC, an OID in digits if it has no name."""
    value: bytes = b""
    salt: bytes = b""
    iterations: int = 1

    def fit_of(self, password: str) -> Fit:
        """Tell whether the password is the one that the file was made with."""
        if self.digest in {"", _PBMAC1}:
            return Fit.UNTOLD
        if self.digest not in _DIGESTS:
            return Fit.UNKNOWN_MAC
        # A BMPString and its end (B.1); of the empty password some leave out the end.
        spellings = [password.encode("utf-16-be") + b"\0\0"]
        if not password:
            spellings.append(b"")
        fits = any(
            hmac.compare_digest(self._mac(spelling), self.value)
            for spelling in spellings
        )
        return Fit.FITS if fits else Fit.DOES_NOT_FIT

    def _mac(self, password: bytes) -> bytes:
        digest = self.digest.replace("sha512_", "sha512-")
        key = _derived(digest, password, self.salt, self.iterations)
        return hmac.digest(key, self.content, digest)


def protected_content(file: bytes) -> ProtectedContent | None:
    """Return what a PKCS#12 file shows to everybody.

    None if its integrity does not rest on a password (RFC 7292, 3.1). Raises
    NotPkcs12 if it is something else, or was cut off. Bytes after it are passed over.
    """
    try:
        return _read(Pfx.load(file))
    except (ValueError, TypeError, KeyError, OverflowError):
        raise NotPkcs12 from None


def _read(file: Asn1Value) -> ProtectedContent | None:
    if file["version"].native != "v3":
        raise NotPkcs12
    if file["auth_safe"]["content_type"].native != "data":
        return None
    content = file["auth_safe"]["content"].native
    if not isinstance(content, bytes):
        raise NotPkcs12
    protection = file["mac_data"]
    if protection.native is None:
        return ProtectedContent(content, digest="")
    return ProtectedContent(
        content,
        digest=str(protection["mac"]["digest_algorithm"]["algorithm"].native),
        value=bytes(protection["mac"]["digest"].native),
        salt=bytes(protection["mac_salt"].native),
        iterations=int(protection["iterations"].native),
    )


def _derived(digest: str, password: bytes, salt: bytes, iterations: int) -> bytes:
    """Return the key of the MAC (RFC 7292, B.2), which is as long as the digest.

    The first block that the clause derives is long enough, so the rest of it, which
    mixes that block into the next, has nothing to do here.
    """
    block = hashlib.new(digest).block_size
    key = _FOR_A_MAC * block + _filled(salt, block) + _filled(password, block)
    for _ in range(max(1, iterations)):
        key = hashlib.new(digest, key).digest()
    return key


def _filled(text: bytes, block: int) -> bytes:
    # Repeated until whole blocks are full; nothing stays nothing (B.2, 2 and 3).
    if not text:
        return b""
    length = block * -(-len(text) // block)
    return (text * -(-length // len(text)))[:length]
