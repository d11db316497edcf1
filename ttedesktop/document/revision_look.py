"""Whether a document still looks as it did when it was signed.

The bytes that were signed and the file as it is now are drawn by the same renderer
and compared pixel by pixel, outside the boxes where something may have been added.
To be called in a process that may be ended: it draws foreign pages.
"""

from __future__ import annotations

import math
import re
import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

from ttedesktop.document.geometry import PdfRect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.untyped import MuPdfObject

Boxes = Mapping[int, Sequence[PdfRect]]
"""Boxes in points by the index of their page."""
MOST_PAGES: Final = 2000
TIME_LIMIT: Final = 4.0
"""Seconds for all pages of a document."""
_MOST_PIXELS: Final = 2_000_000
_SAME: Final = 16
"""Grey levels by which the same pixel may differ."""
_INK: Final = 160
"""Grey level below which a pixel belongs to writing, even to writing in green."""
_HIDDEN: Final = 64
_FEW: Final = 8
"""Pixels of writing that a box may lie over: the edge of a line, not a digit."""
_MARGIN: Final = 3
"""Pixels around a box that its border and its smoothing may reach."""


_PLACEHOLDER: Final = re.compile(
    r"\$\{[^}]{0,60}\}|[#$^*@~]+|[._…-]+|\(?\[?(?:ttd|tte|paraf|materai|meterai)\]?\)?",
    re.IGNORECASE,
)
"""What forms write where a signature belongs; a signature is meant to cover it."""


@dataclass(frozen=True, slots=True)
class FilledBox:
    """The box of a form field that was filled in, and what it should show."""

    rect: PdfRect
    words: str = ""
    """The value that it holds; empty where the look need not spell it."""


Fillings = Mapping[int, Sequence[FilledBox]]
"""Boxes of form fields by the index of their page."""


@dataclass(frozen=True, slots=True)
class Look:
    """The outcome of the comparison."""

    is_repaired: bool = False
    """Whether the renderer had to repair one of the two to draw it."""
    changed_pages: tuple[int, ...] = ()
    """Indices of the pages that look different, from 0."""
    hides_writing: bool = False
    """Whether something that was added lies over what was signed."""
    is_complete: bool = True
    """Whether every page was compared."""
    misspelt_pages: tuple[int, ...] = ()
    """Indices of pages with a field that shows other words than its value."""


