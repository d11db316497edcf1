"""How far a validation is, for the person who waits for it or stops it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.errors.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

_SELDOM: Final = 0.1
"""Seconds between two messages of one stage; nobody reads faster."""


_PAGES: Final = 15
_OBJECTS: Final = 10_000
"""How many a second are brisk on an old computer."""


class Stage(Enum):
    """The stages of a validation, in their order."""

    READING = "reading"
    INTEGRITY = "integrity"
    """Whether what was signed is what stands there."""
    CHAIN = "chain"
    """Who signed, and whether they are trusted."""
    CHANGES = "changes"
    """What followed a signature."""
    BRIEFLY = "briefly"
    """All of it again, without comparing what followed: it took too long."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a validation is."""

    stage: Stage
    signature: int = 0
    """Number of the signature, from 1; 0 while none is looked at."""
    signatures: int = 0
    page: int = 0
    """Number of the page that is compared, from 1; 0 if none is."""
    pages: int = 0
    objects_seen: int = 0
    """Of those that are looked through for what leads to a change."""
    objects: int = 0
    broken: int | None = None
    """Signatures whose value is wrong; None until that is known of all of them."""

    def to_json(self) -> dict[str, Any]:
        """Return this for a message between processes."""
        return {
            "stage": self.stage.value,
            "numbers": [getattr(self, name) for name in _NUMBERS],
            "broken": self.broken,
        }

    @classmethod
    def from_json(cls, told: Any) -> Progress:  # noqa: ANN401 - what a child sent
        """Return what a message told.

        Raises KeyError, TypeError or ValueError if it is none.
        """
        numbers = dict(zip(_NUMBERS, map(int, told["numbers"]), strict=True))
        broken = told["broken"]
        return cls(
            Stage(told["stage"]),
            broken=None if broken is None else int(broken),
            **numbers,
        )


_NUMBERS: Final = (
    "signature",
    "signatures",
    "page",
    "pages",
    "objects_seen",
    "objects",
)


class Seldom:
    """Passes on what is worth telling: each stage, and then now and again."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self._tell = tell
        self._told: Progress | None = None
        self._at = 0.0

    def __call__(self, progress: Progress) -> None:
        """Tell this, unless the last one was a moment ago and much the same."""
        now = time.monotonic()
        last = self._told
        is_new = last is None or last.stage is not progress.stage
        if is_new or now - self._at >= _SELDOM:
            self._told, self._at = progress, now
            self._tell(progress)


class Pace:
    """Tells work that goes on briskly from a file made to keep somebody waiting.

    Only pages and objects count: a long document has many and each takes little.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin now; ``clock`` tells the seconds."""
        self._clock = clock
        self._last: Progress | None = None
        self._at = clock()

    def is_brisk(self, progress: Progress) -> bool:
        """Whether it went on well since the last time."""
        now = self._clock()
        last, self._last = self._last, progress
        elapsed, self._at = now - self._at, now
        if last is None or last.signature != progress.signature:
            return False
        pages = progress.page - last.page
        if pages > 0:
            return pages >= elapsed * _PAGES
        return progress.objects_seen - last.objects_seen > elapsed * _OBJECTS


class Attendance:
    """Somebody waits for a validation: is told how far it is, and may stop it."""

    def __init__(self, told: Callable[[Progress], None]) -> None:
        """Take what is called, in the thread that validates, whenever it goes on."""
        self.told = told
        self._lock = threading.Lock()
        self._is_over = False
        self._stop: Callable[[], None] | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody waits any more."""
        return self._is_over

    def cancel(self) -> None:
        """Wait no longer: what is under way for this is ended, and ``Cancelled``."""
        with self._lock:
            self._is_over = True
            if self._stop is not None:
                self._stop()

    def begin(self, stop: Callable[[], None]) -> None:
        """Note how to end what begins now. Raises ``Cancelled`` if nobody waits."""
        with self._lock:
            if self._is_over:
                raise Cancelled
            self._stop = stop

    def end(self) -> None:
        """Note that nothing is under way any more."""
        with self._lock:
            self._stop = None
