"""A test signature: over random bytes, looked at once and kept nowhere."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from ttedesktop.errors.errors import TteError
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.slot import Token  # noqa: TC001 - dataclass field

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.types import (
        CertificatePublicKeyTypes,
    )

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession

_LENGTH: Final = 64
"""Bytes. Nobody can have chosen them, so the signature is worth nothing to anybody."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    token: Token
    error: TteError | None = None
    """Why nothing was signed; None if the token gave a signature value."""
    fits: bool = False
    """Whether that value fits the public key in the certificate."""


def try_signature(
    open_session: Callable[[], TokenSession], certificate: TokenCertificate
) -> Trial:
    """Log in, sign random bytes, log out, and compare with the certificate.

    Whatever the token answers is in the outcome. Raises Cancelled if the person
    stopped.
    """
    content = secrets.token_bytes(_LENGTH)
    read = x509.load_der_x509_certificate(certificate.der)
    scheme = certificate.scheme_for(Scheme.PKCS1)
    try:
        with open_session() as session:
            value = session.sign(certificate, content, scheme=scheme)
    except TteError as error:
        return Trial(certificate.token, error)
    fits = _fits(value, content, read.public_key(), scheme)
    return Trial(certificate.token, fits=fits)


def _fits(
    value: bytes, content: bytes, key: CertificatePublicKeyTypes, scheme: Scheme
) -> bool:
    way = (
        padding.PSS(padding.MGF1(SHA256()), SHA256().digest_size)
        if scheme is Scheme.PSS
        else padding.PKCS1v15()
    )
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, content, way, SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, content, ec.ECDSA(SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True
