"""Memory that the renderer's child draws into and its parent shows from."""

from __future__ import annotations

import mmap
import secrets
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Generator

_MAPPED: Final[Any] = mmap.mmap  # its parameters differ from system to system


@contextmanager
def shared_memory(folder: Path, size: int) -> Generator[tuple[str, mmap.mmap]]:
    """Yield a name for the child, and the memory behind it, ``size`` bytes long.

    The name is good inside the ``with`` block; the memory lives for as long as
    anybody keeps it.
    """
    if sys.platform == "win32":
        # A mapped file cannot be removed there; a named mapping goes by itself.
        name = f"tte-pages-{secrets.token_hex(16)}"
        yield name, _MAPPED(-1, size, tagname=name)
        return
    path = folder / f"{secrets.token_hex(8)}.pixels"
    try:
        with path.open("x+b") as file:
            file.truncate(size)
            memory = mmap.mmap(file.fileno(), size)
        yield str(path), memory
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def opened(name: str, size: int) -> Generator[mmap.mmap]:
    """Yield, in the child, the memory of that name."""
    if sys.platform == "win32":
        with _MAPPED(-1, size, tagname=name) as memory:
            yield memory
        return
    with Path(name).open("r+b") as file, mmap.mmap(file.fileno(), size) as memory:
        yield memory
