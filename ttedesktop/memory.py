"""Keeps what a process knows for a moment, such as a PIN, out of a crash."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_SET_DUMPABLE: Final = 4
"""PR_SET_DUMPABLE of prctl(2)."""
_QUIET: Final = 0x1 | 0x2
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: no report of a crash."""


def forbid_core_dumps() -> None:
    """Let no core file be written of this process and its children."""
    if sys.platform == "win32":
        ctypes.WinDLL("kernel32").SetErrorMode(_QUIET)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_looking_in() -> None:
    """Let nobody of the same account read this process, crashed or alive.

    For children only that touch nothing of the desktop: portals look into the process
    that asks them for something.
    """
    forbid_core_dumps()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
