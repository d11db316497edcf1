"""A window on a demonstration: token, authorities and three documents, all real."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.tokens.fault_module import FaultModule, build
from tests.window.lasting import LastingChildren
from tests.window.person import Person
from tests.window.running import no_search_elsewhere, running
from tests.window.treasurer import Treasurer
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ui.application import Application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Made once; tests get copies of its documents."""
    return make_demonstration(tmp_path_factory.mktemp("demonstration") / "private")


@pytest.fixture
def letter(demonstration: Demonstration, tmp_path: Path) -> Path:
    """A letter of two pages in a folder of its own."""
    folder = tmp_path / "Surat Keluar"
    folder.mkdir()
    target = folder / "surat.pdf"
    shutil.copy(demonstration.documents[0], target)
    return target


@pytest.fixture(autouse=True)
def no_window_is_left() -> Iterator[None]:
    """Fail a test that leaves a window: each that follows would be dressed with it.

    One that a whole module shares was there before.
    """
    before = _windows()
    yield
    if isinstance(QApplication.instance(), QApplication):
        # Only a loop would do away with what qtbot closed.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [one for one in _windows() if one not in before]
    assert not left, f"still there: {left}"


def _windows() -> list[QMainWindow]:
    if not isinstance(QApplication.instance(), QApplication):
        return []
    there = QApplication.topLevelWidgets()
    return [one for one in there if isinstance(one, QMainWindow)]


@pytest.fixture(autouse=True)
def _no_search_elsewhere() -> Iterator[None]:
    with no_search_elsewhere():
        yield


@pytest.fixture(scope="module")
def lasting_children() -> Iterator[LastingChildren]:
    """What reads documents for all windows of a module, one after another."""
    made = LastingChildren()
    yield made
    made.end()


@pytest.fixture
def application(
    qapp: QApplication,
    demonstration: Demonstration,
    lasting_children: LastingChildren,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Application]:
    """The running window of the demonstration, at its usual size."""
    del qapp
    for name in (*demonstration.environment, "TTE_PKCS11_MODULES"):
        monkeypatch.setenv(name, "")
    made = Application(
        None, demonstration=demonstration.folder, children=lasting_children
    )
    with running(made):
        yield made


@pytest.fixture
def person(application: Application, qtbot: QtBot) -> Person:
    """Somebody who uses the window."""
    return Person(application, qtbot)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


@pytest.fixture
def fault(
    built: FaultModule, person: Person, monkeypatch: pytest.MonkeyPatch
) -> FaultModule:
    """Put the fault module between the window and its token."""
    built.does()
    built.forgets()
    for name, value in built.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TTE_PKCS11_MODULES", built.module)
    person.application.parts.tokens.restart(())
    return built


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a test the folder for data of the program to itself."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def treasurer(person: Person, demonstration: Demonstration) -> Iterator[Treasurer]:
    """Somebody in the queue, whose batch is over before the window goes."""
    one = Treasurer(person, demonstration.pin)
    one.goes_there()
    yield one
    with contextlib.suppress(AssertionError):
        person.waits_until(lambda: not one.affairs.is_busy)


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    """Where orders to pay come in; not there yet."""
    return tmp_path / "SPM"
