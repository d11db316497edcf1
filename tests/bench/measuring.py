"""How long a job takes: beside another one, pair by pair, or as a figure of its own.

A figure of this machine says little; a ratio taken pair by pair in one run says how
far a job is from the least it could cost. No figure is ever asserted.
"""

from __future__ import annotations

import math
import statistics
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 9


@dataclass(frozen=True)
class Comparison:
    """A job against the least it could cost, or against a peer."""

    name: str
    against: str
    job: Callable[[], object]
    floor: Callable[[], object] | None
    """None if the peer is absent."""


@dataclass(frozen=True)
class Figure:
    """Something measured, and what it should be."""

    name: str
    value: float
    unit: str
    goal: str = ""
    is_reached: bool | None = None
    """None where nothing is said about it."""

    def __str__(self) -> str:
        goal = f" (goal: {self.goal}{self._outcome()})" if self.goal else ""
        return f"{self.value:>8g} {self.unit}  {self.name}{goal}"

    def _outcome(self) -> str:
        if self.is_reached is None:
            return ""
        return "; reached" if self.is_reached else "; NOT reached"

    @property
    def facts(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "goal": self.goal,
            "reached": self.is_reached,
        }


@dataclass(frozen=True)
class Absent:
    """What could not be measured here, and why."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"{'absent':>8}  {self.name}: {self.why}"

    @property
    def facts(self) -> dict[str, object]:
        return {"name": self.name, "absent": True, "why": self.why}


def at_most(name: str, value: float, unit: str, limit: float) -> Figure:
    """Return a figure with the most that it should be."""
    goal = f"{limit:g} {unit} at most"
    return Figure(name, round(value, 2), unit, goal, value <= limit)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of them do not exceed; nan if there is none."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(
    job: Callable[[], object], floor: Callable[[], object], rounds: int = ROUNDS
) -> list[tuple[float, float]]:
    """Return the seconds of both, taken in turn, after each was done once."""
    job()
    floor()
    return [(seconds(job), seconds(floor)) for _ in range(rounds)]


def measured(one: Comparison) -> dict[str, object]:
    if one.floor is None:
        return {"name": one.name, "against": one.against, "absent": True}
    pairs = paired(one.job, one.floor)
    return {
        "name": one.name,
        "against": one.against,
        "ratio": round(statistics.median(job / floor for job, floor in pairs), 2),
        "milliseconds": round(statistics.median(job for job, _ in pairs) * 1e3, 1),
    }


def run(*command: str) -> None:
    subprocess.run(command, check=False, capture_output=True)
