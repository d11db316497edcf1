"""Keeps a second program from working with the same file or folder."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.batch_errors import FolderInUse
from ttedesktop.signing.output import TEMPORARY

if TYPE_CHECKING:
    from pathlib import Path

LOCK_NAME: Final = f"{TEMPORARY}kunci"
_TAKEN: Final = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class Taken(Exception):
    """Somebody else holds the lock."""


def lock(descriptor: int) -> None:
    """Take a file for this process until it is closed or the process ends.

    Raises Taken. Where a file system knows no locks nothing is kept away.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as refusal:
        if refusal.errno in _TAKEN:
            raise Taken from None


class FolderClaims:
    """The folders into which one batch writes; safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held: dict[Path, int] = {}

    def claim(self, folder: Path) -> None:
        """Take a folder until ``release``. Raises FolderInUse, or OSError."""
        whole = folder.resolve()
        with self._guard:
            if whole not in self._held:
                self._held[whole] = _claimed(whole)

    def release(self) -> None:
        """Let others have the folders."""
        with self._guard:
            for folder, descriptor in self._held.items():
                with contextlib.suppress(OSError):
                    # Taken away while it is held, so that nobody waits for what is
                    # gone; Windows lets nobody remove it before it is closed.
                    if sys.platform != "win32":
                        (folder / LOCK_NAME).unlink()
                os.close(descriptor)
                if sys.platform == "win32":
                    with contextlib.suppress(OSError):
                        (folder / LOCK_NAME).unlink()
            self._held.clear()


def sweep_claim(folder: Path) -> None:
    """Take away the lock of a process that was killed; one that is held stays."""
    if (folder / LOCK_NAME).exists():
        claims = FolderClaims()
        with contextlib.suppress(FolderInUse, OSError):
            claims.claim(folder)
        claims.release()


def _claimed(folder: Path) -> int:
    path = folder / LOCK_NAME
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            lock(descriptor)
            if _is_still(path, descriptor):
                return descriptor
        except Taken:
            os.close(descriptor)
            raise FolderInUse(str(folder)) from None
        # Whoever had it took it away meanwhile.
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))  # noqa: TID251 - pathlib has no such comparison of an open file
    except FileNotFoundError:
        return False
