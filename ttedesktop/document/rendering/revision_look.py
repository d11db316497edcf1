"""Whether a document still looks as it did when it was signed.

The bytes that were signed and the file as it is now are drawn by the same renderer
and compared pixel by pixel, outside the boxes where something may have been added.
To be called in a process that may be ended: it draws foreign pages.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

from ttedesktop.document.rendering.look import Look
from ttedesktop.document.rendering.page_pair import PagePair, drawing_of
from ttedesktop.document.structure.empty_fields import show_as_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.document.rendering.look import (
        Boxes,
        FilledBox,
        Fillings,
        PageWatch,
    )
    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import MuPdfObject

MOST_PAGES: Final = 2000
TIME_LIMIT: Final = 4.0
"""Seconds for all pages of a document."""
_MOST_KEPT: Final = 400
"""Drawings that are kept for the next signature; each takes half a megabyte."""
MOST_PLACES: Final = 200
"""Differing parts of a document that are told one by one."""


@dataclass(slots=True)
class LookComparison:
    """Compares signed revisions with one document; draws each page of it once."""

    content: Content = field(repr=False)
    password: str = field(default="", repr=False)
    is_asked_often: bool = True
    """Whether drawings are worth keeping, for more than one revision is compared."""
    _current: Any = None
    _drawn: dict[int, Any] = field(default_factory=dict)

    def with_revision(
        self,
        end: int,
        *,
        added: Boxes,
        filled: Fillings,
        on_page: PageWatch | None = None,
    ) -> Look:
        """Compare the first ``end`` bytes with the whole.

        In the boxes of ``added`` something new may stand where nothing stood; in
        those of ``filled`` anything may, if it spells the value and hides nothing that
        the page itself says. Raises RuntimeError or ValueError if a page cannot be
        drawn.
        """
        until = time.monotonic() + TIME_LIMIT
        if self._current is None:
            self._current = _opened(self.content, self.password)
        signed = _opened(self.content, self.password, end)
        try:
            return self._compared(signed, until, added, filled, on_page)
        finally:
            signed.close()

    def close(self) -> None:
        """Let go of the document."""
        self._drawn.clear()
        if self._current is not None:
            self._current.close()
            self._current = None

    def _compared(
        self,
        signed: MuPdfObject,
        until: float,
        added: Boxes,
        filled: Fillings,
        on_page: PageWatch | None,
    ) -> Look:
        count = min(signed.page_count, self._current.page_count)
        changed = set(range(count, max(signed.page_count, self._current.page_count)))
        misspelt: set[int] = set()
        places: list[tuple[int, PdfRect]] = []
        hides, complete = False, count <= MOST_PAGES
        order = _weightiest_first(count, (*added, *filled))
        for number, index in enumerate(order, 1):
            if on_page is not None:
                on_page(number, count)
            if time.monotonic() > until:
                complete = False
                break
            page = PagePair(signed[index], drawing_of(signed, index), self._page(index))
            fields, now = filled.get(index, ()), self._current[index]
            boxes = [*added.get(index, ()), *(one.rect for one in fields)]
            if not page.is_same(boxes) or any(page.covers(one.rect) for one in fields):
                changed.add(index)
                places += ((index, one) for one in page.differences(boxes))
            if any(_is_misspelt(page, now, one) for one in fields):
                misspelt.add(index)
            hides = hides or any(page.hides(box) for box in added.get(index, ()))
        return Look(
            is_repaired=bool(signed.is_repaired or self._current.is_repaired),
            changed_pages=tuple(sorted(changed)),
            hides_writing=hides,
            is_complete=complete,
            misspelt_pages=tuple(sorted(misspelt)),
            changed_places=tuple(places[:MOST_PLACES]),
        )

    def _page(self, index: int) -> MuPdfObject:
        if index in self._drawn:
            return self._drawn[index]
        drawn = drawing_of(self._current, index)
        if self.is_asked_often and len(self._drawn) < _MOST_KEPT:
            self._drawn[index] = drawn
        return drawn


def _is_misspelt(page: PagePair, now: MuPdfObject, one: FilledBox) -> bool:
    return page.misspells(now, one.rect, one.words, one.before)


def needs_repair(content: Content, password: str) -> bool:
    """Whether a document has to be repaired to be opened.

    Raises RuntimeError or ValueError if it cannot be opened at all.
    """
    pdf = _opened(content, password)
    try:
        return bool(pdf.page_count and pdf.is_repaired)
    finally:
        pdf.close()


def _opened(content: Content, password: str, end: int | None = None) -> MuPdfObject:
    try:
        # It is read where it lies; nothing is copied.
        pdf = pymupdf.open(stream=memoryview(content)[:end], filetype="pdf")
    except mupdf.FzErrorBase as failure:
        raise ValueError(str(failure)) from None
    if pdf.needs_pass and not pdf.authenticate(password):
        raise ValueError("password")
    with contextlib.suppress(mupdf.FzErrorBase):
        show_as_written(mupdf.PdfDocument(pdf.this))
    return pdf


def _weightiest_first(count: int, boxed: Sequence[int]) -> Iterator[int]:
    """Yield the pages with boxes, then the others; no more than may be drawn."""
    first = sorted({index for index in boxed if index < count})
    rest = (index for index in range(count) if index not in first)
    for number, index in enumerate((*first, *rest)):
        if number >= MOST_PAGES:
            return
        yield index
