"""The pictures of the pages in view: which are wanted, and how they are laid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Signal

from ui.pages.page_loader import WHOLE_PAGE, PagePicture, PageWish, Purpose
from ui.pages.page_painting import paint_failure
from ui.pages.picture_store import PictureStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPainter, QTransform

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.errors.errors import TteError
    from ui.pages.page_loader import PageLoader

_TILE: Final = 768
"""Device pixels of a side."""
_PIXEL: Final = 4
"""Bytes."""
_AHEAD: Final = 400
"""Device pixels around the view that are drawn before they are seen."""
_STAND_IN: Final = 250_000
"""Device pixels of the rough picture that stands in for a while."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of which something is in view."""

    index: int
    part: QRectF
    """What is seen of it, in points as the document shows it."""


class PagePictures(QObject):
    """Asks a loader, keeps what comes, and paints it."""

    came = Signal()
    failed = Signal(int)
    """Index of a page that cannot be drawn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pages: tuple[PageGeometry, ...] = ()
        self._loader: PageLoader | None = None
        self._store = PictureStore()
        self._undrawable: set[int] = set()
        self.night = False
        """Whether pages are shown light on dark."""

    def show(self, pages: tuple[PageGeometry, ...], loader: PageLoader) -> None:
        """Show the pages of another document."""
        self.clear()
        self._pages = pages
        self._loader = loader
        loader.page_ready.connect(self._page_came)
        loader.page_failed.connect(self._page_failed)

    def clear(self) -> None:
        """Show nothing."""
        if self._loader is not None:
            self._loader.page_ready.disconnect(self._page_came)
            self._loader.page_failed.disconnect(self._page_failed)
        self._loader = None
        self._pages = ()
        self.forget()

    @property
    def are_kept(self) -> bool:
        """Whether there is any picture at all."""
        return not self._store.is_empty

    @property
    def undrawable(self) -> frozenset[int]:
        """The pages that could not be drawn so far."""
        return frozenset(self._undrawable)

    def forget(self) -> None:
        """Let all pictures go; they are drawn anew when they are wanted."""
        self._store.clear()
        self._undrawable.clear()

    def ask_first(self, seen: Sequence[SeenPage], *, scale: float) -> None:
        """Want what is seen, before it is asked what is near."""
        if self._loader is not None:
            self._loader.want(Purpose.VIEW, self._missing(self._wanted(seen, scale)))

    def ask(
        self, seen: Sequence[SeenPage], near: Sequence[int], *, scale: float
    ) -> None:
        """Want what is seen, most wanted first, and then what is near.

        ``scale`` is device pixels a point.
        """
        if self._loader is None:
            return
        wanted = self._wanted(seen, scale)
        self._loader.want(Purpose.VIEW, self._missing(wanted))
        ahead = [
            *self._around(seen, wanted, scale),
            *(
                self._whole(index, scale) or self._rough(index)
                for index in near
                if index not in self._undrawable
            ),
        ]
        self._loader.want(Purpose.NEAR, self._missing(ahead))
        both = (*wanted, *ahead)
        self._store.want(both, sum(map(self._size_of, both)))

    def paint(
        self, painter: QPainter, seen: SeenPage, place: QTransform, scale: float
    ) -> None:
        """Paint a page; ``place`` takes its device pixels to the viewport."""
        painter.save()
        painter.setTransform(place, combine=True)
        page = self._pages[seen.index]
        sheet = QRectF(0, 0, round(page.width * scale), round(page.height * scale))
        if seen.index in self._undrawable:
            painter.restore()
            return
        whole = self._whole(seen.index, scale)
        picture = self._store.get(whole) if whole is not None else None
        if picture is not None:
            painter.drawImage(QRectF(picture.image.rect()), picture.image)
        else:
            stand_in = self._store.any_of(seen.index, night=self.night)
            if stand_in is not None:
                painter.drawImage(sheet, stand_in.image)
            for tile in self._tiles(seen, scale) if whole is None else ():
                self._paint_tile(painter, tile)
        painter.restore()

    def paint_failure(self, painter: QPainter, index: int, rect: QRectF) -> None:
        """Say in the place of a page that it cannot be shown, if it cannot."""
        if index in self._undrawable:
            paint_failure(painter, rect)

    def is_whole(self, index: int, scale: float) -> bool:
        """Whether there is a picture of all of a page at that scale."""
        wish = self._whole(index, scale)
        return (
            wish is not None
            and index not in self._undrawable
            and self._store.get(wish) is not None
        )

    def has_all(self, seen: Sequence[SeenPage], *, scale: float) -> bool:
        """Whether nothing that is seen has to be drawn still, or drawn sharper.

        A page that cannot be drawn is never there.
        """
        for one in seen:
            whole = self._whole(one.index, scale)
            wishes = self._tiles(one, scale) if whole is None else [whole]
            if self._missing(wishes):
                return False
        return True

    # --- inside ------------------------------------------------------------------

    def _paint_tile(self, painter: QPainter, tile: PageWish) -> None:
        picture = self._store.get(tile)
        if picture is not None and tile.clip is not None:
            left, top, _width, _height = tile.clip
            target = QRectF(picture.image.rect()).translated(left, top)
            painter.drawImage(target, picture.image)

    def _wishes(self, seen: SeenPage, scale: float) -> Iterator[PageWish]:
        whole = self._whole(seen.index, scale)
        has_stand_in = self._store.any_of(seen.index, night=self.night) is not None
        is_slow = self._loader is not None and self._loader.is_slow
        if not has_stand_in and (whole is None or is_slow):
            yield self._rough(seen.index)
        if whole is not None:
            yield whole
        else:
            yield from self._tiles(seen, scale)

    def _wanted(self, seen: Sequence[SeenPage], scale: float) -> list[PageWish]:
        return [
            wish
            for one in seen
            if one.index not in self._undrawable
            for wish in self._wishes(one, scale)
        ]

    def _around(
        self, seen: Sequence[SeenPage], wanted: Sequence[PageWish], scale: float
    ) -> list[PageWish]:
        """Return the tiles just out of view, of pages that are drawn in tiles."""
        more = _AHEAD / scale
        return [
            tile
            for one in seen
            if one.index not in self._undrawable
            and self._whole(one.index, scale) is None
            for tile in self._tiles(
                SeenPage(one.index, one.part.adjusted(-more, -more, more, more)), scale
            )
            if tile not in wanted
        ]

    def _missing(self, wishes: Sequence[PageWish]) -> list[PageWish]:
        return [wish for wish in wishes if self._store.get(wish) is None]

    def _size_of(self, wish: PageWish) -> int:
        """Return the bytes of a picture."""
        if wish.clip is not None:
            return wish.clip[2] * wish.clip[3] * _PIXEL
        page = self._pages[wish.index]
        width, height = round(page.width * wish.scale), round(page.height * wish.scale)
        return max(1, width) * max(1, height) * _PIXEL

    def _whole(self, index: int, scale: float) -> PageWish | None:
        page = self._pages[index]
        if page.width * scale * page.height * scale > WHOLE_PAGE:
            return None
        return PageWish(index, scale, night=self.night)

    def _rough(self, index: int) -> PageWish:
        page = self._pages[index]
        area = max(1.0, page.width * page.height)
        scale = min(1.0, (_STAND_IN / area) ** 0.5)
        return PageWish(index, scale, night=self.night, is_rough=True)

    def _tiles(self, seen: SeenPage, scale: float) -> list[PageWish]:
        page = self._pages[seen.index]
        width, height = round(page.width * scale), round(page.height * scale)
        left = max(0.0, seen.part.left() * scale)
        top = max(0.0, seen.part.top() * scale)
        right = min(float(width), seen.part.right() * scale)
        bottom = min(float(height), seen.part.bottom() * scale)
        if right <= left or bottom <= top:
            return []
        columns = range(max(0, int(left) // _TILE), int(right - 0.01) // _TILE + 1)
        rows = range(max(0, int(top) // _TILE), int(bottom - 0.01) // _TILE + 1)
        corners = [(column * _TILE, row * _TILE) for row in rows for column in columns]
        x, y = (left + right) / 2 - _TILE / 2, (top + bottom) / 2 - _TILE / 2
        # What the eye rests on comes first.
        corners.sort(key=lambda at: (at[0] - x) ** 2 + (at[1] - y) ** 2)
        return [
            PageWish(
                seen.index,
                scale,
                (a, b, min(_TILE, width - a), min(_TILE, height - b)),
                night=self.night,
            )
            for a, b in corners
        ]

    def _page_came(self, wish: PageWish, picture: PagePicture) -> None:
        if wish.purpose is not Purpose.THUMBNAIL:
            self._store.put(wish, picture)
            self.came.emit()

    def _page_failed(self, wish: PageWish, _error: TteError) -> None:
        if wish.purpose is Purpose.VIEW:
            self._undrawable.add(wish.index)
            self.failed.emit(wish.index)
            self.came.emit()
