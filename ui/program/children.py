"""What reads foreign documents for a window, each in a process of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.document.rendering.renderer_child import renderer_child
from ui.program.early import early_children

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.pixel_pool import PixelPool
    from ttedesktop.signing.stamp_drawer import StampDrawer
    from ttedesktop.validation.validator_process import Validator
    from ui.program.early import EarlyChildren


@dataclass(frozen=True)
class Children:
    """Two renderers, a validator, and what draws stamps; none runs before it is asked.

    The window ends them. Nothing of Qt is needed for them, so that they can be at work
    while it is being loaded.
    """

    reading: Renderer
    """Draws the pages that are read."""
    making: Renderer
    """Looks through what is signed, so that reading never waits for it."""
    opening: dict[Path, Future[Document]] = field(default_factory=dict)
    """Files by their absolute paths that are being opened before there is a window."""
    pool: PixelPool | None = None
    """Where both put their pictures: what one of them has let go, the other takes."""

    @cached_property
    def validator(self) -> Validator:
        """What validates; loaded when it is wanted, after the first page."""
        from ttedesktop.validation.validator_process import Validator

        return Validator()

    @cached_property
    def stamps(self) -> StampDrawer:
        """What draws stamps; loaded when one is wanted, after the first page."""
        from ttedesktop.signing.stamp_drawer import StampDrawer

        return StampDrawer()

    def begin_to_open(self, path: Path) -> None:
        """Open a file before there is a window that asks for it."""
        pool = ThreadPoolExecutor(1, thread_name_prefix="opening")
        self.opening[path.absolute()] = pool.submit(self.reading.open, path)
        pool.shutdown(wait=False)

    def open(self, path: Path, password: str = "") -> Document:
        """Open a file to read it, if it is not open yet; raises as a renderer does.

        What was opened before the window was there is handed out once.
        """
        early = self.opening.pop(path, None)
        if early is not None and not password:
            return early.result()
        return self.reading.open(path, password=password)

    def close(self) -> None:
        """End all of them, also in the middle of a page."""
        later = (self.__dict__.get(name) for name in ("validator", "stamps"))
        for child in filter(None, (self.reading, self.making, *later)):
            child.close()
        if self.pool is not None:
            self.pool.close()


def children_of(early: EarlyChildren) -> Children:
    """Return all of them; those that were started early are among them."""
    pool = early.reading.pool
    return Children(
        reading=Renderer(child=early.reading, spare=True, shares=True),
        making=Renderer(child=renderer_child(pool)),
        pool=pool,
    )


def new_children() -> Children:
    """Return children that nobody has started."""
    return children_of(early_children())
