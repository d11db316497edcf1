"""Each state of a token has its words and its next step."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ttedesktop.errors.policy_errors import ModuleNotAllowed
from ttedesktop.errors.token_errors import (
    ModuleMissing,
    ModuleUnusable,
    PinIncorrect,
    PinLocked,
    TokenStoppedAnswering,
)
from ttedesktop.tokens.certificate import Hindrance, TokenCertificate
from ttedesktop.tokens.contents import ModuleTrouble, TokenContents
from ttedesktop.tokens.diagnosis.facts import TokenFacts, TokenState
from ttedesktop.tokens.diagnosis.findings import DriverFile, Findings, ModuleFinding
from ttedesktop.tokens.diagnosis.ladder import diagnose
from ttedesktop.tokens.diagnosis.readers import Readers, look_for_readers
from ttedesktop.tokens.diagnosis.rung import Question, Rung, Tone
from ttedesktop.tokens.diagnosis.trial import Trial
from ttedesktop.tokens.drivers import known_drivers
from ttedesktop.tokens.slot import PinState, Token
from ttedesktop.tokens.survey import Survey

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError

NOW = datetime.now(UTC)
TOKEN = Token("/usr/lib/vendor.so", 0, "Token Uji", "1")
CERTIFICATE = TokenCertificate(
    token=TOKEN,
    key_id=b"\1",
    der=b"",
    sha256="0" * 64,
    name="SITI AMINAH",
    organisation="Dinas",
    issuer="CA",
    serial="1",
    not_before=NOW,
    not_after=NOW + timedelta(days=400),
)
EXPIRED = dataclasses.replace(CERTIFICATE, hindrances=frozenset({Hindrance.EXPIRED}))
LOCKED = dataclasses.replace(TOKEN, pin_state=PinState(is_locked=True))
TO_BE_CHANGED = dataclasses.replace(TOKEN, pin_state=PinState(must_be_changed=True))
READERS = Readers(names=("Feitian ePass2003",))
WRONG_MACHINE = ModuleUnusable("/x.so", "wrong_machine")
UNUSABLE = ModuleTrouble("/x.so", WRONG_MACHINE)
NARROW = DriverFile(known_drivers()[0], "/x.so", "x86 (32-bit)", WRONG_MACHINE)


def seen(token: Token, *certificates: TokenCertificate) -> Survey:
    return Survey((TokenContents(token, certificates),), has_driver=True)


@pytest.mark.parametrize(
    ("survey", "readers", "state"),
    [
        (seen(TOKEN, CERTIFICATE), READERS, TokenState.READY),
        (seen(TOKEN, CERTIFICATE), Readers(is_running=False), TokenState.READY),
        (seen(LOCKED, CERTIFICATE), READERS, TokenState.TOKEN_LOCKED),
        (seen(TO_BE_CHANGED, CERTIFICATE), READERS, TokenState.PIN_TO_BE_CHANGED),
        (seen(TOKEN, EXPIRED), READERS, TokenState.NO_CERTIFICATE),
        (seen(TOKEN), READERS, TokenState.NO_CERTIFICATE),
        (Survey(has_driver=True), READERS, TokenState.NO_TOKEN),
        (Survey(has_driver=True), Readers(), TokenState.NO_READER),
        (Survey(), Readers(is_running=False), TokenState.NO_READER_SERVICE),
        (Survey(), READERS, TokenState.NO_DRIVER),
        (Survey(troubles=(UNUSABLE,)), READERS, TokenState.DRIVER_UNUSABLE),
    ],
)
def test_state_names_the_first_thing_that_is_missing(
    survey: Survey, readers: Readers, state: TokenState
) -> None:
    diagnosis = diagnose(TokenFacts(survey, readers))

    assert diagnosis.state is state
    assert diagnosis.heading
    assert diagnosis.sentence
    failed = [rung for rung in diagnosis.rungs if rung.tone is Tone.BAD]
    if state is TokenState.READY:
        assert failed == []
    else:
        assert len(failed) == 1, "one thing at a time"
        assert failed[0].step, "and what to do about it"
        below = diagnosis.rungs[diagnosis.rungs.index(failed[0]) + 1 :]
        assert all(rung.tone is Tone.NONE for rung in below)


def test_service_answers_or_is_said_not_to_run() -> None:
    readers = look_for_readers()

    assert readers.is_running or readers.names == ()


def rung(facts: TokenFacts, question: Question) -> Rung:
    return next(one for one in diagnose(facts).rungs if one.question is question)


@pytest.mark.parametrize(
    ("error", "line", "step"),
    [
        (WRONG_MACHINE, "jenis komputer lain (mungkin 32-bit)", "64-bit"),
        (ModuleUnusable("/x.so", "load_failed"), "bagian lain", "Pasang ulang"),
        (ModuleUnusable("/x.so", "no_pkcs11"), "bukan driver token", "Pilih berkas"),
        (ModuleUnusable("/x.so", "not_a_library"), "bukan driver", "Pilih berkas"),
        (ModuleMissing("/x.so"), "tidak ada lagi", "Pilih berkas"),
        (ModuleNotAllowed("/x.so"), "tidak diizinkan", "Hubungi administrator"),
        (TokenStoppedAnswering(), "tidak menjawab", "Lepas token"),
    ],
)
def test_driver_that_cannot_be_used_is_told_from_one_that_is_not_there(
    error: TteError, line: str, step: str
) -> None:
    # The watch counts a file that looks like a driver before it was ever asked.
    survey = Survey(has_driver=True)
    found = Findings(modules=(ModuleFinding("/x.so", "x86-64", error=error),))

    told = rung(TokenFacts(survey, READERS, found), Question.DRIVER)

    assert told.tone is Tone.BAD
    assert line in told.line
    assert step in told.step


def test_old_driver_that_was_left_alone_is_told_while_no_token_works() -> None:
    found = Findings(files=(NARROW,))

    alone = TokenFacts(Survey(), READERS, found)
    beside = TokenFacts(seen(TOKEN, CERTIFICATE), READERS, found)

    assert alone.state is TokenState.DRIVER_UNUSABLE
    assert rung(alone, Question.DRIVER).tone is Tone.BAD
    assert rung(beside, Question.DRIVER).tone is Tone.OK


def test_driver_in_trouble_beside_one_that_works_is_a_warning() -> None:
    works = ModuleFinding("/usr/lib/other.so", "x86-64")
    broken = ModuleFinding("/x.so", "", error=WRONG_MACHINE)
    facts = TokenFacts(Survey(has_driver=True), READERS, Findings((), (works, broken)))

    told = rung(facts, Question.DRIVER)

    assert told.tone is Tone.WARN
    assert told.step
    assert "other.so berhasil dimuat" in told.details
    assert facts.state is TokenState.NO_TOKEN


@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [
        (PinState(), "PIN tidak terkunci", Tone.OK),
        (PinState(wrong_so_far=1), "PIN pernah salah diketik", Tone.OK),
        (PinState(is_count_low=True), "PIN pernah salah diketik", Tone.OK),
        (PinState(is_last_try=True), "tinggal satu percobaan PIN", Tone.WARN),
        (PinState(must_be_changed=True), "PIN harus diganti", Tone.BAD),
        (PinState(is_locked=True), "PIN terkunci", Tone.BAD),
    ],
)
def test_state_of_the_pin_is_told(state: PinState, words: str, tone: Tone) -> None:
    token = dataclasses.replace(TOKEN, pin_state=state)

    told = rung(TokenFacts(seen(token, CERTIFICATE), READERS), Question.TOKEN)

    assert words in told.line
    assert told.tone is tone
    assert bool(told.step) is (tone is not Tone.OK)


def test_several_tokens_have_a_line_each() -> None:
    other = dataclasses.replace(TOKEN, label="Token Lain", serial="2")
    both = (TokenContents(TOKEN, (CERTIFICATE,)), TokenContents(other, (EXPIRED,)))
    facts = TokenFacts(Survey(both, has_driver=True), READERS)

    assert len(rung(facts, Question.TOKEN).details) == 2
    assert len(rung(facts, Question.CERTIFICATE).details) == 2
    assert facts.state is TokenState.READY


def test_certificate_that_ends_soon_is_one_thing_to_know() -> None:
    soon = dataclasses.replace(CERTIFICATE, not_after=NOW + timedelta(days=12, hours=1))

    diagnosis = diagnose(TokenFacts(seen(TOKEN, soon, CERTIFICATE), READERS))

    assert diagnosis.state is TokenState.READY
    assert diagnosis.tone is Tone.WARN
    assert diagnosis.heading == "Satu hal perlu diperhatikan"
    assert "Habis 12 hari lagi" in diagnosis.sentence


@pytest.mark.parametrize(
    ("trial", "tone", "words"),
    [
        (None, Tone.NONE, "Belum dijalankan"),
        (Trial(TOKEN, fits=True), Tone.OK, "Berhasil"),
        (Trial(TOKEN), Tone.BAD, "tidak cocok"),
        (Trial(TOKEN, PinIncorrect(2)), Tone.WARN, "Sisa percobaan: 2"),
        (Trial(TOKEN, PinIncorrect(None)), Tone.WARN, "tidak memberi tahu sisa"),
        (Trial(TOKEN, PinLocked()), Tone.BAD, "PIN terkunci"),
        (Trial(TOKEN, TokenStoppedAnswering()), Tone.BAD, "berhenti menjawab"),
    ],
)
def test_last_rung_is_the_test_signature(
    trial: Trial | None, tone: Tone, words: str
) -> None:
    facts = TokenFacts(seen(TOKEN, CERTIFICATE), READERS, trial=trial)

    told = rung(facts, Question.TRIAL)

    assert told.tone is tone
    assert words in told.line
    failed = trial is not None and not trial.fits
    assert bool(told.step) is failed
    assert facts.state is (TokenState.TRIAL_FAILED if failed else TokenState.READY)
