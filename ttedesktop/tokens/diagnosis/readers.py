"""Card readers as the operating system knows them (PC/SC), asked in a child process.

A USB token is a reader with a card in it. Whether the service runs and a reader is
there tells a missing driver from a token that is not plugged in.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.channel import Message
from ttedesktop.processes import Child, ChildFailed, ChildStopped
from ttedesktop.serving import serve

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

DEADLINE: Final = 5.0
"""Seconds the service may take to answer."""
_LIBRARIES: Final = {
    "win32": "winscard.dll",
    "darwin": "/System/Library/Frameworks/PCSC.framework/PCSC",
}
_SYSTEM_SCOPE: Final = 2
_SUCCESS: Final = 0
_MOST_BYTES: Final = 64 << 10
_Word = ctypes.c_ulong if sys.platform == "linux" else ctypes.c_uint32


@dataclass(frozen=True, slots=True)
class Readers:
    """What the smart-card service says."""

    is_installed: bool = True
    """Whether the system has such a service at all."""
    is_running: bool = True
    names: tuple[str, ...] = ()


def look_for_readers() -> Readers:
    """Ask the service; a service that hangs or crashes counts as not running."""
    child = Child("readers")
    try:
        told = child.ask("readers", deadline=DEADLINE).header
        return Readers(
            bool(told["installed"]), bool(told["running"]), tuple(told["names"])
        )
    except (ChildStopped, ChildFailed, KeyError, TypeError):
        log.info("the smart-card service does not answer")
        return Readers(is_running=False)
    finally:
        child.end()


def _answer(_request: Message) -> Message:
    told: dict[str, object] = {"installed": False, "running": False, "names": []}
    try:
        library = ctypes.CDLL(_LIBRARIES.get(sys.platform, "libpcsclite.so.1"))
    except OSError:
        return Message(told)
    told["installed"] = True
    context = ctypes.c_ssize_t() if sys.platform != "darwin" else ctypes.c_int32()
    established = library.SCardEstablishContext(
        _Word(_SYSTEM_SCOPE), None, None, ctypes.byref(context)
    )
    if established != _SUCCESS:
        return Message(told)
    told["running"] = True
    told["names"] = _names(library, context)
    library.SCardReleaseContext(context)
    return Message(told)


def _names(
    library: ctypes.CDLL, context: ctypes.c_ssize_t | ctypes.c_int32
) -> list[str]:
    listed = getattr(library, "SCardListReadersA", None) or library.SCardListReaders
    length = _Word(_MOST_BYTES)
    buffer = ctypes.create_string_buffer(_MOST_BYTES)
    if listed(context, None, buffer, ctypes.byref(length)) != _SUCCESS:
        return []
    raw = buffer.raw[: length.value]
    return [name.decode("utf-8", "replace") for name in raw.split(b"\0") if name]


def main(arguments: Sequence[str]) -> None:
    """Answer the one question, until the parent ends."""
    del arguments
    serve({"readers": _answer})
