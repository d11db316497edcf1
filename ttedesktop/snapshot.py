"""Bytes that several processes read where they lie: read once, and never changed again.

On Linux they are a file without a name in memory that is sealed: neither who wrote it
nor who is lent it, however hostile, can change a byte of it or cut it off. A document
of a hundred megabytes that four processes look at takes a hundred megabytes.
"""

from __future__ import annotations

import mmap
import os
import sys
import weakref
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from typing_extensions import override

if TYPE_CHECKING:
    from io import FileIO
    from typing import Self

SHARED_FROM: Final = 1 << 20
"""Bytes from which on it is worth to share them rather than to send them."""
_AT_ONCE: Final = 64 << 20
"""Bytes that the system is asked to copy at one time."""


class Snapshot(mmap.mmap):
    """Bytes that are mapped, and the descriptor through which others may map them."""

    descriptor: int

    @classmethod
    def of(cls, file: FileIO, size: int) -> Self:
        """Read a file, at most ``size`` bytes of it. Raises OSError.

        Raises ValueError if there is nothing in it.
        """
        if sys.platform != "linux":
            msg = "files in memory cannot be sealed here"
            raise OSError(msg)
        import fcntl

        descriptor = os.memfd_create("document", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            place = 0
            while place < size:
                some = min(size - place, _AT_ONCE)
                sent = os.sendfile(descriptor, file.fileno(), place, some)
                place = place + sent if sent else size
            seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals | fcntl.F_SEAL_SEAL)
        except OSError:
            os.close(descriptor)
            raise
        return cls.lent(descriptor)

    @classmethod
    def lent(cls, descriptor: int) -> Self:
        """Map what lies behind a descriptor, which is closed with it from now on."""
        try:
            # Shared maps of what is sealed are refused by older systems. Nobody writes
            # to it, so that a private one is the same memory.
            made = cls(descriptor, 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ)
        except (OSError, ValueError):
            os.close(descriptor)
            raise
        made.descriptor = descriptor
        weakref.finalize(made, os.close, descriptor)
        return made

    def startswith(self, begin: bytes) -> bool:
        """Whether these are the first bytes."""
        return self[: len(begin)] == begin

    def __contains__(self, part: object) -> bool:
        """Whether bytes stand in it; a map by itself compares single ones."""
        return isinstance(part, bytes) and self.find(part) >= 0

    @override
    def __eq__(self, other: object) -> bool:
        """Whether another has the same bytes, which may be ``bytes``."""
        if not isinstance(other, bytes | Snapshot):
            return NotImplemented
        with memoryview(self) as mine, memoryview(other) as theirs:
            return mine == theirs

    __hash__ = None  # type: ignore[assignment]  # as of bytes that may be changed: too large to be gone through


Content = bytes | Snapshot
"""What a document consists of: sent to those who look at it, or lent."""


def stream_of(content: Content) -> IO[bytes]:
    """Return the bytes as a file to read in; nothing is copied."""
    if isinstance(content, bytes):
        return BytesIO(content)
    # Opened anew, for duplicates of a descriptor would share its position.
    return Path(f"/proc/self/fd/{content.descriptor}").open("rb")