@dataclass(slots=True)
class LookComparison:
    """Compares signed revisions with one document; draws each page of it once."""

    content: bytes = field(repr=False)
    password: str = field(default="", repr=False)
    _current: Any = None
    _drawn: dict[int, Any] = field(default_factory=dict)

    def with_revision(
        self,
        end: int,
        *,
        added: Boxes,
        filled: Fillings,
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
        signed = _opened(self.content[:end], self.password)
        try:
            return self._compared(signed, until, added, filled)
        finally:
            signed.close()

    def close(self) -> None:
        """Let go of the document."""
        self._drawn.clear()
        if self._current is not None:
            self._current.close()
            self._current = None

    def _compared(
        self, signed: MuPdfObject, until: float, added: Boxes, filled: Fillings
    ) -> Look:
        count = min(signed.page_count, self._current.page_count)
        changed = set(range(count, max(signed.page_count, self._current.page_count)))
        misspelt: set[int] = set()
        hides, complete = False, count <= MOST_PAGES
        for index in _weightiest_first(count, (*added, *filled)):
            if time.monotonic() > until:
                complete = False
                break
            page = _PagePair(signed[index], _drawing(signed, index), self._page(index))
            fields = filled.get(index, ())
            boxes = [*added.get(index, ()), *(one.rect for one in fields)]
            if not page.is_same(boxes) or any(page.covers(one.rect) for one in fields):
                changed.add(index)
            if any(_misspells(self._current[index], page, one) for one in fields):
                misspelt.add(index)
            hides = hides or any(page.hides(box) for box in added.get(index, ()))
        return Look(
            is_repaired=bool(signed.is_repaired or self._current.is_repaired),
            changed_pages=tuple(sorted(changed)),
            hides_writing=hides,
            is_complete=complete,
            misspelt_pages=tuple(sorted(misspelt)),
        )

    def _page(self, index: int) -> MuPdfObject:
        if index not in self._drawn:
            self._drawn[index] = _drawing(self._current, index)
        return self._drawn[index]


@dataclass(frozen=True, slots=True)
class _PagePair:
    """A page as it was signed, and drawings of it then and now."""

    signed: Any
    before: Any
    after: Any

    def is_same(self, boxes: Sequence[PdfRect]) -> bool:
        """Whether nothing differs outside the boxes."""
        masks = [_pixels(self.signed, box) for box in boxes]
        return _is_same(self.before, self.after, masks)

    def differs_in(self, box: PdfRect) -> bool:
        """Whether anything differs inside a box."""
        inside = _pixels(self.signed, box, margin=0)
        return not _is_same_in(self.before, self.after, inside)

    def hides(self, box: PdfRect) -> bool:
        """Whether what stands in a box now lies over what was written there."""
        inside = _pixels(self.signed, box, margin=0)
        return _hides(self.before, self.after, inside, _placeholders(self.signed))

    def covers(self, box: PdfRect) -> bool:
        """Whether a field hides what the page itself says, and showed before."""
        if not self.differs_in(box):
            return False
        inside = _pixels(self.signed, box, margin=0)
        bare = _picture(self.signed, annots=False)
        shown = _hides(bare, self.before, inside, ())
        return not shown and _hides(bare, self.after, inside, ())


def needs_repair(content: bytes, password: str) -> bool:
    """Whether a document has to be repaired to be opened.

    Raises RuntimeError or ValueError if it cannot be opened at all.
    """
    pdf = _opened(content, password)
    try:
        return bool(pdf.page_count and pdf.is_repaired)
    finally:
        pdf.close()


def _opened(content: bytes, password: str) -> MuPdfObject:
    try:
        pdf = pymupdf.open(stream=content, filetype="pdf")
    except mupdf.FzErrorBase as failure:
        raise ValueError(str(failure)) from None
    if pdf.needs_pass and not pdf.authenticate(password):
        raise ValueError("password")
    return pdf


def _weightiest_first(count: int, boxed: Sequence[int]) -> Iterator[int]:
    """Yield the pages with boxes, then the others; no more than may be drawn."""
    first = sorted({index for index in boxed if index < count})
    rest = (index for index in range(count) if index not in first)
    for number, index in enumerate((*first, *rest)):
        if number >= MOST_PAGES:
            return
        yield index


def _drawing(pdf: MuPdfObject, index: int) -> MuPdfObject:
    return _picture(pdf[index])


def _picture(page: MuPdfObject, *, annots: bool = True) -> MuPdfObject:
    area = page.rect.width * page.rect.height
    if not 0 < area < 1e12:
        raise ValueError(page.number)
    scale = _scale(page)
    try:
        return page.get_pixmap(
            matrix=pymupdf.Matrix(scale, scale),
            colorspace=pymupdf.csGRAY,
            alpha=False,
            annots=annots,
        )
    except mupdf.FzErrorBase as failure:
        raise ValueError(str(failure)) from None


def _scale(page: MuPdfObject) -> float:
    """Return pixels a point, fewer than one only for a page of many square metres."""
    area = float(page.rect.width * page.rect.height)
    return min(1.0, math.sqrt(_MOST_PIXELS / area))


def _pixels(page: MuPdfObject, box: PdfRect, margin: int = _MARGIN) -> MuPdfObject:
    """Return where a box of the page's user space lies in its drawing."""
    scale = _scale(page)
    seen = pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * page.transformation_matrix
    turned = seen * page.rotation_matrix * pymupdf.Matrix(scale, scale)
    return pymupdf.IRect(
        int(turned.x0) - margin,
        int(turned.y0) - margin,
        int(turned.x1) + 1 + margin,
        int(turned.y1) + 1 + margin,
    )


def _is_same(
    before: MuPdfObject, after: MuPdfObject, masks: Sequence[MuPdfObject]
) -> bool:
    if (before.width, before.height) != (after.width, after.height):
        return False
    old, new = before.samples_mv, after.samples_mv
    if old == new:
        return True
    width = before.width
    for row in range(before.height):
        one, other = (
            old[row * width : (row + 1) * width],
            new[row * width : (row + 1) * width],
        )
        if one == other:
            continue
        for column, (a, b) in enumerate(zip(one, other, strict=True)):
            if abs(a - b) > _SAME and not _is_masked(column, row, masks):
                return False
    return True


def _is_same_in(before: MuPdfObject, after: MuPdfObject, box: MuPdfObject) -> bool:
    if (before.width, before.height) != (after.width, after.height):
        return False
    old, new, width = before.samples_mv, after.samples_mv, before.width
    left, right = max(0, box.x0), min(width, box.x1)
    return all(
        old[row * width + left : row * width + right]
        == new[row * width + left : row * width + right]
        for row in range(max(0, box.y0), min(before.height, box.y1))
    )


def _misspells(page: MuPdfObject, pair: _PagePair, one: FilledBox) -> bool:
    """Whether a field was given a look that shows other words than its value."""
    value = _letters(one.words)
    if not value or not pair.differs_in(one.rect):
        return False
    inside = pymupdf.Rect(one.rect.x0, one.rect.y0, one.rect.x1, one.rect.y1)
    clip = inside * page.transformation_matrix
    shown = _letters(page.get_text("text", clip=clip))
    return bool(shown) and value not in shown and shown not in value


def _letters(words: str) -> str:
    """Return letters and digits alone: spaces and signs are a matter of format."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(one for one in plain if one.isalnum())


def _is_masked(x: int, y: int, masks: Sequence[Any]) -> bool:
    return any(mask.x0 <= x < mask.x1 and mask.y0 <= y < mask.y1 for mask in masks)


def _placeholders(page: MuPdfObject) -> list[MuPdfObject]:
    """Return where words stand that only keep a place for a signature."""
    words = page.get_text("words")
    lines = [word for word in words if _PLACEHOLDER.fullmatch(word[4])]
    scale = _scale(page)
    found: list[Any] = []
    for x0, y0, x1, y1, *_rest in lines:
        turned = pymupdf.Rect(x0, y0, x1, y1) * page.rotation_matrix
        found.append((turned * pymupdf.Matrix(scale, scale)).irect)
    return found


def _hides(
    before: MuPdfObject,
    after: MuPdfObject,
    box: MuPdfObject,
    idle: Sequence[MuPdfObject],
) -> bool:
    """Whether writing in a box was painted over, that of ``idle`` places aside."""
    if (before.width, before.height) != (after.width, after.height):
        return True
    width, old, new = before.width, before.samples_mv, after.samples_mv
    hidden = 0
    for row in range(max(1, box.y0), min(before.height - 1, box.y1)):
        for column in range(max(1, box.x0), min(width - 1, box.x1)):
            place = row * width + column
            if old[place] >= _INK or _is_masked(column, row, idle):
                continue
            around = (place, place - 1, place + 1, place - width, place + width)
            if any(abs(old[one] - new[one]) > _HIDDEN for one in around):
                hidden += 1
                if hidden > _FEW:
                    return True
    return False
