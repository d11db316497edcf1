"""Certificates on a token, and whether one may sign."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - dataclass field
from enum import Enum

from ttedesktop.tokens.slot import Token  # noqa: TC001 - dataclass field


class Hindrance(Enum):
    """Why a certificate cannot be used to sign."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    """Its key usage names neither digitalSignature nor nonRepudiation (RFC 5280, 4.2.1.3)."""
    NO_PRIVATE_KEY = "no_private_key"
    WEAK_KEY = "weak_key"
    """RSA under 2,048 bits, or a curve or kind of key that is not signed with here."""


@dataclass(frozen=True, slots=True)
class TokenCertificate:
    """A certificate on a token, with the private key that belongs to it."""

    token: Token
    key_id: bytes
    """CKA_ID, which certificate and key share; labels are never compared."""
    der: bytes = field(repr=False)
    sha256: str
    """Of ``der``, in lower-case hexadecimal digits."""
    name: str
    """Common name of the subject."""
    organisation: str
    issuer: str
    """Common name of the issuer."""
    serial: str
    """Serial number in upper-case hexadecimal digits."""
    not_before: datetime
    not_after: datetime
    hindrances: frozenset[Hindrance] = frozenset()
    always_asks_pin: bool = False
    """CKA_ALWAYS_AUTHENTICATE: each signature needs the PIN anew."""
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    """DER of the issuers that lie on the token, nearest first; may be empty."""

    @property
    def can_sign(self) -> bool:
        """Whether nothing hinders a signature."""
        return not self.hindrances
