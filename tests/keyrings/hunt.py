"""Faults by chance, one after the other, in the keyring of one operating system."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.keyrings.faults import FAULTS
from tests.keyrings.keeping import Broken, Keeping, Tally

if TYPE_CHECKING:
    from tests.keyrings.standins import StandIn


def hunt(kind: type[StandIn], faults: int, *, seed: int) -> Tally:
    """Do so many faults to an empty keyring of that kind, each kind equally often."""
    tally = Tally()
    chance = Random(f"{seed}/{kind.__name__}")  # noqa: S311 - to be repeated
    with pytest.MonkeyPatch.context() as patch:
        stand_in = kind()
        stand_in.install(patch)
        keeping = _begun(stand_in, chance)
        for number in range(faults):
            name = list(FAULTS)[number % len(FAULTS)]
            try:
                FAULTS[name](keeping, stand_in)
            except Broken as broken:
                told = f"{kind.__name__}, seed {seed}, fault {number}: {name}: {broken}"
                tally.broken.append(told)
                stand_in.entries.clear()
                keeping = _begun(stand_in, chance, ends=keeping.ends)
            tally.faults[name] += 1
        tally.ends = keeping.ends
    return tally


def _begun(
    stand_in: StandIn, chance: Random, ends: Counter[str] | None = None
) -> Keeping:
    keeping = Keeping(stand_in.backend(), chance, ends=ends or Counter())
    keeping.begin()
    return keeping
