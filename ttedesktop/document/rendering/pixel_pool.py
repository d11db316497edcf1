"""Memory that the renderer draws into and the window paints from: nothing is copied.

A file without a name where the system has such (Linux), else one in a folder of its
own, mapped by both processes. This side alone says where a picture may be put.
"""

from __future__ import annotations

import contextlib
import logging
import mmap
import os
import sys
import threading
import weakref
from bisect import insort
from collections import deque
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

_PAGE: Final = 64 << 10
"""Bytes to which places are rounded up; what Windows maps by."""


class Lease:
    """A place for one picture; it is given back when the last of it is gone."""

    __slots__ = ("__weakref__", "offset", "pixels")

    def __init__(self, offset: int, pixels: memoryview) -> None:
        """Take where the place begins in the memory, and what lies in it."""
        self.offset = offset
        self.pixels = pixels


class PixelPool:
    """Places in one memory, first fit; safe to use from several threads."""

    def __init__(self, capacity: int) -> None:
        """Take the bytes of the whole; they cost nothing until they are drawn to."""
        self.capacity = capacity
        self._name: Path | None = None
        self._file = self._made(capacity)
        self._map = mmap.mmap(self._file, capacity)
        self._whole = memoryview(self._map)
        self._lock = threading.Lock()
        self._free: list[tuple[int, int]] = [(0, capacity)]
        # Filled by whatever thread lets the last of a picture go, also in the middle
        # of a lease: so without the lock.
        self._returned: deque[tuple[int, int]] = deque()

    @property
    def argument(self) -> str:
        """How a child is told of the memory."""
        where = f"fd:{self._file}" if self._name is None else f"path:{self._name}"
        return f"{where}:{self.capacity}"

    @property
    def inherited(self) -> tuple[int, ...]:
        """The descriptors that a child needs."""
        return (self._file,) if self._name is None else ()

    def lease(self, size: int) -> Lease | None:
        """Return a place for ``size`` bytes; None if there is none that long."""
        rounded = -(-size // _PAGE) * _PAGE
        with self._lock:
            self._take_back()
            for position, (offset, length) in enumerate(self._free):
                if length >= rounded:
                    if length == rounded:
                        del self._free[position]
                    else:
                        self._free[position] = (offset + rounded, length - rounded)
                    break
            else:
                return None
        lease = Lease(offset, self._whole[offset : offset + size])
        weakref.finalize(lease, self._returned.append, (offset, rounded))
        return lease

    def trim(self) -> None:
        """Give memory that holds no picture back to the system, where it can be."""
        if sys.platform != "linux":
            return
        with self._lock:
            self._take_back()
            for offset, length in self._free:
                with contextlib.suppress(OSError):
                    self._map.madvise(mmap.MADV_REMOVE, offset, length)

    def close(self) -> None:
        """Let the file go; pictures that still live keep the memory."""
        file, self._file = self._file, -1
        if file < 0:
            return
        os.close(file)
        if self._name is not None:
            with contextlib.suppress(OSError):
                self._name.unlink()
                self._name.parent.rmdir()

    def _made(self, capacity: int) -> int:
        if sys.platform == "linux":
            descriptor = os.memfd_create("pages")
        else:
            import tempfile

            self._name = Path(tempfile.mkdtemp(prefix="tte-")) / "pages"
            descriptor = os.open(self._name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.ftruncate(descriptor, capacity)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _take_back(self) -> None:
        while self._returned:
            insort(self._free, self._returned.popleft())
        joined: list[tuple[int, int]] = []
        for offset, length in self._free:
            if joined and sum(joined[-1]) == offset:
                joined[-1] = (joined[-1][0], joined[-1][1] + length)
            else:
                joined.append((offset, length))
        self._free = joined


def pool_of(capacity: int) -> PixelPool | None:
    """Return a pool; None where the system grants none, and pictures are sent then."""
    try:
        return PixelPool(capacity)
    except OSError as refused:
        log.warning("no memory is shared with the renderer: %s", refused)
        return None


def mapped(argument: str) -> mmap.mmap:
    """Return the memory that a child was told of."""
    kind, _colon, rest = argument.partition(":")
    where, _colon, capacity = rest.rpartition(":")
    if kind == "fd":
        return mmap.mmap(int(where), int(capacity))
    descriptor = os.open(where, os.O_RDWR)
    try:
        return mmap.mmap(descriptor, int(capacity))
    finally:
        os.close(descriptor)
