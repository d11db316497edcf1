"""What tests of every room share: a workshop with one official's token, and papers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.office import Office
from tests.papers import letter
from tests.token_workshop import (
    Authority,
    Workshop,
    one_official,
    open_workshop,
)
from ttedesktop.document.renderer import Renderer
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together, on one worker, what would wait for one another or cost twice.

    A computer has one card reader; all else shares at most the parts of its module.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is not None:
            # A file that takes long says itself how it is divided.
            continue
        needs_reader = "reader" in getattr(item, "fixturenames", ())
        group = "reader" if needs_reader else item.location[0]
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session", autouse=True)
def nothing_goes_on() -> Iterator[None]:
    """Fail the run if a thread of the program outlives what started it."""
    yield
    ours = ("token-", "pkcs12-", "page-loader", "background", "settings")
    going_on = [one for one in threading.enumerate() if one.name.startswith(ours)]
    for one in going_on:
        # A page under way is brought to its end.
        one.join(timeout=10)
    left = [one.name for one in going_on if one.is_alive()]
    assert not left, f"still running: {left}"


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what is kept of signatures away from whoever runs the tests."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Yield a SoftHSM that the children of this process see."""
    made = open_workshop(tmp_path_factory.mktemp("softhsm"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in made.environment.items():
            patch.setenv(name, value)
        yield made


@pytest.fixture(scope="session")
def authority(workshop: Workshop) -> Authority:
    """Put an official and the two authorities above on the token “Token Uji”."""
    issuing = one_official(workshop)
    assert issuing.issuer is not None
    workshop.write_certificate(issuing.der, identifier="a1")
    workshop.write_certificate(issuing.issuer.der, identifier="a2")
    return issuing


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    with Renderer() as drawing:
        yield drawing


@pytest.fixture(scope="session")
def office(
    workshop: Workshop, authority: Authority, renderer: Renderer
) -> Iterator[Office]:
    """Yield an office whose official's token is plugged in."""
    modules = ModuleSet([workshop.module])
    with Validator() as validator:
        yield Office(workshop, authority, modules, renderer, validator)
    modules.close()


@pytest.fixture
def letter_path(tmp_path: Path) -> Path:
    """Return the path of a letter of two pages with an anchor."""
    path = tmp_path / "surat.pdf"
    path.write_bytes(letter())
    return path
