"""Pictures of pages, the least recently seen let go first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.pages.page_loader import PagePicture, PageWish

CAPACITY: Final = 28 << 20
"""Bytes of pixels that are kept even if nobody wants so many at one time."""


class PictureStore:
    """Holds the newest pictures of each page."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[PageWish, PagePicture] = OrderedDict()
        self._size = self._size_wanted = 0
        self._wanted: frozenset[PageWish] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no picture is kept."""
        return not self._kept

    def want(self, wishes: Iterable[PageWish], size: int) -> None:
        """Have room for what somebody wants at one time, ``size`` bytes in all.

        None of it is let go.
        """
        self._wanted, self._size_wanted = frozenset(wishes), size
        self._let_go()

    def put(self, wish: PageWish, picture: PagePicture) -> None:
        """Keep a picture, and let older ones go if need be."""
        if wish in self._kept:
            self._size -= self._kept.pop(wish).size
        self._kept[wish] = picture
        self._size += picture.size
        self._let_go()

    def _let_go(self) -> None:
        room = max(self._capacity, self._size_wanted)
        unwanted = [one for one in self._kept if one not in self._wanted]
        while self._size > room and unwanted and len(self._kept) > 1:
            self._size -= self._kept.pop(unwanted.pop(0)).size

    def get(self, wish: PageWish) -> PagePicture | None:
        """Return the very picture that is wished for."""
        if wish in self._kept:
            self._kept.move_to_end(wish)
            return self._kept[wish]
        return None

    def any_of(self, index: int, *, night: bool = False) -> PagePicture | None:
        """Return a whole page at the finest scale there is, to stand in for a while."""
        fitting = [
            wish
            for wish in self._kept
            if wish.index == index and wish.clip is None and wish.night == night
        ]
        finest = max(fitting, key=lambda wish: wish.scale, default=None)
        return None if finest is None else self._kept[finest]

    def clear(self) -> None:
        """Let everything go."""
        self._kept.clear()
        self._size = 0
