"""Asks the services that certificates name: issuers, OCSP and revocation lists.

The addresses come from certificates (RFC 5280, 4.2.1.13 and 4.2.2.1); what comes back
is worth nothing until somebody has verified it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID as Access

from ttedesktop.network.fetching import fetch
from ttedesktop.network.rules import Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.network.rules import NetworkRules

_LARGEST_CERTIFICATE: Final = 256 << 10
_LARGEST_RESPONSE: Final = 256 << 10
_LARGEST_LIST: Final = 32 << 20
_MOST_ADDRESSES: Final = 3
"""Of one kind in one certificate."""


def ask_issuer(certificate: bytes, rules: NetworkRules) -> Iterable[bytes]:
    """Yield certificates in DER that may be the issuer's.

    Raises a NetworkTrouble when the next of several addresses is asked for.
    """
    for address in addresses(certificate, Access.CA_ISSUERS):
        answer = fetch(Question(address, "certificate", _LARGEST_CERTIFICATE), rules)
        yield from _certificates_in(answer)


def ask_ocsp(
    address: str, certificate: bytes, issuer: bytes, rules: NetworkRules
) -> bytes:
    """Return what a responder says about a certificate, in DER (RFC 6960).

    No nonce is sent: most responders of authorities sign their answers beforehand
    (RFC 5019, 2.2.1), and how old an answer is stands in it. Raises a NetworkTrouble
    and ValueError.
    """
    request = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(
            x509.load_der_x509_certificate(certificate),
            x509.load_der_x509_certificate(issuer),
            SHA1(),  # noqa: S303 - as RFC 5019, 2.1.1 identifies certificates
        )
        .build()
    )
    question = Question(
        address,
        "ocsp",
        _LARGEST_RESPONSE,
        body=request.public_bytes(Encoding.DER),
        content_type="application/ocsp-request",
        accept="application/ocsp-response",
    )
    return fetch(question, rules)


def ask_list(address: str, rules: NetworkRules) -> bytes:
    """Return a revocation list in DER. Raises a NetworkTrouble and ValueError."""
    answer = fetch(Question(address, "crl", _LARGEST_LIST), rules)
    if not pem.detect(answer):
        return answer
    armoured: Any = pem.unarmor(answer)
    return bytes(armoured[2])


def responders(certificate: bytes) -> tuple[str, ...]:
    """Return the addresses of the OCSP responders that a certificate names."""
    return addresses(certificate, Access.OCSP)


def addresses(certificate: bytes, method: x509.ObjectIdentifier) -> tuple[str, ...]:
    """Return the addresses in the authority information access of a certificate."""
    try:
        found = (
            x509.load_der_x509_certificate(certificate)
            .extensions.get_extension_for_class(x509.AuthorityInformationAccess)
            .value
        )
    except (ValueError, x509.ExtensionNotFound):
        return ()
    named = [
        one.access_location.value
        for one in found
        if one.access_method == method
        and isinstance(one.access_location, x509.UniformResourceIdentifier)
    ]
    return tuple(named[:_MOST_ADDRESSES])


def list_addresses(certificate: bytes) -> tuple[str, ...]:
    """Return where a certificate says that its revocation lists lie."""
    try:
        points = (
            x509.load_der_x509_certificate(certificate)
            .extensions.get_extension_for_class(x509.CRLDistributionPoints)
            .value
        )
    except (ValueError, x509.ExtensionNotFound):
        return ()
    named = [
        name.value
        for point in points
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
        and name.value.lower().startswith("http")
    ]
    return tuple(named[:_MOST_ADDRESSES])


def _certificates_in(answer: bytes) -> Iterable[bytes]:
    try:
        if pem.detect(answer):
            found = x509.load_pem_x509_certificates(answer)
        else:
            found = [x509.load_der_x509_certificate(answer)]
    except ValueError:
        return
    for one in found:
        yield one.public_bytes(Encoding.DER)
