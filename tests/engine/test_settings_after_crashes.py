"""The settings after a crash at any moment, and after a thousand faults of keyrings."""

from __future__ import annotations

import copy
import itertools
import random
from typing import TYPE_CHECKING

import pytest

from tests.engine.test_settings_store import (
    ABSENT,
    DAMAGED,
    ONE,
    THREE,
    TWO,
    UNAVAILABLE,
    stored,
)
from tests.keyring_standins import Breakdown, Crash, FaultyKeyring, step_taken
from tests.settings_program import settings_of
from ttedesktop.errors import TteError
from ttedesktop.settings_store import SettingsStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.keyring_standins import StandIn
    from ttedesktop.settings import Settings


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

    for _ in crashes(stand_in, SettingsStore.forget):
        assert SettingsStore(stand_in.backend()).load() in (
            stored(THREE), DAMAGED, ABSENT
        )  # fmt: skip
        SettingsStore(stand_in.backend()).forget()
        assert not stand_in.entries


def crashes(stand_in: StandIn, deed: Callable[[SettingsStore], None]) -> Iterator[None]:
    """Do ``deed`` again and again and yield after a crash at each of its steps."""
    before = copy.deepcopy(stand_in.entries)
    for step in itertools.count(1):
        stand_in.entries = copy.deepcopy(before)
        stand_in.before_step = Breakdown(step)
        try:
            deed(SettingsStore(stand_in.backend()))
        except Crash:
            stand_in.before_step = step_taken
            yield
        else:
            return


def test_thousand_faults_lose_no_settings(stand_in: StandIn) -> None:
    faulty = FaultyKeyring(stand_in.backend(), random.Random(8))  # noqa: S311 - repeatable
    SettingsStore(stand_in.backend()).save(settings_of("0"))
    last = settings_of("0")

    for number in itertools.count(1):
        new = settings_of(str(number))
        try:
            SettingsStore(faulty).save(new)
        except (TteError, Crash):
            possible = [stored(last), stored(new)]
        else:
            possible = [stored(new)]
        seen = SettingsStore(faulty).load()
        found = SettingsStore(stand_in.backend()).load()

        assert found in possible
        assert seen in (found, UNAVAILABLE)
        last = found.settings
        if faulty.faults >= 1_000:
            break
