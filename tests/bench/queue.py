"""Two thousand files in the queue: first rows, lateness of the window, memory."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tests.bench.household import memory_by_role
from tests.bench.measuring import Figure, at_most
from tests.bench.ticks import Ticks, taken
from tests.papers.orders import write_orders
from tests.states.visitor import settle, wait_for
from tests.window.pulse import beating
from ttedesktop.demo.demonstration import make_demonstration
from ui import rail
from ui.app import tidy_from_now_on
from ui.application import Application
from ui.queue.document import RowState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.queue.page import QueuePage

FILES = 2_000
ROWS = 300.0
"""Milliseconds until the first rows are there."""
TICK = 8.0
"""Milliseconds by which a beat of the window may come late."""
STARTING = 6_000
"""Milliseconds until what is started after the window is, and garbage is looked for."""
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
    tidy_from_now_on(application)
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
    settle(STARTING)
    page = window.queue_page
    before = sum(memory_by_role().values())
    filling, scrolling = Ticks(), Ticks()

    def see_first_rows() -> None:
        switchboard.queue.affairs.add([incoming])
        wait_for(lambda: page.model.rowCount() > 0)
        page.table.viewport().repaint()

    with beating(filling.beat):
        first = taken(see_first_rows)
        settle(FILLING)
    known = FILES - page.model.states()[RowState.LOOKING]
    with beating(scrolling.beat):
        _scroll(page)
    yield at_most(f"first rows of {FILES} files", first.clock, "ms", ROWS)
    yield Figure("  of it, work of the window", round(first.worked, 1), "ms")
    yield from filling.figures("rows and facts come in", TICK)
    yield from scrolling.figures("the list is scrolled", TICK)
    yield Figure("documents looked at in 20 s", known, "files")
    shares = memory_by_role()
    added = sum(shares.values()) - before
    yield at_most("memory that the queue adds", added, "MiB", MEMORY)
    yield Figure("memory of all", round(sum(shares.values())), "MiB")


def _scroll(page: QueuePage) -> None:
    bar = page.table.verticalScrollBar()
    for step in range(0, bar.maximum(), max(1, bar.maximum() // 100)):
        bar.setValue(step)
        settle(10)
