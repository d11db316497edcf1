"""Child processes of the program: how they start, and how they are spoken to.

A child is the program itself, started again with ``--worker ROLE`` (never
forked: a forked child shares the PC/SC socket and the token's session). Both
sides speak over the child's standard input and output (``channel``).
"""

from __future__ import annotations

import contextlib
import logging
import math
import os
import queue
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from ttedesktop.channel import (
    BORROWS,
    GIVES_WAY,
    NEWS,
    READY,
    WORKER_OPTION,
    Channel,
    Message,
)
from ttedesktop.memory import overwrite
from ttedesktop.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from socket import socket

    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import JsonValue

log = logging.getLogger(__name__)

PIPE_SIZE: Final = 1 << 20
"""Bytes, where the system lets one choose: a page takes ten megabytes."""
_LONG: Final = 0.2
"""Seconds after which who asks may prepare for a child that never answers."""
_START: Final = 20.0
"""Seconds a start may take where everything else is starting, too."""


class ChildStopped(Exception):
    """The child crashed, spoke nonsense or was ended while a request was under way."""


class ChildTimedOut(ChildStopped):
    """The child did not answer before the deadline and was ended."""


class ChildFailed(Exception):
    """The child met a defect or a hostile input; it is alive, the request is lost."""


def command_line(role: str, arguments: Sequence[str] = ()) -> list[str]:
    """Return the command that starts this program again as a child."""
    if getattr(sys, "frozen", False):
        start = [sys.executable]
    else:
        # -P: never import from the folder the person happens to be in.
        start = [sys.executable, "-P", "-m", "ttedesktop"]
    return [*start, WORKER_OPTION, role, *arguments]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """For how many seconds an answer is waited for, and who is told meanwhile."""

    deadline: float | None
    longest: float | None
    on_news: Callable[[Any], bool] | None
    on_long: Callable[[], None] | None


class Child:
    """A child process that answers requests, strictly one after another."""

    def __init__(
        self,
        role: str,
        arguments: Sequence[str] = (),
        inherited: Sequence[int] = (),
        *,
        may_borrow: bool = False,
        gives_way: bool = False,
    ) -> None:
        self._role = role
        debug = "TTE_DEBUG" in os.environ
        # A copy: what another thread changes meanwhile would be read half changed.
        environment = os.environ.copy()
        lends, borrows = _ends() if may_borrow else (None, None)
        if borrows is not None:
            environment[BORROWS] = str(borrows.fileno())
            inherited = (*inherited, borrows.fileno())
        if gives_way:
            environment[GIVES_WAY] = "1"
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command_line(role, arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if debug else subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            pipesize=PIPE_SIZE,
            env=environment,
            pass_fds=tuple(inherited),
        )
        if self._process.stdin is None or self._process.stdout is None:
            msg = "a child without pipes"
            raise RuntimeError(msg)
        if borrows is not None:
            borrows.close()
        self._channel = Channel(self._process.stdout, self._process.stdin, lends)
        self._answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._turn = threading.Lock()
        self._is_killed = False
        self._is_ready = False
        self._listener = threading.Thread(
            target=self._listen, name=f"{role}-answers", daemon=True
        )
        self._listener.start()

    @property
    def pid(self) -> int:
        """Process number of the child."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the child can still be asked."""
        return not self._is_killed and self._process.poll() is None

    def ask(  # noqa: PLR0913 - what is asked, and how long it may take
        self,
        verb: str,
        *parts: Content,
        deadline: float | None,
        secret: bytearray | None = None,
        on_news: Callable[[Any], bool] | None = None,
        on_long: Callable[[], None] | None = None,
        longest: float | None = None,
        **arguments: JsonValue,
    ) -> Message:
        """Ask the child for ``verb`` and wait for its answer.

        Snapshots among the parts are lent. ``secret`` is overwritten as soon as it is
        sent, or was not. ``deadline`` is in seconds; None waits for as long as it takes
        (another thread may still ``end`` the child). News of how far the child is go to
        ``on_news``; where that returns True the deadline counts anew, up to ``longest``
        seconds in all, or not at all without ``longest``. ``on_long`` is called once if
        there is no answer for a fifth of a second. Raises the ``TteError`` that
        the child told, ``ChildFailed`` if it met a defect, ``ChildTimedOut`` or
        ``ChildStopped`` if it is gone afterwards.
        """
        lent = tuple(one for one in parts if isinstance(one, Snapshot))
        sent = tuple(one for one in parts if not isinstance(one, Snapshot))
        request = Message({"verb": verb, **arguments}, sent, secret, lent)
        with self._turn:
            try:
                self._send(request)
                waiting = _Waiting(deadline, longest or deadline, on_news, on_long)
                answer = self._answer(waiting)
            except queue.Empty:
                self.end()
                raise ChildTimedOut(self._role) from None
            except (OSError, ValueError):
                # ValueError: another thread ended the child, its pipe is closed.
                self.end()
                raise ChildStopped(self._role) from None
            except (KeyboardInterrupt, Exception):
                # Its answer would be taken for the answer to the next question. Also
                # where ``on_news`` could not make anything of the news.
                self.end()
                raise
        if answer is None:
            # Also for the next who asks, whose question may not fail to be sent.
            self._answers.put(None)
            self.end()
            raise ChildStopped(self._role)
        return _checked(answer)

    def _answer(self, waiting: _Waiting) -> Message | None:
        """Wait for what is no news. Raises ``queue.Empty`` after the deadline."""
        deadline, longest = waiting.deadline, waiting.longest
        if deadline is None or longest is None:
            deadline = longest = math.inf
        begin = time.monotonic()
        until, last = begin + min(deadline, longest), begin + longest
        on_long, on_news = waiting.on_long, waiting.on_news
        while (left := until - time.monotonic()) > 0:
            patience = left if on_long is None else min(left, _LONG)
            try:
                answer = self._answers.get(
                    timeout=None if patience == math.inf else patience
                )
            except queue.Empty:
                if on_long is not None:
                    on_long()
                    on_long = None
                continue
            if answer is None or NEWS not in answer.header:
                return answer
            if on_news is not None and on_news(answer.header[NEWS]):
                until = min(last, time.monotonic() + deadline)
        raise queue.Empty

    def become_ready(self) -> None:
        """Wait until the child has loaded what it needs, so that no deadline counts it.

        Raises ``ChildTimedOut`` after 20 seconds, or ``ChildStopped``.
        """
        if not self._is_ready:
            self.ask(READY, deadline=_START)
            self._is_ready = True

    def _send(self, request: Message) -> None:
        try:
            self._channel.send(request)
        finally:
            if request.secret is not None:
                overwrite(request.secret)

    def kill(self) -> None:
        """End the child, and leave it to who asks it to wait until it is gone."""
        self._is_killed = True
        self._process.kill()

    def end(self) -> None:
        """End the child at once; a request under way raises ``ChildStopped``."""
        self.kill()
        self._process.wait()
        if self._channel.lends is not None:
            self._channel.lends.close()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None and threading.current_thread() is not self._listener:
                _close_quietly(stream, self._listener)

    def _listen(self) -> None:
        try:
            while True:
                self._answers.put(self._channel.receive())
        except (EOFError, ValueError, OSError, KeyError, TypeError):
            self._answers.put(None)


