"""Whether the digest and the signature value of a CMS signature are right.

ETSI EN 319 102-1, 5.2.7 (cryptographic verification) and 5.2.3 (identification of
the signing certificate), with ETSI TS 119 312 for the algorithms.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import new
from typing import TYPE_CHECKING, Any, Final

from pyhanko.sign.general import check_ess_certid
from pyhanko.sign.validation.generic_cms import (
    get_signing_cert_attr,
    validate_algorithm_protection,
    validate_sig_integrity,
)

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.validation import EmbeddedPdfSignature

_WEAK_DIGESTS: Final = frozenset(("md2", "md5", "sha1"))
_SMALLEST_RSA: Final = 2048
_SMALLEST_CURVE: Final = 256


@dataclass(frozen=True, slots=True)
class CmsOutcome:
    """What the cryptography says."""

    is_intact: bool
    sub_indication: str = ""
    """HASH_FAILURE, SIG_CRYPTO_FAILURE or FORMAT_FAILURE; empty if intact."""


def check_cms(signature: EmbeddedPdfSignature) -> CmsOutcome:
    """Verify the digest of the document and the value of the signature."""
    signer_info = signature.signer_info
    certificate = signature.signer_cert
    encapsulated = signature.signed_data["encap_content_info"]
    if encapsulated["content_type"].native != "data":
        return CmsOutcome(is_intact=False, sub_indication="FORMAT_FAILURE")
    if encapsulated["content"].native is not None:
        # What is encapsulated would be signed in the place of the document.
        return CmsOutcome(is_intact=False, sub_indication="FORMAT_FAILURE")
    return _integrity(signer_info, certificate, "data", signature.compute_digest())


def check_token(signed_data: Any, certificate: x509.Certificate) -> CmsOutcome:  # noqa: ANN401
    """Verify the signature over the content of a time-stamp token (RFC 3161)."""
    (signer_info,) = signed_data["signer_infos"]
    content = bytes(signed_data["encap_content_info"]["content"])
    algorithm = signer_info["digest_algorithm"]["algorithm"].native
    digest = new(algorithm, content).digest()
    return _integrity(signer_info, certificate, "tst_info", digest)


def weakness_of(signature: EmbeddedPdfSignature) -> str:
    """Return CRYPTO_CONSTRAINTS_FAILURE_NO_POE if an algorithm is too weak today."""
    info = signature.signer_info
    digests = {
        info["digest_algorithm"]["algorithm"].native,
        str(info["signature_algorithm"]["algorithm"].native).partition("_")[0],
    }
    key = signature.signer_cert.public_key
    smallest = _SMALLEST_RSA if key.algorithm.startswith("rsa") else _SMALLEST_CURVE
    too_short = key.algorithm != "dsa" and key.bit_size < smallest
    is_edwards = key.algorithm.startswith("ed")
    if digests & _WEAK_DIGESTS or (too_short and not is_edwards):
        return "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    return ""


def _integrity(
    signer_info: Any,  # noqa: ANN401 - of asn1crypto
    certificate: x509.Certificate,
    content_type: str,
    digest: bytes,
) -> CmsOutcome:
    attributes = signer_info["signed_attrs"]
    if attributes.native is not None and not _names(attributes, certificate):
        return CmsOutcome(is_intact=False, sub_indication="SIG_CRYPTO_FAILURE")
    if attributes.native is not None:
        validate_algorithm_protection(
            attributes,
            signer_info["digest_algorithm"],
            signer_info["signature_algorithm"],
            None,
        )
    intact, valid = validate_sig_integrity(
        signer_info, certificate, content_type, digest
    )
    if not intact:
        return CmsOutcome(is_intact=False, sub_indication="HASH_FAILURE")
    if not valid:
        return CmsOutcome(is_intact=False, sub_indication="SIG_CRYPTO_FAILURE")
    return CmsOutcome(is_intact=True)


def _names(attributes: Any, certificate: x509.Certificate) -> bool:  # noqa: ANN401
    """Whether the signed attributes, if they name a certificate, name this one."""
    named = get_signing_cert_attr(attributes)
    return named is None or bool(check_ess_certid(certificate, named["certs"][0]))
