"""The settings after a crash at any moment, and after faults of keyrings."""

from __future__ import annotations

import copy
import itertools
from typing import TYPE_CHECKING

import pytest

from tests.engine.test_settings_store import (
    ABSENT,
    DAMAGED,
    ONE,
    THREE,
    TWO,
    stored,
)
from tests.keyrings.faults import FAULTS
from tests.keyrings.hunt import hunt
from tests.keyrings.standins import (
    Breakdown,
    Crash,
    MacKeychain,
    WindowsVault,
    step_taken,
)
from ttedesktop.settings.store import SettingsStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.keyrings.standins import StandIn
    from ttedesktop.settings.values import Settings


@pytest.mark.parametrize("before", [(), (ONE,), (ONE, TWO)])
def test_crash_at_any_step_of_a_save_leaves_the_old_or_the_new(
    stand_in: StandIn, before: tuple[Settings, ...]
) -> None:
    for settings in before:
        SettingsStore(stand_in.backend()).save(settings)
    old = stored(before[-1]) if before else ABSENT

    found = [
        SettingsStore(stand_in.backend()).load()
        for _ in crashes(stand_in, lambda store: store.save(THREE))
    ]

    assert len(found) >= 3
    assert all(loaded in (old, stored(THREE)) for loaded in found)


def test_crash_at_any_step_does_not_keep_the_next_save_from_working(
    stand_in: StandIn,
) -> None:
    SettingsStore(stand_in.backend()).save(ONE)

    for _ in crashes(stand_in, lambda store: store.save(THREE)):
        SettingsStore(stand_in.backend()).save(TWO)

        assert SettingsStore(stand_in.backend()).load() == stored(TWO)


def test_crash_at_any_step_of_forgetting_shows_nothing_older(stand_in: StandIn) -> None:
    for settings in (ONE, TWO, THREE):
        SettingsStore(stand_in.backend()).save(settings)

    # A third of the many steps; ``make keyrings`` tries more.
    for _ in crashes(stand_in, SettingsStore.forget, stride=3):
        assert SettingsStore(stand_in.backend()).load() in (
            stored(THREE), DAMAGED, ABSENT
        )  # fmt: skip
        SettingsStore(stand_in.backend()).forget()
        assert not stand_in.entries


def crashes(
    stand_in: StandIn, deed: Callable[[SettingsStore], None], stride: int = 1
) -> Iterator[None]:
    """Do ``deed`` again and again and yield after a crash at each of its steps."""
    before = copy.deepcopy(stand_in.entries)
    for step in itertools.count(1, stride):
        stand_in.entries = copy.deepcopy(before)
        stand_in.before_step = Breakdown(step)
        try:
            deed(SettingsStore(stand_in.backend()))
        except Crash:
            stand_in.before_step = step_taken
            yield
        else:
            return


@pytest.mark.parametrize("kind", [WindowsVault, MacKeychain])
def test_one_fault_of_each_kind_loses_no_settings(kind: type[StandIn]) -> None:
    tally = hunt(kind, len(FAULTS), seed=8)

    assert not tally.broken
    assert set(tally.faults.values()) == {1}
    assert tally.ends["told"] >= 6
