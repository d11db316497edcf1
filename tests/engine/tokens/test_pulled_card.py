"""A smart card that is put in, pulled and exchanged while the program uses it."""

from __future__ import annotations

import queue
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.tokens.card_reader import OPENSC, PATIENCE, CardReader
from tests.tokens.officials_card import (
    GONE,
    LETTER,
    OTHER_PIN,
    WRONG,
    certificate_of,
    require_signature,
    sign_once,
    tokens_of,
)
from tests.tokens.piv_applet import Instruction
from tests.tokens.workshop import PIN
from ttedesktop.errors.token_errors import PinIncorrect, TokenStoppedAnswering
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.monitor import TokenMonitor
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.tokens.virtual_card import VirtualCard
    from ttedesktop.tokens.survey import Survey


@contextmanager
def watch() -> Generator[queue.SimpleQueue[Survey]]:
    """Watch the reader; yield where the news arrive."""
    told: queue.SimpleQueue[Survey] = queue.SimpleQueue()
    modules = ModuleSet([OPENSC])
    monitor = TokenMonitor(modules, told.put)
    monitor.start()
    try:
        yield told
    finally:
        monitor.stop()
        modules.close()
        monitor.join()


def wait_for_news(told: queue.SimpleQueue[Survey], *labels: str) -> None:
    """Return when the tokens told are these; what is told before does not matter."""
    while (
        tuple(seen.token.label for seen in told.get(timeout=PATIENCE).tokens) != labels
    ):
        pass


def exchange(reader: CardReader, card: VirtualCard, other: VirtualCard) -> None:
    """Pull one card and put the other in its place, slowly enough to be noticed."""
    card.remove()
    reader.wait_for_cards(0)
    other.port = card.port
    other.insert()
    reader.wait_for_cards(1)


def test_card_that_comes_or_goes_is_told(card: VirtualCard) -> None:
    with watch() as told:
        wait_for_news(told, "SITI AMINAH")
        card.remove()
        wait_for_news(told)
        card.insert()
        wait_for_news(told, "SITI AMINAH")

    assert card.applet.pins_received == 0


def test_card_pulled_while_signing_is_gone_and_signs_again_when_it_is_back(
    card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc)
    session = opensc.open_session(certificate.token, Pin(PIN))
    require_signature(certificate, session.sign(certificate, LETTER))
    card.sign_delay = 0.3
    card.pulled_by = Instruction.GENERAL_AUTHENTICATE

    for _ in range(2):
        with pytest.raises(GONE):
            session.sign(certificate, LETTER)
    session.close()
    tokens_of(opensc, 0)

    card.insert()
    sign_once(opensc, certificate_of(opensc))
    assert card.applet.signatures_made == 2
    assert card.applet.pins_received == 2


def test_card_pulled_before_signing_is_gone_and_signs_again_when_it_is_back(
    card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc)
    session = opensc.open_session(certificate.token, Pin(PIN))
    card.remove()

    for _ in range(2):
        with pytest.raises(GONE):
            session.sign(certificate, LETTER)
    session.close()
    tokens_of(opensc, 0)

    card.insert()
    sign_once(opensc, certificate_of(opensc))
    assert card.applet.pins_received == 2


def test_pin_is_not_sent_again_where_the_card_was_pulled_at_the_login(
    card: VirtualCard, opensc: Module
) -> None:
    (token,) = tokens_of(opensc)
    card.pulled_by = Instruction.VERIFY

    with pytest.raises(GONE):
        opensc.open_session(token, Pin(PIN))
    tokens_of(opensc, 0)
    card.insert()

    certificate = certificate_of(opensc)
    assert card.applet.pins_received == 0
    sign_once(opensc, certificate)
    assert card.applet.pins_received == 1


@pytest.mark.parametrize("has_signed", [False, True], ids=["new", "used"])
def test_card_that_was_out_meanwhile_wants_a_new_login(
    reader: CardReader, card: VirtualCard, opensc: Module, *, has_signed: bool
) -> None:
    certificate = certificate_of(opensc)
    session = opensc.open_session(certificate.token, Pin(PIN))
    if has_signed:
        session.sign(certificate, LETTER)
    exchange(reader, card, card)

    for _ in range(2):
        with pytest.raises(GONE):
            session.sign(certificate, LETTER)
    session.close()

    assert card.applet.pins_received == 1
    sign_once(opensc, certificate_of(opensc))


