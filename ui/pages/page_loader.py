"""Brings pages as pictures: what is seen first, what nobody waits for never."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from ttedesktop.document.geometry import ViewRect
from ttedesktop.document.pdf import Medium
from ttedesktop.errors.errors import TteError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.pdf import Document, PageImage
    from ttedesktop.document.rendering.renderer import Renderer

log = logging.getLogger(__name__)

WHOLE_PAGE: Final = 5_000_000
"""Device pixels up to which a page is drawn whole; beyond, only the tiles in view."""
_SLOW: Final = 0.03
"""Seconds of a page from which on a rough picture is shown first: two frames."""
_PATIENCE: Final = 0.3
"""Seconds that a page nobody waits for any more may still take."""
_IDLE: Final = 2.0
"""Seconds without a wish after which memory is given back."""
_MEMORY: Final = 0.5
"""Weight of the newest page in the reckoning of how long a page takes."""
_WORTH: Final = 0.5
"""Part of what a page takes that a rough picture of it may take."""
_COURTESY: Final = 0.1
"""Seconds for which nothing else is drawn while a page in view is: a machine with two
processors, or with one that does as if, draws each of two pages half as fast."""
_YOUTH: Final = 0.03
"""Seconds for which thumbnails wait for the page that may be wanted with them."""


class Purpose(Enum):
    """Who wants a page, the most urgent first."""

    VIEW = "view"
    NEAR = "near"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class PageWish:
    """A page, or a part of it, at a scale."""

    index: int
    scale: float
    """Device pixels a point."""
    clip: tuple[int, int, int, int] | None = None
    """Left, top, width and height in device pixels; None for the whole page."""
    night: bool = False
    """Light on dark."""
    is_rough: bool = field(default=False, compare=False)
    """Whether it only stands in for a sharper picture."""
    purpose: Purpose = field(default=Purpose.VIEW, compare=False)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: Qt borrows the pixels, so all three live and die together."""

    image: QImage
    pixels: bytes | memoryview
    lease: object = None

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
    return PagePicture(image, page.pixels, page.lease)


