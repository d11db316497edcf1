"""Two thousand files in the queue: first rows, lateness of the window, memory."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from tests.bench.household import memory_by_role
from tests.bench.measuring import Figure, at_most, percentile
from tests.hostile.window_trial import wait_for, waited_for_processor
from tests.papers.orders import write_orders

# Chooses the platform without a display before Qt is looked at.
from tests.states.visitor import settle
from tests.window.pulse import INTERVAL, beating
from ttedesktop.demo.demonstration import make_demonstration
from ui import rail
from ui.app import collect_from_now_on
from ui.application import Application
from ui.queue.document import RowState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = 2_000
ROWS = 300.0
"""Milliseconds until the first rows are there."""
TICK = 8.0
"""Milliseconds that a tick of the window may be late."""
FILLING = 20_000
"""Milliseconds for which facts are watched coming in."""
MEMORY = 100.0
"""MiB that the queue's children and two thousand rows may add to the window."""


def figures(folder: Path) -> Iterator[Figure]:
    demonstration = make_demonstration(folder / "demonstration")
    incoming = folder / "SPM"
    write_orders(incoming, FILES)
    # As the program itself does: else the search for garbage freezes the window.
    gc.disable()
    application = Application(None, demonstration=demonstration.folder)
    application.all_started.connect(collect_from_now_on)
    application.start()
    try:
        yield from _figures(application, incoming)
    finally:
        application.stop()


def _figures(application: Application, incoming: Path) -> Iterator[Figure]:
    window, switchboard = application.window, application.switchboard
    assert window is not None
    assert switchboard is not None
    window.show_room(rail.QUEUE)
    tokens = application.parts.tokens
    wait_for(lambda: tokens.survey is not None)
    settle(2_000)
    page, late = window.queue_page, Lateness()
    before = sum(memory_by_role().values())
    with beating(late.beat):
        began, waited = time.perf_counter(), waited_for_processor()
        switchboard.queue.affairs.add([incoming])
        wait_for(lambda: page.model.rowCount() > 0)
        page.table.viewport().repaint()
        wall = (time.perf_counter() - began) * 1e3
        first = wall - (waited_for_processor() - waited) * 1e3
        settle(FILLING)
        known = FILES - page.model.states()[RowState.LOOKING]
        scrolled = page.table.verticalScrollBar()
        for step in range(0, scrolled.maximum(), max(1, scrolled.maximum() // 100)):
            scrolled.setValue(step)
            settle(10)
    shares = memory_by_role()
    yield at_most(f"first rows of {FILES} files", first, "ms", ROWS)
    yield Figure("  with the time that other programs took", round(wall), "ms")
    yield at_most("  latest tick while facts come in", late.worst, "ms", TICK)
    yield Figure(
        "  99 of 100 ticks at most so late", round(percentile(late.all, 0.99), 2), "ms"
    )
    yield Figure("  documents looked at in 20 s", known, "files")
    added = sum(shares.values()) - before
    yield at_most("  memory that the queue adds", added, "MiB", MEMORY)
    yield Figure("  memory of all", round(sum(shares.values())), "MiB")


class Lateness:
    """How late each tick of the window came, in milliseconds.

    Without the time in which it could go on but other programs had the processors.
    """

    def __init__(self) -> None:
        self.all: list[float] = []
        self._last = time.perf_counter()
        self._waited = waited_for_processor()

    @property
    def worst(self) -> float:
        return max(self.all, default=0.0)

    def beat(self) -> None:
        now = time.perf_counter()
        waited = waited_for_processor()
        others = waited - self._waited
        self.all.append(max(0.0, (now - self._last - others) * 1e3 - INTERVAL))
        self._last, self._waited = time.perf_counter(), waited
