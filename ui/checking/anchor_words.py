"""Certificates of authorities in words that a person can compare."""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.x509.oid import NameOID

from ttedesktop.language import _
from ttedesktop.moments import day


def certificate_digest(der: bytes) -> str:
    """Return the SHA-256 of a certificate in hexadecimal digits."""
    return hashlib.sha256(der).hexdigest()


def certificate_life(der: bytes) -> str:
    """Return the sentence about the validity of a certificate."""
    try:
        certificate = x509.load_der_x509_certificate(der)
    except ValueError:
        return _("Sertifikat tidak terbaca")
    return _("Berlaku {begin} sampai {end}.").format(
        begin=day(certificate.not_valid_before_utc),
        end=day(certificate.not_valid_after_utc),
    )


def certificate_name(der: bytes) -> str:
    """Return the common name of a certificate's subject, or that it has none."""
    # Nobody who only reads documents waits for this engine.
    from cryptography import x509

    try:
        subject = x509.load_der_x509_certificate(der).subject
    except ValueError:
        return _("Sertifikat tidak terbaca")
    names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else subject.rfc4514_string()
