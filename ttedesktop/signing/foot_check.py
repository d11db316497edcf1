"""Whether there is bare paper at the foot of the pages for what is to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.document_errors import FootNotBare
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.signing.footer import footer_places
from ttedesktop.signing.stamp_pictures import picture_places
from ttedesktop.signing.surroundings import overlap, troubles_of

if TYPE_CHECKING:
    from ttedesktop.document.renderer import Renderer
    from ttedesktop.signing.request import Placement, SigningRequest


def require_clear_foot(request: SigningRequest, renderer: Renderer) -> None:
    """Raise FootNotBare where the sentences would cover something.

    A document that is signed already gets none, and so has nothing to cover.
    """
    document = request.document
    if not request.footer.sentences:
        return
    if any(one.is_signed for one in existing_fields(document)):
        return
    for place in footer_places(request):
        if _meets_stamp(request, place) or troubles_of(document, place, renderer):
            raise FootNotBare(document.name, place.page + 1)


def _meets_stamp(request: SigningRequest, place: Placement) -> bool:
    page = request.document.pages[place.page]
    foot = page.to_view(place.rect, scale=1)
    stamps = () if request.placement is None else (request.placement,)
    return any(
        one.page == place.page and overlap(page.to_view(one.rect, scale=1), foot)
        for one in (*stamps, *picture_places(request))
    )
