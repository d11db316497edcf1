"""A private SoftHSM for each module of tests, the fault module before it, and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tokens.card_reader import OPENSC, CardReader, card_reader
from tests.tokens.fault_module import FaultModule, build
from tests.tokens.officials_card import OTHER_PIN, make_keys, make_other_keys
from tests.tokens.piv_applet import PivApplet
from tests.tokens.virtual_card import SECOND_SLOT, VirtualCard
from tests.tokens.workshop import Workshop, one_official, open_workshop
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.module import Module

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tokens.officials_card import Keys

QUICK = Deadlines(listing=5.0, login=5.0, signing=1.0, logout=2.0)
PATIENT = Deadlines(listing=15.0, login=15.0, signing=10.0, logout=5.0)


@pytest.fixture
def hsm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Return an empty SoftHSM that the children of this process see."""
    made = open_workshop(tmp_path / "softhsm")
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


@pytest.fixture
def fault(
    built: FaultModule, hsm: Workshop, monkeypatch: pytest.MonkeyPatch
) -> FaultModule:
    """Return the fault module before a token with one official's key."""
    one_official(hsm)
    built.log.unlink(missing_ok=True)
    built.does()
    for name, value in built.environment.items():
        monkeypatch.setenv(name, value)
    return built


@pytest.fixture
def module(fault: FaultModule) -> Iterator[Module]:
    """Yield the fault module as the program drives it, with short deadlines."""
    made = Module(fault.module, deadlines=QUICK)
    yield made
    made.close()


@pytest.fixture(scope="session")
def card_keys() -> Keys:
    return make_keys()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CardReader]:
    with card_reader(tmp_path_factory.mktemp("reader")) as started:
        yield started


@pytest.fixture
def card(reader: CardReader, card_keys: Keys) -> Iterator[VirtualCard]:
    """Yield a card that was just put into the empty reader."""
    reader.wait_for_cards(0)
    made = VirtualCard(PivApplet(card_keys))
    made.insert()
    yield made
    made.remove()


@pytest.fixture
def other_card() -> Iterator[VirtualCard]:
    """Yield the card of somebody else, which is not in the reader yet."""
    applet = PivApplet(make_other_keys(), guid=bytes(range(16, 32)), pin=OTHER_PIN)
    made = VirtualCard(applet, SECOND_SLOT)
    yield made
    made.remove()


@pytest.fixture
def opensc() -> Iterator[Module]:
    """Yield OpenSC as the program drives it; it never sees SoftHSM's tokens."""
    made = Module(OPENSC, deadlines=PATIENT)
    yield made
    made.close()
