"""Sessions side by side, and sessions that end in bad company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.tokens.officials_card import tokens_of
from tests.tokens.workshop import PIN, Workshop, issue, make_authority
from ttedesktop.errors.token_errors import (
    NewPinRefused,
    PinIncorrect,
    PinWrongLength,
    TokenStoppedAnswering,
)
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from tests.tokens.fault_module import FaultModule
    from tests.tokens.virtual_card import VirtualCard
    from ttedesktop.tokens.certificate import TokenCertificate

WORDS = b"naskah dinas"


def require_signature(certificate: TokenCertificate, signature: bytes) -> None:
    key = x509.load_der_x509_certificate(certificate.der).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature, WORDS, padding.PKCS1v15(), hashes.SHA256())


def test_two_sessions_of_one_module_sign_each_with_its_own_key(hsm: Workshop) -> None:
    authority = make_authority()
    for label, name in (("Satu", "SITI AMINAH"), ("Dua", "RINA WATI")):
        hsm.make_token(label)
        key = hsm.make_key(label)
        hsm.write_certificate(issue(authority, key, name), label)
    module = Module(hsm.module)
    try:
        first, second = (one for seen in module.look() for one in seen.certificates)
        with (
            module.open_session(first.token, Pin(PIN)) as one,
            module.open_session(second.token, Pin(PIN)) as two,
        ):
            require_signature(first, one.sign(first, WORDS))
            require_signature(second, two.sign(second, WORDS))
    finally:
        module.close()


def test_pin_for_a_signature_is_measured_before_it_is_sent(
    hsm: Workshop, fault: FaultModule, module: Module
) -> None:
    hsm.make_token("Lain")
    key = hsm.make_key("Lain", "rsa:2048", "07", "--always-auth")
    hsm.write_certificate(issue(make_authority(), key, "BUDI"), "Lain", "07")
    (certificate,) = (
        one for seen in module.look() for one in seen.certificates if one.name == "BUDI"
    )

    with module.open_session(
        certificate.token, Pin(PIN), ask_again=lambda: Pin("1")
    ) as session:
        with pytest.raises(PinWrongLength):
            session.sign(certificate, WORDS)

        assert len(fault.calls("C_Login")) == 1


def test_closing_after_the_driver_died_starts_no_driver(
    fault: FaultModule, module: Module
) -> None:
    (seen,) = module.look()
    (certificate,) = seen.certificates
    session = module.open_session(seen.token, Pin(PIN))
    fault.does("hang C_Sign")
    with pytest.raises(TokenStoppedAnswering):
        session.sign(certificate, WORDS)
    before = len(fault.calls("C_Initialize"))

    session.close()

    assert len(fault.calls("C_Initialize")) == before


def test_token_is_left_as_if_nobody_had_logged_in(
    card: VirtualCard, opensc: Module
) -> None:
    (token,) = tokens_of(opensc)
    for _ in range(2):
        with pytest.raises(PinIncorrect):
            opensc.open_session(token, Pin("000000"))

    # With the token as it was seen before the wrong PINs.
    opensc.open_session(token, Pin(PIN)).close()

    (now,) = tokens_of(opensc)
    assert card.applet.tries_left == 3
    assert not now.pin_state.is_last_try


@pytest.mark.usefixtures("card")
def test_letters_are_refused_as_a_new_pin_of_a_card(opensc: Module) -> None:
    (token,) = tokens_of(opensc)

    with pytest.raises(NewPinRefused):
        opensc.change_pin(token, Pin(PIN), Pin("abcdefg"))
