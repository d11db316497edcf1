"""The token signs one document at a time, in the order of the batch."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.errors import Cancelled
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from collections.abc import Generator

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import Signatory


_SWITCH: Final = 0.0005
"""Seconds for which a thread keeps Python's lock from another that waits for it."""


@contextmanager
def swift_turns() -> Generator[None]:
    """Let threads have their turn sooner than usual while the token is asked.

    What asks it needs Python's lock a few times for each signature, and would wait each
    time for what finishes the document before: together some hundredths of what a slow
    token takes, and more than a fast one.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _SWITCH))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class Postponed(Cancelled):
    """The batch pauses; the document is done anew when it goes on."""


class Pace(Enum):
    """Whether the token is asked."""

    GOING = "going"
    PAUSED = "paused"
    STOPPED = "stopped"


class TokenTurns:
    """Lets the documents to the token in their order; safe from several threads.

    What needs no token goes on meanwhile: while one document is signed the next waits
    here with all but its signature value, and the one before is verified.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._next = 0
        self._passed: set[int] = set()
        self._pace = Pace.GOING

    @property
    def pace(self) -> Pace:
        """Whether the token is asked at present."""
        return self._pace

    def set_pace(self, pace: Pace) -> None:
        """Pause, go on or stop; whoever waits learns it. A stop is for good."""
        with self._changed:
            if self._pace is not Pace.STOPPED:
                self._pace = pace
            self._changed.notify_all()

    def await_going(self) -> bool:
        """Wait until the batch goes on; return False if it never will."""
        with self._changed:
            self._changed.wait_for(lambda: self._pace is not Pace.PAUSED)
            return self._pace is Pace.GOING

    def await_turn(self, place: int) -> None:
        """Wait for the token. Raises Postponed in a pause and Cancelled at a stop."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._next == place or self._pace is not Pace.GOING
            )
            if self._pace is Pace.PAUSED:
                raise Postponed
            if self._pace is Pace.STOPPED:
                raise Cancelled

    def pass_on(self, place: int) -> None:
        """Need the token no more; nothing if that was said before."""
        with self._changed:
            self._passed.add(place)
            while self._next in self._passed:
                self._passed.discard(self._next)
                self._next += 1
            self._changed.notify_all()


class InTurn:
    """The session, for one document: it waits for its turn and passes it on."""

    def __init__(self, session: Signatory, turns: TokenTurns, place: int) -> None:
        self._session = session
        self._turns = turns
        self._place = place

    def sign(
        self,
        certificate: TokenCertificate,
        data: bytes,
        *,
        digest_algorithm: str = "sha256",
        scheme: Scheme = Scheme.PKCS1,
    ) -> bytes:
        """Return the signature value, once it is this document's turn."""
        self._turns.await_turn(self._place)
        made = self._session.sign(
            certificate, data, digest_algorithm=digest_algorithm, scheme=scheme
        )
        self._turns.pass_on(self._place)
        return made
