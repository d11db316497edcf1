"""Shows a stamp before it is signed, drawn as the signature will draw it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ui.pages.page_loader import PagePicture, picture_of

if TYPE_CHECKING:
    from ttedesktop.document.renderer import Renderer
    from ttedesktop.errors import TteError
    from ttedesktop.signing.stamp_text import StampText
    from ui.program.background import Background

log = logging.getLogger(__name__)

_SHARPEST: Final = 12.0
"""Device pixels a point beyond which a stamp is not drawn."""


class StampPreview(QObject):
    """Draws the newest wish off the GUI thread; what came too late is dropped."""

    drawn = Signal(object)
    """The ``PagePicture`` of the stamp."""

    def __init__(self, background: Background, renderer: Renderer) -> None:
        super().__init__()
        self._background = background
        self._renderer = renderer
        self._wish = 0

    def draw(self, text: StampText, size: tuple[float, float], *, scale: float) -> None:
        """Ask for a stamp of ``size`` points at ``scale`` device pixels a point."""
        self._wish += 1
        wish = self._wish
        width, height = size

        def work() -> PagePicture:
            # Loaded here: the first page is on the screen before this is needed.
            from ttedesktop.signing.stamp import draw_stamp

            pdf = draw_stamp(text, width=width, height=height)
            return picture_of(self._renderer.draw(pdf, scale=min(scale, _SHARPEST)))

        self._background.run(
            work,
            to=self,
            on_success=lambda picture: self._came(wish, picture),
            on_failure=_note,
        )

    def _came(self, wish: int, picture: PagePicture) -> None:
        if wish == self._wish:
            self.drawn.emit(picture)


def _note(error: TteError) -> None:
    log.info("the stamp cannot be shown: %s", error)
