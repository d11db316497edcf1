"""What a signature box would cover, and where beside it there is bare paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import hypot, inf
from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import PdfRect, ViewRect
from ttedesktop.errors.document_errors import PageUndrawable
from ttedesktop.signing.field_reading import fields_of
from ttedesktop.signing.stamp_text import SMALLEST_HEIGHT, SMALLEST_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.document.findings.page_ink import PageInk
    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.request import Placement

AROUND: Final = 1.5
"""Points around a text that still belong to it: strokes reach out of their boxes."""
_SIDES: Final = 4
_WORD: Final = re.compile(r"\S+")
_STEP: Final = 2.0
"""Points between two places that are tried."""
_AWAY: Final = 40.0
"""Points that a box moves away at most to keep clear of what is printed."""
_COST_OF_SHRINKING: Final = 150.0
"""Points that a box rather moves than shrinks to nothing: a box beside its anchor
looks worse than a small one."""
CLEAR: Final = 1.5
"""Points of bare paper that a box keeps around itself."""
_SHRUNK: Final = (1.0, 0.92, 0.85, 0.78, 0.71, 0.64, 0.58)
"""Parts of its size to which a box shrinks at most, where there is no room for it."""


class Trouble(Enum):
    """What is the matter with a place; the weightiest first."""

    OUTSIDE = "outside"
    """The box stands out over the edge of its page."""
    SIGNATURE = "signature"
    """It covers a signature that is there."""
    FIELD = "field"
    """It covers a field that was prepared for a signature."""
    TEXT = "text"
    PICTURE = "picture"
    DRAWING = "drawing"
    """It covers lines or shapes, such as those of a table."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing that a signature box covers, or that is wrong with its place."""

    trouble: Trouble
    words: str = ""
    """The beginning of the text, or the field's name; displayable, never trusted."""


class Surroundings:
    """What stands on one page; asked of the renderer once, then known."""

    def __init__(self, document: Document, renderer: Renderer, page: int) -> None:
        """Look at a page. Raises PageMissing or PageUndrawable."""
        self._geometry = document.pages[page]
        self._ink = renderer.ink(document, page)
        self._text = renderer.text(document, page)
        self._fields = tuple(
            (one, self._geometry.to_view(one.placement.rect, scale=1))
            for one in fields_of(document)
            if one.placement is not None and one.placement.page == page
        )

    @property
    def ink_and_fields(self) -> PageInk:
        """What is printed on the page; all of a field is taken to be."""
        return self._ink.with_ink(place for _one, place in self._fields)

    def covered_by(
        self, rect: PdfRect, *, anchor: PdfRect | None = None, field: str = ""
    ) -> tuple[Covered, ...]:
        """Return what a box covers, the weightiest first.

        The text of ``anchor`` is there to be covered, and so is the ``field`` to be
        signed with what was drawn into it.
        """
        box = self._geometry.to_view(rect, scale=1)
        told: list[Covered] = []
        if not rect.lies_within(self._geometry.crop):
            told.append(Covered(Trouble.OUTSIDE))
        for one, place in self._fields:
            if one.name != field and overlap(box, place):
                trouble = Trouble.SIGNATURE if one.is_signed else Trouble.FIELD
                told.append(Covered(trouble, one.name))
        bare = [place for _one, place in self._fields]
        if anchor is not None:
            bare.append(self._around(anchor))
        ink = self._ink.without(bare)
        if not ink.is_bare(box):
            told.append(self._what_is_under(box, bare))
        return tuple(sorted(told, key=lambda one: list(Trouble).index(one.trouble)))

    def with_room(
        self, box: ViewRect, *, anchor: ViewRect | None, must_cover: bool
    ) -> ViewRect:
        """Return the box moved and shrunk, as little as it must, onto bare paper.

        With ``must_cover`` it covers the anchor wherever it goes. The box comes back
        as it was if there is no such place near it.
        """
        ink = self.ink_and_fields
        kept = None if anchor is None else grown(anchor, AROUND)
        if kept is not None:
            ink = ink.without([kept])
        best, cost = box, inf
        for part, size in _sizes(box, kept if must_cover else None):
            dearer = _COST_OF_SHRINKING * (1 - part)
            for away, place in _places_near(box, size):
                if dearer + away >= cost:
                    break
                covers = kept is None or not must_cover or holds(place, kept)
                is_clear = covers and _is_on(place, self._geometry)
                if is_clear and ink.is_bare(grown(place, CLEAR)):
                    best, cost = place, dearer + away
        return best

    def _around(self, rect: PdfRect) -> ViewRect:
        return grown(self._geometry.to_view(rect, scale=1), AROUND)

    def _what_is_under(self, box: ViewRect, bare: Sequence[ViewRect]) -> Covered:
        words = self._words_under(box, bare)
        if words:
            return Covered(Trouble.TEXT, words)
        if any(overlap(box, place) for place in self._ink.pictures):
            return Covered(Trouble.PICTURE)
        return Covered(Trouble.DRAWING)

    def _words_under(self, box: ViewRect, bare: Sequence[ViewRect]) -> str:
        """Return the words of which a part would be covered."""
        boxes, signs = self._text.boxes, self._text.characters
        found: list[str] = []
        for word in _WORD.finditer(signs):
            letters = (
                boxes[place * _SIDES : place * _SIDES + _SIDES]
                for place in range(*word.span())
            )
            areas = [
                ViewRect(left, top, right - left, bottom - top)
                for left, top, right, bottom in letters
            ]
            if any(
                overlap(box, area) and not any(holds(one, area) for one in bare)
                for area in areas
            ):
                found.append(word.group())
        return " ".join(found)