def test_pin_of_one_card_is_never_sent_to_another(
    reader: CardReader, card: VirtualCard, other_card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc)
    exchange(reader, card, other_card)

    with pytest.raises(GONE):
        opensc.open_session(certificate.token, Pin(PIN))

    assert other_card.applet.pins_received == 0


@pytest.mark.parametrize("has_signed", [False, True], ids=["new", "used"])
def test_session_of_one_card_never_signs_with_another(
    reader: CardReader,
    card: VirtualCard,
    other_card: VirtualCard,
    opensc: Module,
    *,
    has_signed: bool,
) -> None:
    # The key of this certificate has the same CKA_ID on both, and wants no PIN.
    certificate = certificate_of(opensc, "AGUS SALIM")
    session = opensc.open_session(certificate.token, Pin(PIN))
    if has_signed:
        session.sign(certificate, LETTER)
    exchange(reader, card, other_card)

    for _ in range(2):
        with pytest.raises(GONE):
            session.sign(certificate, LETTER)
    session.close()

    assert other_card.applet.signatures_made == 0
    assert other_card.applet.pins_received == 0


def test_pin_for_a_signature_is_not_sent_to_a_card_exchanged_while_it_was_typed(
    reader: CardReader, card: VirtualCard, other_card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc, "BUDI SANTOSO")

    def ask_again() -> Pin:
        exchange(reader, card, other_card)
        # The monitor goes on looking while a person types.
        tokens_of(opensc)
        return Pin(PIN)

    with (
        opensc.open_session(
            certificate.token, Pin(PIN), ask_again=ask_again
        ) as session,
        pytest.raises(GONE),
    ):
        session.sign(certificate, LETTER)

    assert other_card.applet.pins_received == 0


def test_card_that_thinks_too_long_is_given_up(
    reader: CardReader, card: VirtualCard
) -> None:
    hasty = Deadlines(listing=15.0, login=15.0, signing=2.0, logout=1.0)
    module = Module(OPENSC, deadlines=hasty)
    try:
        certificate = certificate_of(module)
        card.sign_delay = 3600.0
        with (
            module.open_session(certificate.token, Pin(PIN)) as session,
            pytest.raises(TokenStoppedAnswering),
        ):
            session.sign(certificate, LETTER)
        card.sign_delay = 0.3
        exchange(reader, card, card)

        sign_once(module, certificate_of(module))
    finally:
        module.close()
    assert card.applet.pins_received == 2


def test_two_cards_sign_with_their_own_pins(
    card: VirtualCard, other_card: VirtualCard, opensc: Module
) -> None:
    other_card.insert()
    certificate = certificate_of(opensc, "SITI AMINAH", tokens=2)
    other = certificate_of(opensc, "RINA WATI", tokens=2)

    sign_once(opensc, certificate)
    with pytest.raises(PinIncorrect):
        opensc.open_session(other.token, Pin(WRONG))
    assert (card.applet.tries_left, other_card.applet.tries_left) == (3, 2)
    sign_once(opensc, other, OTHER_PIN)

    assert (card.applet.signatures_made, other_card.applet.signatures_made) == (1, 1)
    assert (card.applet.pins_received, other_card.applet.pins_received) == (1, 2)


def test_pulling_one_of_two_cards_does_not_disturb_the_other(
    card: VirtualCard, other_card: VirtualCard, opensc: Module
) -> None:
    other_card.insert()
    certificate = certificate_of(opensc, "SITI AMINAH", tokens=2)

    with opensc.open_session(certificate.token, Pin(PIN)) as session:
        other_card.remove()
        require_signature(certificate, session.sign(certificate, LETTER))
        (left,) = tokens_of(opensc)
        require_signature(certificate, session.sign(certificate, LETTER))

    assert left.label == "SITI AMINAH"
    assert card.applet.pins_received == 1
