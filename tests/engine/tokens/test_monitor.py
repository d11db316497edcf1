"""A token that comes or goes is noticed; while nothing changes, nothing is told."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from ttedesktop.tokens.monitor import TokenMonitor
from ttedesktop.tokens.survey import ModuleSet

if TYPE_CHECKING:
    from tests.tokens.fault_module import FaultModule
    from ttedesktop.tokens.survey import Survey

PATIENCE = 20
"""Seconds; a bound, no measure."""


def labels(survey: Survey) -> list[str]:
    return [seen.token.label for seen in survey.tokens]


def test_removal_and_insertion_are_told_once_each(fault: FaultModule) -> None:
    told: queue.SimpleQueue[Survey] = queue.SimpleQueue()
    modules = ModuleSet([fault.module])
    monitor = TokenMonitor(modules, told.put)
    monitor.start()
    try:
        assert labels(told.get(timeout=PATIENCE)) == ["Token Uji"]
        fault.does("removed")
        assert labels(told.get(timeout=PATIENCE)) == []
        fault.does()
        assert labels(told.get(timeout=PATIENCE)) == ["Token Uji"]
        looks = len(fault.calls("C_GetSlotList"))
        waited = threading.Event()
        while len(fault.calls("C_GetSlotList")) < looks + 4:
            waited.wait(0.05)
        assert told.empty()
    finally:
        monitor.stop()
        modules.close()
        monitor.join()
    names = {thread.name for thread in threading.enumerate()}
    assert "token-monitor" not in names


def test_a_look_that_was_asked_for_is_told_even_if_nothing_changed(
    fault: FaultModule,
) -> None:
    told: queue.SimpleQueue[Survey] = queue.SimpleQueue()
    modules = ModuleSet([fault.module])
    monitor = TokenMonitor(modules, told.put)
    monitor.start()
    try:
        told.get(timeout=PATIENCE)
        monitor.look_now()
        assert labels(told.get(timeout=PATIENCE)) == ["Token Uji"]
    finally:
        monitor.stop()
        modules.close()
        monitor.join()
