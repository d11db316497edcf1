"""Certificates on a token, and whether one may sign."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ttedesktop.errors import errors, token_errors
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.slot import Token  # noqa: TC001 - dataclass field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class Hindrance(Enum):
    """Why a certificate cannot be used to sign."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    """Key usage without digitalSignature or nonRepudiation (RFC 5280, 4.2.1.3)."""
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
    is_pss_only: bool = False
    """The key is certified for RSASSA-PSS and signs no other way (RFC 4055, 1.2)."""
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    """DER of the issuers that lie on the token, nearest first; may be empty."""

    @property
    def can_sign(self) -> bool:
        """Whether nothing hinders a signature."""
        return not self.hindrances

    def scheme_for(self, wished: Scheme) -> Scheme:
        """Return how its key signs where ``wished`` was wished for."""
        return Scheme.PSS if self.is_pss_only else wished

    @property
    def is_signing_certificate(self) -> bool:
        """Whether its key usage names a signature, whatever else hinders it."""
        return Hindrance.NOT_FOR_SIGNING not in self.hindrances


@dataclass(frozen=True, slots=True)
class FoundCertificate:
    """A certificate as it lies on a token, unread."""

    key_id: bytes
    der: bytes = field(repr=False)
    always_asks_pin: bool = False
    lacks_key: bool = False
    """The token shows its private keys, and none of them belongs to this one."""


def choose(
    certificates: Iterable[TokenCertificate], *, fingerprint: str = ""
) -> TokenCertificate:
    """Return the one certificate to sign with.

    ``fingerprint`` is the beginning of a SHA-256 in hexadecimal digits, or empty if
    any will do. Raises CertificateMissing (of a file: KeyFileCertificateMissing),
    CertificateAmbiguous, or what hinders the only certificate there is.
    """
    wanted = fingerprint.replace(":", "").replace(" ", "").lower()
    offered = list(certificates)
    candidates = [one for one in offered if one.sha256.startswith(wanted)]
    usable = [one for one in candidates if one.can_sign]
    if len(usable) == 1:
        return usable[0]
    if len(usable) > 1:
        names = ", ".join(f"{one.name} ({one.sha256[:8]})" for one in usable)
        raise token_errors.CertificateAmbiguous(names)
    if not candidates:
        raise _missing(offered, fingerprint)
    raise hindrance_of(candidates[0])


def hindrance_of(certificate: TokenCertificate) -> errors.TteError:
    """Return why a certificate cannot sign, as an error; the weightiest reason."""
    signer = certificate.name
    if Hindrance.EXPIRED in certificate.hindrances:
        day = certificate.not_after.date().isoformat()
        return token_errors.CertificateExpired(signer, day)
    if Hindrance.NOT_YET_VALID in certificate.hindrances:
        day = certificate.not_before.date().isoformat()
        return token_errors.CertificateNotYetValid(signer, day)
    if Hindrance.NOT_FOR_SIGNING in certificate.hindrances:
        return token_errors.CertificateNotForSigning(signer)
    if certificate.token.is_file:
        return token_errors.KeyFileCannotSign(certificate.token.module)
    return token_errors.TokenCannotSign(
        ckr=", ".join(h.value for h in certificate.hindrances)
    )


def _missing(offered: Sequence[TokenCertificate], fingerprint: str) -> errors.TteError:
    if offered and offered[0].token.is_file:
        path = offered[0].token.module
        return token_errors.KeyFileCertificateMissing(path, fingerprint)
    return token_errors.CertificateMissing(fingerprint)
