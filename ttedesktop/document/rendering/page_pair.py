"""A page as it was signed and as it is now, drawn by the same renderer and compared."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

from ttedesktop.document.geometry import PdfRect
from ttedesktop.document.rendering.difference_cells import CELL, joined_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.untyped import MuPdfObject

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
class PagePair:
    """A page as it was signed, and drawings of it then and now."""

    signed: Any
    before: Any
    after: Any

    def is_same(self, boxes: Sequence[PdfRect]) -> bool:
        """Whether nothing differs outside the boxes."""
        masks = [_pixels(self.signed, box) for box in boxes]
        return _is_same(self.before, self.after, masks)

    def differences(self, boxes: Sequence[PdfRect]) -> Iterator[PdfRect]:
        """Yield the parts that differ, in points of the page's user space."""
        if (self.before.width, self.before.height) != (
            self.after.width,
            self.after.height,
        ):
            return
        masks = [_pixels(self.signed, box) for box in boxes]
        inked = _differing_cells(self.before, self.after, masks)
        back = ~_to_pixels(self.signed)
        for left, top, right, bottom in joined_cells(inked):
            corners = pymupdf.Rect(left, top, right, bottom) * CELL * back
            yield PdfRect(*corners.normalize())

    def differs_in(self, box: PdfRect) -> bool:
        """Whether anything differs inside a box."""
        inside = _pixels(self.signed, box, margin=0)
        return not _is_same_in(self.before, self.after, inside)

    def hides(self, box: PdfRect) -> bool:
        """Whether what stands in a box now lies over what was written there."""
        inside = _pixels(self.signed, box, margin=0)
        # To find the words of a page takes longer than to see that none is hidden.
        return _hides(self.before, self.after, inside, ()) and _hides(
            self.before, self.after, inside, _placeholders(self.signed)
        )

    def misspells(
        self, now: MuPdfObject, box: PdfRect, words: str, before: str = ""
    ) -> bool:
        """Whether a field shows other words than its value, and did not before.

        ``now`` is the page as it is today; ``before`` is the value that was signed,
        which the field must not go on to show.
        """
        if not words:
            return False
        if self.differs_in(box):
            return _misspells(now, box, words)
        return bool(before) and _misspells(now, box, words) and _shows(now, box, before)

    def covers(self, box: PdfRect) -> bool:
        """Whether a field hides what the page itself says, and showed before."""
        if not self.differs_in(box):
            return False
        inside = _pixels(self.signed, box, margin=0)
        bare = _picture(self.signed, annots=False)
        shown = _hides(bare, self.before, inside, ())
        return not shown and _hides(bare, self.after, inside, ())


def drawing_of(pdf: MuPdfObject, index: int) -> MuPdfObject:
    """Draw a page in grey. Raises ValueError if it cannot be drawn."""
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


def _grey(picture: MuPdfObject) -> bytes:
    """Return a byte for each pixel: maps of memory are compared one by one."""
    return bytes(picture.samples_mv)


def _scale(page: MuPdfObject) -> float:
    """Return pixels a point, fewer than one only for a page of many square metres."""
    area = float(page.rect.width * page.rect.height)
    return min(1.0, math.sqrt(_MOST_PIXELS / area))


def _pixels(page: MuPdfObject, box: PdfRect, margin: int = _MARGIN) -> MuPdfObject:
    """Return where a box of the page's user space lies in its drawing."""
    turned = pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * _to_pixels(page)
    return pymupdf.IRect(
        int(turned.x0) - margin,
        int(turned.y0) - margin,
        int(turned.x1) + 1 + margin,
        int(turned.y1) + 1 + margin,
    )


def _to_pixels(page: MuPdfObject) -> MuPdfObject:
    """Return what takes points of the page's user space to pixels of its drawing."""
    scale = _scale(page)
    turned = page.transformation_matrix * page.rotation_matrix
    return turned * pymupdf.Matrix(scale, scale)


def _differing_cells(
    before: MuPdfObject, after: MuPdfObject, masks: Sequence[MuPdfObject]
) -> set[tuple[int, int]]:
    """Return column and row of each cell of pixels with a difference in it."""
    old, new, width = _grey(before), _grey(after), before.width
    found: set[tuple[int, int]] = set()
    for row in range(before.height):
        start = row * width
        if old[start : start + width] == new[start : start + width]:
            continue
        for left in range(0, width, CELL):
            cell = (left // CELL, row // CELL)
            right = min(left + CELL, width)
            if (
                cell in found
                or old[start + left : start + right]
                == (new[start + left : start + right])
            ):
                continue
            if any(
                abs(old[start + x] - new[start + x]) > _SAME
                and not _is_masked(x, row, masks)
                for x in range(left, right)
            ):
                found.add(cell)
    return found


def _is_same(
    before: MuPdfObject, after: MuPdfObject, masks: Sequence[MuPdfObject]
) -> bool:
    if (before.width, before.height) != (after.width, after.height):
        return False
    old, new = _grey(before), _grey(after)
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
        if _differ(_unmasked(one, row, masks), _unmasked(other, row, masks)):
            return False
    return True


def _unmasked(pixels: bytes, row: int, masks: Sequence[MuPdfObject]) -> bytearray:
    """Return a row of pixels, black where anything may stand."""
    seen = bytearray(pixels)
    for mask in masks:
        left, right = max(0, mask.x0), min(len(seen), mask.x1)
        if mask.y0 <= row < mask.y1 and left < right:
            seen[left:right] = bytes(right - left)
    return seen


def _differ(one: bytearray, other: bytearray) -> bool:
    return one != other and any(
        abs(a - b) > _SAME for a, b in zip(one, other, strict=True)
    )


def _is_same_in(before: MuPdfObject, after: MuPdfObject, box: MuPdfObject) -> bool:
    if (before.width, before.height) != (after.width, after.height):
        return False
    old, new, width = _grey(before), _grey(after), before.width
    left, right = max(0, box.x0), min(width, box.x1)
    return all(
        old[row * width + left : row * width + right]
        == new[row * width + left : row * width + right]
        for row in range(max(0, box.y0), min(before.height, box.y1))
    )


def _misspells(page: MuPdfObject, box: PdfRect, words: str) -> bool:
    """Whether a field was given a look that shows other words than its value."""
    value, shown = _letters(words), _letters_in(page, box)
    return bool(value and shown) and value not in shown and shown not in value


def _shows(page: MuPdfObject, box: PdfRect, words: str) -> bool:
    value = _letters(words)
    return bool(value) and value in _letters_in(page, box)


def _letters_in(page: MuPdfObject, box: PdfRect) -> str:
    inside = pymupdf.Rect(box.x0, box.y0, box.x1, box.y1)
    return _letters(page.get_text("text", clip=inside * page.transformation_matrix))


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
    width, old, new = before.width, _grey(before), _grey(after)
    left, right = max(1, box.x0), min(width - 1, box.x1)
    hidden = 0
    for row in range(max(1, box.y0), min(before.height - 1, box.y1)):
        begin = row * width
        if left >= right or min(old[begin + left : begin + right]) >= _INK:
            continue
        for column in range(left, right):
            place = begin + column
            if old[place] >= _INK or _is_masked(column, row, idle):
                continue
            around = (place, place - 1, place + 1, place - width, place + width)
            if any(abs(old[one] - new[one]) > _HIDDEN for one in around):
                hidden += 1
                if hidden > _FEW:
                    return True
    return False
