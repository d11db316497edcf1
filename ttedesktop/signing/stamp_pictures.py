"""The stamp as a picture on further pages, drawn before the one signature is made.

A document carries one signature with one field; what other pages show of it is drawn
into their contents, in the same act, and the signature covers it. It is a picture, and
called one. A document that carries a signature already is never drawn upon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.errors.document_errors import PageMissing
from ttedesktop.language import _
from ttedesktop.signing.page_range import pages_in_words
from ttedesktop.signing.placement import same_place_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.page_contents import PagePen
    from ttedesktop.signing.request import Placement, SigningRequest


def picture_places(request: SigningRequest) -> tuple[Placement, ...]:
    """Return where pictures of the stamp stand; none for a signature without one.

    Raises PageMissing.
    """
    document = request.document
    if request.placement is None or not request.stamp_pdf:
        return ()
    for page in request.picture_pages:
        if not 0 <= page < len(document.pages):
            raise PageMissing(document.name, page + 1, len(document.pages))
    return places_like(request.placement, request.picture_pages, document)


def places_like(
    placement: Placement, pages: Iterable[int], document: Document
) -> tuple[Placement, ...]:
    """Return the place of a signature on further pages; its own page has no other."""
    return tuple(
        same_place_on(document.pages, placement, page)
        for page in pages
        if page != placement.page
    )


def draw_pictures(pen: PagePen, request: SigningRequest) -> bool:
    """Draw the stamp into the further pages; False if there are none."""
    # Loaded with the engine that writes, which this module is read without.
    from ttedesktop.signing.page_contents import Drawn

    what = Drawn(request.stamp_pdf, "StampPicture", "/Type/Pagination")
    places = picture_places(request)
    for place in places:
        pen.draw(what, place)
    return bool(places)


def pictures_in_words(placement: Placement | None, pages: Iterable[int]) -> str:
    """Say where the signature is and where its pictures are; empty without any."""
    if placement is None:
        return ""
    shown = [page for page in pages if page != placement.page]
    if not shown:
        return ""
    words = _("1 tanda tangan di halaman {page}; gambarnya di halaman {pages}")
    return words.format(page=placement.page + 1, pages=pages_in_words(shown))
