"""The certificate that signs, read once for all documents of a batch.

To read it, to order those of its issuers, and to encode what a signature says of it
(RFC 5035, 3) is a fifth of the work of a signature in a small document.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asn1crypto import tsp, x509
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko_certvalidator.registry import SimpleCertificateStore

if TYPE_CHECKING:
    from ttedesktop.signing.request import SigningRequest


@dataclass(frozen=True, slots=True)
class SigningCertificate:
    """What pyHanko wants to know of a certificate."""

    certificate: x509.Certificate
    registry: SimpleCertificateStore
    """Its issuers, as far as they are known."""
    reference: bytes
    """Value of the attribute signing-certificate-v2, encoded."""

    def new_reference(self) -> tsp.SigningCertificateV2:
        """Return that value as an object that nobody else has."""
        made: tsp.SigningCertificateV2 = tsp.SigningCertificateV2.load(self.reference)
        return made


class _Latest(threading.local):
    """Of each thread the one it read last: what reads ASN.1 lazily is for one alone."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded: tuple[bytes, ...] = ()
        self.read: SigningCertificate | None = None


_LATEST = _Latest()


def signing_certificate_of(request: SigningRequest) -> SigningCertificate:
    """Return the certificate of a request, as this thread read it before if it did."""
    issuers = (*request.certificate.chain, *request.chain)
    encoded = (request.certificate.der, *issuers)
    if _LATEST.read is None or _LATEST.encoded != encoded:
        certificate = x509.Certificate.load(request.certificate.der)
        store: Any = SimpleCertificateStore  # it carries no types
        _LATEST.read = SigningCertificate(
            certificate,
            store.from_certs(map(x509.Certificate.load, issuers)),
            as_signing_certificate_v2(certificate).dump(),
        )
        _LATEST.encoded = encoded
    return _LATEST.read
