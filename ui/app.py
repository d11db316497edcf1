"""Starts the window: settings, theme, parts, and the files that were asked for."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.memory import forbid_core_dumps
from ttedesktop.workers import become_worker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from ttedesktop.settings.store import LoadedSettings, SettingsStore
    from ui.application import Application
    from ui.program.children import Children
    from ui.program.single_instance import Claim

log = logging.getLogger(__name__)

_PATIENCE: Final = 0.8
"""Seconds the first picture waits for the settings; they may come later."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Be the window, or the child process that the arguments ask for."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # A child never pays for Qt.
    if become_worker(given):
        return
    forbid_core_dumps()
    # Nothing that is made until the first page is garbage; looking for some costs a
    # sixth of the start.
    gc.disable()
    sys.exit(_run(_parsed(given)))


def _parsed(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ttedesktop-gui")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--demo", type=Path, help="Folder of a demonstration.")
    parser.add_argument("--picture", type=Path, help="Save a picture and end.")
    return parser.parse_args(given)


def _run(options: argparse.Namespace) -> int:
    if options.demo is not None:
        return _run_with(options, None, None)
    if options.picture is not None:
        return _run_with_settings(options, None)
    from ui.program.single_instance import begin

    begun = begin(options.files)
    if begun.is_done:
        return 0
    with begun.claim or nullcontext():
        return _run_with_settings(options, begun.claim)


def _run_with_settings(options: argparse.Namespace, claim: Claim | None) -> int:
    from ttedesktop.program_log import PROGRAM_LOG
    from ttedesktop.settings.reading import SettingsReading
    from ttedesktop.settings.store import SettingsStore

    PROGRAM_LOG.start()
    store = SettingsStore()
    # The keyring answers while Qt is being imported.
    with (
        closing(SettingsReading(store)) as reading,
        ThreadPoolExecutor(1, thread_name_prefix="settings") as pool,
    ):
        return _run_with(options, store, pool.submit(reading.load), claim)


def _run_with(
    options: argparse.Namespace,
    store: SettingsStore | None,
    loading: Future[LoadedSettings] | None,
    claim: Claim | None = None,
) -> int:
    children = _children_with_renderer()
    from ui.application import Application

    application = Application(store, demonstration=options.demo, children=children)
    has_settings = False
    if loading is not None:
        try:
            application.take(loading.result(timeout=_PATIENCE))
            has_settings = True
        except TooLate:
            log.info("the settings come later")
            application.take_later(loading)
    tidy_from_now_on(application)
    if claim is not None:
        application.listen(claim.place)
    application.start(opens=bool(options.files))
    if options.files:
        application.open_all(options.files)
    elif options.picture is None:
        application.offer_setup()
    if options.picture is not None:
        application.picture(options.picture)
    elif has_settings:
        application.come_back()
    return application.run()


def tidy_from_now_on(application: Application) -> None:
    """Look for garbage once all is started, as is best for the window."""
    from ui.program.tidying import Tidying

    def is_busy() -> bool:
        switchboard = application.switchboard
        return switchboard is not None and switchboard.is_busy

    application.all_started.connect(Tidying(application, is_busy).begin)


def _children_with_renderer() -> Children:
    """Return children of which one draws pages: it gets ready while Qt is imported."""
    from ui.program.children import new_children

    made = new_children()
    made.reading.start()
    return made
