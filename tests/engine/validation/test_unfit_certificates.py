"""Certificates, time-stamps and responders that are right by their keys, and unfit."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.engine.validation.authorities import (
    NOW,
    YEAR,
    Authorities,
    Holder,
    certify,
    named,
    usage,
    with_security_store,
)
from tests.engine.validation.updates import BOX, GOOD, SIGNED
from tests.papers.letters import letter
from tests.tokens.workshop import DOCUMENT_SIGNING
from ttedesktop.validation.report import Revocation, Trust, Verdict
from ttedesktop.validation.reporting.answers import answers_about

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.x509.oid import ObjectIdentifier

    from tests.engine.validation.conftest import Judge


@pytest.mark.parametrize(
    "purpose",
    [
        ExtendedKeyUsageOID.TIME_STAMPING,
        ExtendedKeyUsageOID.OCSP_SIGNING,
        ExtendedKeyUsageOID.SERVER_AUTH,
    ],
)
def test_certificate_for_another_purpose_signs_no_documents(
    authorities: Authorities, judge: Judge, purpose: ObjectIdentifier
) -> None:
    other = certify("peladen.contoh.example", authorities.authority, purpose=purpose)

    (one,) = judge(authorities.sign(letter(), at=SIGNED, by=other)).signatures

    assert one.verdict is Verdict.INDETERMINATE
    assert one.notes == ("not_for_signing",)
    assert one.trust is Trust.TRUSTED


def test_authority_signs_no_letters_but_who_is_trusted_for_themselves_may(
    authorities: Authorities, judge: Judge
) -> None:
    both = _remade(
        authorities.official,
        authorities.authority,
        lambda extensions: [
            *(one for one in extensions if one["extn_id"].native != _BASIC),
            asn1_x509.Extension(
                {
                    "extn_id": _BASIC,
                    "critical": True,
                    "extn_value": asn1_x509.BasicConstraints({"ca": True}),
                }
            ),
        ],
    )
    content = authorities.sign(letter(), at=SIGNED, by=both)

    (one,) = judge(content).signatures
    (trusted,) = judge(
        content, store=authorities.store.with_certificates([both.der])
    ).signatures

    assert one.notes == ("not_for_signing",)
    assert trusted.verdict in GOOD


def test_certificate_that_was_issued_over_a_weak_digest_proves_nothing(
    authorities: Authorities, judge: Judge
) -> None:
    weak = _remade(authorities.official, authorities.authority, digest="sha1")

    (one,) = judge(authorities.sign(letter(), at=SIGNED, by=weak)).signatures

    assert one.verdict is Verdict.INDETERMINATE
    assert one.notes == ("weak_algorithm",)


def test_certificate_that_an_official_issued_is_not_trusted(
    authorities: Authorities, judge: Judge
) -> None:
    below = certify("GUBERNUR", authorities.official, purpose=DOCUMENT_SIGNING)
    chain = (authorities.official, authorities.authority, authorities.root)

    (one,) = judge(
        authorities.sign(letter(), at=SIGNED, by=below, embedded=chain)
    ).signatures

    assert one.verdict is Verdict.INDETERMINATE
    assert one.notes == ("chain_not_valid",)


def test_crowd_of_authorities_neither_delays_nor_hides_the_true_one(
    authorities: Authorities, judge: Judge
) -> None:
    # given authorities that all vouch for one another, in the name of the true one
    keys = [rsa.generate_private_key(65537, 2048) for _key in range(4)]
    crowd = [
        Holder(_vouched("Penerbit Uji", key, by=other), key)
        for key in keys
        for other in keys
        if key is not other
    ]
    content = authorities.sign(letter(), at=SIGNED)
    forged = certify("SITI AMINAH", crowd[0], purpose=DOCUMENT_SIGNING)
    lonely = authorities.sign(letter(), by=forged, embedded=())

    (true,) = judge(with_security_store(content, certificates=tuple(crowd))).signatures
    (false,) = judge(with_security_store(lonely, certificates=tuple(crowd))).signatures

    assert true.verdict in GOOD
    assert false.trust is Trust.UNKNOWN


def _vouched(name: str, key: Any, *, by: Any) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - YEAR)
        .not_valid_after(NOW + YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(by, hashes.SHA256())
    )


def test_time_stamp_over_a_weak_digest_proves_no_time(
    authorities: Authorities, judge: Judge
) -> None:
    def stamped(covered: bytes) -> bytes:
        message: Any = cms.ContentInfo.load(authorities.detached(covered))
        (info,) = message["content"]["signer_infos"]
        digest = hashlib.sha1(info["signature"].native).digest()  # noqa: S324 - the weakness is the point
        stamper = authorities.time_stamper(SIGNED)
        token = asyncio.run(stamper.async_timestamp(digest, "sha1"))
        kind = {"type": "signature_time_stamp_token", "values": [token]}
        info["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute(kind)])
        encoded: bytes = message.dump(force=True)
        return encoded

    content = authorities.sign_again(
        authorities.sign(letter(), at=SIGNED, box=BOX), stamped
    )

    (now,) = judge(content).signatures
    (later,) = judge(content, at=NOW + 10 * YEAR).signatures

    assert now.trusted_time is None
    assert "time_stamp_weak" in now.notes
    assert "Algoritma cap waktu lemah" in {one.answer for one in answers_about(now)}
    assert later.verdict is Verdict.INDETERMINATE


def test_signature_value_over_a_weak_digest_is_called_weak(
    authorities: Authorities, judge: Judge
) -> None:
    """Whatever digest of the document it names."""

    def salted(covered: bytes) -> bytes:
        message: Any = cms.ContentInfo.load(authorities.detached(covered))
        (info,) = message["content"]["signer_infos"]
        info["signature_algorithm"] = {
            "algorithm": "rsassa_pss",
            "parameters": {"hash_algorithm": {"algorithm": "sha1"}},
        }
        kept = [
            one
            for one in info["signed_attrs"]
            if one["type"].native != "cms_algorithm_protection"
        ]
        info["signed_attrs"] = cms.CMSAttributes(kept)
        info["signature"] = authorities.official.key.sign(
            info["signed_attrs"].untag().dump(force=True),
            padding.PSS(padding.MGF1(hashes.SHA1()), 20),  # noqa: S303 - the weakness is the point
            hashes.SHA1(),  # noqa: S303 - likewise
        )
        encoded: bytes = message.dump(force=True)
        return encoded

    (one,) = judge(
        authorities.sign_again(authorities.sign(letter()), salted)
    ).signatures

    assert one.notes == ("weak_algorithm",)


@pytest.mark.parametrize(
    ("bits", "used", "note"),
    [
        (1024, "digital_signature", "time_stamp_weak"),
        (2048, "key_encipherment", "time_stamp_not_for_it"),
    ],
)
def test_time_stamp_of_an_unfit_key_proves_no_time(
    authorities: Authorities, judge: Judge, *, bits: int, used: str, note: str
) -> None:
    key = rsa.generate_private_key(65537, bits)
    issuer = authorities.authority
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named("Cap Waktu Lain"))
        .issuer_name(issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - YEAR)
        .not_valid_after(NOW + YEAR)
        .add_extension(usage(**{used: True}), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
        .sign(issuer.key, hashes.SHA256())
    )
    other = replace(authorities, stamper=Holder(certificate, key))

    (one,) = judge(other.sign(letter(), at=SIGNED)).signatures

    assert one.trusted_time is None
    assert note in one.notes


def test_answer_about_a_certificate_of_another_issuer_says_nothing(
    authorities: Authorities, judge: Judge
) -> None:
    answer = _answer_of(authorities.authority, authorities, authorities.root)
    content = with_security_store(
        authorities.sign(letter(), at=SIGNED), responses=(answer,)
    )

    (one,) = judge(content).signatures

    assert one.revocation is Revocation.UNKNOWN


def test_signature_that_does_not_name_its_certificate_has_no_baseline_level(
    authorities: Authorities, judge: Judge
) -> None:
    def unnamed(covered: bytes) -> bytes:
        message: Any = cms.ContentInfo.load(authorities.detached(covered))
        (info,) = message["content"]["signer_infos"]
        kept = [
            one
            for one in info["signed_attrs"]
            if "signing_certificate" not in str(one["type"].native)
        ]
        info["signed_attrs"] = cms.CMSAttributes(kept)
        signed = info["signed_attrs"].untag().dump(force=True)
        info["signature"] = _signed(authorities.official, signed)
        encoded: bytes = message.dump(force=True)
        return encoded

    content = authorities.sign(letter(), box=BOX)

    (one,) = judge(authorities.sign_again(content, unnamed)).signatures

    assert judge(content).signatures[0].level == "B-B"
    assert one.verdict in GOOD
    assert one.level == "other"


@pytest.mark.parametrize(
    ("end", "told"),
    [(NOW + YEAR, Revocation.GOOD), (NOW - YEAR / 2, Revocation.UNKNOWN)],
)
def test_responder_counts_only_while_it_was_appointed(
    authorities: Authorities, judge: Judge, *, end: Any, told: Revocation
) -> None:
    responder = certify(
        "Penjawab",
        authorities.authority,
        purpose=ExtendedKeyUsageOID.OCSP_SIGNING,
        end=end,
    )
    answer = _answer_of(responder, authorities)
    content = with_security_store(
        authorities.sign(letter(), at=SIGNED), responses=(answer,)
    )

    (one,) = judge(content).signatures

    assert one.revocation is told


_BASIC = "basic_constraints"


def _signed(holder: Holder, data: bytes, digest: Any = None) -> bytes:
    return holder.key.sign(data, padding.PKCS1v15(), digest or hashes.SHA256())


def _remade(
    holder: Holder,
    issuer: Holder,
    change: Callable[[Any], list[Any]] = list,
    *,
    digest: str = "sha256",
) -> Holder:
    """Return a certificate with other extensions, or issued over another digest."""
    made: Any = asn1_x509.Certificate.load(holder.der)
    told: Any = made["tbs_certificate"]
    told["extensions"] = asn1_x509.Extensions(change(told["extensions"]))
    algorithm = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_rsa"})
    told["signature"] = made["signature_algorithm"] = algorithm
    with_digest = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}[digest]  # noqa: S303 - the weakness is the point
    made["signature_value"] = _signed(issuer, told.dump(force=True), with_digest)
    certificate = x509.load_der_x509_certificate(made.dump(force=True))
    return replace(holder, certificate=certificate)


def _answer_of(
    responder: Holder, authorities: Authorities, issuer: Holder | None = None
) -> bytes:
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=authorities.official.certificate,
        issuer=(issuer or authorities.authority).certificate,
        algorithm=hashes.SHA1(),  # noqa: S303 - as RFC 6960 identifies certificates
        cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=NOW,
        next_update=NOW + YEAR,
        revocation_time=None,
        revocation_reason=None,
    )
    answer = (
        builder.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
        .certificates([responder.certificate])
        .sign(responder.key, hashes.SHA256())
    )
    return answer.public_bytes(Encoding.DER)
