"""Modules that python-pkcs11 cannot drive sign all the same, by straight calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tests.tokens.workshop import PIN, Workshop, issue, make_authority, one_official
from ttedesktop.errors.errors import Cancelled
from ttedesktop.errors.token_errors import (
    NewPinRefused,
    PinIncorrect,
    PinMustBeChanged,
    PinNeededAgain,
    PinWrongLength,
    TokenCannotSign,
)
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

    from tests.tokens.fault_module import FaultModule
    from ttedesktop.tokens.certificate import TokenCertificate

CKR_OK = 0
WORDS = b"naskah dinas"
NEW_PIN = "654321"


def certificate_of(module: Module) -> TokenCertificate:
    (seen,) = module.look()
    (certificate,) = seen.certificates
    return certificate


def key_of(certificate: TokenCertificate) -> PublicKeyTypes:
    return x509.load_der_x509_certificate(certificate.der).public_key()


def require_signature(
    certificate: TokenCertificate, signature: bytes, scheme: Scheme = Scheme.PKCS1
) -> None:
    key = key_of(certificate)
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, WORDS, ec.ECDSA(hashes.SHA256()))
        return
    assert isinstance(key, rsa.RSAPublicKey)
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
    how = pss if scheme is Scheme.PSS else padding.PKCS1v15()
    key.verify(signature, WORDS, how, hashes.SHA256())


@pytest.mark.parametrize("answer", ["0x7", "0x150", "0x6", "0x91", "huge"])
def test_module_that_cannot_be_asked_for_a_length_is_driven_directly(
    module: Module, fault: FaultModule, answer: str
) -> None:
    fault.does(f"length {answer}")
    certificate = certificate_of(module)
    assert not module.is_direct

    with module.open_session(certificate.token, Pin(PIN)) as session:
        first = session.sign(certificate, WORDS)
        second = session.sign(certificate, WORDS)

    require_signature(certificate, first)
    assert first == second
    # The second client signed under the first one's login.
    assert fault.calls("C_Login") == [CKR_OK]
    module.look()
    assert module.is_direct


def test_way_that_was_found_is_kept_when_the_helper_starts_anew(
    module: Module, fault: FaultModule
) -> None:
    fault.does("length huge")
    certificate = certificate_of(module)
    with module.open_session(certificate.token, Pin(PIN)) as session:
        session.sign(certificate, WORDS)
    module.look()
    module.interrupt()
    fault.log.unlink()

    with module.open_session(certificate.token, Pin(PIN)) as session:
        require_signature(certificate, session.sign(certificate, WORDS))

    # One call, none for the length.
    assert fault.calls("C_Sign") == [CKR_OK]


def test_slot_that_answers_nothing_spoils_no_other(
    module: Module, fault: FaultModule
) -> None:
    fault.does("ghost")
    certificate = certificate_of(module)

    with module.open_session(certificate.token, Pin(PIN)) as session:
        require_signature(certificate, session.sign(certificate, WORDS))


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("Token \udcff\udcfe rusak", "Token \ufffd\ufffd rusak"),
    ],
)
def test_label_may_be_anything(
    module: Module, fault: FaultModule, label: str, shown: str
) -> None:
    fault.does(f"label {label}")
    certificate = certificate_of(module)

    assert certificate.token.label == shown
    with module.open_session(certificate.token, Pin(PIN)) as session:
        require_signature(certificate, session.sign(certificate, WORDS))


# --- keys -----------------------------------------------------------------------


@pytest.fixture(params=[False, True], ids=["python-pkcs11", "direct"])
def either(hsm: Workshop, request: pytest.FixtureRequest) -> Iterator[Module]:
    """SoftHSM, driven both ways."""
    made = Module(hsm.module, is_direct=request.param)
    yield made
    made.close()


@pytest.mark.parametrize(
    "kind", ["rsa:2048", "rsa:3072", "rsa:4096", "EC:prime256v1", "EC:secp384r1"]
)
def test_every_kind_of_key_signs_either_way(
    hsm: Workshop, either: Module, kind: str
) -> None:
    one_official(hsm, kind=kind)
    certificate = certificate_of(either)

    with either.open_session(certificate.token, Pin(PIN)) as session:
        require_signature(certificate, session.sign(certificate, WORDS))


@pytest.mark.parametrize("mechanism", ["", "0xd", "0x43"])
def test_pss_is_signed_where_the_token_can(
    hsm: Workshop,
    fault: FaultModule,
    module: Module,
    mechanism: str,
) -> None:
    hsm.make_token("PSS")
    authority = make_authority()
    key = hsm.make_key("PSS")
    hsm.write_certificate(issue(authority, key), "PSS")
    fault.does(*([f"only {mechanism}"] if mechanism else []))
    (seen,) = (one for one in module.look() if one.token.label == "PSS")
    (certificate,) = seen.certificates

    with module.open_session(certificate.token, Pin(PIN)) as session:
        made = session.sign(certificate, WORDS, scheme=Scheme.PSS)

    require_signature(certificate, made, Scheme.PSS)


def test_pss_is_refused_in_words_where_the_token_cannot(
    module: Module, fault: FaultModule
) -> None:
    fault.does("only 0x1")
    certificate = certificate_of(module)

    with (
        module.open_session(certificate.token, Pin(PIN)) as session,
        pytest.raises(TokenCannotSign),
    ):
        session.sign(certificate, WORDS, scheme=Scheme.PSS)


# --- PINs -----------------------------------------------------------------------


def test_pin_typed_on_the_reader_reaches_nobody_here(
    module: Module, fault: FaultModule
) -> None:
    fault.does(f"pad {PIN}", "delay C_Login 200")
    certificate = certificate_of(module)
    assert certificate.token.has_pin_pad

    with module.open_session(certificate.token, None) as session:
        require_signature(certificate, session.sign(certificate, WORDS))


def test_second_pin_is_asked_for_when_the_key_wants_it(
    module: Module, fault: FaultModule
) -> None:
    fault.does("second 998877")
    certificate = certificate_of(module)
    asked: list[str] = []

    def ask() -> Pin:
        asked.append("again")
        return Pin("998877")

    with module.open_session(certificate.token, Pin(PIN), ask_again=ask) as session:
        require_signature(certificate, session.sign(certificate, WORDS))
        require_signature(certificate, session.sign(certificate, WORDS))

    assert asked == ["again", "again"]


def test_wrong_second_pin_is_sent_once(module: Module, fault: FaultModule) -> None:
    fault.does("second 998877")
    certificate = certificate_of(module)

    with (
        module.open_session(
            certificate.token, Pin(PIN), ask_again=lambda: Pin("000000")
        ) as session,
        pytest.raises(PinIncorrect),
    ):
        session.sign(certificate, WORDS)

    assert len(fault.calls("C_Login")) == 2


def test_second_pin_that_nobody_can_be_asked_for_is_a_fact(
    module: Module, fault: FaultModule
) -> None:
    fault.does("second 998877")
    certificate = certificate_of(module)

    with (
        module.open_session(certificate.token, Pin(PIN)) as session,
        pytest.raises(PinNeededAgain),
    ):
        session.sign(certificate, WORDS)


def test_wrong_pins_are_counted_even_if_the_token_says_nothing(
    module: Module,
) -> None:
    token = certificate_of(module).token

    for count in (1, 2):
        with pytest.raises(PinIncorrect) as wrong:
            module.open_session(token, Pin("000000"))
        assert wrong.value.tries_left is None
        assert wrong.value.wrong_so_far == count
        assert certificate_of(module).token.pin_state.wrong_so_far == count

    with module.open_session(token, Pin(PIN)):
        pass
    assert certificate_of(module).token.pin_state.wrong_so_far == 0


def test_token_that_wants_a_new_pin_is_not_sent_the_old_one(
    module: Module, fault: FaultModule
) -> None:
    fault.does("must_change")
    token = certificate_of(module).token

    with pytest.raises(PinMustBeChanged):
        module.open_session(token, Pin(PIN))

    assert fault.calls("C_Login") == []


def test_pin_is_changed_with_the_old_one_sent_once(
    module: Module, fault: FaultModule
) -> None:
    certificate = certificate_of(module)

    module.change_pin(certificate.token, Pin(PIN), Pin(NEW_PIN))

    assert fault.calls("C_SetPIN") == [CKR_OK]
    assert fault.calls("C_Login") == []
    with pytest.raises(PinIncorrect):
        module.open_session(certificate.token, Pin(PIN))
    with module.open_session(certificate.token, Pin(NEW_PIN)) as session:
        require_signature(certificate, session.sign(certificate, WORDS))


def test_wrong_old_pin_changes_nothing(module: Module, fault: FaultModule) -> None:
    certificate = certificate_of(module)

    with pytest.raises(PinIncorrect):
        module.change_pin(certificate.token, Pin("000000"), Pin(NEW_PIN))

    assert len(fault.calls("C_SetPIN")) == 1
    with module.open_session(certificate.token, Pin(PIN)):
        pass


def test_new_pin_that_the_token_refuses_is_told(
    module: Module, fault: FaultModule
) -> None:
    token = certificate_of(module).token
    fault.does("fail C_SetPIN 0x1b8")
    with pytest.raises(NewPinRefused):
        module.change_pin(token, Pin(PIN), Pin(NEW_PIN))

    fault.does()
    with pytest.raises(PinWrongLength):
        module.change_pin(token, Pin(PIN), Pin("1"))


def test_changing_may_be_cancelled_at_the_reader(
    module: Module, fault: FaultModule
) -> None:
    fault.does("pad cancel", "fail C_SetPIN 0x50")
    token = certificate_of(module).token

    with pytest.raises(Cancelled):
        module.change_pin(token, None, None)
