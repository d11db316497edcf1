"""Reads the certificates that lie on a token.

Apart from what they are to the rest of the program, which shows a window before any
token was asked: the engine that reads them takes longer to load than the window.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, PublicKeyAlgorithmOID

from ttedesktop.tokens.certificate import (
    FoundCertificate,
    Hindrance,
    TokenCertificate,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttedesktop.tokens.slot import Token

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
