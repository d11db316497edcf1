"""What is loaded when a person reads already, so that nobody waits for it later."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from ttedesktop.signing.loading import load_what_signs

_WANTED_LATER: Final = (
    "ttedesktop.ceremony",
    "ttedesktop.batch.registering",
    "ttedesktop.batch.run",
)
"""What the window's thread would load while somebody waits for a signature."""


def warm_up() -> None:
    """Load what signs, and draw a stamp that nobody sees; takes a while."""
    load_what_signs()
    for name in _WANTED_LATER:
        import_module(name)
    from ttedesktop.signing.stamp import draw_stamp
    from ttedesktop.signing.stamp_text import DEFAULT_HEIGHT, DEFAULT_WIDTH, StampText

    text = StampText(name="TTE", qr_content="TTE")
    draw_stamp(text, width=DEFAULT_WIDTH, height=DEFAULT_HEIGHT)
