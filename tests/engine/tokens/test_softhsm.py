"""Tokens that behave: what is on them, and signatures by every kind of key."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.tokens.workshop import (
    PIN,
    Workshop,
    issue,
    make_authority,
    one_official,
)
from ttedesktop.errors.token_errors import (
    CertificateAmbiguous,
    CertificateExpired,
    CertificateMissing,
    CertificateNotForSigning,
    TokenAmbiguous,
    TokenCannotSign,
    TokenMissing,
)
from ttedesktop.tokens.certificate import Hindrance, choose
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.tokens.certificate import TokenCertificate


@pytest.fixture
def softhsm(hsm: Workshop) -> Iterator[Module]:
    made = Module(hsm.module)
    yield made
    made.close()


def certificates(module: Module) -> tuple[TokenCertificate, ...]:
    return tuple(one for token in module.tokens() for one in module.certificates(token))


def test_certificate_tells_who_and_until_when_without_a_pin(
    hsm: Workshop, softhsm: Module
) -> None:
    one_official(hsm)

    (certificate,) = certificates(softhsm)

    assert certificate.name == "SITI AMINAH"
    assert certificate.organisation == "Pemerintah Kabupaten Tirta Raya"
    assert certificate.issuer == "CA Pengujian"
    assert certificate.can_sign
    assert certificate.token.label == "Token Uji"


def test_issuers_on_the_token_become_the_chain(hsm: Workshop, softhsm: Module) -> None:
    issuing = one_official(hsm)
    assert issuing.issuer is not None
    hsm.write_certificate(issuing.der, identifier="a1")
    hsm.write_certificate(issuing.issuer.der, identifier="a2")

    (certificate,) = certificates(softhsm)

    assert certificate.chain == (issuing.der, issuing.issuer.der)


def test_certificates_that_cannot_sign_say_why(hsm: Workshop, softhsm: Module) -> None:
    authority = make_authority()
    now = datetime.now(UTC)
    hsm.make_token()
    cases = {
        "01": {"not_after": now - timedelta(days=1)},
        "02": {"not_before": now + timedelta(days=1)},
        "03": {"for_signing": False},
    }
    for identifier, wishes in cases.items():
        key = hsm.make_key(identifier=identifier)
        der = issue(authority, key, f"NOMOR {identifier}", **wishes)  # type: ignore[arg-type]  # each case has wishes of its own
        hsm.write_certificate(der, identifier=identifier)

    found = {one.name: one.hindrances for one in certificates(softhsm)}

    assert found == {
        "NOMOR 01": {Hindrance.EXPIRED},
        "NOMOR 02": {Hindrance.NOT_YET_VALID},
        "NOMOR 03": {Hindrance.NOT_FOR_SIGNING},
    }


def test_weak_key_cannot_sign(hsm: Workshop, softhsm: Module) -> None:
    hsm.make_token()
    key = hsm.make_key(kind="rsa:1024")
    hsm.write_certificate(issue(make_authority(), key))

    (certificate,) = certificates(softhsm)

    assert Hindrance.WEAK_KEY in certificate.hindrances
    with pytest.raises(TokenCannotSign):
        choose([certificate])


def test_choice_among_certificates_is_never_a_guess(
    hsm: Workshop, softhsm: Module
) -> None:
    authority = make_authority()
    hsm.make_token()
    for identifier in ("01", "02"):
        der = issue(authority, hsm.make_key(identifier=identifier))
        hsm.write_certificate(der, identifier=identifier)
    both = certificates(softhsm)

    with pytest.raises(CertificateAmbiguous):
        choose(both)
    assert choose(both, fingerprint=both[1].sha256[:12].upper()) == both[1]
    with pytest.raises(CertificateMissing):
        choose(both, fingerprint="ffffffffffff")
    with pytest.raises(CertificateMissing):
        choose(())


def test_expired_certificate_is_refused_by_name(hsm: Workshop, softhsm: Module) -> None:
    hsm.make_token()
    past = datetime.now(UTC) - timedelta(days=3)
    hsm.write_certificate(issue(make_authority(), hsm.make_key(), not_after=past))

    with pytest.raises(CertificateExpired) as refusal:
        choose(certificates(softhsm))

    assert refusal.value.not_after == past.date().isoformat()


def test_certificate_for_another_purpose_is_refused(
    hsm: Workshop, softhsm: Module
) -> None:
    hsm.make_token()
    der = issue(make_authority(), hsm.make_key(), for_signing=False)
    hsm.write_certificate(der)

    with pytest.raises(CertificateNotForSigning):
        choose(certificates(softhsm))


def test_two_tokens_are_told_apart_by_their_serial(hsm: Workshop) -> None:
    authority = make_authority()
    for label in ("Dinas", "Dinas"):
        hsm.make_token(label)
    hsm.make_token("Bagian Umum – Ñ")
    modules = ModuleSet([hsm.module])
    try:
        survey = modules.look()
    finally:
        modules.close()

    assert len({seen.token.serial for seen in survey.tokens}) == 3
    assert survey.find("Bagian Umum – Ñ").token.label == "Bagian Umum – Ñ"
    with pytest.raises(TokenAmbiguous):
        survey.find("Dinas")
    with pytest.raises(TokenMissing):
        survey.find("Lain")
    assert authority.der


def test_session_that_ended_signs_no_more(hsm: Workshop, softhsm: Module) -> None:
    one_official(hsm)
    (certificate,) = certificates(softhsm)
    with softhsm.open_session(certificate.token, Pin(PIN)) as session:
        in_use = [softhsm.is_in_use]
    in_use.append(softhsm.is_in_use)

    assert in_use == [True, False]
    with pytest.raises(Exception, match="CKR_USER_NOT_LOGGED_IN"):
        session.sign(certificate, b"surat")


def test_pin_is_never_shown_or_stored_and_spent_once() -> None:
    pin = Pin("13579-abc")

    assert "13579" not in repr(pin)
    with pytest.raises(TypeError):
        pickle.dumps(pin)
    assert pin.spend() == b"13579-abc"
    assert pin.spend() == b""
    assert len(pin) == 0
