"""What reads foreign documents for a window, each in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.validation.validator_process import Validator


def _renderer_with_spare() -> Renderer:
    return Renderer(spare=True)


@dataclass(frozen=True, slots=True)
class Children:
    """Two renderers and a validator; none of them runs before it is started or asked.

    The window ends them. Nothing of Qt is needed for them, so that they can be at work
    while it is being loaded.
    """

    reading: Renderer = field(default_factory=_renderer_with_spare)
    """Draws the pages that are read."""
    making: Renderer = field(default_factory=Renderer)
    """Draws stamps and checks what is signed, so that reading never waits for it."""
    validator: Validator = field(default_factory=Validator)

    def close(self) -> None:
        """End all of them, also in the middle of a page."""
        for child in (self.reading, self.making, self.validator):
            child.close()
