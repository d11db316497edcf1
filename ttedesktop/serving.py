"""A child process's own side: it answers what its parent asks, and nothing else."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from ttedesktop.channel import BORROWS, NEWS, READY, Channel, Message
from ttedesktop.errors.errors import TteError

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

Tell = Callable[[Any], None]
"""Sends the parent, in JSON, how far a request is."""


class TellingHandler(Protocol):
    """Answers a request that takes long enough to tell of it meanwhile."""

    def __call__(self, request: Message, *, tell: Tell) -> Message:
        """Answer it."""
        ...


def serve(
    handlers: Mapping[str, Callable[[Message], Message]],
    *,
    longest: int = 0,
    takes_secrets: bool = False,
    telling: Mapping[str, TellingHandler] | None = None,
    afterwards: Callable[[], object] | None = None,
) -> None:
    """Answer requests on standard input until it ends; the child's whole life.

    ``READY`` is answered by itself.

    Standard output is turned to standard error first, because PKCS#11 modules
    and MuPDF print; messages go to a copy of the descriptor. ``longest`` is the
    number of seconds after which the child ends itself in the middle of a request,
    for the parent that would have ended it may have been killed; 0 for never. What
    ``takes_secrets`` reads without a buffer, which would keep a copy. The handlers of
    ``telling`` may send news before their answer. ``afterwards`` is called when an
    answer is sent, so that nobody waits for it.
    """
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    buffering = 0 if takes_secrets else -1
    end = os.environ.pop(BORROWS, None)
    channel = Channel(
        os.fdopen(os.dup(0), "rb", buffering),
        out,
        borrows=None if end is None else int(end),
    )

    def tell(news: Any) -> None:  # noqa: ANN401 - JSON, whatever a role makes of it
        channel.send(Message({NEWS: news}))

    for verb, handler in (telling or {}).items():
        handlers = {**handlers, verb: partial(handler, tell=tell)}
    while True:
        try:
            request = channel.receive()
        except EOFError:
            return
        _end_after(longest)
        answer = _answer(handlers, request)
        _end_after(0)
        channel.send(answer)
        # A document may be among them; nothing keeps it until the next request.
        del request, answer
        if afterwards is not None:
            afterwards()


def _end_after(seconds: int) -> None:
    # The system's own clock ends the process even while C code holds Python's lock.
    if sys.platform != "win32":
        signal.alarm(seconds)


def _answer(
    handlers: Mapping[str, Callable[[Message], Message]], request: Message
) -> Message:
    if request.header.get("verb") == READY:
        return Message({})
    try:
        return handlers[request.header["verb"]](request)
    except TteError as error:
        return Message({"error": {"code": error.code(), "facts": error.facts()}})
    except Exception as failure:
        log.debug("a request failed", exc_info=True)
        return Message({"failure": type(failure).__name__})
