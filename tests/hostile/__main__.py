"""``make hostile``: throws all files at the engine and at the window, and tells.

Ends with status 1 if a promise was broken.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.faults.promises import workers
from tests.hostile.files import all_files
from tests.hostile.trial import FINE, PARENT, Parts, Trial, Trials, deeds, resident
from tests.hostile.worst import NOT_DRAWN, NOT_OPENED, SHOWN
from tests.papers.letters import letter
from ttedesktop.document.rendering import renderer as engine
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.errors import TteError
from ttedesktop.validation import validator_process
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.hostile.writing import HostileFile

MEGABYTE: Final = 1 << 20
FROZEN: Final = 0.1
"""Seconds for which the window may be held up (security.md, 8)."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def tell(trial: Trial) -> None:
    bad = [
        f"{step.name}: {step.outcome}" for step in trial.steps if step.outcome != FINE
    ]
    slowest = trial.slowest
    say(
        f"{trial.file.name:42} {slowest.seconds:5.1f} s in {slowest.name:11} "
        f"{trial.child / MEGABYTE:6.0f} {trial.grown / MEGABYTE:6.0f}  "
        f"{'; '.join(bad) or 'shown'}"
    )
    for promise in trial.broken:
        say(f"    BROKEN: {promise}")


def engine_trials(
    files: Iterable[HostileFile], folder: Path, *, slack: float
) -> list[Trial]:
    trials: list[Trial] = []
    with Renderer() as renderer, Validator() as validator:
        tried = Trials(Parts(renderer, validator), folder, limits=true_limits(slack))
        renderer.draw(letter(), scale=1)
        before = resident()
        for file in files:
            trial = tried.of(file)
            try:
                renderer.draw(letter(), scale=1)
            except TteError as error:
                trial.broken.append(f"a letter afterwards: {error.code()}")
            if resident() - before > PARENT:
                grown = (resident() - before) / MEGABYTE
                trial.broken.append(f"the parent has grown by {grown:.0f} MB")
                before = resident()
            tell(trial)
            trials.append(trial)
    return trials


def true_limits(slack: float) -> dict[str, float]:
    """Return the seconds that each step may take; ``slack`` is for a busy machine."""
    page = engine.PAGE_DEADLINE + slack
    twice = validator_process.LONGEST + validator_process.SHORT_DEADLINE
    return dict.fromkeys(deeds(), page) | {
        "open": engine.OPENING_DEADLINE + slack,
        # They ask many times, but what does not end stops them.
        "inspect": 2 * page,
        "search": 2 * page,
        # Each time another child starts, and the document is opened again.
        "validate": twice + 2 * slack,
        "sign": twice + page + 3 * slack,
    }


def window_trials(files: Iterable[HostileFile], folder: Path) -> float:
    """Open files in the real window; return by how many seconds it was ever late."""
    # Only now, for Qt makes this process larger.
    from tests.hostile.window_trial import Reader, impatient_application
    from ttedesktop.demo.demonstration import make_demonstration

    demonstration = make_demonstration(folder / "demonstration")
    # As the program itself does.
    gc.disable()
    application = impatient_application(demonstration.folder, page_deadline=None)
    application.start()
    reader, latest = Reader(application), 0.0
    try:
        for file in files:
            path = folder / f"{file.name}.pdf"
            path.write_bytes(file.make())
            shown = reader.reads(path)
            latest = max(latest, shown.latest)
            say(
                f"{file.name:42} {shown.latest * 1e3:5.0f} ms late in "
                f"{shown.latest_in:15} {shown.outcome}"
                f"{f'; {shown.refusal}' if shown.refusal else ''}"
            )
            path.unlink()
    finally:
        application.stop()
    return latest


def sum_up(trials: Sequence[Trial], seconds: float) -> None:
    shown = sum(
        all(step.outcome == FINE for step in trial.steps if step.name != "sign")
        for trial in trials
    )
    unopened = [t for t in trials if t.outcomes["open"] != FINE]
    told = Counter(
        step.outcome for t in trials for step in t.steps if step.outcome != FINE
    )
    worst = max((t.slowest.seconds for t in trials), default=0.0)
    say(
        f"{len(trials)} files in {seconds:.0f} s: {shown} shown, {len(unopened)} not "
        f"opened, {len(trials) - shown - len(unopened)} told of in part; slowest call "
        f"{worst:.1f} s; {sum(bool(t.broken) for t in trials)} broke a promise"
    )
    say(", ".join(f"{number} {code}" for code, number in told.most_common()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", help="Names of files.")
    parser.add_argument("--list", action="store_true", help="Say what there is.")
    parser.add_argument("--write", type=Path, help="Write the files into a folder.")
    parser.add_argument(
        "--slack", type=float, default=3.0, help="Seconds for a busy machine."
    )
    options = parser.parse_args()
    files = all_files()
    chosen = [files[name] for name in options.only or files]
    if options.list:
        for file in chosen:
            say(f"{file.name:42} {file.what}")
        return
    if options.write is not None:
        options.write.mkdir(parents=True, exist_ok=True)
        for file in chosen:
            (options.write / f"{file.name}.pdf").write_bytes(file.make())
        return
    sys.exit(0 if are_kept(chosen, options.slack) else 1)


def are_kept(files: Sequence[HostileFile], slack: float) -> bool:
    """Try all, tell of it, and return whether every promise was kept."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        say("engine: file, slowest call, MB of a child, MB of the parent, outcome")
        trials = engine_trials(files, Path(folder), slack=slack)
        sum_up(trials, time.monotonic() - begun)
        say("window: file, latest tick, outcome")
        worst = [one for one in files if one.name in (*NOT_OPENED, *NOT_DRAWN, *SHOWN)]
        latest = window_trials(worst, Path(folder))
    say(f"{len(worst)} files in the window: latest tick {latest * 1e3:.0f} ms")
    left = workers()
    if left:
        say(f"still running: {left}")
    is_held_up = latest > FROZEN
    return not (left or is_held_up or any(trial.broken for trial in trials))


if __name__ == "__main__":
    main()
