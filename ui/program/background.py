"""Work off the GUI thread, and its outcome brought back to it."""

from __future__ import annotations

import logging
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

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

    A ``Cancelled`` is silent; what is neither goes to ``sys.excepthook``.
    """
    _Delivery(future, to, on_success, on_failure)


class _Delivery(QObject, Generic[T]):
    # A child of the waiting object: a relay without a parent would be collected
    # before the queued signal arrives.
    _done = Signal()

    def __init__(
        self,
        future: Future[T],
        to: QObject,
        on_success: Callable[[T], None],
        on_failure: Callable[[TteError], None],
    ) -> None:
        super().__init__(to)
        self._future = future
        self._on_success = on_success
        self._on_failure = on_failure
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        future.add_done_callback(self._announce)

    def _announce(self, _future: Future[T]) -> None:
        try:
            self._done.emit()
        except RuntimeError:
            log.debug("nobody waits for this outcome any more")

    @Slot()
    def _deliver(self) -> None:
        self.deleteLater()
        try:
            result = self._future.result()
        except (Cancelled, CancelledError):
            log.debug("cancelled")
        except TteError as error:
            self._on_failure(error)
        else:
            self._on_success(result)
