"""Reading in the real window: the first page, pages in a hurry, 400 %, and memory.

Each task runs in a window of its own (``tests.bench.reader``), and the engine by
itself draws the same pages at the same scale: what the window takes beyond that is
its own. The goals are those of performance.md.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.measuring import Absent, Figure, at_most, percentile
from tests.bench.reader import HEAVY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.bench.documents import Documents

STARTS = 5
ROOT = Path(__file__).parents[2]
_LONGEST = 600
"""Seconds of one task."""
_UNDRAWN = "its first page was not drawn in its time"
_TILE = 512
_PLACES = ((100, 100), (700, 400), (1300, 900), (400, 1500), (1700, 300))
"""Upper left corners of tiles, in pixels at 400 %."""


@dataclass(frozen=True)
class Readers:
    """Starts windows for whom nothing is kept, and that nobody sees."""

    home: Path

    def told(self, task: str, *files: Path) -> dict[str, Any]:
        """Return what the reader noted; times are in seconds, memory in MiB."""
        began = time.perf_counter()
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.bench.reader",
                str(began),
                task,
                *map(str, files),
            ],
            check=True,
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            cwd=ROOT,
            env=self.environment(),
        )
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def environment(self) -> dict[str, str]:
        # Neither settings nor tokens of whoever runs the bench.
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DBUS_SESSION_BUS_ADDRESS", "TTE_PKCS11_MODULES"}
            and not name.startswith("XDG_")
        }
        return kept | {"HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen"}


def figures(folder: Path, made: Documents) -> Iterator[Figure | Absent]:
    home = folder / "home"
    home.mkdir()
    readers = Readers(home)
    yield from _start(readers, made)
    for path in (made.text, made.budget, made.scans):
        yield from _scroll(readers, made.letter, path)
    for path in (made.letter, made.scans, made.map):
        yield from _zoom(readers, made.letter, path)
    yield from _memory(readers, made)


def _start(readers: Readers, made: Documents) -> Iterator[Figure]:
    told = [readers.told("start", made.letter, made.budget) for _ in range(STARTS)]

    def median(name: str) -> float:
        return statistics.median(float(one[name]) for one in told)

    yield at_most(
        "start of the window to the first page", median("first page") * 1e3, "ms", 200
    )
    yield Figure(
        "  processor time of all its processes until then",
        round(median("work") * 1e3),
        "ms",
    )
    yield at_most(
        "  another document, after three seconds with the first",
        median("second document") * 1e3,
        "ms",
        60,
    )
    yield at_most(
        "  memory of all processes at the first page (PSS)", median("memory"), "MiB", 90
    )
    heavy = sorted({name for one in told for name in one["modules"]} & set(HEAVY))
    words = f" ({', '.join(heavy)})" if heavy else ""
    yield at_most(
        f"  libraries imported then that no page needs{words}", len(heavy), "of them", 0
    )


def _scroll(readers: Readers, letter: Path, path: Path) -> Iterator[Figure | Absent]:
    told = readers.told("scroll", letter, path)
    if "scale" not in told:
        yield Absent(f"{path.stem}: scrolling", _UNDRAWN)
        return
    name, scale = path.stem, float(told["scale"])
    jobs = [{"page": page, "scale": scale} for page in told["places"]]
    floor = engine(path, jobs)
    yield Figure(f"{name}: opened, to its first page", ms(told["opening"]), "ms")
    yield Figure(
        f"{name}: engine alone, opened and first page loaded",
        ms(floor["open"]),
        "ms",
        "10 ms at most",
        floor["open"] <= 0.01,
    )
    yield Figure(
        f"{name}: jump while the document is still looked through",
        ms(told["early jump"]),
        "ms",
    )
    yield Figure(
        f"{name}: looked through by the children after opening",
        round(told["rested after"], 1),
        "s",
    )
    yield from _percentiles(f"{name}: engine alone, a page", floor["jobs"])
    yield from _percentiles(
        f"{name}: jump to a sharp page",
        told["jumps"],
        percentile(floor["jobs"], 0.95) + 0.010,
    )
    yield from _percentiles(f"{name}: page turned, to sharp", told["turns"], 0.008)
    yield from _percentiles(
        f"{name}: a frame of scrolling, painted", told["frames"], at_99=0.004
    )
    yield at_most(
        f"{name}: frames lost in 4 s of scrolling", told["lost frames"], "of 240", 0
    )
    yield from _while_scrolling(name, told)


def _while_scrolling(name: str, told: dict[str, Any]) -> Iterator[Figure]:
    if "scans" in name:
        # Other paper is white by itself.
        yield at_most(
            f"{name}: of the paper in sight is blank while scrolling",
            100 * told["blank"],
            "%",
            0,
        )
    for stage in ("opening", "jumping", "turning", "scrolling"):
        late = told[f"late while {stage}"]
        yield at_most(
            f"{name}: latest tick of the window while {stage}",
            max(late, default=math.nan) * 1e3,
            "ms",
            8,
        )


def _zoom(readers: Readers, letter: Path, path: Path) -> Iterator[Figure | Absent]:
    told = readers.told("zoom", letter, path)
    if "scale" not in told:
        yield Absent(f"{path.stem}: 400 %", _UNDRAWN)
        return
    scale, name = float(told["scale"]), path.stem
    jobs = [
        {"page": 0, "scale": scale, "clip": [x, y, x + _TILE, y + _TILE]}
        for x, y in _PLACES
    ]
    floor = engine(path, [jobs[0], *jobs])["jobs"][1:]
    limit = 0.050 if "map" in name else 0.005
    yield from _percentiles(
        f"{name}: engine alone, {_TILE} x {_TILE} pixels at 400 %", floor
    )
    yield Figure(f"{name}: enlarged to 400 %, to sharp", ms(told["zoom"]), "ms")
    yield from _percentiles(f"{name}: moved at 400 %, to sharp", told["pans"], limit)
    yield at_most(
        f"{name}: latest tick of the window at 400 %", max(told["late"]) * 1e3, "ms", 8
    )


def _memory(readers: Readers, made: Documents) -> Iterator[Figure]:
    told = readers.told("memory", made.letter, made.scans)
    size = made.scans.stat().st_size >> 20
    document = f"{made.scans.stem} ({size} MiB)"
    yield from _shares("at rest with the letter", told["rest"])
    yield from _shares(f"at most while {document} is read", told["peak"], 250)
    yield from _shares("at rest after that", told["after"])


def _shares(
    when: str, shares: dict[str, float], limit: float | None = None
) -> Iterator[Figure]:
    name, whole = f"memory {when} (PSS)", round(sum(shares.values()))
    if limit is None:
        yield Figure(name, whole, "MiB")
    else:
        yield at_most(name, whole, "MiB", limit)
    for role, share in sorted(shares.items(), key=lambda one: -one[1]):
        yield Figure(f"  {role}", round(share), "MiB")


def engine(path: Path, jobs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what the engine by itself takes, in seconds."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bare_engine", str(path), json.dumps(jobs)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def ms(value: float) -> float:
    return round(value * 1e3, 1)


def _percentiles(
    name: str,
    values: Iterable[float],
    at_95: float | None = None,
    at_99: float | None = None,
) -> Iterator[Figure]:
    kept = list(values)
    for words, share, limit in (
        ("p50", 0.5, None),
        ("p95", 0.95, at_95),
        ("p99", 0.99, at_99),
    ):
        value = percentile(kept, share)
        if limit is None:
            yield Figure(f"{name}, {words}", ms(value), "ms")
        else:
            yield at_most(f"{name}, {words}", value * 1e3, "ms", round(limit * 1e3, 1))
