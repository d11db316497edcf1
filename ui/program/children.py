"""What reads foreign documents for a window, each in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from ttedesktop.document.rendering.pixel_pool import PixelPool, pool_of
from ttedesktop.document.rendering.renderer import POOL, Renderer
from ttedesktop.validation.validator_process import Validator


@dataclass(frozen=True, slots=True)
class Children:
    """Two renderers and a validator; none of them runs before it is started or asked.

    The window ends them. Nothing of Qt is needed for them, so that they can be at work
    while it is being loaded.
    """

    reading: Renderer
    """Draws the pages that are read."""
    making: Renderer
    """Draws stamps and checks what is signed, so that reading never waits for it."""
    validator: Validator = field(default_factory=Validator)
    pool: PixelPool | None = None
    """Where both put their pictures: what one of them has let go, the other takes."""

    def close(self) -> None:
        """End all of them, also in the middle of a page."""
        for child in (self.reading, self.making, self.validator):
            child.close()
        if self.pool is not None:
            self.pool.close()


def new_children() -> Children:
    """Return children that nobody has started."""
    pool = pool_of(POOL)
    return Children(
        reading=Renderer(pool=pool, spare=True, shares=True),
        making=Renderer(pool=pool),
        pool=pool,
    )
