"""What tests of every room share: a workshop with one official's token, and papers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import pytest
from typing_extensions import override
from xdist.scheduler import LoadFileScheduling

from tests.office import Office
from tests.papers.letters import letter
from tests.tokens.workshop import (
    Authority,
    Workshop,
    one_official,
    open_workshop,
)
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xdist.remote import Producer


_WITH_READER: Final = frozenset(
    f"tests/engine/tokens/{name}.py"
    for name in (
        "test_findings",
        "test_pulled_card",
        "test_sessions",
        "test_virtual_card",
    )
)
"""Files of tests that want the one card reader there is."""


class FilesTogether(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a worker whole files, for what a file shares would cost twice.

    All that wants the card reader goes to one worker. Groups of pytest-xdist 3.8 would
    say so, but pytest 9.2 heeds the names no more by which it tells them.
    """

    @override
    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "reader" if file in _WITH_READER else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesTogether:
    """Say how tests are dealt out."""
    return FilesTogether(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fail where a file wants the card reader and is not known for it."""
    for item in items:
        file = item.location[0]
        wants = file.startswith("tests/engine/tokens/") and "reader" in getattr(
            item, "fixturenames", ()
        )
        if wants and file not in _WITH_READER:
            raise pytest.UsageError(f"{file} wants the card reader: say so here")


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
