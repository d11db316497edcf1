"""A program: the real window, read in as a person would, who notes how long it takes.

Takes the moment at which it was started (of the clock that all processes share), what
is to be done, and the files to do it with. Prints JSON. Nothing is imported before
the window but what the window itself imports first.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from ui import app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.sight import Paints
    from ui.application import Application

# What no reader should wait for before there is a page.
HEAVY = ("pyhanko", "aiohttp", "keyring", "numpy", "onnxruntime", "pymupdf4llm")
ALSO_TOLD = (*HEAVY, "pymupdf", "cryptography", "asn1crypto", "pkcs11", "segno")


def main(arguments: Sequence[str]) -> None:
    began, task, *files = arguments
    told: dict[str, Any] = {}
    tidy = app.tidy_from_now_on

    def before_start(application: Application) -> None:
        # All is loaded by now that the window loads before it opens anything.
        from tests.bench.sight import Paints

        tidy(application)
        paints, start = Paints(), application.start

        def started(*, opens: bool = False) -> None:
            start(opens=opens)
            told["window"] = time.perf_counter() - float(began)
            _watch(application, paints, float(began), (task, *files), told)

        application.start = started  # type: ignore[method-assign]  # and is watched

    app.tidy_from_now_on = before_start
    try:
        app.main([files[0]])
    finally:
        sys.stdout.write(json.dumps(told))


def _watch(
    application: Application,
    paints: Paints,
    began: float,
    order: Sequence[str],
    told: dict[str, Any],
) -> None:
    from tests.bench.sight import Sight

    window = application.window
    assert window is not None
    task, *files = order
    sight = Sight(window, paints)

    def read() -> None:
        told["first page"] = time.perf_counter() - began
        told["modules"] = [name for name in ALSO_TOLD if name in sys.modules]
        from tests.bench import household, reading_tasks

        told["work"] = time.process_time() + household.seconds_of_work()

        try:
            told.update(reading_tasks.TASKS[task](application, sight, files))
        finally:
            window.close()

    sight.when_sharp(read)


if __name__ == "__main__":
    main(sys.argv[1:])