class PageLoader(QObject):
    """One thread for what is seen, and one for what may be seen next.

    Each asks a renderer of its own, so that a page in view never waits for another.
    What may be seen next waits for it a little, and is not drawn twice if it is seen
    and is there soon.
    """

    page_ready = Signal(object, object)
    """The wish, and the ``PagePicture``."""
    page_failed = Signal(object, object)
    """The wish, and the error."""

    def __init__(
        self, reading: Renderer, document: Document, making: Renderer | None = None
    ) -> None:
        """Draw what is seen with ``reading``, the rest with ``making``, if given."""
        super().__init__()
        self._reading = reading
        self._making = making or reading
        self._document = document
        self._wishes: dict[Purpose, list[PageWish]] = {one: [] for one in Purpose}
        self._changed = threading.Condition()
        self._is_stopped = False
        self._is_resting = False
        self._under_way: tuple[PageWish, float] | None = None
        self._abandoned: PageWish | None = None
        self._ahead: tuple[PageWish, float] | None = None
        """What is drawn before it is seen, and since when."""
        self._usual = self._usual_rough = 0.0
        self._thumbnails_from = 0.0
        for name, renderer, purposes in (
            ("page-loader-view", self._reading, (Purpose.VIEW,)),
            ("page-loader-near", self._making, (Purpose.NEAR, Purpose.THUMBNAIL)),
        ):
            threading.Thread(
                target=self._work, args=(renderer, purposes), name=name, daemon=True
            ).start()

    @property
    def is_slow(self) -> bool:
        """Whether the pages of this document take longer than the eye waits.

        Not where a rough picture takes nearly as long, as it does of scans: most of it
        is to unpack what was scanned.
        """
        return self._usual > _SLOW and self._usual_rough < self._usual * _WORTH

    def want(self, purpose: Purpose, wishes: Sequence[PageWish]) -> None:
        """Replace what was wanted for a purpose; the first is the most urgent."""
        with self._changed:
            self._wishes[purpose] = [replace(one, purpose=purpose) for one in wishes]
            if purpose is Purpose.THUMBNAIL:
                self._thumbnails_from = time.monotonic() + _YOUTH
            self._changed.notify_all()
            held_up = purpose is Purpose.VIEW and bool(wishes) and self._is_held_up()
            if held_up and self._under_way is not None:
                self._abandoned = self._under_way[0]
        if held_up:
            self._give_up()

    def rest(self, *, resting: bool) -> None:
        """Draw nothing while nobody sees the document; what is wanted waits."""
        with self._changed:
            self._is_resting = resting
            if resting:
                self._wishes = {one: [] for one in Purpose}
            self._changed.notify_all()
            held_up = resting and self._is_held_up()
            if held_up and self._under_way is not None:
                self._abandoned = self._under_way[0]
        if held_up:
            self._give_up()

    def _give_up(self) -> None:
        # The engine cannot be told to stop; another child goes on at once.
        log.info("a page nobody waits for any more is given up")
        self._reading.interrupt()

    def stop(self) -> None:
        """Forget all wishes; the threads end after the pages under way."""
        with self._changed:
            self._is_stopped = True
            self._wishes = {one: [] for one in Purpose}
            self._changed.notify_all()

    def _is_held_up(self) -> bool:
        if self._under_way is None or self._abandoned is not None:
            return False
        wish, began = self._under_way
        still_wanted = any(
            one.index == wish.index for one in self._wishes[Purpose.VIEW]
        )
        return not still_wanted and time.monotonic() - began > _PATIENCE

    def _work(self, renderer: Renderer, purposes: tuple[Purpose, ...]) -> None:
        while (wish := self._next(purposes)) is not None:
            began = time.monotonic()
            try:
                picture = picture_of(self._draw(renderer, wish))
            except TteError as error:
                if not self._was_abandoned(wish):
                    self._tell(self.page_failed, wish, error)
            else:
                self._was_abandoned(wish)
                if wish.purpose is not Purpose.THUMBNAIL:
                    self._no_longer_wanted(wish)
                self._reckon(wish, time.monotonic() - began)
                self._tell(self.page_ready, wish, picture)

    def _no_longer_wanted(self, wish: PageWish) -> None:
        """Let nobody draw again what was wished for anew while it was drawn."""
        with self._changed:
            for purpose in (Purpose.VIEW, Purpose.NEAR):
                wishes = self._wishes[purpose]
                self._wishes[purpose] = [one for one in wishes if one != wish]

    def _reckon(self, wish: PageWish, took: float) -> None:
        if wish.clip is not None or wish.purpose is not Purpose.VIEW:
            return
        if wish.is_rough:
            self._usual_rough += (took - self._usual_rough) * _MEMORY
        else:
            self._usual += (took - self._usual) * _MEMORY

    def _draw(self, renderer: Renderer, wish: PageWish) -> PageImage:
        clip = None if wish.clip is None else ViewRect(*wish.clip)
        medium = Medium.NIGHT if wish.night else Medium.SCREEN
        return renderer.render(
            self._document, wish.index, scale=wish.scale, clip=clip, medium=medium
        )

    def _next(self, purposes: tuple[Purpose, ...]) -> PageWish | None:
        # Both put pictures in the same memory; one of them tidies up.
        patience = None if Purpose.VIEW in purposes else _IDLE
        with self._changed:
            if Purpose.VIEW in purposes:
                self._under_way = None
            else:
                self._ahead = None
            # Whoever waited for what was under way may go on.
            self._changed.notify_all()
            while not self._is_stopped:
                pause = self._pause(purposes)
                wish = None if pause else self._most_wanted(purposes)
                if wish is not None:
                    return wish
                if not self._changed.wait(pause or patience) and not pause:
                    patience = None
                    self._tidy_up()
        return None

    def _pause(self, purposes: tuple[Purpose, ...]) -> float:
        """Return the seconds until one of the two may go on, if nothing changes."""
        if Purpose.VIEW not in purposes:
            return self._courtesy()
        if self._ahead is None or not self._wishes[Purpose.VIEW]:
            return 0.0
        # The other one may be waiting itself, or hang.
        until = self._ahead[1] + _COURTESY - time.monotonic()
        return max(0.0, until) if not self._view_wishes() else 0.0

    def _courtesy(self) -> float:
        """Return the seconds for which a page in view is let be drawn alone."""
        now = time.monotonic()
        if self._under_way is not None:
            return max(0.0, self._under_way[1] + _COURTESY - now)
        if self._view_wishes():
            return _COURTESY
        is_young = self._wishes[Purpose.THUMBNAIL] and not self._wishes[Purpose.NEAR]
        return max(0.0, self._thumbnails_from - now) if is_young else 0.0

    def _view_wishes(self) -> list[PageWish]:
        """Return what is to be drawn of what is seen, and is not being drawn ahead."""
        wishes = self._wishes[Purpose.VIEW]
        if self._ahead is None or time.monotonic() >= self._ahead[1] + _COURTESY:
            return wishes
        return [one for one in wishes if one != self._ahead[0]]

    def _tidy_up(self) -> None:
        """Give back the memory of pictures that are gone; nobody waits for it."""
        self._changed.release()
        try:
            self._making.trim()
        finally:
            self._changed.acquire()

    def _most_wanted(self, purposes: tuple[Purpose, ...]) -> PageWish | None:
        for purpose in () if self._is_resting else purposes:
            is_view = purpose is Purpose.VIEW
            wishes = self._view_wishes() if is_view else self._wishes[purpose]
            if wishes:
                wish = wishes[0]
                self._wishes[purpose].remove(wish)
                if is_view:
                    self._under_way = wish, time.monotonic()
                elif purpose is Purpose.NEAR:
                    self._ahead = wish, time.monotonic()
                return wish
        return None

    def _was_abandoned(self, wish: PageWish) -> bool:
        """Whether nobody waited for a page any more; another may be given up then."""
        with self._changed:
            if wish.purpose is not Purpose.VIEW:
                return False
            self._under_way = None
            was, self._abandoned = self._abandoned == wish, None
            return was

    def _tell(self, signal: SignalInstance, wish: PageWish, outcome: object) -> None:
        if self._is_stopped:
            return
        try:
            signal.emit(wish, outcome)
        except RuntimeError:
            log.debug("nobody waits for this page any more")
