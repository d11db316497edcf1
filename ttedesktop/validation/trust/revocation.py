"""Whether a certificate was revoked, as offline data tells (RFC 5280, RFC 6960)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import Hash
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from ttedesktop.validation.report import Revocation, RevocationSource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cryptography.hazmat.primitives.hashes import HashAlgorithm

    from ttedesktop.validation.trust.trust_store import TrustStore

_KEPT: Final = 16
"""Lists that are kept for the next signature of a document."""
_FRESH: Final = timedelta(days=1)
"""How long an OCSP response counts that names no next one (RFC 6960, 4.2.2.1)."""


@dataclass(frozen=True, slots=True)
class RevocationData:
    """A revocation list or an OCSP response in DER, and where it was found."""

    der: bytes = field(repr=False)
    source: RevocationSource
    is_response: bool = False
    """Whether it is an OCSP response (RFC 6960), not a list (RFC 5280, 5)."""


@dataclass(frozen=True, slots=True)
class RevocationStatus:
    """What is known, and since when a revoked certificate is revoked."""

    status: Revocation
    revoked_at: datetime | None = None
    source: RevocationSource = RevocationSource.NONE
    told_at: datetime | None = None
    """When the data was made that tells it."""


@dataclass(frozen=True, slots=True)
class _Question:
    subject: x509.Certificate
    authority: x509.Certificate
    moment: datetime


_UNKNOWN: Final = RevocationStatus(Revocation.UNKNOWN)


def revocation_of(
    certificate: bytes,
    issuer: bytes,
    *,
    data: Iterable[RevocationData],
    moment: datetime,
) -> RevocationStatus:
    """Return the status of a certificate in DER at ``moment``.

    Data counts if the issuer (or a responder it appointed) signed it. It says "good"
    only if it was made after ``moment`` or was still current then.
    """
    try:
        question = _Question(
            x509.load_der_x509_certificate(certificate),
            x509.load_der_x509_certificate(issuer),
            moment,
        )
    except ValueError:
        return _UNKNOWN
    found = [_told_by(one, question) for one in data]
    revoked = [one for one in found if one.revoked_at is not None]
    if revoked:
        return min(revoked, key=lambda one: one.revoked_at or moment)
    good = [one for one in found if one.status is Revocation.GOOD]
    return max(good, key=lambda one: one.told_at or moment, default=_UNKNOWN)


def imported(store: TrustStore) -> Iterable[RevocationData]:
    """Return the lists and responses that were imported on this computer."""
    for der in store.crls:
        yield RevocationData(der, RevocationSource.IMPORTED)
    for der in store.responses:
        yield RevocationData(der, RevocationSource.IMPORTED, is_response=True)


def _told_by(data: RevocationData, asked: _Question) -> RevocationStatus:
    found = (_by_ocsp if data.is_response else _by_crl)(data.der, asked)
    if found.status is Revocation.UNKNOWN:
        return found
    return replace(found, source=data.source)


def _by_crl(der: bytes, asked: _Question) -> RevocationStatus:
    try:
        crl = _signed_crl(der, asked.authority)
        if crl is None:
            return _UNKNOWN
        number = asked.subject.serial_number
        entry = crl.get_revoked_certificate_by_serial_number(number)
        covers = _covers(crl, asked.subject)
        is_released = entry is not None and _is_released(entry)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return _UNKNOWN
    if is_released:
        return _UNKNOWN
    if entry is not None:
        return RevocationStatus(
            Revocation.REVOKED, entry.revocation_date_utc, told_at=crl.last_update_utc
        )
    until = crl.next_update_utc
    is_current = crl.last_update_utc >= asked.moment or (
        until is None or until >= asked.moment
    )
    good = RevocationStatus(Revocation.GOOD, told_at=crl.last_update_utc)
    return good if is_current and covers else _UNKNOWN


@lru_cache(maxsize=_KEPT)
def _signed_crl(
    der: bytes, authority: x509.Certificate
) -> x509.CertificateRevocationList | None:
    """Return a list that an authority signed, or None; asked for each signature."""
    crl, key = x509.load_der_x509_crl(der), authority.public_key()
    if not isinstance(
        key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey
    ):
        return None
    is_theirs = crl.issuer == authority.subject and crl.is_signature_valid(key)
    return crl if is_theirs else None


def _covers(crl: x509.CertificateRevocationList, subject: x509.Certificate) -> bool:
    """Whether silence of this list means "not revoked" (RFC 5280, 5.2.4, 5.2.5)."""
    for extension in crl.extensions:
        if isinstance(extension.value, x509.DeltaCRLIndicator):
            return False
        if isinstance(extension.value, x509.IssuingDistributionPoint):
            point = extension.value
            only = (
                point.only_contains_ca_certs
                if not _is_authority(subject)
                else point.only_contains_user_certs
            )
            if only or point.only_some_reasons or point.only_contains_attribute_certs:
                return False
    return True


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except (ValueError, x509.ExtensionNotFound):
        return False
    return found.value.ca


def _is_released(entry: x509.RevokedCertificate) -> bool:
    try:
        found = entry.extensions.get_extension_for_class(x509.CRLReason)
    except (ValueError, x509.ExtensionNotFound):
        return False
    return found.value.reason is x509.ReasonFlags.remove_from_crl


def _by_ocsp(der: bytes, asked: _Question) -> RevocationStatus:
    try:
        response = ocsp.load_der_ocsp_response(der)
        if (
            response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL
            or not _is_about(response, asked)
            or not _is_signed_by_responder(response, asked.authority)
        ):
            return _UNKNOWN
        if response.certificate_status is ocsp.OCSPCertStatus.REVOKED:
            return RevocationStatus(
                Revocation.REVOKED,
                response.revocation_time_utc,
                told_at=response.this_update_utc,
            )
        is_good = response.certificate_status is ocsp.OCSPCertStatus.GOOD
        until = response.next_update_utc or response.this_update_utc + _FRESH
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return _UNKNOWN
    is_current = max(until, response.this_update_utc) >= asked.moment
    if not is_good or not is_current:
        return _UNKNOWN
    return RevocationStatus(Revocation.GOOD, told_at=response.this_update_utc)


def _is_about(response: ocsp.OCSPResponse, asked: _Question) -> bool:
    """Whether a response names the certificate, by its number and its issuer.

    The name is hashed as it stands in the certificate (RFC 6960, 4.1.1); some write
    it in another order than the issuer's own.
    """
    names = (asked.subject.issuer, asked.authority.subject)
    hashed = [_hashed(name.public_bytes(), response) for name in names]
    return (
        response.serial_number == asked.subject.serial_number
        and response.issuer_name_hash in hashed
        and response.issuer_key_hash == _hashed(_key_of(asked.authority), response)
    )


def _hashed(data: bytes, response: ocsp.OCSPResponse) -> bytes:
    digest = Hash(response.hash_algorithm)
    digest.update(data)
    return digest.finalize()


def _key_of(authority: x509.Certificate) -> bytes:
    """Return the bits of a key without the algorithm that stands around them."""
    key = authority.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _is_signed_by_responder(
    response: ocsp.OCSPResponse, authority: x509.Certificate
) -> bool:
    """Whether the authority signed, or one it appointed (RFC 6960, 4.2.2.2)."""
    algorithm = response.signature_hash_algorithm
    if algorithm is None:
        return False
    signers = [authority, *_appointed(response, authority)]
    return any(_is_signed_by(response, signer, algorithm) for signer in signers)


def _appointed(
    response: ocsp.OCSPResponse, authority: x509.Certificate
) -> Iterable[x509.Certificate]:
    """Yield the certificates by which the authority appointed somebody at that time."""
    for candidate in response.certificates:
        try:
            candidate.verify_directly_issued_by(authority)
            usage = candidate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
            continue
        begin, end = candidate.not_valid_before_utc, candidate.not_valid_after_utc
        holds = begin <= response.produced_at_utc <= end
        if ExtendedKeyUsageOID.OCSP_SIGNING in usage.value and holds:
            yield candidate


def _is_signed_by(
    response: ocsp.OCSPResponse, signer: x509.Certificate, algorithm: HashAlgorithm
) -> bool:
    key, signed = signer.public_key(), response.tbs_response_bytes
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(response.signature, signed, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(response.signature, signed, ec.ECDSA(algorithm))
        else:
            return False
    except InvalidSignature:
        return False
    return True
