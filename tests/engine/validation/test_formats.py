"""Signatures of every format and algorithm are checked, or honestly named."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from pyhanko.sign.fields import SigSeedSubFilter

from tests.engine.validation.authorities import (
    NOW,
    YEAR,
    Authorities,
    Holder,
    named,
    usage,
)
from tests.papers.letters import letter
from ttedesktop.validation.report import Integrity, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engine.validation.conftest import Judge

GOOD = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
DETACHED = SigSeedSubFilter.ADOBE_PKCS7_DETACHED


def with_key(authorities: Authorities, key: Any) -> Holder:
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named("SITI AMINAH"))
        .issuer_name(authorities.authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - YEAR)
        .not_valid_after(NOW + YEAR)
        .add_extension(usage(content_commitment=True), critical=True)
        .sign(authorities.authority.key, hashes.SHA256())
    )
    return Holder(certificate, key)


@pytest.mark.parametrize(
    ("make", "digest", "verdicts"),
    [
        (lambda: rsa.generate_private_key(65537, 3072), "sha384", GOOD),
        (lambda: ec.generate_private_key(ec.SECP384R1()), "sha512", GOOD),
        (lambda: ec.generate_private_key(ec.BrainpoolP256R1()), "sha256", GOOD),
        (ed25519.Ed25519PrivateKey.generate, "sha512", GOOD),
        (ed448.Ed448PrivateKey.generate, "shake256", GOOD),
        (
            lambda: ec.generate_private_key(ec.SECP192R1()),
            "sha256",
            {Verdict.INDETERMINATE},
        ),
        (
            lambda: rsa.generate_private_key(65537, 2048),
            "sha1",
            {Verdict.INDETERMINATE},
        ),
    ],
)
def test_algorithm_is_checked_and_called_weak_where_it_is(
    authorities: Authorities,
    judge: Judge,
    *,
    make: Callable[[], Any],
    digest: str,
    verdicts: set[Verdict],
) -> None:
    content = authorities.sign(
        letter(), by=with_key(authorities, make()), md_algorithm=digest
    )

    report = judge(content)

    assert report.verdict in verdicts
    assert report.signatures[0].integrity is Integrity.INTACT


def test_format_of_old_documents_is_checked(
    authorities: Authorities, judge: Judge
) -> None:
    report = judge(authorities.sign(letter(), subfilter=DETACHED))

    assert report.verdict in GOOD
    assert report.signatures[0].level == "other"


def test_signature_over_a_short_digest_is_checked_and_called_weak(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), subfilter=DETACHED)
    content = content.replace(b"/adbe.pkcs7.detached", b"/adbe.pkcs7.sha1    ")

    def over_digest(covered: bytes) -> bytes:
        return authorities.encapsulating(
            hashlib.sha1(covered, usedforsecurity=False).digest()
        )

    report = judge(authorities.sign_again(content, over_digest))
    other = judge(authorities.sign_again(content, lambda _all: over_digest(b"lain")))

    assert report.signatures[0].notes == ("weak_algorithm",)
    assert report.signatures[0].integrity is Integrity.INTACT
    assert other.verdict is Verdict.INVALID


def test_bare_signature_value_is_checked_and_called_weak(
    authorities: Authorities, judge: Judge
) -> None:
    # given the certificate in the dictionary, where a reason of its length stood
    certificate = b"/Cert <%s>" % authorities.official.der.hex().encode()
    filler = "x" * (len(certificate) - len("/Reason ()"))
    content = authorities.sign(letter(), subfilter=DETACHED, reason=filler)
    content = content.replace(b"/Reason (%s)" % filler.encode(), certificate)
    content = content.replace(b"/adbe.pkcs7.detached", b"/adbe.x509.rsa_sha1 ")

    def bare(covered: bytes) -> bytes:
        value = authorities.official.key.sign(
            covered,
            padding.PKCS1v15(),
            hashes.SHA1(),  # noqa: S303 - the format prescribes it
        )
        encoded: bytes = core.OctetString(value).dump()
        return encoded

    report = judge(authorities.sign_again(content, bare))
    other = judge(authorities.sign_again(content, lambda _all: bare(b"lain")))

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].integrity is Integrity.INTACT
    assert other.verdict is Verdict.INVALID


def test_content_inside_a_detached_signature_is_refused(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter())

    report = judge(
        authorities.sign_again(content, lambda _all: authorities.encapsulating(b"lain"))
    )

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("format_failure",)


def test_signature_without_its_certificate_is_named_not_condemned(
    authorities: Authorities, judge: Judge
) -> None:
    def bare_message(covered: bytes) -> bytes:
        message: Any = cms.ContentInfo.load(authorities.detached(covered))
        message["content"]["certificates"] = cms.CertificateSet([])
        encoded: bytes = message.dump(force=True)
        return encoded

    report = judge(authorities.sign_again(authorities.sign(letter()), bare_message))

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("signer_missing",)
