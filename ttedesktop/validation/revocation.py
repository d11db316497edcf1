"""Whether a certificate was revoked, as offline data tells (RFC 5280, RFC 6960)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from ttedesktop.validation.report import Revocation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cryptography.hazmat.primitives.hashes import HashAlgorithm


@dataclass(frozen=True, slots=True)
class RevocationStatus:
    """What is known, and since when a revoked certificate is revoked."""

    status: Revocation
    revoked_at: datetime | None = None


def revocation_of(
    certificate: bytes,
    issuer: bytes,
    *,
    crls: Iterable[bytes],
    ocsp_responses: Iterable[bytes],
    moment: datetime,
) -> RevocationStatus:
    """Return the status of a certificate at ``moment``; all arguments are DER.

    Data counts if the issuer (or a responder it appointed) signed it. It says "good"
    only if it was made after ``moment`` or was still current then.
    """
    try:
        subject = x509.load_der_x509_certificate(certificate)
        authority = x509.load_der_x509_certificate(issuer)
    except ValueError:
        return RevocationStatus(Revocation.UNKNOWN)
    found = [
        *(_by_crl(der, subject, authority, moment) for der in crls),
        *(_by_ocsp(der, subject, authority, moment) for der in ocsp_responses),
    ]
    revoked = [one for one in found if one.status is Revocation.REVOKED]
    if revoked:
        return revoked[0]
    good = any(one.status is Revocation.GOOD for one in found)
    return RevocationStatus(Revocation.GOOD if good else Revocation.UNKNOWN)


_UNKNOWN = RevocationStatus(Revocation.UNKNOWN)


def _by_crl(
    der: bytes,
    subject: x509.Certificate,
    authority: x509.Certificate,
    moment: datetime,
) -> RevocationStatus:
    try:
        crl = x509.load_der_x509_crl(der)
        key = authority.public_key()
        if crl.issuer != authority.subject or not crl.is_signature_valid(key):  # type: ignore[arg-type]  # other keys raise TypeError
            return _UNKNOWN
        entry = crl.get_revoked_certificate_by_serial_number(subject.serial_number)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return _UNKNOWN
    if entry is not None:
        return RevocationStatus(Revocation.REVOKED, entry.revocation_date_utc)
    until = crl.next_update_utc
    is_current = crl.last_update_utc >= moment or (until is None or until >= moment)
    return RevocationStatus(Revocation.GOOD if is_current else Revocation.UNKNOWN)


def _by_ocsp(
    der: bytes,
    subject: x509.Certificate,
    authority: x509.Certificate,
    moment: datetime,
) -> RevocationStatus:
    try:
        response = ocsp.load_der_ocsp_response(der)
        if (
            response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL
            or response.serial_number != subject.serial_number
            or not _is_signed_by_responder(response, authority)
        ):
            return _UNKNOWN
        if response.certificate_status is ocsp.OCSPCertStatus.REVOKED:
            return RevocationStatus(Revocation.REVOKED, response.revocation_time_utc)
        is_good = response.certificate_status is ocsp.OCSPCertStatus.GOOD
        until = response.next_update_utc
        is_current = response.this_update_utc >= moment or (
            until is not None and until >= moment
        )
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return _UNKNOWN
    good = is_good and is_current
    return RevocationStatus(Revocation.GOOD if good else Revocation.UNKNOWN)


def _is_signed_by_responder(
    response: ocsp.OCSPResponse, authority: x509.Certificate
) -> bool:
    """Whether the authority signed, or one it appointed (RFC 6960, 4.2.2.2)."""
    algorithm = response.signature_hash_algorithm
    if algorithm is None:
        return False
    signers = [authority, *(_appointed(response.certificates, authority))]
    return any(_is_signed_by(response, signer, algorithm) for signer in signers)


def _appointed(
    candidates: Iterable[x509.Certificate], authority: x509.Certificate
) -> Iterable[x509.Certificate]:
    for candidate in candidates:
        try:
            candidate.verify_directly_issued_by(authority)
            usage = candidate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
            continue
        if ExtendedKeyUsageOID.OCSP_SIGNING in usage.value:
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
