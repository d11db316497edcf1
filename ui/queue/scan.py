"""Gathers the PDF files of folders for the queue; nothing is opened."""

from __future__ import annotations

import logging
import os
import sys
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ui.queue.document import QueuedDocument, natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

log = logging.getLogger(__name__)

MOST: Final = 20_000
"""Documents that are added at once, so that no drive is read to its end."""
AT_ONCE: Final = 50
"""Rows that the window takes in one go."""
_BREATH: Final = 0.000_5
"""Seconds."""
_NAMES: Final = 50
"""Names that are read or put in order between two breaths."""
_ROWS: Final = 15
"""Rows that are made between two breaths; each is more work than a name."""
_SELDOM: Final = 4 if sys.platform == "win32" else 1
"""How many times as much there is between two where one takes 16 milliseconds."""
_NUMBERS: Final = count(1)
_Thing = TypeVar("_Thing")


def next_number() -> int:
    """Return a number that no document of the queue has had."""
    return next(_NUMBERS)


def gather(paths: Iterable[Path], known: Set[Path]) -> Iterator[list[QueuedDocument]]:
    """Yield rows for files and for the PDFs in folders, but for those ``known``.

    They come some at a time, those of each time in their order.
    """
    some: list[QueuedDocument] = []
    seen: set[Path] = set(known)
    for one in _unhurried(_rows(paths), _ROWS):
        if one.path in seen:
            continue
        if len(seen) - len(known) >= MOST:
            break
        seen.add(one.path)
        some.append(one)
        if len(some) >= AT_ONCE:
            yield _in_order(some)
            some = []
    if some:
        yield _in_order(some)


def _rows(paths: Iterable[Path]) -> Iterator[QueuedDocument]:
    for named in paths:
        yield from _inside(named) if _is_folder(named) else _alone(named)


def _is_folder(named: Path) -> bool:
    try:
        return named.is_dir()
    except OSError:
        # Nobody may look; it is told as of a file that cannot be read.
        return False


def _in_order(rows: list[QueuedDocument]) -> list[QueuedDocument]:
    """Return them so that the window has little left to sort."""
    return sorted(rows, key=lambda one: (one.folder_key, one.sort_key))


def _alone(path: Path) -> Iterator[QueuedDocument]:
    whole = path.absolute()
    try:
        size = whole.stat().st_size
    except OSError:
        # It is told when it is looked at.
        size = 0
    root = _name_of(whole.parent)
    yield QueuedDocument(
        number=next_number(),
        path=whole,
        below=Path(),
        root=root,
        size=size,
        folder_key=root.casefold(),
        sort_key=natural_key(whole.name),
    )


def _inside(folder: Path) -> Iterator[QueuedDocument]:
    whole = folder.absolute()
    root = _name_of(whole)
    pending = [whole]
    while pending:
        place = pending.pop()
        folders, files = _listed(place)
        # Those of this folder first, then those below in their order.
        pending.extend(place / one for one in sorted(folders, reverse=True))
        below = place.relative_to(whole)
        folder_key = "/".join((root, *below.parts)).casefold()
        for sort_key, one in _ordered(files):
            try:
                size = one.stat().st_size
            except OSError:
                continue
            yield QueuedDocument(
                number=next_number(),
                path=place / one.name,
                below=below,
                root=root,
                size=size,
                folder_key=folder_key,
                sort_key=sort_key,
            )


def _name_of(folder: Path) -> str:
    return folder.name or str(folder)


def _listed(place: Path) -> tuple[list[str], list[os.DirEntry[str]]]:
    """Return the folders and the PDF files of a folder; none where it cannot be read.

    Folders behind a symbolic link are left out, for they may lead in a circle.
    """
    folders: list[str] = []
    files: list[os.DirEntry[str]] = []
    try:
        with os.scandir(place) as entries:
            for one in _unhurried(entries, _NAMES):
                if _leads_on(one):
                    if not one.is_symlink():
                        folders.append(one.name)
                # Temporary files of this program and of others begin with a dot.
                elif one.name.lower().endswith(".pdf") and one.name[0] != ".":
                    files.append(one)
    except OSError:
        log.info("a folder cannot be read to its end")
    return folders, files


def _leads_on(one: os.DirEntry[str]) -> bool:
    try:
        return one.is_dir()
    except OSError:
        # A link that leads nowhere, to itself, or where nobody may look.
        return False


def _ordered(
    files: Sequence[os.DirEntry[str]],
) -> list[tuple[tuple[object, ...], os.DirEntry[str]]]:
    """Return files, with the key of each, as a person orders them by their names."""
    keyed = [(natural_key(one.name), one) for one in _unhurried(files, _NAMES)]
    return sorted(keyed, key=lambda one: one[0])


def _unhurried(things: Iterable[_Thing], at_once: int) -> Iterator[_Thing]:
    """Yield all, some at a time; others get a turn now and then.

    The window needs Python's lock a hundred times while it shows the first rows, and
    would wait for it each time until a thread that reckons has to give it away.
    """
    pause = threading.Event()
    for number, one in enumerate(things, 1):
        yield one
        if not number % (at_once * _SELDOM):
            pause.wait(_BREATH)
