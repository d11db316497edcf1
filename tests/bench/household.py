"""The processes of a running window together: their memory, and whether they rest."""

from __future__ import annotations

import os
from pathlib import Path

from ttedesktop.channel import WORKER_OPTION

_TICKS = os.sysconf("SC_CLK_TCK")


def members(root: int | None = None) -> list[int]:
    """Return a process and all that descend from it."""
    found = [os.getpid() if root is None else root]
    for pid in found:
        for thread in _threads(pid):
            found += map(int, _read(thread / "children").split())
    return found


def memory() -> float:
    """Return the proportional share of all of them in MiB (PSS, proc(5))."""
    return sum(memory_by_role().values())


def memory_by_role() -> dict[str, float]:
    """Return the same by what they are for; the window is what asks."""
    shares: dict[str, float] = {}
    for pid in members():
        role = "window" if pid == os.getpid() else _role(pid)
        for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
            if line.startswith("Pss:"):
                shares[role] = shares.get(role, 0.0) + int(line.split()[1]) / 1024
    return shares


def _role(pid: int) -> str:
    words = _read(Path(f"/proc/{pid}/cmdline")).split("\0")
    after = words.index(WORKER_OPTION) + 1 if WORKER_OPTION in words else len(words)
    return words[after] if after < len(words) else "other"


def seconds_of_work() -> float:
    """Return the processor time of all that descend from this one."""
    ticks = 0
    for pid in members()[1:]:
        after_name = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
        ticks += sum(map(int, after_name[11:13]))
    return ticks / _TICKS


def _threads(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        # It has ended meanwhile.
        return ""
