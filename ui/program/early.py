"""The children that the window waits for at its start; they get ready first of all.

To load what draws pages, and what knows the keyring, takes as long as to load Qt. So
nothing is loaded before they are started that they can do without.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttedesktop.document.rendering.pixel_pool import pool_of
from ttedesktop.document.rendering.renderer_child import POOL, renderer_child
from ttedesktop.processes import Worker

if TYPE_CHECKING:
    from ttedesktop.document.rendering.renderer_child import RendererChild


@dataclass(frozen=True, slots=True)
class EarlyChildren:
    """They run, or begin to when they are asked."""

    settings: Worker
    """Reads the settings."""
    reading: RendererChild
    """Draws the pages that are read; others may put pictures where it does."""


def early_children() -> EarlyChildren:
    """Return children that nobody has started."""
    return EarlyChildren(Worker("settings"), renderer_child(pool_of(POOL)))


def start_early(*, reads_settings: bool) -> EarlyChildren:
    """Start the children; where the system refuses, whoever asks them hears of it."""
    made = early_children()
    with contextlib.suppress(OSError):
        if reads_settings:
            made.settings.start()
        made.reading.worker.start()
    return made
