"""Whether there is bare paper at the foot of the pages for what is to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.document_errors import FootNotBare
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.signing.footer import footer_places
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
    stamp = request.placement
    if stamp is None or stamp.page != place.page:
        return False
    page = request.document.pages[place.page]
    return overlap(page.to_view(stamp.rect, scale=1), page.to_view(place.rect, scale=1))
