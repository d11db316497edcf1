"""Finds bare paper on each page for the sentences at the foot.

At the foot itself if it is bare, in smaller type if that helps, else in the lowest
strip above it that is; at last in the margin at the head. What has no such strip is
refused.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import ViewRect, points
from ttedesktop.errors.document_errors import FootNotBare, PageUndrawable
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.signing.footer import SIDE, SIZES, footer_pages, height_of, width_on
from ttedesktop.signing.request import FooterPlace, Placement
from ttedesktop.signing.stamp_pictures import picture_places
from ttedesktop.signing.surroundings import Surroundings, grown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.findings.page_ink import PageInk
    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.request import SigningRequest

_EDGE: Final = points(7)
"""Points between the sentences and the edge of the paper."""
_FOOT: Final = 0.3
"""Part of the page, from its lower edge, that is its foot."""
_HEAD: Final = points(30)
"""Points from the upper edge that are the margin at the head."""
_STEP: Final = 2.0
"""Points between two strips that are tried."""
_CLEAR: Final = 4.0
"""Points of bare paper around the sentences."""
_MOST_KNOWN: Final = 32


class _Known:
    """What was found last: the act of signing asks twice, before the PIN and after."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[object, ...], tuple[FooterPlace, ...]] = (
            OrderedDict()
        )
        self._turn = Lock()

    def get(self, key: tuple[object, ...]) -> tuple[FooterPlace, ...] | None:
        with self._turn:
            return self._found.get(key)

    def put(self, key: tuple[object, ...], places: tuple[FooterPlace, ...]) -> None:
        with self._turn:
            self._found[key] = places
            while len(self._found) > _MOST_KNOWN:
                self._found.popitem(last=False)


_known: Final = _Known()


def with_footer_laid_out(request: SigningRequest, renderer: Renderer) -> SigningRequest:
    """Return the request with places for the sentences at the foot.

    A document that is signed already gets none. Raises FootNotBare for a page without
    bare paper for them, and SignerCannotReadDocument.
    """
    document = request.document
    if not footer_pages(request):
        return request
    if any(one.is_signed for one in existing_fields(document)):
        return request
    key = (
        document.sha256,
        request.footer,
        request.placement,
        request.picture_pages,
    )
    places = _known.get(key)
    if places is None:
        places = tuple(_laid_out(request, renderer))
        _known.put(key, places)
    return replace(request, footer_places=places)


def _laid_out(request: SigningRequest, renderer: Renderer) -> Iterator[FooterPlace]:
    document = request.document
    stamps = () if request.placement is None else (request.placement,)
    taken = (*stamps, *picture_places(request))
    for index in footer_pages(request):
        page = document.pages[index]
        least = height_of(request.footer.sentences, width_on(page), SIZES[-1])
        if not tuple(_at_the_foot(page, least)):
            continue
        try:
            ink = Surroundings(document, renderer, index).ink_and_fields
        except PageUndrawable:
            # That page keeps the document from being signed anyway.
            continue
        here = (one.rect for one in taken if one.page == index)
        ink = ink.with_ink(page.to_view(rect, scale=1) for rect in here)
        found = _strip_on(page, request.footer.sentences, ink)
        if found is None:
            raise FootNotBare(document.name, index + 1)
        strip, size = found
        yield FooterPlace(Placement(index, page.to_pdf(strip, scale=1)), size)


def _strip_on(
    page: PageGeometry, sentences: tuple[str, ...], ink: PageInk
) -> tuple[ViewRect, float] | None:
    """Return the first strip of bare paper that is wished for, and its type's size."""
    for tops in (_at_the_foot, _above_the_foot, _at_the_head):
        for size in SIZES:
            height = height_of(sentences, width_on(page), size)
            for top in tops(page, height):
                strip = ViewRect(SIDE, top, width_on(page), height)
                if ink.is_bare(grown(strip, _CLEAR)):
                    return strip, size
    return None


def _at_the_foot(page: PageGeometry, height: float) -> Iterator[float]:
    top = page.height - _EDGE - height
    # On a very low page they would fill more than its lower half: it bears none.
    if top >= page.height / 2:
        yield top


def _above_the_foot(page: PageGeometry, height: float) -> Iterator[float]:
    top = page.height - _EDGE - height - _STEP
    while top >= page.height * (1 - _FOOT):
        yield top
        top -= _STEP


def _at_the_head(page: PageGeometry, height: float) -> Iterator[float]:
    top = _EDGE
    while top + height <= min(_HEAD, page.height / 2):
        yield top
        top += _STEP
