"""Gathers the PDF files of folders for the queue; nothing is opened."""

from __future__ import annotations

import os
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.queue.document import QueuedDocument, natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

MOST: Final = 20_000
"""Documents that are added at once, so that no drive is read to its end."""
AT_ONCE: Final = 50
"""Rows that the window takes in one go."""
_BREATH: Final = 0.000_5
"""Seconds."""
_NUMBERS: Final = count(1)


def next_number() -> int:
    """Return a number that no document of the queue has had."""
    return next(_NUMBERS)


def gather(paths: Iterable[Path], known: Set[Path]) -> Iterator[list[QueuedDocument]]:
    """Yield rows for files and for the PDFs in folders, but for those ``known``.

    They come some at a time, those of each time in their order.
    """
    some: list[QueuedDocument] = []
    seen: set[Path] = set(known)
    for named in paths:
        is_folder = named.is_dir()
        root = named if is_folder else named.parent
        for path, below, size in _inside(named) if is_folder else _alone(named):
            if path in seen or len(seen) - len(known) >= MOST:
                continue
            seen.add(path)
            some.append(_row(path, below, root.name or str(root), size))
            if len(some) >= AT_ONCE:
                yield _in_order(some)
                some = []
    if some:
        yield _in_order(some)


def _in_order(rows: list[QueuedDocument]) -> list[QueuedDocument]:
    """Return them so that the window has little left to sort."""
    return sorted(rows, key=lambda one: (one.folder_key, one.sort_key))


def _row(path: Path, below: Path, root: str, size: int) -> QueuedDocument:
    return QueuedDocument(
        number=next_number(),
        path=path,
        below=below,
        root=root,
        size=size,
        folder_key="/".join((root, *below.parts)).casefold(),
        sort_key=natural_key(path.name),
    )


def _alone(path: Path) -> Iterator[tuple[Path, Path, int]]:
    whole = path.absolute()
    try:
        yield whole, Path(), whole.stat().st_size
    except OSError:
        # It is told when it is looked at.
        yield whole, Path(), 0


def _inside(folder: Path) -> Iterator[tuple[Path, Path, int]]:
    whole = folder.absolute()
    for place, folders, files in os.walk(whole):
        folders.sort()
        below = Path(place).relative_to(whole)
        # Temporary files of this program and of others begin with a dot.
        names = [
            name
            for name in files
            if name.lower().endswith(".pdf") and not name.startswith(".")
        ]
        # In the order in which they stand in the queue, so that each lot goes behind
        # the one before.
        for name in _ordered(names):
            path = Path(place) / name
            try:
                yield path, below, path.stat().st_size
            except OSError:
                continue


def _ordered(names: list[str]) -> list[str]:
    """Return names as a person orders them; others get a turn now and then.

    The window needs Python's lock a hundred times while it shows the first rows, and
    would wait for it each time until a thread that reckons has to give it away.
    """
    keyed: list[tuple[tuple[object, ...], str]] = []
    pause = threading.Event()
    for start in range(0, len(names), AT_ONCE):
        keyed.extend((natural_key(one), one) for one in names[start : start + AT_ONCE])
        pause.wait(_BREATH)
    return [name for _key, name in sorted(keyed)]
