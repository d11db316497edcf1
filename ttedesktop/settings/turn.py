"""One process at a time at the settings in the keyring of this computer.

gnome-keyring-daemon was seen to abort where two processes replace entries at the
same moment, and takes the keys of every other program down with it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.output_errors import SettingsUnavailable

if TYPE_CHECKING:
    import threading
    from collections.abc import Generator

if sys.platform == "win32":
    import msvcrt

    def _is_ours(lock: int) -> bool:
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_ours(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks: nobody can wait for anybody.
            return True
        return True


_NAME: Final = "tte-desktop-settings.lock"
_AGAIN: Final = 0.02
"""Seconds until the turn is asked for again."""


@contextlib.contextmanager
def turn_among_processes(given_up: threading.Event) -> Generator[None]:
    """Wait for the turn, hold it, and hand it on; a process that dies hands it on too.

    Raises SettingsUnavailable if ``given_up`` is set first. Where the lock cannot be
    made nobody waits: what is written is read back in any case.
    """
    lock = _opened()
    if lock is None:
        yield
        return
    try:
        while not _is_ours(lock):
            if given_up.wait(_AGAIN):
                raise SettingsUnavailable
        yield
    finally:
        os.close(lock)


def _opened() -> int | None:
    """Open the empty file that stands for the turn, in a folder of this person only."""
    folder = _private_folder()
    if folder is None:
        return None
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    with contextlib.suppress(OSError):
        return os.open(folder / _NAME, flags, 0o600)
    return None


def _private_folder() -> Path | None:
    if sys.platform in {"win32", "darwin"}:
        # Both give each person a temporary folder of their own.
        return Path(tempfile.gettempdir())
    told = os.environ.get("XDG_RUNTIME_DIR")
    return Path(told) if told else None
