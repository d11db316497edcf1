"""Keys that want the PIN for each signature get it from the person, each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tokens.workshop import PIN, Workshop, issue, make_authority
from ttedesktop.errors.errors import Cancelled
from ttedesktop.errors.token_errors import PinIncorrect, PinNeededAgain
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.tokens.certificate import TokenCertificate


@pytest.fixture
def softhsm(hsm: Workshop) -> Iterator[Module]:
    hsm.make_token()
    key = hsm.make_key("Token Uji", "rsa:2048", "01", "--always-auth")
    hsm.write_certificate(issue(make_authority(), key))
    made = Module(hsm.module)
    yield made
    made.close()


def certificate_on(module: Module) -> TokenCertificate:
    (token,) = module.tokens()
    (certificate,) = module.certificates(token)
    return certificate


def test_person_is_asked_for_each_signature(softhsm: Module) -> None:
    certificate = certificate_on(softhsm)
    asked: list[int] = []

    def ask_again() -> Pin:
        asked.append(1)
        return Pin(PIN)

    with softhsm.open_session(
        certificate.token, Pin(PIN), ask_again=ask_again
    ) as session:
        signatures = [session.sign(certificate, b"surat") for _ in range(2)]

    assert len(asked) == 2
    assert [len(one) for one in signatures] == [256, 256]


def test_where_nobody_can_be_asked_the_reason_is_told(softhsm: Module) -> None:
    certificate = certificate_on(softhsm)

    with (
        softhsm.open_session(certificate.token, Pin(PIN)) as session,
        pytest.raises(PinNeededAgain),
    ):
        session.sign(certificate, b"surat")


def test_wrong_pin_is_told_as_such(softhsm: Module) -> None:
    certificate = certificate_on(softhsm)

    with (
        softhsm.open_session(
            certificate.token, Pin(PIN), ask_again=lambda: Pin("000000")
        ) as session,
        pytest.raises(PinIncorrect),
    ):
        session.sign(certificate, b"surat")


def test_person_may_rather_not(softhsm: Module) -> None:
    certificate = certificate_on(softhsm)

    def gives_up() -> Pin:
        raise Cancelled

    with (
        softhsm.open_session(
            certificate.token, Pin(PIN), ask_again=gives_up
        ) as session,
        pytest.raises(Cancelled),
    ):
        session.sign(certificate, b"surat")
