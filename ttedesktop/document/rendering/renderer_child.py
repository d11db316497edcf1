"""A renderer's child process and the memory that it draws into.

Made without loading what speaks to it, so that it gets ready while all else is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.document.rendering.pixel_pool import pool_of
from ttedesktop.processes import Worker

if TYPE_CHECKING:
    from ttedesktop.document.rendering.pixel_pool import PixelPool

POOL: Final = 128 << 20
"""Bytes; they take memory only where pictures are."""


@dataclass(frozen=True, slots=True)
class RendererChild:
    """What a ``Renderer`` works with, and ends."""

    worker: Worker
    pool: PixelPool | None
    """Where pictures are put; None where the system grants no such memory."""
    owns_pool: bool
    """Whether the memory ends with it, for nobody else puts pictures there."""


def renderer_child(
    pool: PixelPool | None = None, *, gives_way: bool = False
) -> RendererChild:
    """Return a child that has not been started.

    Without a ``pool`` it has one of its own. One that ``gives_way`` lets others work
    first.
    """
    made = pool or pool_of(POOL)
    worker = Worker(
        "renderer",
        () if made is None else (made.argument,),
        () if made is None else made.inherited,
        may_borrow=True,
        gives_way=gives_way,
    )
    return RendererChild(worker, made, owns_pool=pool is None)
