"""What holds the window's thread up: how late it answers, and what it works meanwhile.

Two figures for each tick, for they say different things on a machine that others use,
too. Lateness by the clock is what a person would feel, whoever had the processors. The
processor time of the thread is what the program itself asks for, and bounds what it
would be late where nobody else wants them; so does that of the whole process, in which
the other threads may hold Python's lock.

Only the clocks are read in the thread that is watched. Nothing else is asked there,
for whatever is read of the system takes a while, and gives Python's lock away.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.measuring import Figure, at_most, percentile
from tests.window.pulse import INTERVAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Tick:
    """From one beat of the window's thread to the next; milliseconds."""

    late: float
    """By the clock."""
    worked: float
    """Processor time of the window's thread."""
    worked_by_all: float
    """The same of all threads of the process."""


class Ticks:
    """Is given to ``beating``; ``beat`` takes a microsecond or two."""

    def __init__(self) -> None:
        self._beats: list[tuple[float, float, float]] = []

    def beat(self) -> None:
        self._beats.append(
            (time.perf_counter(), time.thread_time(), time.process_time())
        )

    @property
    def all(self) -> list[Tick]:
        return [
            Tick(
                max(0.0, (after[0] - before[0]) * 1e3 - INTERVAL),
                (after[1] - before[1]) * 1e3,
                (after[2] - before[2]) * 1e3,
            )
            for before, after in zip(self._beats, self._beats[1:], strict=False)
        ]

    def figures(self, name: str, limit: float) -> Iterator[Figure]:
        """Tell of the worst tick and of the usual ones; ``limit``: milliseconds."""
        late = [one.late for one in self.all]
        yield at_most(
            f"{name}: latest tick by the clock, others included",
            max(late),
            "ms",
            limit,
        )
        yield _usual("  99 of 100 ticks at most so late", late)
        # A beat that comes in time may have followed upon work, too.
        own = [one.worked for one in self.all]
        most = f"  most work of the window from beat to beat, {INTERVAL} ms or more"
        yield Figure(most, round(max(own), 2), "ms")
        yield _usual("  in 99 of 100", own)
        by_all = [one.worked_by_all for one in self.all]
        yield Figure("  most of all its threads", round(max(by_all), 2), "ms")


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took; milliseconds."""

    clock: float
    worked: float
    """Processor time of the thread that did it."""


def taken(work: Callable[[], object]) -> Taken:
    """Do something and return how long it took."""
    began, worked = time.perf_counter(), time.thread_time()
    work()
    return Taken(
        (time.perf_counter() - began) * 1e3, (time.thread_time() - worked) * 1e3
    )


def _usual(name: str, values: list[float]) -> Figure:
    return Figure(name, round(percentile(values, 0.99), 2), "ms")
