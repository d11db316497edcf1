"""Who signed and when: certificates, time-stamps and revocation, at any moment."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from asn1crypto import cms
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.engine.validation.authorities import (
    NOW,
    YEAR,
    Authorities,
    certify,
    with_security_store,
)
from tests.papers.letters import letter
from tests.tokens.workshop import DOCUMENT_SIGNING
from ttedesktop.validation.report import Revocation, Trust, Verdict
from ttedesktop.validation.reporting.answers import answers_about
from ttedesktop.validation.reporting.explanation import explain_signature
from ttedesktop.validation.trust.trust_store import TrustAnchor, TrustClass, TrustStore

if TYPE_CHECKING:
    from tests.engine.validation.conftest import Judge

STAMPING = ExtendedKeyUsageOID.TIME_STAMPING
SIGNED = NOW - timedelta(days=40)
IN_2036 = NOW + 10 * YEAR


def test_fresh_signature_with_known_revocation_is_valid(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)

    report = judge(content, store=authorities.store.with_crls([authorities.crl()]))

    assert report.verdict is Verdict.VALID
    assert report.signatures[0].trusted_time == SIGNED
    assert report.signatures[0].revocation is Revocation.GOOD
    assert report.signatures[0].level == "B-T"


def test_certificate_expired_since_is_a_note_if_a_time_stamp_proves_the_time(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)

    report = judge(content, at=IN_2036)

    assert report.verdict is Verdict.VALID_WITH_NOTES
    (one,) = report.signatures
    assert "certificate_expired_since" in one.notes
    assert "time_stamp_expired_since" in one.notes
    # and what the strict policy would say is said beside it
    assert one.strict_verdict is Verdict.INDETERMINATE
    assert any("kebijakan ketat" in note for note in explain_signature(one).notes)


def test_expired_time_stamp_is_not_enough_under_the_strict_policy(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)

    report = judge(
        content,
        store=authorities.store.with_crls([authorities.crl()]),
        at=IN_2036,
        strict=True,
    )

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("time_stamp_expired",)
    assert report.signatures[0].sub_indication == "NO_POE"


def test_unknown_revocation_is_not_enough_under_the_strict_policy(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)

    report = judge(content, strict=True)

    assert report.signatures[0].notes == ("revocation_required",)
    assert report.signatures[0].sub_indication == "TRY_LATER"


def test_expired_certificate_without_a_time_stamp_is_indeterminate(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter())

    report = judge(content, at=IN_2036)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("expired_no_proof",)


def test_time_stamp_of_another_signature_raises_doubts(
    authorities: Authorities, judge: Judge
) -> None:
    # given a stamp that was made for the signature of another letter
    content = authorities.sign(letter(), at=SIGNED)
    (foreign,) = _signer_infos(authorities.sign(letter(1), at=SIGNED))

    def with_foreign_stamp(covered: bytes) -> bytes:
        message: Any = cms.ContentInfo.load(authorities.detached(covered))
        (info,) = message["content"]["signer_infos"]
        info["unsigned_attrs"] = foreign["unsigned_attrs"]
        encoded: bytes = message.dump(force=True)
        return encoded

    report = judge(authorities.sign_again(content, with_foreign_stamp))

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("time_stamp_broken",)


def test_time_stamp_in_the_name_of_an_authority_with_another_key_raises_doubts(
    authorities: Authorities, judge: Judge
) -> None:
    impostor = certify("Penerbit Uji")
    stamper = certify("Cap Waktu Uji", impostor, purpose=STAMPING)
    content = replace(authorities, stamper=stamper).sign(letter(), at=SIGNED)

    report = judge(content)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("time_stamp_forged",)
    assert report.signatures[0].trusted_time is None


def test_time_stamp_of_a_revoked_authority_proves_nothing_and_says_why(
    authorities: Authorities, judge: Judge
) -> None:
    crl = authorities.crl((authorities.stamper, SIGNED - timedelta(days=1)))
    content = authorities.sign(letter(), at=SIGNED)

    (one,) = judge(content, store=authorities.store.with_crls([crl])).signatures

    assert one.trusted_time is None
    assert "time_stamp_revoked" in one.notes
    assert "Sertifikat cap waktu dicabut" in {a.answer for a in answers_about(one)}


def _signer_infos(content: bytes) -> Any:
    found = re.search(rb"/Contents\s*<([0-9A-Fa-f]+)>", content)
    assert found is not None
    message: Any = cms.ContentInfo.load(bytes.fromhex(found[1].decode()))
    return message["content"]["signer_infos"]


def test_document_time_stamp_proves_the_time_where_the_signature_has_none(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.stamp_document(authorities.sign(letter()), SIGNED)

    report = judge(content, at=IN_2036)

    assert report.verdict is Verdict.VALID_WITH_NOTES
    assert report.signatures[0].trusted_time == SIGNED
    assert [one.kind.value for one in report.signatures] == ["signature", "timestamp"]


def test_later_time_stamp_keeps_an_expired_one_alive(judge: Judge) -> None:
    # given a stamp whose certificate has ended, and a second one made before it did
    root = certify("Induk", begin=NOW - 8 * YEAR, end=NOW + 12 * YEAR)
    official = certify("SITI AMINAH", root, purpose=DOCUMENT_SIGNING)
    first = certify("Cap", root, purpose=STAMPING, end=NOW - timedelta(days=10))
    second = certify("Cap Baru", root, purpose=STAMPING)
    office = Authorities(root, root, official, first)
    content = with_security_store(
        office.sign(letter(), at=NOW - timedelta(days=60), embedded=(root,)),
        crls=(office.crl(by=root),),
    )
    content = replace(office, stamper=second).stamp_document(
        content, NOW - timedelta(days=20)
    )

    report = judge(content, store=office.store, strict=True)

    assert report.verdict is Verdict.VALID
    assert report.signatures[0].level == "B-LTA"


@pytest.mark.parametrize(
    ("revoked", "verdict", "note"),
    [
        (SIGNED - timedelta(days=1), Verdict.INVALID, "revoked_before"),
        (SIGNED + timedelta(days=1), Verdict.VALID_WITH_NOTES, "revoked_after"),
    ],
)
@pytest.mark.parametrize("source", ["imported", "crl", "ocsp"])
def test_revocation_counts_if_it_came_before_the_proven_time(
    authorities: Authorities,
    judge: Judge,
    *,
    revoked: datetime,
    verdict: Verdict,
    note: str,
    source: str,
) -> None:
    # given a stamped signature, and word of a revocation from one of three places
    content = authorities.sign(letter(), at=SIGNED)
    crl = authorities.crl((authorities.official, revoked))
    trust = authorities.store
    if source == "imported":
        trust = trust.with_crls([crl])
    elif source == "crl":
        content = with_security_store(content, crls=(crl,))
    else:
        content = with_security_store(content, responses=(authorities.ocsp(revoked),))

    # when
    report = judge(content, store=trust)

    # then
    assert report.verdict is verdict
    assert note in report.signatures[0].notes
    assert report.signatures[0].revocation is Revocation.REVOKED


def test_revoked_certificate_without_a_proven_time_is_indeterminate(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter())
    crl = authorities.crl((authorities.official, SIGNED))

    report = judge(content, store=authorities.store.with_crls([crl]))

    assert report.signatures[0].notes == ("revoked_no_proof",)


def test_revocation_list_of_another_issuer_says_nothing(
    authorities: Authorities, judge: Judge
) -> None:
    # given a list that bears the issuer's name and another key
    impostor = certify("Penerbit Uji")
    crl = authorities.crl((authorities.official, SIGNED - YEAR), by=impostor)
    content = authorities.sign(letter(), at=SIGNED)

    report = judge(content, store=authorities.store.with_crls([crl]))

    assert report.signatures[0].revocation is Revocation.UNKNOWN
    assert report.verdict is Verdict.VALID_WITH_NOTES


def test_signature_of_an_unknown_issuer_is_indeterminate_however_complete_its_chain(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(letter(), at=SIGNED)

    report = judge(content, store=TrustStore.pinned())

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("issuer_unknown",)
    assert report.signatures[0].trust is Trust.UNKNOWN


@pytest.mark.parametrize("name", ["Root CA Indonesia DS G1", "BSRE CA DS G1"])
def test_chain_with_an_official_name_and_another_key_is_invalid(
    judge: Judge, name: str
) -> None:
    # given authorities that call themselves like the true ones
    root = certify(name)
    office = Authorities(root, root, certify("X", root, purpose=DOCUMENT_SIGNING), root)
    content = office.sign(letter(), embedded=(root,))

    report = judge(content, store=TrustStore.pinned())

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("forged_chain",)
    assert report.signatures[0].trust is Trust.UNTRUSTED


def test_certificate_that_names_a_trusted_issuer_which_did_not_sign_it_is_invalid(
    authorities: Authorities, judge: Judge
) -> None:
    # given an impostor with the issuer's name, and the true issuer embedded
    impostor = certify("Penerbit Uji")
    forged = certify("SITI AMINAH", impostor, purpose=DOCUMENT_SIGNING)
    content = authorities.sign(letter(), by=forged)

    report = judge(content)

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("forged_chain",)


def test_old_authority_counts_only_with_a_time_from_its_life(
    authorities: Authorities, judge: Judge
) -> None:
    # given the root as the old authority, whose life ended after the first stamp
    anchor = TrustAnchor(
        "Induk Uji",
        hashlib.sha256(authorities.root.der).hexdigest(),
        TrustClass.LEGACY,
        not_after=NOW - timedelta(days=20),
    )
    store = TrustStore((anchor,), (authorities.root.der,))

    early = judge(authorities.sign(letter(), at=SIGNED), store=store)
    late = judge(authorities.sign(letter(), at=NOW - timedelta(days=2)), store=store)

    assert early.verdict is Verdict.VALID_WITH_NOTES
    assert "legacy_authority" in early.signatures[0].notes
    assert late.verdict is Verdict.INDETERMINATE
    assert late.signatures[0].notes == ("legacy_no_proof",)
