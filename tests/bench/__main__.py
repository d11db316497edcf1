"""``make bench``: each job and its floor or peer in turn, told as a median ratio.

Peers that are absent are said to be absent. What has no floor is told as a figure,
beside what it should be.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.bench import slow_token, token_helper, window
from tests.bench.comparisons import bench
from tests.bench.measuring import Comparison, Figure, measured

OUTPUT = Path("bench-output")


def told(one: Comparison) -> dict[str, object]:
    result = measured(one)
    word = "absent" if "absent" in result else f"{result['ratio']} x"
    say(f"{word:>8}  {one.name}; against {one.against}")
    return result


def told_figure(one: Figure) -> dict[str, object]:
    say(str(one))
    return one.facts


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    with tempfile.TemporaryDirectory() as private:
        folder = Path(private)
        with bench(folder) as made:
            results = [told(one) for one in made.comparisons()]
            results += map(told_figure, token_helper.figures(made))
            results += map(told_figure, slow_token.figures(made))
        results += map(told_figure, window.figures(folder))
    OUTPUT.mkdir(exist_ok=True)
    text = json.dumps(results, indent=2)
    (OUTPUT / "bench.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
