"""Pictures of pages, the least recently seen let go first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.page_loader import PagePicture, PageWish

CAPACITY: Final = 128 << 20
"""Bytes of pixels that are kept."""


class PictureStore:
    """Holds the newest pictures of each page."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[PageWish, PagePicture] = OrderedDict()
        self._size = 0

    def put(self, wish: PageWish, picture: PagePicture) -> None:
        """Keep a picture, and let older ones go if need be."""
        if wish in self._kept:
            self._size -= self._kept.pop(wish).size
        self._kept[wish] = picture
        self._size += picture.size
        while self._size > self._capacity and len(self._kept) > 1:
            _wish, old = self._kept.popitem(last=False)
            self._size -= old.size

    def get(self, wish: PageWish) -> PagePicture | None:
        """Return the very picture that is wished for."""
        if wish in self._kept:
            self._kept.move_to_end(wish)
            return self._kept[wish]
        return None

    def any_of(self, index: int) -> PagePicture | None:
        """Return a whole page at any scale, the newest, to stand in for a while."""
        for wish in reversed(self._kept):
            if wish.index == index and wish.clip is None:
                return self._kept[wish]
        return None

    def clear(self) -> None:
        """Let everything go."""
        self._kept.clear()
        self._size = 0
