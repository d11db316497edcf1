"""What a search has found so far, in the order of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttedesktop.document.contents import SearchHit

MOST_HITS: Final = 10_000
"""A search that finds more is not one that anybody walks through."""
MOST_LISTED: Final = 1_000


class SearchHits:
    """Hits from a page to the end, and those before it, which are found later.

    A hit is named by its place in the order of the document, from 0; that place
    grows while hits before it are found.
    """

    def __init__(self, first_page: int) -> None:
        self._first_page = first_page
        self._before: list[SearchHit] = []
        self._after: list[SearchHit] = []
        self._by_page: dict[int, list[SearchHit]] = {}
        self.skipped = 0
        """Pages that could not be searched."""

    def __len__(self) -> int:
        return len(self._before) + len(self._after)

    def __getitem__(self, place: int) -> SearchHit:
        before = len(self._before)
        return self._before[place] if place < before else self._after[place - before]

    @property
    def is_full(self) -> bool:
        """Whether more is not looked for."""
        return len(self) >= MOST_HITS

    def add(self, found: Iterable[SearchHit]) -> None:
        """Take what was found on pages that follow those before."""
        for hit in found:
            if self.is_full:
                return
            is_before = hit.page < self._first_page
            (self._before if is_before else self._after).append(hit)
            self._by_page.setdefault(hit.page, []).append(hit)

    def on_page(self, index: int) -> list[SearchHit]:
        """Return the hits that begin on a page."""
        return self._by_page.get(index, [])

    def place_of(self, hit: SearchHit) -> int:
        """Return which one a hit is; -1 if it is none of them."""
        for place in self._places_on(hit.page):
            if self[place] is hit:
                return place
        return -1

    def first_from(self, page: int) -> SearchHit | None:
        """Return the first hit on a page or after it; else the first of all."""
        if not len(self):
            return None
        place = self._first_place(page)
        return self[place] if place < len(self) else self[0]

    # --- listed ------------------------------------------------------------------

    @property
    def listed_before(self) -> int:
        """How many of the hits that are listed stand before the first page."""
        return min(len(self._before), MOST_LISTED - self.listed_after)

    @property
    def listed_after(self) -> int:
        """How many of those that are listed stand on the first page or after it."""
        return min(len(self._after), MOST_LISTED)

    def listed(self, row: int) -> SearchHit:
        """Return the hit in a row of the list."""
        before = self.listed_before
        return self._before[row] if row < before else self._after[row - before]

    def row_of(self, hit: SearchHit) -> int:
        """Return the row in which a hit is listed; -1 if it is not."""
        place = self.place_of(hit)
        before = len(self._before)
        if place < before:
            return place if place < self.listed_before else -1
        after = place - before
        return self.listed_before + after if after < self.listed_after else -1

    # --- inside ------------------------------------------------------------------

    def _first_place(self, page: int) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle].page < page:
                low = middle + 1
            else:
                high = middle
        return low

    def _places_on(self, page: int) -> Iterator[int]:
        place = self._first_place(page)
        while place < len(self) and self[place].page == page:
            yield place
            place += 1
