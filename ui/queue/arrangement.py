"""By what the rows of the queue are sorted, grouped and sifted."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from ui.queue.document import ATTENTION, DONE, QueuedDocument, RowState

if TYPE_CHECKING:
    from collections.abc import Callable


class Order(Enum):
    """By what the rows are sorted."""

    ATTENTION = "attention"
    """What needs a person first, then by name."""
    NAME = "name"
    FOLDER = "folder"
    PAGES = "pages"
    SIZE = "size"
    STATUS = "status"
    ADDED = "added"


class Grouping(Enum):
    """What gathers rows under a title."""

    NONE = "none"
    FOLDER = "folder"
    STATUS = "status"


class Sieve(Enum):
    """Which rows are shown."""

    ALL = "all"
    UNREAD = "unread"
    ATTENTION = "attention"
    READY = "ready"
    WARNED = "warned"
    SIGNED = "signed"
    FAILED = "failed"
    SORTED_OUT = "sorted_out"


PASSES: Final[dict[Sieve, Callable[[QueuedDocument], bool]]] = {
    Sieve.ALL: lambda _one: True,
    Sieve.UNREAD: lambda one: one.read_at is None and one.state not in DONE,
    Sieve.ATTENTION: lambda one: one.state in ATTENTION,
    Sieve.READY: lambda one: one.state is RowState.READY,
    Sieve.WARNED: lambda one: one.facts.warnings > 0,
    Sieve.SIGNED: lambda one: one.state in DONE,
    Sieve.FAILED: lambda one: one.state is RowState.FAILED,
    Sieve.SORTED_OUT: lambda one: one.state is RowState.SORTED_OUT,
}
RANK: Final = {state: place for place, state in enumerate(RowState)}


_FIRST: Final = ATTENTION | {RowState.FAILED}


def _attention_rank(one: QueuedDocument) -> int:
    """Only what needs a person goes first: the rest keeps its place while it runs."""
    if one.state is RowState.SORTED_OUT:
        return 2
    return 0 if one.state in _FIRST else 1


KEYS: Final[dict[Order, Callable[[QueuedDocument], Any]]] = {
    Order.ATTENTION: lambda one: (_attention_rank(one), one.folder_key, one.sort_key),
    Order.NAME: lambda one: one.sort_key,
    Order.FOLDER: lambda one: (one.folder_key, one.sort_key),
    Order.PAGES: lambda one: (one.facts.pages, one.sort_key),
    Order.SIZE: lambda one: (one.size, one.sort_key),
    Order.STATUS: lambda one: (RANK[one.state], one.sort_key),
    Order.ADDED: lambda one: one.number,
}
