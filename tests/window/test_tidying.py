"""Garbage is found in a pause, and looked for by the window's own thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from ui.program import tidying
from ui.program.tidying import Tidying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

MANY, FEW = 20_000, 100


@pytest.fixture(autouse=True)
def _usual_garbage() -> Iterator[None]:
    before = gc.get_threshold()
    gc.enable()
    yield
    gc.set_threshold(*before)
    gc.enable()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_AFTER_START", "_LOOK", "_SOME", "_PAUSE"):
        monkeypatch.setattr(tidying, name, 0)


class _Ring:
    def __init__(self, inside: list[object]) -> None:
        self.inside = inside


def _rings(count: int) -> list[weakref.ref[object]]:
    """Make rings that nobody holds; return how they may be seen."""
    made: list[weakref.ref[object]] = []
    for _number in range(count):
        circle: list[object] = []
        circle.append(_Ring(circle))
        made.append(weakref.ref(circle[0]))
    return made


def test_old_garbage_is_found_in_a_pause(qtbot: QtBot) -> None:
    parent = QObject()
    circle: list[object] = []
    circle.append(_Ring(circle))
    ring = weakref.ref(circle[0])
    # It grows old before it becomes garbage.
    gc.collect()
    Tidying(parent, lambda: False).begin()
    gc.unfreeze()
    del circle
    qtbot.waitUntil(lambda: ring() is None)


def test_young_garbage_is_looked_for_by_no_other_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No pause is long enough to look through what is old, too.
    monkeypatch.setattr(tidying, "_SOME", 1 << 30)
    monkeypatch.setattr(tidying, "_MANY", 1 << 30)
    searching: set[int] = set()
    generations: set[int] = set()

    def note(_phase: str, facts: dict[str, int]) -> None:
        searching.add(threading.get_ident())
        generations.add(facts["generation"])

    parent = QObject()
    made: list[weakref.ref[object]] = []
    Tidying(parent, lambda: False).begin()
    gc.callbacks.append(note)
    try:
        other = threading.Thread(target=lambda: made.extend(_rings(MANY)))
        other.start()
        qtbot.waitUntil(lambda: not other.is_alive())
        # Those that were just being made when it was looked have grown older meanwhile.
        qtbot.waitUntil(lambda: sum(one() is not None for one in made) < FEW)
    finally:
        gc.callbacks.remove(note)

    assert len(made) == MANY
    assert searching == {threading.get_ident()}
    assert generations <= {0, 1}
