"""Keyrings for the tests of the settings: a real one, and stand-ins for two more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.keyrings.secret_service import SecretService, running_secret_service
from tests.keyrings.standins import MacKeychain, WindowsVault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.keyrings.standins import StandIn
    from ttedesktop.settings.entries import Keyring

only_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="the Secret Service is a part of Linux desktops"
)


@pytest.fixture(scope="session")
def secret_service_of_all(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SecretService]:
    folder = tmp_path_factory.mktemp("secrets")
    with running_secret_service(folder) as service:
        yield service


@pytest.fixture
def secret_service(
    secret_service_of_all: SecretService, monkeypatch: pytest.MonkeyPatch
) -> SecretService:
    """Return an empty keyring of a real Secret Service, which this process sees."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service_of_all.address)
    if not secret_service_of_all.is_alive:
        # One that failed fails one test, not all that follow.
        secret_service_of_all.restart()
    secret_service_of_all.clear()
    return secret_service_of_all


@pytest.fixture
def own_secret_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SecretService]:
    """Yield a Secret Service that the test may lock, stop or kill."""
    with running_secret_service(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        yield service


@pytest.fixture(params=[WindowsVault, MacKeychain])
def stand_in(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> StandIn:
    """Return an empty store of an operating system that is not here."""
    made: StandIn = request.param()
    made.install(monkeypatch)
    return made


@pytest.fixture(
    params=[
        pytest.param("secret_service", marks=only_linux),
        WindowsVault,
        MacKeychain,
    ]
)
def keyring(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """Return an empty keyring, of each kind in turn."""
    if request.param == "secret_service":
        service: SecretService = request.getfixturevalue("secret_service")
        return service.backend()
    made: StandIn = request.param()
    made.install(monkeypatch)
    return made.backend()
