"""Whatever a module answers, wherever: a fact with words, and the next signature."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tokens.workshop import PIN
from ttedesktop.errors.errors import Cancelled, TteError
from ttedesktop.errors.token_errors import TokenStoppedAnswering
from ttedesktop.messages import words_of
from ttedesktop.tokens.helper.return_values import Refusal, ReturnValue
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from tests.tokens.fault_module import FaultModule
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.module import Module

EVERY = [value for value in ReturnValue if value is not ReturnValue.OK]
# All of them took a minute and a half; each function gets every fourth, and not the
# same ones as its neighbours.
STEP = 4
VENDORS_OWN = 0x80000123
FUNCTIONS = [
    "C_GetSlotList",
    "C_GetTokenInfo",
    "C_OpenSession",
    "C_Login",
    "C_GetMechanismList",
    "C_FindObjectsInit",
    "C_FindObjects",
    "C_GetAttributeValue",
    "C_SignInit",
    "C_Sign",
]


def sign_once(module: Module) -> None:
    (seen,) = module.look(again=True)
    (certificate,) = seen.certificates
    with module.open_session(seen.token, Pin(PIN)) as session:
        assert len(session.sign(certificate, b"surat")) == 256


def fact_after(module: Module, seen: TokenContents) -> TteError | Cancelled | None:
    """Sign with what was seen before; return what was raised."""
    (certificate,) = seen.certificates
    try:
        with module.open_session(seen.token, Pin(PIN)) as session:
            session.sign(certificate, b"surat")
    except (TteError, Cancelled) as fact:
        return fact
    return None


@pytest.mark.parametrize(("number", "function"), list(enumerate(FUNCTIONS)), ids=str)
def test_every_answer_is_a_fact_and_the_next_signature_is_made(
    module: Module, fault: FaultModule, number: int, function: str
) -> None:
    sign_once(module)
    (seen,) = module.look()

    for value in [*EVERY[number % STEP :: STEP], VENDORS_OWN]:
        fault.does(f"fail {function} {value:#x}")
        entries = len(fault.calls("C_Login"))

        fact = fact_after(module, seen)

        # A refusal is no hang and no crash.
        assert not isinstance(fact, TokenStoppedAnswering), hex(value)
        if isinstance(fact, Cancelled):
            assert value == ReturnValue.FUNCTION_CANCELED
        assert not isinstance(fact, TteError) or words_of(fact).heading
        assert len(fault.calls("C_Login")) - entries <= 1, hex(value)

    fault.does()
    sign_once(module)


def test_values_are_named_as_the_standard_names_them() -> None:
    assert Refusal(0xA0).name == "CKR_PIN_INCORRECT"
    assert Refusal(0xE1).name == "CKR_TOKEN_NOT_RECOGNIZED"
    assert Refusal(VENDORS_OWN).name == "CKR 0x80000123"


def test_this_process_never_loads_a_module(module: Module, fault: FaultModule) -> None:
    sign_once(module)

    loaded = Path(f"/proc/{os.getpid()}/maps").read_text()

    assert Path(fault.module).name not in loaded
    assert "libsofthsm2" not in loaded
