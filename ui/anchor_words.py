"""Certificates of authorities in words that a person can compare."""

from __future__ import annotations

import hashlib
from ssl import PEM_cert_to_DER_cert

from ttedesktop.language import _


def anchor_in_words(pem: str) -> tuple[str, str]:
    """Return the name of a certificate and its SHA-256 in hexadecimal digits."""
    der = PEM_cert_to_DER_cert(pem)
    return certificate_name(der), hashlib.sha256(der).hexdigest()


def certificate_name(der: bytes) -> str:
    """Return the common name of a certificate's subject, or that it has none."""
    # Nobody who only reads documents waits for this engine.
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    try:
        subject = x509.load_der_x509_certificate(der).subject
    except ValueError:
        return _("Sertifikat tidak terbaca")
    names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else subject.rfc4514_string()
