"""``make crashes``: batches are killed at random moments, starved, cut off and raced.

Ends with status 1 if a promise was broken, and says with which seed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.crashes.trouble import (
    asked_to_end,
    disk_full,
    killed,
    make_batch,
    share_gone,
    token_pulled,
    two_at_once,
)
from tests.office import Office
from tests.tokens.fault_module import build
from tests.tokens.workshop import one_official, open_workshop
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.crashes.trouble import Batch


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begun = time.perf_counter()
    broken = 0
    with tempfile.TemporaryDirectory() as private:
        folder = Path(private)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        workshop, fault = open_workshop(folder / "softhsm"), build(folder)
        os.environ.update(workshop.environment | fault.environment)
        authority = one_official(workshop)
        with Renderer() as renderer, Validator() as validator:
            office = Office(workshop, authority, ModuleSet(()), renderer, validator)

            def batch(name: str) -> Batch:
                return make_batch(office, fault, folder / name, options.documents)

            others: dict[str, Callable[[], object]] = {
                "asked to end": lambda: asked_to_end(batch("diminta")),
                "disk full": lambda: disk_full(batch("penuh")),
                "share gone": lambda: share_gone(batch("lepas"), Random(options.seed)),  # noqa: S311 - any moment will do
                "token pulled": lambda: token_pulled(
                    batch("dicabut"),
                    Random(options.seed),  # noqa: S311 - any moment will do
                ),
                "two programs": lambda: two_at_once(batch("berdua")),
            }
            for name, trouble in others.items():
                broken += _failed(name, trouble)
            broken += _kills(options, batch)
    say(f"{time.perf_counter() - begun:.0f} s; {broken} broke a promise")
    sys.exit(bool(broken))


def _kills(options: argparse.Namespace, batch: Callable[[str], Batch]) -> int:
    kills = rounds = broken = 0
    while kills < options.kills and broken < 3:
        chance = Random(f"{options.seed}/{rounds}")  # noqa: S311 - any moment will do
        try:
            kills += killed(batch("dibunuh"), chance)
        except Exception:  # noqa: BLE001 - whatever it is, it is told
            broken += 1
            say(f"broken by round {rounds} of --seed {options.seed}")
            traceback.print_exc()
        rounds += 1
        say(f"{kills} kills over {rounds} batches of {options.documents}")
    return broken


def _failed(name: str, trouble: Callable[[], object]) -> bool:
    try:
        trouble()
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        say(f"{name}: BROKEN")
        traceback.print_exc()
        return True
    say(f"{name}: nothing lost, nothing doubled")
    return False


if __name__ == "__main__":
    main()
