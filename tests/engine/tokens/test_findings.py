"""Each driver is examined by itself, and nothing is spoilt by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tokens.card_reader import OPENSC
from tests.tokens.officials_card import (
    LETTER,
    NAMES,
    certificate_of,
    require_signature,
    tokens_of,
)
from tests.tokens.piv_applet import KeySlot
from tests.tokens.workshop import PIN, SOFTHSM
from ttedesktop.tokens.diagnosis.facts import TokenFacts
from ttedesktop.tokens.diagnosis.findings import Findings, examine
from ttedesktop.tokens.diagnosis.mechanism_names import mechanisms_in_words
from ttedesktop.tokens.diagnosis.readers import Readers
from ttedesktop.tokens.diagnosis.text import as_text
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tokens.fault_module import FaultModule
    from tests.tokens.virtual_card import VirtualCard
    from tests.tokens.workshop import Workshop
    from ttedesktop.tokens.module import Module

RSA, P256 = NAMES[KeySlot.AUTHENTICATION], NAMES[KeySlot.KEY_MANAGEMENT]


def examined(*paths: str) -> Findings:
    modules = ModuleSet(paths)
    try:
        return examine(modules)
    finally:
        modules.close()


def test_module_that_answers_tells_what_its_token_can_do(fault: FaultModule) -> None:
    fault.does("only 0x1")

    (finding,) = examined(fault.module).modules

    assert finding.error is None
    assert finding.architecture in {"x86-64", "ARM64"}
    assert not finding.is_direct
    ((token, numbers),) = finding.abilities
    assert token.label == "Token Uji"
    assert mechanisms_in_words(numbers) == ("RSA PKCS#1: mentah",)


def test_trouble_of_one_module_stops_no_other(
    fault: FaultModule, workshop: Workshop, tmp_path: Path
) -> None:
    del workshop
    broken = tmp_path / "vendor.so"
    broken.write_bytes(b"text")
    fault.does("crash C_GetTokenInfo")

    findings = examined(fault.module, str(broken), SOFTHSM)

    errors = [one.error and one.error.code() for one in findings.modules]
    assert errors == ["token_stopped_answering", None, "module_unusable"]


def test_mechanisms_that_are_not_told_spoil_nothing(fault: FaultModule) -> None:
    fault.does("fail C_GetMechanismList 0x30")

    (finding,) = examined(fault.module).modules

    assert finding.error is None
    ((_token, numbers),) = finding.abilities
    assert numbers == ()


# --- a real card behind OpenSC -----------------------------------------------------


def test_card_is_described_without_its_people(
    card: VirtualCard, opensc: Module
) -> None:
    # Waits until the reader has told of it.
    tokens_of(opensc)
    modules = ModuleSet([OPENSC])
    try:
        survey, findings = modules.look(), examine(modules)
    finally:
        modules.close()

    text = as_text(TokenFacts(survey, Readers(), findings))

    # OpenSC calls a token after the person in its first certificate.
    assert RSA in survey.tokens[0].token.label
    assert [name for name in NAMES.values() if name in text] == []
    assert "ECDSA: mentah" in text
    assert card.applet.pins_received == 0


def test_looking_beside_a_session_leaves_it_logged_in(
    card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc, P256)

    with opensc.open_session(certificate.token, Pin(PIN)) as session:
        session.sign(certificate, LETTER)
        (finding,) = examined(OPENSC).modules
        signature = session.sign(certificate, LETTER)

    require_signature(certificate, signature)
    assert finding.error is None
    assert card.applet.pins_received == 1
