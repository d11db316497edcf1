"""Work off the GUI thread, and its outcome brought back to it."""

from __future__ import annotations

import itertools
import logging
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from ttedesktop.errors.errors import Cancelled, TteError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
log = logging.getLogger(__name__)


class Background:
    """A pool of threads for work that touches no widget."""

    def __init__(self, workers: int = 4) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="background")
        self._is_stopped = False

    def run(
        self,
        work: Callable[[], T],
        *,
        to: QObject,
        on_success: Callable[[T], None],
        on_failure: Callable[[TteError], None],
    ) -> Future[T]:
        """Do ``work`` and call one of the two on the GUI thread while ``to`` lives.

        After ``stop`` nothing is done any more, and nobody is told.
        """
        if self._is_stopped:
            nothing: Future[T] = Future()
            nothing.cancel()
            return nothing
        future = self._pool.submit(work)
        deliver(
            future,
            to=to,
            on_success=self._unless_stopped(on_success),
            on_failure=self._unless_stopped(on_failure),
        )
        return future

    def stop(self) -> None:
        """Wait for what is under way and take nothing new."""
        self._is_stopped = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _unless_stopped(self, tell: Callable[[T], None]) -> Callable[[T], None]:
        def told(outcome: T) -> None:
            # What was done in time may be on its way here, and would ask for a PIN.
            if not self._is_stopped:
                tell(outcome)

        return told


def deliver(
    future: Future[T],
    *,
    to: QObject,
    on_success: Callable[[T], None],
    on_failure: Callable[[TteError], None],
) -> None:
    """Call one of the two on the GUI thread when ``future`` is done, if ``to`` lives.

    To be called on the GUI thread. A ``Cancelled`` is silent; what is neither goes to
    ``sys.excepthook``.
    """

    def tell() -> None:
        try:
            result = future.result()
        except (Cancelled, CancelledError):
            log.debug("cancelled")
        except TteError as error:
            on_failure(error)
        else:
            on_success(result)

    post = _post()
    number = post.expect(to, tell)
    future.add_done_callback(lambda _future: post.announce(number))


@dataclass(frozen=True)
class _Awaited:
    """What is told when an outcome is there."""

    sign_of_life: QObject
    """A child of whoever waits: it goes when that goes."""
    tell: Callable[[], None]


class _Post(QObject):
    """The one way from other threads to that of the window; it is there for ever.

    Other threads hold a number, and nothing of whoever waits: an object of Qt that is
    deleted while another thread tells it something ends the program.
    """

    _come = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._awaited: dict[int, _Awaited] = {}
        self._numbers = itertools.count()
        self._come.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def expect(self, to: QObject, tell: Callable[[], None]) -> int:
        """Return the number under which ``tell`` is called while ``to`` lives."""
        number = next(self._numbers)
        self._awaited[number] = _Awaited(QObject(to), tell)
        return number

    def announce(self, number: int) -> None:
        """Say that an outcome is there, from whatever thread."""
        self._come.emit(number)

    @Slot(int)
    def _hand_over(self, number: int) -> None:
        awaited = self._awaited.pop(number)
        if not isValid(awaited.sign_of_life):
            log.debug("nobody waits for this outcome any more")
            return
        awaited.sign_of_life.deleteLater()
        awaited.tell()


@cache
def _post() -> _Post:
    """Return the post; made by the GUI thread, to which it belongs."""
    return _Post()
