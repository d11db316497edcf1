"""Keeps what a process knows for a moment, such as a PIN, out of a crash.

And keeps a process that reads what others made from taking all memory there is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

_SET_DUMPABLE: Final = 4
"""PR_SET_DUMPABLE of prctl(2)."""
_QUIET: Final = 0x1 | 0x2
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: no report of a crash."""


def overwrite(secret: bytearray) -> None:
    """Fill a secret with zeros; its length stays."""
    secret[:] = bytes(len(secret))


def forbid_core_dumps() -> None:
    """Let no core file be written of this process and its children."""
    if sys.platform == "win32":
        import ctypes

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
        import ctypes

        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def limit_memory(beyond: int) -> None:
    """Let this process have so many bytes of address space more than it has now.

    Also lets no core file be written of it. Only Linux tells what a process has.
    """
    if sys.platform != "linux":
        return
    import resource

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + beyond, resource.RLIM_INFINITY))
    forbid_core_dumps()
