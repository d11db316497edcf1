"""An official with a key file, and the services of the authorities above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.longterm.archive import Archive
from tests.services import running_services
from tests.tokens.key_files import PASSWORD
from ttedesktop.tokens.key_files.pkcs12 import KeyFile
from ttedesktop.tokens.pin import Pin
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.services import Services
    from ttedesktop.document.rendering.renderer import Renderer


@pytest.fixture(scope="session")
def services_of_all() -> Iterator[Services]:
    with running_services() as services:
        yield services


@pytest.fixture
def services(services_of_all: Services) -> Iterator[Services]:
    """Yield services that are healthy, whatever a test before did to them."""
    yield services_of_all
    services_of_all.revoked.clear()
    services_of_all.ways.clear()
    services_of_all.stampers.clear()
    services_of_all.asked.clear()
    services_of_all.moment = None
    services_of_all.delay = 0.0
    services_of_all.before_stamp = lambda: None


@pytest.fixture(scope="session")
def archive_of_all(
    services_of_all: Services,
    renderer: Renderer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("kunci") / "siti.p12"
    path.write_bytes(services_of_all.key_file())
    key_file = KeyFile(str(path))
    (token,) = key_file.tokens()
    with Validator() as validator:
        session = key_file.open_session(token, Pin(PASSWORD))
        with session:
            (certificate,) = key_file.certificates(token)
            yield Archive(services_of_all, renderer, validator, certificate, session)
    key_file.close()


@pytest.fixture
def archive(archive_of_all: Archive, services: Services) -> Archive:
    """Return the archive, with healthy services."""
    del services
    return archive_of_all
