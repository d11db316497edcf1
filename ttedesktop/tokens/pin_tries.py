"""Our own count of wrong PINs, for tokens that do not tell theirs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttedesktop.tokens.slot import Token

_Key = tuple[str, str]


@dataclass(slots=True)
class PinTries:
    """Wrong PINs sent to each token since the last right one.

    Flags are hints (ePass2003 and ProxKey are said never to raise them, OpenSC lets
    them stand after a good login), so what this program did itself is remembered.
    A token is known by its serial number and label, whatever module sees it.
    """

    _counts: dict[_Key, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wrong(self, token: Token) -> int:
        """Count one more; return how many there are."""
        with self._lock:
            count = self._counts.get(_key(token), 0) + 1
            self._counts[_key(token)] = count
            return count

    def right(self, token: Token) -> None:
        """Begin anew: the token has begun anew, too."""
        with self._lock:
            self._counts.pop(_key(token), None)

    def so_far(self, token: Token) -> int:
        """Return how many there are."""
        with self._lock:
            return self._counts.get(_key(token), 0)


def _key(token: Token) -> _Key:
    return token.serial, token.label
