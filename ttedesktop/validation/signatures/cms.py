"""Whether the digest and the signature value of a CMS signature are right.

ETSI EN 319 102-1, 5.2.7 (cryptographic verification) and 5.2.3 (identification of
the signing certificate), with ETSI TS 119 312 for the algorithms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from asn1crypto import core, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko.sign.general import check_ess_certid, match_issuer_serial
from pyhanko.sign.validation.generic_cms import (
    get_signing_cert_attr,
    validate_sig_integrity,
)

from ttedesktop.validation.signatures.digests import digest_of
from ttedesktop.validation.signatures.signed_field import ENCAPSULATED
from ttedesktop.validation.trust.chain import loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import Asn1Value
    from ttedesktop.validation.signatures.digests import Digests
    from ttedesktop.validation.signatures.signed_field import SignedField

UNKNOWN_ALGORITHM: Final = "algorithm_unknown"
WEAK_DIGESTS: Final = frozenset(("md2", "md5", "sha1"))
_SMALLEST_RSA: Final = 2048
_SMALLEST_CURVE: Final = 224


def check_cms(signed: SignedField, signer: x509.Certificate, digests: Digests) -> str:
    """Verify the digest of the document and every signature value over it.

    Returns an empty string, or HASH_FAILURE, SIG_CRYPTO_FAILURE, FORMAT_FAILURE, or
    ``algorithm_unknown`` if no library of ours knows the algorithm.
    """
    if signed.signed_data is None:
        return _bare(signed, signer, digests.content)
    encapsulated = signed.signed_data["encap_content_info"]
    inside = encapsulated["content"].native
    if encapsulated["content_type"].native != "data":
        return "FORMAT_FAILURE"
    if signed.sub_filter == ENCAPSULATED:
        expected = digests.of(signed.byte_range, "sha1")
        return _over_digest(signed, signer, inside, expected)
    if inside is not None:
        # What is encapsulated would be signed in the place of the document.
        return "FORMAT_FAILURE"
    return _first_failure(
        signed, signer, lambda name: digests.of(signed.byte_range, name)
    )


def _over_digest(
    signed: SignedField,
    signer: x509.Certificate,
    inside: Asn1Value,
    expected: bytes,
) -> str:
    if inside != expected:
        return "HASH_FAILURE"
    return _first_failure(signed, signer, lambda name: digest_of((expected,), name))


def check_token(signed_data: Asn1Value, certificate: x509.Certificate) -> str:
    """Verify the signature over the content of a time-stamp token (RFC 3161)."""
    (signer_info,) = signed_data["signer_infos"]
    content = bytes(signed_data["encap_content_info"]["content"])
    return _integrity(
        signer_info,
        certificate,
        "tst_info",
        lambda name: digest_of((content,), name),
    )


def signer_of(
    signed_data: Asn1Value,
    found: Iterable[x509.Certificate] = (),
) -> x509.Certificate | None:
    """Return the certificate that the first SignerInfo names, or None.

    It usually lies in the signature; it may lie in the document security store.
    """
    infos = list(signed_data["signer_infos"])
    if not infos:
        return None
    return _named(infos[0], [*certificates_in(signed_data), *found])


def certificates_in(signed_data: Asn1Value) -> list[x509.Certificate]:
    """Return the certificates that a CMS signature carries."""
    listed = signed_data["certificates"]
    if listed.native is None:
        return []
    return [
        one.chosen.untag()
        for one in listed
        if getattr(one, "name", "") == "certificate"
    ]


def bare_certificates(signed: SignedField) -> list[x509.Certificate]:
    """Return the certificates in ``/Cert``, the signer's first (table 255)."""
    value = signed.dictionary.get("/Cert")
    entries = value if isinstance(value, list) else [value]
    return loaded(one.get_object().original_bytes for one in entries if one is not None)


def is_weak(signed: SignedField, signer: x509.Certificate) -> bool:
    """Whether an algorithm or a key is too weak to prove anything today."""
    if signed.signed_data is None or signed.sub_filter == ENCAPSULATED:
        return True
    return is_short(signer) or any(
        digests_of(info) & WEAK_DIGESTS for info in signed.signer_infos
    )


