"""``make bench``: each job and its floor or peer in turn, told as a median ratio.

Peers that are absent are said to be absent. What has no floor is told as a figure,
beside what it should be. Arguments choose parts: ``signing``, ``batch``, ``queue``,
``stamps``, ``checking``, ``reading``, ``engines`` or ``display``; without any, all are
measured.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import (
    batches,
    checking,
    display,
    engines,
    queue,
    reading,
    signing_goals,
    slow_token,
    time_stamps,
    token_helper,
    window,
)
from tests.bench.comparisons import bench
from tests.bench.documents import documents
from tests.bench.measuring import Absent, Comparison, Figure, measured

OUTPUT = Path("bench-output")


def told(one: Comparison) -> dict[str, object]:
    result = measured(one)
    word = "absent" if "absent" in result else f"{result['ratio']} x"
    say(f"{word:>8}  {one.name}; against {one.against}")
    return result


def told_figure(one: Figure | Absent) -> dict[str, object]:
    say(str(one))
    return one.facts


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    # Nobody looks on; the parts that want a screen bring one.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = sys.argv[1:] or list(PARTS)
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as private:
        for part in chosen:
            folder = Path(private) / part
            folder.mkdir()
            results += PARTS[part](folder)
    OUTPUT.mkdir(exist_ok=True)
    text = json.dumps(results, indent=2)
    (OUTPUT / "bench.json").write_text(text, encoding="utf-8")


def _signing(folder: Path) -> list[dict[str, object]]:
    with bench(folder) as made:
        results = [told(one) for one in made.comparisons()]
        results += map(told_figure, signing_goals.figures(made))
        results += map(told_figure, token_helper.figures(made))
        results += map(told_figure, slow_token.figures(made))
    return [*results, *map(told_figure, window.figures(folder))]


def _batch(folder: Path) -> list[dict[str, object]]:
    with bench(folder) as made:
        results = [told(one) for one in batches.comparisons(made)]
        return [*results, *map(told_figure, batches.figures(made))]


def _queue(folder: Path) -> list[dict[str, object]]:
    return [told_figure(one) for one in queue.figures(folder)]


def _stamps(folder: Path) -> list[dict[str, object]]:
    return [told_figure(one) for one in time_stamps.figures(folder)]


def _reading(folder: Path) -> list[dict[str, object]]:
    made = documents(OUTPUT / "documents")
    return [told_figure(one) for one in reading.figures(folder, made)]


def _engines(_folder: Path) -> list[dict[str, object]]:
    made = documents(OUTPUT / "documents")
    return [told_figure(one) for one in engines.figures(made)]


def _display(folder: Path) -> list[dict[str, object]]:
    return [told_figure(one) for one in display.figures(folder)]


def _checking(_folder: Path) -> list[dict[str, object]]:
    return [told_figure(one) for one in checking.figures()]


PARTS = {
    "signing": _signing,
    "batch": _batch,
    "queue": _queue,
    "stamps": _stamps,
    "checking": _checking,
    "reading": _reading,
    "engines": _engines,
    "display": _display,
}


if __name__ == "__main__":
    main()
