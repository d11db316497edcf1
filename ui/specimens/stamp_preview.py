"""Shows a stamp before it is signed, drawn as the signature will draw it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.document.geometry import ViewRect
from ui.pages.page_loader import PagePicture, picture_of
from ui.placing.drawn_stamp import DrawnStamp, part_around

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.request import Placement
    from ttedesktop.signing.stamp_text import StampText
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_SHARPEST: Final = 12.0
"""Device pixels a point beyond which a stamp is not drawn."""


class StampPreview(QObject):
    """Draws the newest wish off the GUI thread, one at a time.

    Of those that come while another is drawn only the last is drawn afterwards: whoever
    types sees soon what was typed, not each letter in its turn.
    """

    drawn = Signal(object)
    """The ``PagePicture`` of a stamp alone, or the ``DrawnStamp`` of one in its place.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._background = parts.background
        self._stamps, self._renderer = parts.stamps, parts.making
        self._wish = 0
        self._under_way: Future[PagePicture | DrawnStamp] | None = None
        self._next: Callable[[], PagePicture | DrawnStamp] | None = None

    def draw(self, text: StampText, size: tuple[float, float], *, scale: float) -> None:
        """Ask for a stamp of ``size`` points at ``scale`` device pixels a point."""
        width, height = size

        def work() -> PagePicture:
            pdf = self._stamps.draw(text, width=width, height=height)
            return picture_of(self._renderer.draw(pdf, scale=min(scale, _SHARPEST)))

        self._run(work)

    def draw_in_place(
        self,
        text: StampText,
        placement: Placement,
        document: Document,
        *,
        scale: float,
    ) -> None:
        """Ask for a stamp as the signed page will show it, pixel for pixel.

        It is drawn by the way that the signature takes, on a bare page like its own.
        """
        renderer, sharp = self._renderer, min(scale, _SHARPEST)
        page = document.pages[placement.page]

        def work() -> DrawnStamp:
            pdf = self._stamps.on_bare_paper(
                text, placement.rect, page, archive_part=document.archive_part
            )
            seen = page.to_view(placement.rect, scale=1)
            left, top, width, height = part_around(seen, page, sharp)
            part = ViewRect(left, top, width, height)
            picture = picture_of(renderer.draw(pdf, scale=sharp, clip=part))
            return DrawnStamp(picture, (left, top), sharp, seen)

        self._run(work)

    def _run(self, work: Callable[[], PagePicture | DrawnStamp]) -> None:
        self._wish += 1
        self._next = work
        if self._under_way is None or self._under_way.done():
            self._draw_next()

    def _draw_next(self) -> None:
        work, self._next = self._next, None
        if work is None:
            return
        wish = self._wish
        self._under_way = self._background.run(
            work,
            to=self,
            on_success=lambda drawn: self._came(wish, drawn),
            on_failure=self._failed,
        )

    def _came(self, wish: int, drawn: PagePicture | DrawnStamp) -> None:
        if wish == self._wish:
            self.drawn.emit(drawn)
        self._draw_next()

    def _failed(self, error: TteError) -> None:
        log.info("the stamp cannot be shown: %s", error)
        self._draw_next()