def digests_of(info: Asn1Value) -> set[str]:
    """Return the digests that a SignerInfo relies on, of the content and of itself."""
    algorithm = info["signature_algorithm"]
    digests = {
        info["digest_algorithm"]["algorithm"].native,
        str(algorithm["algorithm"].native).partition("_")[0],
    }
    if algorithm["algorithm"].native == "rsassa_pss":
        # SHA-1 if nothing is said (RFC 4055, 3.1).
        told = algorithm["parameters"].native or {}
        digests.add(told.get("hash_algorithm", {}).get("algorithm", "sha1"))
    return digests


def is_weakly_certified(certificates: Sequence[x509.Certificate]) -> bool:
    """Whether one of a chain, but its anchor, is signed over a weak digest."""
    for one in certificates[:-1]:
        algorithm: Any = one["signature_algorithm"]
        try:
            digest = algorithm.hash_algo
        except ValueError:
            continue  # the algorithm has no digest of its own
        if digest in WEAK_DIGESTS:
            return True
    return False


def names_its_certificate(signed: SignedField) -> bool:
    """Whether the signed attributes say which certificate signs (RFC 5035, 3)."""
    return any(
        info["signed_attrs"] is not core.VOID
        and get_signing_cert_attr(info["signed_attrs"]) is not None
        for info in signed.signer_infos
    )


def is_short(certificate: x509.Certificate) -> bool:
    """Whether a key is too short to prove anything today."""
    key: Any = certificate.public_key
    if str(key.algorithm).startswith("rsa") or key.algorithm == "dsa":
        return bool(key.bit_size < _SMALLEST_RSA)
    return bool(key.algorithm == "ec" and key.bit_size < _SMALLEST_CURVE)


def _first_failure(
    signed: SignedField, signer: x509.Certificate, hashed: Callable[[str], bytes]
) -> str:
    pool = [signer, *certificates_in(signed.signed_data)]
    for number, info in enumerate(signed.signer_infos):
        certificate = _named(info, pool) if number else signer
        if certificate is None:
            return "SIG_CRYPTO_FAILURE"
        failure = _integrity(info, certificate, "data", hashed)
        if failure:
            return failure
    return "" if signed.signer_infos else "FORMAT_FAILURE"


def _integrity(
    info: Asn1Value,
    certificate: x509.Certificate,
    content_type: str,
    hashed: Callable[[str], bytes],
) -> str:
    attributes = info["signed_attrs"]
    if attributes is not core.VOID and not _names(attributes, certificate):
        return "SIG_CRYPTO_FAILURE"
    try:
        digest = hashed(info["digest_algorithm"]["algorithm"].native)
        intact, valid = validate_sig_integrity(info, certificate, content_type, digest)
    except (UnsupportedAlgorithm, NotImplementedError):
        return UNKNOWN_ALGORITHM
    except ValueError as failure:
        # An unknown digest has no class of its own, in hashlib and in pyHanko.
        is_unknown = (
            "unsupported" in str(failure) or "Algorithm" in type(failure).__name__
        )
        return UNKNOWN_ALGORITHM if is_unknown else "FORMAT_FAILURE"
    if not intact:
        return "HASH_FAILURE"
    return "" if valid else "SIG_CRYPTO_FAILURE"


def _names(attributes: Asn1Value, certificate: x509.Certificate) -> bool:
    """Whether the signed attributes, if they name a certificate, name this one."""
    named: Any = get_signing_cert_attr(attributes)
    return named is None or bool(check_ess_certid(certificate, named["certs"][0]))


def _named(
    info: Asn1Value,
    pool: Iterable[x509.Certificate],
) -> x509.Certificate | None:
    identifier = info["sid"]
    for one in pool:
        if identifier.name == "issuer_and_serial_number":
            if match_issuer_serial(identifier.chosen, one):
                return one
        elif one.key_identifier == identifier.chosen.native:
            return one
    return None


def _bare(signed: SignedField, signer: x509.Certificate, content: Content) -> str:
    """Verify a signature value that stands alone (ISO 32000-1, 12.8.3.2)."""
    value: Any = core.OctetString.load(signed.contents)
    key = load_der_public_key(signer.public_key.dump())
    if not isinstance(key, rsa.RSAPublicKey):
        return "FORMAT_FAILURE"
    data = _covered(signed, content)
    try:
        key.verify(value.native, data, padding.PKCS1v15(), SHA1())  # noqa: S303 - verified, and called weak
    except InvalidSignature:
        return "HASH_FAILURE"
    return ""


def _covered(signed: SignedField, content: Content) -> bytes:
    start, length, after, rest = (int(number) for number in signed.byte_range)
    return content[start : start + length] + content[after : after + rest]
