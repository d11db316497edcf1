"""Starts the window: settings, theme, parts, and the files that were asked for."""

from __future__ import annotations

import argparse
import builtins
import gc
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import closing, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.memory import forbid_core_dumps
from ttedesktop.no_other_client import keep_out_other_client
from ttedesktop.workers import become_worker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from ttedesktop.settings.store import LoadedSettings, SettingsStore
    from ui.application import Application
    from ui.first_look import FirstLook
    from ui.program.children import Children
    from ui.program.single_instance import Claim

log = logging.getLogger(__name__)

_PATIENCE: Final = 0.8
"""Seconds the first picture waits for the settings; they may come later."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Be the window, or the child process that the arguments ask for."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    keep_out_other_client()
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
    children = _children_with_renderer(options.files)
    loaded = _loaded(options, loading)
    look = _first_look(options, children, loaded)
    from ui.application import Application

    application = Application(
        store, demonstration=options.demo, children=children, first_look=look
    )
    if loaded is not None:
        application.take(loaded)
    elif loading is not None:
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
    elif loaded is not None:
        application.come_back()
    return application.run()


def tidy_from_now_on(application: Application) -> None:
    """Look for garbage once all is started, as is best for the window."""
    from ui.program.tidying import Tidying

    def is_busy() -> bool:
        switchboard = application.switchboard
        return switchboard is not None and switchboard.is_busy

    application.all_started.connect(Tidying(application, is_busy).begin)


def _loaded(
    options: argparse.Namespace, loading: Future[LoadedSettings] | None
) -> LoadedSettings | None:
    """Return the settings if they come in time; Qt is being imported meanwhile."""
    import_module("PySide6.QtCore")
    _import_as_usual()
    if loading is None:
        return None
    import_module("ui.first_look" if options.files else "ui.application")
    try:
        return loading.result(timeout=_PATIENCE)
    except TooLate:
        return None


def _import_as_usual() -> None:
    """Take Python's own import back.

    Qt for Python has put one in its place that looks at each for the wish to spell
    its names otherwise, which nobody has here; there are thousands at a start.
    """
    usual = getattr(builtins, "__orig_import__", None)
    if usual is not None:
        builtins.__import__ = usual


def _first_look(
    options: argparse.Namespace, children: Children, loaded: LoadedSettings | None
) -> FirstLook | None:
    """Show the page that somebody waits for before all else is loaded."""
    if loaded is None or not children.opening or options.picture is not None:
        return None
    from ui.first_look import begin

    return begin(options.files[0], children, loaded.settings)


def _children_with_renderer(files: Sequence[Path]) -> Children:
    """Return children of which one draws pages: it gets ready while Qt is imported.

    The first of the files is opened in it at once.
    """
    from ui.program.children import new_children

    made = new_children()
    made.reading.start()
    if files and files[0].is_file():
        made.begin_to_open(files[0])
    return made
