"""``make orders``: five hundred orders signed in the real window under one PIN.

Each is then asked about: valid for poppler, valid for us, and in its right place. Ends
with status 1 if one is not.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tests.papers.orders import ANCHORS, LAYOUTS, write_orders
from tests.states.visitor import settle, wait_for
from tests.window.person import Person
from tests.window.treasurer import Treasurer
from ttedesktop.demo.demonstration import make_demonstration
from ttedesktop.validation.report import Verdict
from ui.app import tidy_from_now_on
from ui.application import Application
from ui.queue.document import RowState

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.queue.document import QueuedDocument

_PATIENCE = 1_800_000
"""Milliseconds; only a bound."""


class Patience:
    """Waits as the tests do, without them."""

    def waitUntil(  # noqa: N802 - as pytest-qt names it
        self, condition: Callable[[], bool], *, timeout: int = _PATIENCE
    ) -> None:
        wait_for(condition, patience=max(timeout, _PATIENCE))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as private:
        folder = Path(private)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        demonstration = make_demonstration(folder / "demonstration")
        incoming = folder / "SPM"
        originals = {
            path: path.read_bytes() for path in write_orders(incoming, options.count)
        }
        # As the program itself does.
        gc.disable()
        application = Application(None, demonstration=demonstration.folder)
        tidy_from_now_on(application)
        application.start()
        person = Person(application, cast("Any", Patience()))
        treasurer = Treasurer(person, demonstration.pin)
        try:
            broken = _sign(treasurer, incoming, originals)
        finally:
            application.stop()
    sys.exit(bool(broken))


def _sign(
    treasurer: Treasurer, incoming: Path, originals: dict[Path, bytes]
) -> list[str]:
    count = len(originals)
    treasurer.goes_there()
    began = time.perf_counter()
    treasurer.adds(incoming)
    say(f"{count} orders looked at in {time.perf_counter() - began:.0f} s")
    treasurer.places_each_layout_under_its_text()
    treasurer.person.waits_until(
        lambda: treasurer.page.model.states()[RowState.READY] == count
    )
    settle(500)
    treasurer.consents()
    began = time.perf_counter()
    treasurer.signs()
    took = time.perf_counter() - began
    say(f"signed in {took:.0f} s, {count / took:.1f} a second")
    broken = [
        f"{path.name}: the original has changed"
        for path, content in originals.items()
        if path.read_bytes() != content
    ]
    for row in treasurer.rows:
        broken += _faults_of(treasurer, row)
    for line in broken:
        say(line)
    say(f"{count - len(broken)} of {count} valid for poppler and for us, in place")
    return broken


def _faults_of(treasurer: Treasurer, row: QueuedDocument) -> list[str]:
    outcome = row.outcome
    if row.state is not RowState.SIGNED or outcome is None or outcome.path is None:
        return [f"{row.path.name}: {row.state.value}"]
    parts = treasurer.person.application.parts
    document = parts.making.open(outcome.path)
    try:
        report = parts.validator.validate(document, parts.trust_store())
        number = int(row.path.name.split("-")[2])
        (hit,) = parts.making.find(document, ANCHORS[number % LAYOUTS])
    finally:
        parts.making.forget(document)
    (one,) = report.signatures
    good = (
        report.verdict in {Verdict.VALID, Verdict.VALID_WITH_NOTES}
        and one.rect is not None
        and one.page == hit.page
        and hit.y0 - 30 < one.rect.y1 <= hit.y0 + 2
        and _is_valid_for_poppler(outcome.path)
    )
    return [] if good else [f"{row.path.name}: {report.verdict.value}, {one.rect}"]


def _is_valid_for_poppler(path: Path) -> bool:
    program = shutil.which("pdfsig")
    if program is None:
        say("pdfsig is absent")
        return True
    told = subprocess.run(
        [program, "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    valid = told.count("Signature Validation: Signature is Valid.") == 1
    return valid and "Total document signed" in told


if __name__ == "__main__":
    main()
