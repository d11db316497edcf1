"""Starts the window: settings, theme, parts, and the files that were asked for."""

from __future__ import annotations

import builtins
import gc
import logging
import sys
from contextlib import closing, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.left_out import NEVER_USED, leave_out
from ttedesktop.memory import forbid_core_dumps
from ttedesktop.workers import become_worker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from ttedesktop.settings.store import LoadedSettings, SettingsStore
    from ui.application import Application
    from ui.first_look import FirstLook
    from ui.program.children import Children
    from ui.program.early import EarlyChildren
    from ui.program.single_instance import Claim

log = logging.getLogger(__name__)

_PATIENCE: Final = 0.8
"""Seconds the first picture waits for the settings; they may come later."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Be the window, or the child process that the arguments ask for."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    leave_out(*NEVER_USED)
    # A child never pays for Qt.
    if become_worker(given):
        return
    forbid_core_dumps()
    # Nothing that is made until the first page is garbage; looking for some costs a
    # sixth of the start.
    gc.disable()
    sys.exit(_run(_parsed(given)))


@dataclass(frozen=True, slots=True)
class _Options:
    """What the program is asked for when it is started."""

    files: Sequence[Path]
    demo: Path | None = None
    """Folder of a demonstration."""
    picture: Path | None = None
    """Where a picture of the window is saved, before the program ends."""


def _parsed(given: Sequence[str]) -> _Options:
    if not any(one.startswith("-") for one in given):
        return _Options(tuple(map(Path, given)))
    # Whoever just opens a document does not wait for it to be loaded.
    import argparse

    parser = argparse.ArgumentParser(prog="ttedesktop-gui")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--demo", type=Path, help="Folder of a demonstration.")
    parser.add_argument("--picture", type=Path, help="Save a picture and end.")
    told = parser.parse_args(given)
    return _Options(told.files, told.demo, told.picture)


def _run(options: _Options) -> int:
    if options.demo is not None:
        return _run_with(options, _started(reads_settings=False))
    if options.picture is not None:
        return _run_with_settings(options, None)
    from ui.program.single_instance import begin

    begun = begin(options.files)
    if begun.is_done:
        return 0
    with begun.claim or nullcontext():
        return _run_with_settings(options, begun.claim)


def _started(*, reads_settings: bool) -> EarlyChildren:
    from ui.program.early import start_early

    return start_early(reads_settings=reads_settings)


def _run_with_settings(options: _Options, claim: Claim | None) -> int:
    early = _started(reads_settings=True)
    from concurrent.futures import ThreadPoolExecutor

    from ttedesktop.program_log import PROGRAM_LOG
    from ttedesktop.settings.reading import SettingsReading
    from ttedesktop.settings.store import SettingsStore

    PROGRAM_LOG.start()
    store = SettingsStore()
    # The keyring answers while Qt is being imported.
    with (
        closing(SettingsReading(store, early.settings)) as reading,
        ThreadPoolExecutor(1, thread_name_prefix="settings") as pool,
    ):
        return _run_with(
            options, early, _Reading(store, pool.submit(reading.load)), claim
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The settings, and when they come."""

    store: SettingsStore
    loading: Future[LoadedSettings]


def _run_with(
    options: _Options,
    early: EarlyChildren,
    reading: _Reading | None = None,
    claim: Claim | None = None,
) -> int:
    children = _children_with_first(options.files, early)
    loaded = _loaded(options, reading)
    look = _first_look(options, children, loaded)
    from ui.application import Application

    application = Application(
        None if reading is None else reading.store,
        demonstration=options.demo,
        children=children,
        first_look=look,
    )
    if loaded is not None:
        application.take(loaded)
    elif reading is not None:
        log.info("the settings come later")
        application.take_later(reading.loading)
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


def _loaded(options: _Options, reading: _Reading | None) -> LoadedSettings | None:
    """Return the settings if they come in time; Qt is being imported meanwhile."""
    import_module("PySide6.QtCore")
    _import_as_usual()
    if reading is None:
        return None
    import_module("ui.first_look" if options.files else "ui.application")
    try:
        return reading.loading.result(timeout=_PATIENCE)
    except TimeoutError:
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
    options: _Options, children: Children, loaded: LoadedSettings | None
) -> FirstLook | None:
    """Show the page that somebody waits for before all else is loaded."""
    if loaded is None or not children.opening or options.picture is not None:
        return None
    from ui.first_look import begin

    return begin(options.files[0], children, loaded.settings)


def _children_with_first(files: Sequence[Path], early: EarlyChildren) -> Children:
    """Return all children; the one that draws pages opens the first of the files."""
    from ui.program.children import children_of

    made = children_of(early)
    if files and files[0].is_file():
        made.begin_to_open(files[0])
    return made
