"""Gathers the PDF files of folders for the queue; nothing is opened."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ui.queue_document import QueuedDocument, natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

MOST: Final = 20_000
"""Documents that are added at once, so that no drive is read to its end."""
_NUMBERS: Final = count(1)


def next_number() -> int:
    """Return a number that no document of the queue has had."""
    return next(_NUMBERS)


def gather(paths: Iterable[Path], known: Set[Path]) -> list[QueuedDocument]:
    """Return rows for files and for the PDFs in folders, but for those ``known``."""
    found: list[QueuedDocument] = []
    seen: set[Path] = set(known)
    for named in paths:
        inside = _inside(named) if named.is_dir() else _alone(named)
        for path, below, size in inside:
            if path in seen or len(found) >= MOST:
                continue
            seen.add(path)
            root = named if named.is_dir() else named.parent
            found.append(
                QueuedDocument(
                    number=next_number(),
                    path=path,
                    below=below,
                    root=root.name or str(root),
                    size=size,
                    sort_key=natural_key(path),
                )
            )
    return found


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
        for name in files:
            # Temporary files of this program and of others begin with a dot.
            if not name.lower().endswith(".pdf") or name.startswith("."):
                continue
            path = Path(place) / name
            try:
                yield path, below, path.stat().st_size
            except OSError:
                continue
