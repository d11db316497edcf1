"""How much a renderer keeps beside the page it draws; runs in its process only.

MuPDF keeps up to 256 MB of decoded pictures, and takes no other number for it. Here its
store is emptied as soon as the process has grown by more than is worth keeping: fonts
and the pictures of a letterhead stay, scans go, of which each page has its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import sys
from pathlib import Path
from typing import Final

from pymupdf import mupdf

_WORTH_KEEPING: Final = 16 << 20
"""Bytes."""
_OUTLIVES: Final = 20
"""Percent that outlives each new page where nobody says how large a process is."""
_LARGE: Final = 1 << 20
"""Bytes from which on memory goes back to the system when it is let go."""
_THRESHOLD: Final = -3
"""M_MMAP_THRESHOLD of mallopt(3)."""
_SIZE: Final = Path("/proc/self/statm")


def give_back_what_is_large() -> None:
    """Have large pieces of memory given back one by one; glibc alone knows how."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_THRESHOLD, _LARGE)


class KeptMemory:
    """Watches what a process has grown by since its store was emptied."""

    def __init__(self) -> None:
        self._least: int | None = None

    def let_go_of_much(self) -> bool:
        """Return whether so much was kept that the store was emptied."""
        if sys.platform != "linux":
            mupdf.fz_shrink_store(_OUTLIVES)
            return False
        now = _own_memory()
        if self._least is None:
            self._least = now
        self._least = min(self._least, now)
        if now - self._least <= _WORTH_KEEPING:
            return False
        mupdf.fz_shrink_store(0)
        # What is there still is no picture, and would never go.
        self._least = _own_memory()
        return True


def _own_memory() -> int:
    """Return the bytes that are this process's alone; of maps of files, none."""
    _whole, resident, shared, *_rest = map(int, _SIZE.read_bytes().split())
    return (resident - shared) * mmap.PAGESIZE