class Worker:
    """A child that starts when it is asked for, and anew after it was ended."""

    def __init__(
        self,
        role: str,
        arguments: Sequence[str] = (),
        inherited: Sequence[int] = (),
        *,
        may_borrow: bool = False,
        gives_way: bool = False,
    ) -> None:
        """Take what the child is told, the descriptors it gets, and if it gets more.

        One that ``gives_way`` lets others work first.
        """
        self._role = role
        self._arguments = tuple(arguments)
        self._inherited = tuple(inherited)
        self._may_borrow, self._gives_way = may_borrow, gives_way
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._spare: Child | None = None
        self._is_closed = False

    def child(self) -> Child:
        """Return the living child. Raises ``ChildStopped`` after ``close``."""
        with self._lock:
            if self._is_closed:
                raise ChildStopped(self._role)
            if self._child is None or not self._child.is_alive:
                if self._child is not None:
                    self._child.end()
                self._child = self._take_spare() or self._new_child()
            return self._child

    def start(self) -> None:
        """Start the child before it is needed; not after ``close``."""
        with contextlib.suppress(ChildStopped):
            self.child()

    def warm_spare(self) -> None:
        """Have another child ready for when this one has to be ended."""
        with self._lock:
            if not self._is_closed and self._spare is None:
                self._spare = self._new_child()

    def _take_spare(self) -> Child | None:
        spare, self._spare = self._spare, None
        if spare is None or spare.is_alive:
            return spare
        spare.end()
        return None

    def _new_child(self) -> Child:
        return Child(
            self._role,
            self._arguments,
            self._inherited,
            may_borrow=self._may_borrow,
            gives_way=self._gives_way,
        )

    @property
    def is_running(self) -> bool:
        """Whether there is a child that can be asked."""
        child = self._child
        return child is not None and child.is_alive

    def start_with(self, arguments: Sequence[str]) -> None:
        """Let the next child be started with these arguments."""
        self._arguments = tuple(arguments)

    def end(self) -> None:
        """End the child at once; a request under way raises ``ChildStopped``."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def close(self) -> None:
        """End the child for good, without waiting for what it is doing."""
        with self._lock:
            self._is_closed = True
            spare, self._spare = self._spare, None
        self.end()
        if spare is not None:
            spare.end()


def _ends() -> tuple[socket, socket] | tuple[None, None]:
    """Return both ends of what descriptors go through, where the system has such."""
    if sys.platform != "linux":
        return None, None
    from socket import socketpair

    return socketpair()


def _close_quietly(stream: IO[bytes], listener: threading.Thread) -> None:
    listener.join(timeout=5)
    try:
        stream.close()
    except (OSError, ValueError):
        # ValueError: another thread is closing it, and what was in its buffer is gone.
        log.debug("a pipe was closed already")


def _checked(answer: Message) -> Message:
    error = answer.header.get("error")
    if error is not None:
        # All kinds of errors at once; few children ever tell of one.
        from ttedesktop.errors.every_error import from_facts

        try:
            told = from_facts(error["code"], error["facts"])
        except (LookupError, TypeError):
            raise ChildFailed(str(error)) from None
        raise told
    if "failure" in answer.header:
        raise ChildFailed(str(answer.header["failure"]))
    return answer
