"""Certificates on a token, and whether one may sign."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, PublicKeyAlgorithmOID

from ttedesktop import errors, token_errors
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.slot import Token  # noqa: TC001 - dataclass field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CURVES: Final = ("secp256r1", "secp384r1", "secp521r1")
_SMALLEST_RSA: Final = 2048
"""Bits; ETSI TS 119 312 asks for 1,900 and more."""

_OUT_OF_ORDER: Final = (
    ValueError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What cryptography raises for a foreign certificate, most of it only when asked."""


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


def certificates_on(
    token: Token, found: Sequence[FoundCertificate], *, now: datetime | None = None
) -> tuple[TokenCertificate, ...]:
    """Return the people's certificates among those found on a token.

    The certificates of authorities become the ``chain`` of those they issued.
    """
    moment = now or datetime.now(UTC)
    read = [
        (one, certificate)
        for one in found
        if (certificate := _parsed(one.der)) is not None
    ]
    authorities = [certificate for _, certificate in read if _is_authority(certificate)]
    return tuple(
        TokenCertificate(
            token=token,
            key_id=one.key_id,
            der=one.der,
            sha256=hashlib.sha256(one.der).hexdigest(),
            name=_first(certificate.subject, NameOID.COMMON_NAME),
            organisation=_first(certificate.subject, NameOID.ORGANIZATION_NAME),
            issuer=_first(certificate.issuer, NameOID.COMMON_NAME),
            serial=f"{certificate.serial_number:X}",
            not_before=certificate.not_valid_before_utc,
            not_after=certificate.not_valid_after_utc,
            hindrances=frozenset(_hindrances(certificate, one, moment)),
            always_asks_pin=one.always_asks_pin,
            is_pss_only=certificate.public_key_algorithm_oid
            == PublicKeyAlgorithmOID.RSASSA_PSS,
            chain=_chain(certificate, authorities),
        )
        for one, certificate in read
        if not _is_authority(certificate)
    )


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


def _parsed(der: bytes) -> x509.Certificate | None:
    try:
        certificate = x509.load_der_x509_certificate(der)
        # Names are read when they are asked for; without them there is nobody to show.
        _ = (certificate.subject, certificate.issuer)
    except _OUT_OF_ORDER:
        return None
    return certificate


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        constraints = certificate.extensions.get_extension_for_class(
            x509.BasicConstraints
        )
    except (x509.ExtensionNotFound, *_OUT_OF_ORDER):
        return False
    return constraints.value.ca


def _hindrances(
    certificate: x509.Certificate, found: FoundCertificate, moment: datetime
) -> Iterable[Hindrance]:
    if moment > certificate.not_valid_after_utc:
        yield Hindrance.EXPIRED
    if moment < certificate.not_valid_before_utc:
        yield Hindrance.NOT_YET_VALID
    if not _may_sign(certificate):
        yield Hindrance.NOT_FOR_SIGNING
    if found.lacks_key or not found.key_id:
        yield Hindrance.NO_PRIVATE_KEY
    if not _is_strong(certificate):
        yield Hindrance.WEAK_KEY


def _may_sign(certificate: x509.Certificate) -> bool:
    # The extended key usage is left alone: officials of BSrE carry one critical
    # purpose only, Adobe's "authentic documents", which others do not know.
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except _OUT_OF_ORDER:
        return False
    return usage.digital_signature or usage.content_commitment


def _is_strong(certificate: x509.Certificate) -> bool:
    try:
        key = certificate.public_key()
    except _OUT_OF_ORDER:
        return False
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= _SMALLEST_RSA
    return isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES


def _chain(
    certificate: x509.Certificate, authorities: Sequence[x509.Certificate]
) -> tuple[bytes, ...]:
    chain: list[x509.Certificate] = []
    current = certificate
    while len(chain) <= len(authorities):
        issuer = next((one for one in authorities if _issued(one, current)), None)
        if issuer is None or issuer in chain:
            break
        chain.append(issuer)
        current = issuer
    return tuple(one.public_bytes(Encoding.DER) for one in chain)


def _issued(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except Exception:  # noqa: BLE001 - any fault of a foreign key means "no"
        return False
    return True


def _first(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(kind)
    return str(values[0].value) if values else ""
