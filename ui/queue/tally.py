"""How many documents of the queue stand where; gone through once for all counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.queue.document import RowState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.queue.document import QueuedDocument


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts at one moment."""

    states: Counter[RowState]
    ready: frozenset[int]
    """Numbers of the documents that can be signed."""
    unread: int
    """How many of these nobody has read."""

    @property
    def total(self) -> int:
        """How many there are."""
        return self.states.total()

    @property
    def read(self) -> int:
        """How many of those that can be signed were read."""
        return len(self.ready) - self.unread


def tally(documents: Iterable[QueuedDocument]) -> Tally:
    """Count documents."""
    states: dict[RowState, int] = dict.fromkeys(RowState, 0)
    ready: list[int] = []
    unread = 0
    for one in documents:
        states[one.state] += 1
        if one.state is RowState.READY:
            ready.append(one.number)
            unread += one.read_at is None
    return Tally(Counter(states), frozenset(ready), unread)
