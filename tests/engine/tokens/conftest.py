"""A private SoftHSM for each module of tests, and the fault module before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fault_module import FaultModule, build
from tests.token_workshop import Workshop, one_official, open_workshop
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.module import Module

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUICK = Deadlines(listing=5.0, login=5.0, signing=1.0, logout=2.0)


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
