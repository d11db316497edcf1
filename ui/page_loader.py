"""Brings pages as pictures: what is seen first, what nobody waits for never."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from ttedesktop.document.geometry import ViewRect
from ttedesktop.errors import TteError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.pdf import Document, PageImage
    from ttedesktop.document.renderer import Renderer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageWish:
    """A page, or a part of it, at a scale."""

    index: int
    scale: float
    """Device pixels a point."""
    clip: tuple[int, int, int, int] | None = None
    """Left, top, width and height in device pixels; None for the whole page."""
    purpose: str = "view"
    """Who asked: view or thumbnail."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: Qt borrows the pixels, so both live and die together."""

    image: QImage
    pixels: bytes | memoryview

    @property
    def size(self) -> int:
        """Bytes of the pixels."""
        return len(self.pixels)


def picture_of(page: PageImage) -> PagePicture:
    """Return a page as Qt paints it, without copying the pixels."""
    image = QImage(
        page.pixels,
        page.width,
        page.height,
        page.width * 4,
        QImage.Format.Format_RGB32,
    )
    return PagePicture(image, page.pixels)


class PageLoader(QObject):
    """One thread that asks the renderer for the most wanted page there is."""

    page_ready = Signal(object, object)
    """The wish, and the ``PagePicture``."""
    page_failed = Signal(object, object)
    """The wish, and the error."""

    def __init__(self, renderer: Renderer, document: Document) -> None:
        super().__init__()
        self._renderer = renderer
        self._document = document
        self._wishes: dict[str, list[PageWish]] = {"view": [], "thumbnail": []}
        self._changed = threading.Condition()
        self._is_stopped = False
        self._thread = threading.Thread(
            target=self._work, name="page-loader", daemon=True
        )
        self._thread.start()

    def want(self, purpose: str, wishes: Sequence[PageWish]) -> None:
        """Replace what was wanted for a purpose; the first is the most urgent."""
        with self._changed:
            self._wishes[purpose] = list(wishes)
            self._changed.notify()

    def stop(self) -> None:
        """Forget all wishes; the thread ends after the page under way."""
        with self._changed:
            self._is_stopped = True
            self._wishes = {"view": [], "thumbnail": []}
            self._changed.notify()

    def _work(self) -> None:
        while (wish := self._next()) is not None:
            try:
                picture = picture_of(self._draw(wish))
            except TteError as error:
                self._tell(self.page_failed, wish, error)
            else:
                self._tell(self.page_ready, wish, picture)

    def _draw(self, wish: PageWish) -> PageImage:
        clip = None if wish.clip is None else ViewRect(*wish.clip)
        return self._renderer.render(
            self._document, wish.index, scale=wish.scale, clip=clip
        )

    def _next(self) -> PageWish | None:
        with self._changed:
            while not self._is_stopped:
                for purpose in ("view", "thumbnail"):
                    if self._wishes[purpose]:
                        return self._wishes[purpose].pop(0)
                self._changed.wait()
        return None

    def _tell(self, signal: SignalInstance, wish: PageWish, outcome: object) -> None:
        if self._is_stopped:
            return
        try:
            signal.emit(wish, outcome)
        except RuntimeError:
            log.debug("nobody waits for this page any more")
