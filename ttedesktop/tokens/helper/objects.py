"""What lies on a token: certificates and private keys, and a key that signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from ttedesktop.tokens.mechanisms import Way
    from ttedesktop.untyped import Pkcs11Object

CLASS: Final = 0x0
VALUE: Final = 0x11
KEY_TYPE: Final = 0x100
IDENTIFIER: Final = 0x102
ALWAYS_AUTHENTICATE: Final = 0x202
CERTIFICATE_CLASS: Final = 0x1
PRIVATE_KEY_CLASS: Final = 0x3


class Undrivable(Exception):
    """python-pkcs11 and this module do not get on; straight calls may."""


class SlotsUnreadable(Undrivable):
    """One slot answers badly, and python-pkcs11 shows none for that."""


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """A certificate object."""

    identifier: bytes
    """CKA_ID; empty if it has none."""
    der: bytes


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key object; many tokens show it only after the login."""

    identifier: bytes
    kind: int
    """CKA_KEY_TYPE."""
    always_asks: bool
    """CKA_ALWAYS_AUTHENTICATE."""
    handle: Pkcs11Object
    """For the session that found it, and for no other."""


class ObjectSession(Protocol):
    """A session on one slot; logged in if the module is, for that is shared.

    Raises Refusal, and Undrivable where another kind of session may do better.
    """

    def certificates(self) -> list[StoredCertificate]:
        """Return all certificates that can be seen."""
        ...

    def private_keys(self) -> list[PrivateKey]:
        """Return the private keys that can be seen."""
        ...

    def sign(self, key: PrivateKey, way: Way) -> bytes:
        """Return the signature value, for elliptic curves r and s side by side."""
        ...

    def close(self) -> None:
        """End the session, as far as the module still knows it."""
        ...


def is_true(value: Any) -> bool:  # noqa: ANN401 - what an attribute may hold
    """Whether a ``CK_BBOOL`` is set, however it was read."""
    return any(value) if isinstance(value, bytes) else bool(value)
