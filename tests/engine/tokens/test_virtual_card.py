"""A smart card behind OpenSC and PC/SC: all is real but the plastic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tokens.card_reader import OPENSC
from tests.tokens.officials_card import (
    GONE,
    LETTER,
    NAMES,
    OTHER_PIN,
    WRONG,
    certificate_of,
    require_signature,
    sign_once,
    tokens_of,
)
from tests.tokens.piv_applet import KeySlot
from tests.tokens.workshop import PIN
from ttedesktop.errors.errors import Cancelled
from ttedesktop.errors.token_errors import (
    NewPinRefused,
    PinIncorrect,
    PinLocked,
    PinNeededAgain,
    PinWrongLength,
)
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from tests.tokens.virtual_card import VirtualCard

RSA, ALWAYS_ASKING, P256, P384 = (NAMES[slot] for slot in KeySlot)


def test_certificates_are_read_without_a_pin(card: VirtualCard, opensc: Module) -> None:
    (token,) = tokens_of(opensc)

    certificates = opensc.certificates(token)

    assert {one.key_id.hex(): one.name for one in certificates} == {
        "01": RSA,
        "02": ALWAYS_ASKING,
        "03": P256,
        "04": P384,
    }
    # OpenSC calls a token after its first certificate.
    assert token.label == RSA
    assert not token.has_pin_pad
    assert card.applet.pins_received == 0


def test_key_that_shows_before_the_login_says_nothing_of_the_others(
    card: VirtualCard, opensc: Module
) -> None:
    # OpenSC shows the key that wants no PIN, and hides the rest until the login.
    (token,) = tokens_of(opensc)

    assert [one.hindrances for one in opensc.certificates(token)] == 4 * [frozenset()]
    with opensc.open_session(token, Pin(PIN)):
        logged_in = opensc.certificates(token)

    assert [one.hindrances for one in logged_in] == 4 * [frozenset()]
    assert [one.name for one in logged_in if one.always_asks_pin] == [ALWAYS_ASKING]
    assert card.applet.pins_received == 1


@pytest.mark.parametrize("name", [RSA, P256, P384], ids=["RSA", "P-256", "P-384"])
def test_key_is_found_by_its_id_and_signs(
    card: VirtualCard, opensc: Module, name: str
) -> None:
    # Their labels differ: "SIGN key" and "Certificate for Digital Signature".
    certificate = certificate_of(opensc, name)

    with opensc.open_session(certificate.token, Pin(PIN)) as session:
        for _ in range(2):
            require_signature(certificate, session.sign(certificate, LETTER))

    assert card.applet.signatures_made == 2
    assert card.applet.pins_received == 1


def test_straight_calls_read_and_sign_as_well(card: VirtualCard) -> None:
    module = Module(OPENSC, is_direct=True)
    try:
        (token,) = tokens_of(module)
        with module.open_session(
            token, Pin(PIN), ask_again=lambda: Pin(PIN)
        ) as session:
            for certificate in module.certificates(token):
                require_signature(certificate, session.sign(certificate, LETTER))
    finally:
        module.close()

    assert card.applet.signatures_made == 4
    assert card.applet.pins_received == 2


def test_wrong_pins_are_counted_down_to_the_lock(
    card: VirtualCard, opensc: Module
) -> None:
    (token,) = tokens_of(opensc)

    with pytest.raises(PinIncorrect) as first:
        opensc.open_session(token, Pin(WRONG))
    assert first.value.tries_left in {None, 2}
    assert card.applet.tries_left == 2
    with pytest.raises(PinIncorrect) as second:
        opensc.open_session(token, Pin(WRONG))
    assert second.value.tries_left == 1
    assert card.applet.tries_left == 1
    (token,) = tokens_of(opensc)
    assert token.pin_state.is_last_try
    with pytest.raises(PinLocked):
        opensc.open_session(token, Pin(WRONG))
    assert card.applet.tries_left == 0

    (token,) = tokens_of(opensc)
    assert token.pin_state.is_locked
    with pytest.raises(PinLocked):
        opensc.open_session(token, Pin(PIN))
    # Each PIN was sent once, and the locked card is asked no more.
    assert card.applet.pins_received == 3


def test_card_that_was_locked_elsewhere_is_known_at_first_sight(
    card: VirtualCard, opensc: Module
) -> None:
    card.applet.tries_left = 0
    certificate = certificate_of(opensc)

    assert certificate.token.pin_state.is_locked
    with pytest.raises(PinLocked):
        opensc.open_session(certificate.token, Pin(PIN))
    assert card.applet.pins_received == 0


def test_card_that_was_unlocked_elsewhere_signs_again(
    card: VirtualCard, opensc: Module
) -> None:
    card.applet.tries_left = 1
    (token,) = tokens_of(opensc)
    with pytest.raises(PinLocked):
        opensc.open_session(token, Pin(WRONG))

    card.applet.tries_left = 3

    sign_once(opensc, certificate_of(opensc))


def test_pin_of_the_wrong_length_is_never_sent(
    card: VirtualCard, opensc: Module
) -> None:
    (token,) = tokens_of(opensc)

    for typed in ("", "1", "123", "123456789"):
        with pytest.raises(PinWrongLength):
            opensc.open_session(token, Pin(typed))

    assert card.applet.pins_received == 0


def test_last_try_is_forgotten_after_a_good_login(
    card: VirtualCard, opensc: Module
) -> None:
    (token,) = tokens_of(opensc)
    for _ in range(2):
        with pytest.raises(PinIncorrect):
            opensc.open_session(token, Pin(WRONG))
    sign_once(opensc, certificate_of(opensc))
    (token,) = tokens_of(opensc)
    opensc.close()

    fresh = Module(OPENSC)
    try:
        (seen_afresh,) = tokens_of(fresh)
    finally:
        fresh.close()

    for state in (token.pin_state, seen_afresh.pin_state):
        assert not state.is_last_try
        assert not state.is_count_low
    assert card.applet.pins_received == 3


def test_key_that_always_asks_gets_the_pin_from_the_person_each_time(
    card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc, ALWAYS_ASKING)
    asked: list[int] = []

    def ask_again() -> Pin:
        asked.append(card.applet.pins_received)
        return Pin(PIN)

    with opensc.open_session(
        certificate.token, Pin(PIN), ask_again=ask_again
    ) as session:
        for _ in range(2):
            require_signature(certificate, session.sign(certificate, LETTER))

    assert asked == [1, 2]
    assert card.applet.pins_received == 3


def test_other_keys_sign_on_where_nobody_can_be_asked_or_the_person_would_not(
    card: VirtualCard, opensc: Module
) -> None:
    def would_not() -> Pin:
        raise Cancelled

    certificate = certificate_of(opensc, ALWAYS_ASKING)
    other = certificate_of(opensc)

    for ask_again, outcome in ((None, PinNeededAgain), (would_not, Cancelled)):
        with opensc.open_session(
            certificate.token, Pin(PIN), ask_again=ask_again
        ) as session:
            with pytest.raises(outcome):
                session.sign(certificate, LETTER)
            require_signature(other, session.sign(other, LETTER))

    assert card.applet.pins_received == 2


def test_wrong_pin_for_a_signature_costs_one_try_and_maybe_the_login(
    card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc, ALWAYS_ASKING)

    with (
        opensc.open_session(
            certificate.token, Pin(PIN), ask_again=lambda: Pin(WRONG)
        ) as session,
        pytest.raises((PinIncorrect, *GONE)),
    ):
        session.sign(certificate, LETTER)

    assert card.applet.tries_left == 2
    assert card.applet.pins_received == 2
    with opensc.open_session(
        certificate.token, Pin(PIN), ask_again=lambda: Pin(PIN)
    ) as session:
        require_signature(certificate, session.sign(certificate, LETTER))
    assert card.applet.pins_received == 4


def test_last_wrong_pin_for_a_signature_locks_the_card(
    card: VirtualCard, opensc: Module
) -> None:
    card.applet.tries = card.applet.tries_left = 1
    certificate = certificate_of(opensc, ALWAYS_ASKING)

    with (
        opensc.open_session(
            certificate.token, Pin(PIN), ask_again=lambda: Pin(WRONG)
        ) as session,
        pytest.raises(PinLocked),
    ):
        session.sign(certificate, LETTER)

    (token,) = tokens_of(opensc)
    assert token.pin_state.is_locked
    assert card.applet.pins_received == 2


def test_pin_of_the_wrong_length_for_a_signature_is_never_sent(
    card: VirtualCard, opensc: Module
) -> None:
    certificate = certificate_of(opensc, ALWAYS_ASKING)
    other = certificate_of(opensc)

    with opensc.open_session(
        certificate.token, Pin(PIN), ask_again=lambda: Pin("123")
    ) as session:
        with pytest.raises(PinWrongLength):
            session.sign(certificate, LETTER)
        require_signature(other, session.sign(other, LETTER))

    assert card.applet.pins_received == 1


def test_changed_pin_is_the_one_that_signs(card: VirtualCard, opensc: Module) -> None:
    (token,) = tokens_of(opensc)
    with pytest.raises(PinIncorrect):
        opensc.change_pin(token, Pin(WRONG), Pin(OTHER_PIN))
    with pytest.raises(NewPinRefused):
        # PIV wants six digits and more; OpenSC does not even send it.
        opensc.change_pin(token, Pin(PIN), Pin("12345"))
    assert (card.applet.pin, card.applet.pins_received) == (PIN, 1)

    opensc.change_pin(token, Pin(PIN), Pin(OTHER_PIN))

    sign_once(opensc, certificate_of(opensc), OTHER_PIN)
    assert (card.applet.pin, card.applet.pins_received) == (OTHER_PIN, 3)
