"""Whatever a validation finds has words, and the answers agree with the verdict."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from ttedesktop.validation.report import (
    Changes,
    Coverage,
    Indication,
    Integrity,
    Revocation,
    SignatureKind,
    SignatureReport,
    Signer,
    Trust,
    ValidationReport,
    Verdict,
)
from ttedesktop.validation.reporting.answers import ABOUT_TIME, FORBIDDEN, UNDECIDED
from ttedesktop.validation.reporting.explanation import explain, explain_signature
from ttedesktop.validation.reporting.note_words import CAUSES, NOTES

SIGNER = Signer(
    name="SITI AMINAH",
    organisation="Pemerintah Kabupaten Tirta Raya",
    serial="1F",
    sha256="00" * 32,
    not_before=datetime(2025, 1, 1, tzinfo=UTC),
    not_after=datetime(2027, 1, 1, tzinfo=UTC),
    issuer="BSRE CA DS G1",
)
VALID = SignatureReport(
    field="TTE_1",
    kind=SignatureKind.SIGNATURE,
    verdict=Verdict.VALID,
    indication=Indication.TOTAL_PASSED,
    sub_indication="",
    integrity=Integrity.INTACT,
    coverage=Coverage.WHOLE_FILE,
    changes_after=Changes.NONE,
    trust=Trust.TRUSTED,
    trust_anchor="Root CA Indonesia DS G1",
    revocation=Revocation.GOOD,
    level="B-LT",
    signer=SIGNER,
    claimed_time=datetime(2026, 1, 1, tzinfo=UTC),
    trusted_time=datetime(2026, 1, 1, tzinfo=UTC),
)
BROKEN = {"hash_failure", "sig_crypto_failure", "format_failure", "byte_range_wrong"}


def told_codes() -> set[str]:
    """Return every code that the judgement and the validator can note."""
    codes: set[str] = set()
    for module in ("judgement.py", "validator.py"):
        source = (files("ttedesktop.validation") / module).read_text(encoding="utf-8")
        codes |= set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', source))
    return codes & {*CAUSES, *NOTES} | {
        code for code in codes if code.startswith(("time_stamp_", "later_", "revoked_"))
    }


def failed(code: str) -> SignatureReport:
    is_bad = code in {*FORBIDDEN, "forged_chain", "revoked_before"}
    return replace(
        VALID,
        verdict=Verdict.INVALID if is_bad else Verdict.INDETERMINATE,
        integrity=Integrity.BROKEN if code in BROKEN else Integrity.INTACT,
        trust={"forged_chain": Trust.UNTRUSTED, "issuer_unknown": Trust.UNKNOWN}.get(
            code, Trust.TRUSTED
        ),
        notes=(code,),
    )


@pytest.mark.parametrize("code", sorted(told_codes()))
def test_every_code_has_a_sentence_that_names_the_cause(code: str) -> None:
    assert CAUSES[code]


@pytest.mark.parametrize("code", sorted(CAUSES.keys() - NOTES.keys()))
def test_answers_agree_with_the_verdict(code: str) -> None:
    # given a signature that fails for one cause
    one = failed(code)

    # when
    told = explain_signature(one)

    # then it is named, in the answer to the question that it belongs to
    tones = [answer.tone for answer in told.answers[:3]]
    expected = "bad" if one.verdict is Verdict.INVALID else "warn"
    assert expected in tones
    if expected == "warn":
        assert "bad" not in tones
    if code in FORBIDDEN or code in UNDECIDED:
        assert tones[0] == expected
    elif code not in ABOUT_TIME:
        assert tones[1] == expected
        assert tones[0] == "ok"


@pytest.mark.parametrize("code", sorted(NOTES))
def test_note_on_a_valid_signature_is_said_and_alarms_nobody(code: str) -> None:
    one = replace(VALID, verdict=Verdict.VALID_WITH_NOTES, notes=(code,))

    told = explain_signature(one)

    assert told.tone == "ok"
    assert told.notes
    assert told.answers[1].tone == "ok"


def test_every_verdict_of_a_file_is_spoken() -> None:
    for verdict in Verdict:
        told = explain(ValidationReport("surat.pdf", verdict))
        assert told.word
        assert told.sentence


def test_valid_signature_has_four_good_answers() -> None:
    told = explain(ValidationReport("surat.pdf", Verdict.VALID, (VALID,)))

    assert [answer.tone for answer in told.answers] == ["ok"] * 4