def troubles_of(
    document: Document,
    placement: Placement,
    renderer: Renderer,
    *,
    anchor: PdfRect | None = None,
    field: str = "",
) -> tuple[Covered, ...]:
    """Return what is the matter with a place; nothing if its page cannot be drawn.

    That page keeps the document from being signed anyway. Not to be waited for in the
    window's thread. Raises SignerCannotReadDocument.
    """
    try:
        around = Surroundings(document, renderer, placement.page)
    except PageUndrawable:
        return ()
    return around.covered_by(placement.rect, anchor=anchor, field=field)


def overlap(one: ViewRect, other: ViewRect) -> bool:
    """Whether two areas have more in common than an edge."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def holds(outer: ViewRect, inner: ViewRect) -> bool:
    """Whether an area lies wholly in another."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and outer.x + outer.width >= inner.x + inner.width
        and outer.y + outer.height >= inner.y + inner.height
    )


def grown(area: ViewRect, by: float) -> ViewRect:
    """Return an area with so many points more on each side."""
    return ViewRect(area.x - by, area.y - by, area.width + 2 * by, area.height + 2 * by)


def _is_on(box: ViewRect, page: PageGeometry) -> bool:
    return holds(ViewRect(0, 0, page.width, page.height), box)


def _sizes(
    box: ViewRect, kept: ViewRect | None
) -> Iterator[tuple[float, tuple[float, float]]]:
    """Yield the sizes to try, in the box's own shape, none illegible."""
    for part in _SHRUNK:
        width, height = box.width * part, box.height * part
        is_legible = width >= SMALLEST_WIDTH and height >= SMALLEST_HEIGHT
        reaches = kept is None or (width >= kept.width and height >= kept.height)
        if part == 1 or (is_legible and reaches):
            yield part, (width, height)


def _places_near(
    box: ViewRect, size: tuple[float, float]
) -> Iterator[tuple[float, ViewRect]]:
    """Yield how far places of a size are from the box's middle, the nearest first."""
    width, height = size
    left, top = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
    across, down = max(_AWAY, box.width / 2), max(_AWAY, box.height)
    for away, right, below in _shifts(int(across / _STEP), int(down / _STEP)):
        yield away, ViewRect(left + right, top + below, width, height)


@lru_cache(maxsize=8)
def _shifts(across: int, down: int) -> list[tuple[float, float, float]]:
    """Return steps to every side, each with its length, the shortest first."""
    return sorted(
        (hypot(right * _STEP, below * _STEP), right * _STEP, below * _STEP)
        for right in range(-across, across + 1)
        for below in range(-down, down + 1)
    )
