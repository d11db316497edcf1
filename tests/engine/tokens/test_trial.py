"""A test signature: over random bytes, compared with the certificate, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.tokens.workshop import PIN, Workshop, issue, make_authority, one_official
from ttedesktop.errors.errors import Cancelled
from ttedesktop.errors.token_errors import PinIncorrect, TokenStoppedAnswering
from ttedesktop.tokens.diagnosis.trial import Trial, try_signature
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tokens.fault_module import FaultModule
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession


def tried(module: Module, pin: str | None = PIN) -> Trial:
    (seen,) = module.look()
    certificate: TokenCertificate = seen.certificates[0]

    def session() -> TokenSession:
        return module.open_session(seen.token, None if pin is None else Pin(pin))

    return try_signature(session, certificate)


@pytest.fixture
def softhsm(hsm: Workshop) -> Iterator[Module]:
    made = Module(hsm.module)
    yield made
    made.close()


@pytest.mark.parametrize("kind", ["rsa:2048", "EC:prime256v1", "EC:secp384r1"])
def test_key_and_certificate_that_belong_together_pass(
    hsm: Workshop, softhsm: Module, kind: str
) -> None:
    one_official(hsm, kind=kind)

    outcome = tried(softhsm)

    assert outcome.fits
    assert outcome.error is None
    assert not softhsm.is_in_use, "logged out again"


def test_key_that_is_certified_for_pss_alone_is_tried_that_way(
    hsm: Workshop, softhsm: Module
) -> None:
    hsm.make_token()
    issued = asn1.Certificate.load(issue(make_authority(), hsm.make_key()))
    issued["tbs_certificate"]["subject_public_key_info"]["algorithm"] = {
        "algorithm": "rsassa_pss"
    }
    hsm.write_certificate(issued.dump(force=True))

    outcome = tried(softhsm)

    assert outcome.fits


def test_certificate_of_another_key_does_not_fit(
    hsm: Workshop, softhsm: Module
) -> None:
    hsm.make_token()
    hsm.make_key()
    another = rsa.generate_private_key(65537, 2048).public_key()
    hsm.write_certificate(issue(make_authority(), another))

    outcome = tried(softhsm)

    assert outcome.error is None
    assert not outcome.fits


def test_wrong_pin_is_told_and_sent_once(module: Module, fault: FaultModule) -> None:
    outcome = tried(module, "999999")

    assert isinstance(outcome.error, PinIncorrect)
    assert not outcome.fits
    assert len(fault.calls("C_Login")) == 1
    assert fault.calls("C_Sign") == []


def test_token_that_stops_answering_is_told(module: Module, fault: FaultModule) -> None:
    (seen,) = module.look()
    fault.does("crash C_Sign")

    outcome = try_signature(
        lambda: module.open_session(seen.token, Pin(PIN)), seen.certificates[0]
    )

    assert isinstance(outcome.error, TokenStoppedAnswering)


def test_person_who_stops_at_the_reader_is_left_alone(
    module: Module, fault: FaultModule
) -> None:
    fault.does("pad cancel")

    with pytest.raises(Cancelled):
        tried(module, None)
