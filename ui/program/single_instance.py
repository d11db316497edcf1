"""One window for a person: a second start hands its files to the first, and ends.

Nothing of Qt is imported here unless another program is running already.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import stat
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

log = logging.getLogger(__name__)

LARGEST_MESSAGE: Final = 64 << 10
"""Bytes."""
MOST_FILES: Final = 20
"""As many as there may be tabs."""
RECEIVED: Final = b"\x06"
"""What the running program answers when it has the whole message (ASCII, ACK)."""
_LONGEST_TOKEN: Final = 512
_PATIENCE: Final = 5.0
"""Seconds for which a program that is just starting, or ending, is waited for."""
_PAUSE: Final = 0.05
_SESSION: Final = ("WAYLAND_DISPLAY", "DISPLAY", "SESSIONNAME")
"""Two displays are two sessions: a window on one is not seen on the other."""
_ACTIVATION: Final = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""What a desktop gives to the program that a person has just started."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What one start of the program asks of another that is running."""

    files: tuple[Path, ...] = ()
    """Absolute; none if the window is only to come to the front."""
    activation: str = ""
    """Lets the window come to the front, on desktops that ask for a reason."""


def pack(handover: Handover) -> list[bytes]:
    """Return the message, or several where there are too many files for one."""
    files = handover.files
    told = {"files": [str(one) for one in files], "token": handover.activation}
    message = json.dumps(told).encode("ascii")
    fits = len(files) <= MOST_FILES and len(message) <= LARGEST_MESSAGE
    if fits or len(files) < 2:
        return [message]
    half = min(MOST_FILES, len(files) // 2)
    return [
        *pack(Handover(files[:half], handover.activation)),
        *pack(Handover(files[half:], handover.activation)),
    ]


def unpack(message: bytes) -> Handover:
    """Return what a message asks for; ValueError unless it is one of this program's."""
    try:
        told: object = json.loads(message)
    except (ValueError, RecursionError):
        raise ValueError("no message") from None
    match told:
        case {"files": [*files], "token": str(token)}:
            pass
        case _:
            raise ValueError("no message")
    if len(files) > MOST_FILES or not all(_is_path(one) for one in files):
        raise ValueError("no list of files")
    if not _is_token(token):
        raise ValueError("no token")
    return Handover(tuple(Path(one) for one in files), token)


def _is_path(told: object) -> bool:
    return isinstance(told, str) and "\0" not in told and Path(told).is_absolute()


def _is_token(told: str) -> bool:
    return told.isascii() and told.isprintable() and len(told) <= _LONGEST_TOKEN


class Place:
    """Where the programs of one person in one session meet."""

    def __init__(self) -> None:
        session = "\n".join(os.environ.get(name, "") for name in _SESSION)
        home = str(Path.home())
        digest = hashlib.sha256(os.fsencode(f"{home}\n{session}"))
        self._name = f"ttedesktop-{digest.hexdigest()[:16]}"
        self._folder = _private_folder()

    @property
    def server(self) -> str:
        """Name of the socket: a path, or the name of a pipe on Windows."""
        if sys.platform == "win32":
            return self._name
        return str(self._folder / f"{self._name}.socket")

    @property
    def lock(self) -> Path:
        """File that the running program holds locked."""
        return self._folder / f"{self._name}.lock"


def _private_folder() -> Path:
    """Return a folder in which nobody else can put a socket. Raises OSError."""
    if sys.platform == "win32":
        return _temporary_folder()
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and _is_private(Path(given)):
        return Path(given)
    folder = _temporary_folder() / f"ttedesktop-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(folder):
        raise PermissionError(folder)
    return folder


def _temporary_folder() -> Path:
    # Most desktops give a better one, so that few starts wait for this.
    import tempfile

    return Path(tempfile.gettempdir())


def _is_private(folder: Path) -> bool:
    if sys.platform == "win32":
        return True
    try:
        told = folder.stat(follow_symlinks=False)
    except OSError:
        return False
    is_mine = told.st_uid == os.getuid() and not told.st_mode & 0o077
    return stat.S_ISDIR(told.st_mode) and is_mine


class Claim:
    """Being the program that runs, until it ends, however it ends."""

    def __init__(self, place: Place, descriptor: int) -> None:
        self.place = place
        self._descriptor = descriptor

    def __enter__(self) -> Claim:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)


def claim(place: Place) -> Claim | None:
    """Become the program that runs; None if another one does. Raises OSError."""
    descriptor = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
    except OSError:
        os.close(descriptor)
        return None
    return Claim(place, descriptor)


def _lock(descriptor: int) -> None:
    """Lock a file for this process alone; the system frees it when that ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Begin:
    """What a start of the program is to do."""

    is_done: bool = False
    """Another program has taken the files: nothing is left to do."""
    claim: Claim | None = None
    """None where there is no meeting place: a window for itself, as ever."""


def begin(files: Iterable[Path]) -> Begin:
    """Hand the files to the program that runs, or become that program.

    Where neither comes about within some seconds this start is a program of its own:
    whatever hangs elsewhere, a person gets to see the document.
    """
    given = tuple(files)
    try:
        place = Place()
        end = monotonic() + _PATIENCE
        while monotonic() < end:
            mine = claim(place)
            if mine is not None:
                return Begin(claim=mine)
            if _hand_over(place, _messages(given)):
                return Begin(is_done=True)
            threading.Event().wait(_PAUSE)
    except OSError as error:
        log.info("no meeting place: %s", error)
    return Begin()


def _messages(files: Sequence[Path]) -> list[bytes]:
    token = next(filter(None, map(os.environ.get, _ACTIVATION)), "")
    absolute = tuple(one.absolute() for one in files)
    return pack(Handover(absolute, token if _is_token(token) else ""))


def _hand_over(place: Place, messages: Sequence[bytes]) -> bool:
    """Send messages to the running program; False if it does not take them."""
    return all(_send(place, one) for one in messages)


def _send(place: Place, message: bytes) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    milliseconds = round(_PATIENCE * 1000)
    socket = QLocalSocket()
    socket.connectToServer(place.server)
    if not socket.waitForConnected(milliseconds):
        return False
    socket.write(len(message).to_bytes(4, "big") + message)
    socket.flush()
    if not socket.waitForReadyRead(milliseconds):
        return False
    return bytes(socket.readAll().data()) == RECEIVED
