"""How somebody wants time-stamps and proof to be had."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ttedesktop.network.rules import Account, NetworkRules

USUAL_ROOM: Final = 16 << 10
"""Bytes kept for a time-stamp; those of authorities here take 4 to 7 KiB."""


@dataclass(frozen=True, slots=True)
class TimeStampService:
    """The time-stamp authorities of an office."""

    addresses: tuple[str, ...] = ()
    """The first is asked first."""
    account: Account | None = None
    """For the first of them only: no other is told a password."""
    room: int = USUAL_ROOM
    """Bytes that a time-stamp may take."""


@dataclass(frozen=True, slots=True)
class LongTermWishes:
    """Whom to ask, by which rules, and what to do if nobody answers."""

    service: TimeStampService = field(default_factory=TimeStampService)
    rules: NetworkRules = field(default_factory=NetworkRules)
    completes_later: bool = False
    """Whether one signs all the same when a service cannot be reached."""
