"""Each state of a token has its words and its next step."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.command_line import run
from ttedesktop.token_errors import ModuleUnusable
from ttedesktop.tokens.certificate import Hindrance, TokenCertificate
from ttedesktop.tokens.contents import ModuleTrouble, TokenContents
from ttedesktop.tokens.diagnosis import TokenState, Tone, diagnose
from ttedesktop.tokens.readers import Readers, look_for_readers
from ttedesktop.tokens.slot import PinState, Token
from ttedesktop.tokens.survey import Survey

if TYPE_CHECKING:
    from tests.fault_module import FaultModule

NOW = datetime(2026, 11, 25, tzinfo=UTC)
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
    not_after=NOW,
)
EXPIRED = dataclasses.replace(CERTIFICATE, hindrances=frozenset({Hindrance.EXPIRED}))
LOCKED = dataclasses.replace(TOKEN, pin_state=PinState(is_locked=True))
READERS = Readers(names=("Feitian ePass2003",))
UNUSABLE = ModuleTrouble("/x.so", ModuleUnusable("/x.so", "wrong_machine"))


def seen(token: Token, *certificates: TokenCertificate) -> Survey:
    return Survey((TokenContents(token, certificates),), has_driver=True)


@pytest.mark.parametrize(
    ("survey", "readers", "state"),
    [
        (seen(TOKEN, CERTIFICATE), READERS, TokenState.READY),
        (seen(TOKEN, CERTIFICATE), Readers(is_running=False), TokenState.READY),
        (seen(LOCKED, CERTIFICATE), READERS, TokenState.TOKEN_LOCKED),
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
    diagnosis = diagnose(survey, readers)

    assert diagnosis.state is state
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


def test_doctor_finds_a_token_ready_and_names_nobody(fault: FaultModule) -> None:
    spoken = run("doctor", "--json", environment={"TTE_PKCS11_MODULES": fault.module})

    assert spoken.status == 0, spoken.stderr
    assert spoken.json["state"] == "ready"
    assert [rung["verdict"] for rung in spoken.json["rungs"]][2:] == ["ok"] * 3
    assert "SITI AMINAH" not in spoken.stdout


def test_doctor_says_what_a_bad_driver_does(fault: FaultModule) -> None:
    fault.does("crash C_GetTokenInfo")

    spoken = run("doctor", environment={"TTE_PKCS11_MODULES": fault.module})

    assert spoken.status == 1
    assert "Traceback" not in spoken.stderr
    assert "✗" in spoken.stderr
