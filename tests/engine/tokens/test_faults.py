"""What a bad driver does to the program: nothing but a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.tokens.workshop import PIN
from ttedesktop.errors.errors import Cancelled
from ttedesktop.errors.token_errors import (
    ModuleUnusable,
    PinIncorrect,
    PinLocked,
    PinWrongLength,
    TokenCannotSign,
    TokenRemoved,
    TokenStoppedAnswering,
)
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet

if TYPE_CHECKING:
    from tests.tokens.fault_module import FaultModule
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.module import Module
    from ttedesktop.tokens.slot import Token

CKR_PIN_INCORRECT = 0xA0
CKM_RSA_PKCS = "0x1"
CKM_SHA256_RSA_PKCS = "0x40"


def token_of(module: Module) -> Token:
    (token,) = module.tokens()
    return token


def certificate_of(module: Module) -> TokenCertificate:
    (certificate,) = module.certificates(token_of(module))
    return certificate


@pytest.mark.parametrize("fault_name", ["hang", "crash", "exit"])
def test_driver_that_dies_while_signing_is_told_and_the_next_login_works(
    module: Module, fault: FaultModule, fault_name: str
) -> None:
    certificate = certificate_of(module)
    session = module.open_session(certificate.token, Pin(PIN))
    fault.does(f"{fault_name} C_Sign")

    with pytest.raises(TokenStoppedAnswering):
        session.sign(certificate, b"surat")
    session.close()
    fault.does()
    # The helper that died had the PIN; the new one got none.
    assert len(fault.calls("C_Login")) == 1
    with module.open_session(certificate.token, Pin(PIN)) as again:
        assert len(again.sign(certificate, b"surat")) == 256


@pytest.mark.parametrize("fault_name", ["hang", "crash", "exit"])
def test_driver_that_dies_at_login_never_gets_the_pin_twice(
    module: Module, fault: FaultModule, fault_name: str
) -> None:
    token = token_of(module)
    fault.does(f"{fault_name} C_Login")
    module.deadlines = replace(module.deadlines, login=1.0)

    with pytest.raises(TokenStoppedAnswering):
        module.open_session(token, Pin(PIN))
    fault.does()

    assert token_of(module).label == "Token Uji"
    assert fault.calls("C_Login") == []


def test_driver_that_dies_while_listing_spoils_only_itself(
    fault: FaultModule, module: Module
) -> None:
    fault.does("crash C_GetTokenInfo")

    with pytest.raises(TokenStoppedAnswering):
        module.tokens()

    fault.does()
    assert token_of(module).label == "Token Uji"


def test_driver_that_could_not_begin_is_tried_again(
    module: Module, fault: FaultModule
) -> None:
    fault.does("fail C_Initialize 0x5")
    with pytest.raises(ModuleUnusable):
        module.tokens()

    fault.does()

    assert token_of(module).label == "Token Uji"


def test_certificate_that_could_not_be_read_once_is_read_again(
    module: Module, fault: FaultModule
) -> None:
    fault.does("fail C_GetAttributeValue 0x6")
    (seen,) = module.look()
    assert seen.certificates == ()

    fault.does()

    (seen,) = module.look()
    assert [one.name for one in seen.certificates] == ["SITI AMINAH"]


def test_driver_that_prints_disturbs_nobody(module: Module, fault: FaultModule) -> None:
    fault.does("chatter C_GetTokenInfo", "chatter C_Sign")

    certificate = certificate_of(module)
    with module.open_session(certificate.token, Pin(PIN)) as session:
        assert len(session.sign(certificate, b"surat")) == 256


def test_removed_token_is_called_removed_and_signs_again_when_it_is_back(
    module: Module, fault: FaultModule
) -> None:
    certificate = certificate_of(module)
    session = module.open_session(certificate.token, Pin(PIN))
    fault.does("removed")

    with pytest.raises(TokenRemoved):
        session.sign(certificate, b"surat")
    session.close()
    assert module.tokens() == ()

    fault.does()
    with module.open_session(certificate.token, Pin(PIN)) as again:
        assert again.sign(certificate, b"surat")


@pytest.mark.parametrize("answer", ["0x5", "0x30", "0x32", "0xe0", "0xb3"])
def test_refusals_of_a_token_that_is_gone_are_one_fact(
    module: Module, fault: FaultModule, answer: str
) -> None:
    certificate = certificate_of(module)
    with module.open_session(certificate.token, Pin(PIN)) as session:
        fault.does(f"fail C_SignInit {answer}")
        with pytest.raises(TokenRemoved):
            session.sign(certificate, b"surat")


def test_wrong_pins_are_counted_down_to_the_lock(
    module: Module, fault: FaultModule
) -> None:
    fault.does("tries 3")
    token = token_of(module)

    with pytest.raises(PinIncorrect) as first:
        module.open_session(token, Pin("000000"))
    assert first.value.tries_left is None
    assert token_of(module).pin_state.is_count_low
    with pytest.raises(PinIncorrect) as second:
        module.open_session(token, Pin("000000"))
    assert second.value.tries_left == 1
    assert token_of(module).pin_state.is_last_try
    with pytest.raises(PinLocked):
        module.open_session(token, Pin("000000"))

    # Each entry cost one try, and the locked token is asked no more.
    assert len(fault.calls("C_Login")) == 3
    with pytest.raises(PinLocked):
        module.open_session(token_of(module), Pin(PIN))
    assert len(fault.calls("C_Login")) == 3


def test_wrong_pin_is_sent_once(module: Module, fault: FaultModule) -> None:
    with pytest.raises(PinIncorrect):
        module.open_session(token_of(module), Pin("000000"))

    assert fault.calls("C_Login") == [CKR_PIN_INCORRECT]


def test_pin_of_the_wrong_length_is_never_sent(
    module: Module, fault: FaultModule
) -> None:
    for typed in ("", "1", "9" * 300):
        with pytest.raises(PinWrongLength):
            module.open_session(token_of(module), Pin(typed))

    assert fault.calls("C_Login") == []


def test_cancelling_at_a_reader_with_keys_is_silent(
    module: Module, fault: FaultModule
) -> None:
    fault.does("pad cancel")
    token = token_of(module)

    assert token.has_pin_pad
    with pytest.raises(Cancelled):
        module.open_session(token, None)


@pytest.mark.parametrize("mechanism", [CKM_RSA_PKCS, CKM_SHA256_RSA_PKCS])
def test_either_way_of_signing_with_rsa_will_do(
    module: Module, fault: FaultModule, mechanism: str
) -> None:
    fault.does(f"only {mechanism}")

    certificate = certificate_of(module)
    with module.open_session(certificate.token, Pin(PIN)) as session:
        assert len(session.sign(certificate, b"surat")) == 256


def test_token_without_a_known_mechanism_cannot_sign(
    module: Module, fault: FaultModule
) -> None:
    fault.does("only 0x9999")

    certificate = certificate_of(module)
    with (
        module.open_session(certificate.token, Pin(PIN)) as session,
        pytest.raises(TokenCannotSign),
    ):
        session.sign(certificate, b"surat")


def test_trouble_of_one_module_stops_no_other(fault: FaultModule) -> None:
    fault.does("exit C_GetTokenInfo")
    target = fault.environment["FAULT_TARGET"]
    modules = ModuleSet([fault.module, target])
    try:
        survey = modules.look()
    finally:
        modules.close()

    assert [seen.token.label for seen in survey.tokens] == ["Token Uji"]
    assert [type(one.error) for one in survey.troubles] == [TokenStoppedAnswering]
