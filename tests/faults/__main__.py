"""``make faults``: many batches with a token that misbehaves at random.

Ends with status 1, and says what is enough to break a promise, if one was broken.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.batch import Batch, make_batch
from tests.faults.promises import Tally, require_kept, workers
from tests.faults.sequences import sequence_of, smallest
from tests.office import Office
from tests.tokens.fault_module import build
from tests.tokens.workshop import one_official, open_workshop
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Generator, Iterable

    from tests.faults.sequences import Sequence

TOLD_EVERY = 20
"""Sequences."""


@contextlib.contextmanager
def batch_of_an_office(folder: Path) -> Generator[Batch]:
    """Yield a batch, and a SoftHSM behind the fault module, both in ``folder``."""
    workshop, fault = open_workshop(folder / "softhsm"), build(folder)
    os.environ.update(workshop.environment | fault.environment)
    authority = one_official(workshop)
    with Renderer() as renderer, Validator() as validator:
        office = Office(workshop, authority, ModuleSet(()), renderer, validator)
        yield make_batch(office, fault, folder)


@dataclass
class Explorer:
    """Tries sequences, and finds out what of them it takes to break a promise."""

    batch: Batch
    seed: int
    tally: Tally = field(default_factory=Tally)
    broken: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of sequences, by what was broken."""

    def tries(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            sequence = sequence_of(self.seed, number)
            failure = self._failure_of(sequence, self.tally)
            if failure is not None:
                self._tells(number, sequence, failure)
            if not self.tally.sequences % TOLD_EVERY:
                say(f"{self.tally.sequences} sequences")

    def _tells(self, number: int, sequence: Sequence, failure: Exception) -> None:
        what = f"{type(failure).__name__}: {failure}"
        self.broken.setdefault(what, []).append(number)
        say(f"broken by --seed {self.seed} --only {number}: {what}")
        if len(self.broken[what]) > 1:
            return
        traceback.print_exception(failure)
        enough = smallest(sequence, lambda less: self._failure_of(less) is not None)
        say("enough is:")
        for fault in enough:
            say(f"    {fault!r},")

    def _failure_of(
        self, sequence: Sequence, tally: Tally | None = None
    ) -> Exception | None:
        try:
            require_kept(self.batch, sequence, tally or Tally())
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is told
            return failure
        return None

    def sums_up(self, seconds: float) -> None:
        tally = self.tally
        say(
            f"{tally.sequences} sequences in {seconds:.0f} s: {tally.signed} documents "
            f"signed with {tally.entries} entries of a PIN, {tally.cancellations} "
            f"cancelled; {sum(map(len, self.broken.values()))} broke a promise"
        )
        say(f"faults: {counted(tally.faults)}")
        say(f"told: {counted(tally.failures)}")
        for what, numbers in self.broken.items():
            say(f"broken by {numbers}: {what}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def counted(counter: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counter.most_common())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="One sequence, by its number.")
    options = parser.parse_args()
    only: int | None = options.only
    numbers = range(options.sequences) if only is None else (only,)
    start = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as private,
        batch_of_an_office(Path(private)) as batch,
    ):
        explorer = Explorer(batch, options.seed)
        explorer.tries(numbers)
    explorer.sums_up(time.perf_counter() - start)
    left = workers()
    if left:
        say(f"still running: {left}")
    sys.exit(bool(explorer.broken or left))


if __name__ == "__main__":
    main()
