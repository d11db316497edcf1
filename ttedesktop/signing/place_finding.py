"""Finds the places of a rule in a document: one, none, or several to choose from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ttedesktop.document.geometry import PdfRect, ViewRect
from ttedesktop.errors.document_errors import (
    AnchorAmbiguous,
    AnchorMissing,
    FieldAlreadySigned,
    FieldMissing,
    FieldsAmbiguous,
    NoFieldForSigner,
    PageMissing,
    PageUndrawable,
    PicturesForbidden,
)
from ttedesktop.signing.field_reading import fields_of
from ttedesktop.signing.page_range import NOWHERE
from ttedesktop.signing.place_rule import (
    LAST,
    ONLY,
    Across,
    AnchorRule,
    Down,
    FieldChoice,
    FieldRule,
    SavedPlace,
)
from ttedesktop.signing.placement import place_at
from ttedesktop.signing.prepared_field import ExistingField, is_meant_for
from ttedesktop.signing.request import Placement
from ttedesktop.signing.surroundings import Surroundings, holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.contents import SearchHit
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.page_range import PageRange
    from ttedesktop.signing.place_rule import PlaceRule

_MOST_CLEARED: Final = 50
"""Hits of an anchor whose surroundings are looked at; nobody chooses among more."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place that fits a rule."""

    placement: Placement | None
    """None for an existing field that shows nothing."""
    field_name: str = ""
    """The existing field to sign; empty makes a new one."""
    anchor: PdfRect | None = None
    """The text that was found, in user space of the page."""
    words: str = ""
    """What tells it from others: the line the text stands in, or for whom a field is.
    Displayable, never trusted."""
    picture_pages: tuple[int, ...] = ()
    """Indexes of pages that show the stamp as a picture."""


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """What a rule comes to in one document."""

    places: tuple[FoundPlace, ...]
    """All that fit, in the order of reading or of the form."""
    difficulty: TteError | None
    """Why it is not exactly one; None if it is."""

    @property
    def only(self) -> FoundPlace | None:
        """The place, if it is exactly one."""
        return self.places[0] if self.difficulty is None else None

    def require_one(self) -> FoundPlace:
        """Return the place; raise what ``difficulty`` tells if it is not one."""
        if self.difficulty is not None:
            raise self.difficulty
        return self.places[0]


def find_places(
    rule: PlaceRule,
    document: Document,
    renderer: Renderer,
    *,
    signer: Sequence[str] = (),
) -> PlacesFound:
    """Find a rule's places in a document.

    ``signer``: by what the signer may be called, such as the certificate's name and
    the position, for fields that were prepared for somebody. The difficulty may be
    AnchorMissing, AnchorAmbiguous, PageMissing, FieldMissing, FieldAlreadySigned,
    FieldsAmbiguous, NoFieldForSigner or PicturesForbidden. Raises
    SignerCannotReadDocument, and what opening the document anew raises. Not to be
    waited for in the window's thread.
    """
    found = _places_of(rule, document, renderer, signer)
    return with_pictures(found, rule.also_on, document)


def _places_of(
    rule: PlaceRule, document: Document, renderer: Renderer, signer: Sequence[str]
) -> PlacesFound:
    match rule:
        case AnchorRule():
            return _at_anchor(rule, document, renderer)
        case FieldRule():
            return in_field(rule, fields_of(document), document, signer)
        case SavedPlace():
            return at_saved_place(rule, document)


def with_pictures(
    found: PlacesFound, also_on: PageRange, document: Document
) -> PlacesFound:
    """Return what was found with the pages that show the stamp as a picture.

    There is no place, but PageMissing or PicturesForbidden, where they cannot.
    """
    if not also_on or not found.places:
        return found
    if document.carries_signature:
        return PlacesFound((), PicturesForbidden(document.name))
    try:
        pages = also_on.indexes(document)
    except PageMissing as missing:
        return PlacesFound((), missing)
    places = tuple(replace(one, picture_pages=pages) for one in found.places)
    return replace(found, places=places)


# --- a saved place ---------------------------------------------------------------


def at_saved_place(rule: SavedPlace, document: Document) -> PlacesFound:
    """Return where a saved place is in a document, at once."""
    index = _page_index(rule.page, len(document.pages))
    if index is None:
        return _no_page(rule.page, document)
    page = document.pages[index]
    seen = ViewRect(
        page.width * rule.across - rule.width / 2,
        page.height * rule.down - rule.height / 2,
        rule.width,
        rule.height,
    )
    placement = place_at(document.pages, index, seen)
    return PlacesFound((FoundPlace(placement, words=rule.name),), None)


def saved_place_of(
    name: str,
    placement: Placement,
    document: Document,
    also_on: PageRange = NOWHERE,
) -> SavedPlace:
    """Return a place of one document as a rule for others.

    The last page stays the last, also where it is the first, too: letters differ in
    their length, and carry the signature at their end.
    """
    page = document.pages[placement.page]
    seen = page.to_view(placement.rect, scale=1)
    is_last = placement.page == len(document.pages) - 1
    return SavedPlace(
        name=name,
        page=LAST if is_last else placement.page + 1,
        across=(seen.x + seen.width / 2) / page.width,
        down=(seen.y + seen.height / 2) / page.height,
        width=seen.width,
        height=seen.height,
        also_on=also_on,
    )


def _page_index(page: int, count: int) -> int | None:
    index = count - 1 if page == LAST else page - 1
    return index if 0 <= index < count else None


def _no_page(page: int, document: Document) -> PlacesFound:
    return PlacesFound((), PageMissing(document.name, page, len(document.pages)))


# --- an anchor -------------------------------------------------------------------


def _at_anchor(rule: AnchorRule, document: Document, renderer: Renderer) -> PlacesFound:
    pages = range(len(document.pages))
    if rule.page is not None:
        index = _page_index(rule.page, len(document.pages))
        if index is None:
            return _no_page(rule.page, document)
        pages = range(index, index + 1)
    hits = renderer.search(document, rule.text, pages)
    places = places_at(_wanted(hits, rule.hit), rule, document, renderer)
    difficulty: TteError | None = None
    if not places:
        difficulty = AnchorMissing(document.name, rule.text)
    elif len(places) > 1:
        difficulty = AnchorAmbiguous(document.name, rule.text, len(places))
    return PlacesFound(places, difficulty)


def places_at(
    hits: Sequence[SearchHit], rule: AnchorRule, document: Document, renderer: Renderer
) -> tuple[FoundPlace, ...]:
    """Return the place that a rule gives the box at each hit of its text."""
    look = _Looking(document, renderer, keeps_clear=rule.keeps_clear)
    return tuple(_place_at(hit, rule, document, look) for hit in hits)


def _wanted(hits: Sequence[SearchHit], hit: int) -> Sequence[SearchHit]:
    if hit == ONLY:
        return hits
    index = _page_index(hit, len(hits))
    return () if index is None else (hits[index],)


class _Looking:
    """Looks at the pages that anchors stand on, at each of them once."""

    def __init__(
        self, document: Document, renderer: Renderer, *, keeps_clear: bool
    ) -> None:
        self._document, self._renderer = document, renderer
        self._pages: dict[int, Surroundings | None] = {}
        self._left = _MOST_CLEARED if keeps_clear else 0

    def at(self, page: int) -> Surroundings | None:
        """Return what stands on a page; None where nobody should look, or can."""
        self._left -= 1
        if self._left < 0:
            return None
        if page not in self._pages:
            try:
                made = Surroundings(self._document, self._renderer, page)
            except PageUndrawable:
                made = None
            self._pages[page] = made
        return self._pages[page]


def _place_at(
    hit: SearchHit, rule: AnchorRule, document: Document, look: _Looking
) -> FoundPlace:
    page = document.pages[hit.page]
    anchor = hit.places[0]
    placement = place_at(document.pages, hit.page, box_at_anchor(anchor, rule))
    around = look.at(hit.page)
    if around is not None:
        seen = page.to_view(placement.rect, scale=1)
        covers = rule.down is Down.OVER and holds(seen, anchor)
        clear = around.with_room(seen, anchor=anchor, must_cover=covers)
        placement = Placement(hit.page, page.to_pdf(clear, scale=1))
    return FoundPlace(
        placement=placement,
        anchor=page.to_pdf(anchor, scale=1),
        words=f"{hit.before}{hit.found}{hit.after}",
    )


def box_at_anchor(anchor: ViewRect, rule: AnchorRule) -> ViewRect:
    """Return the box that a rule lays to an anchor, both in points as seen."""
    width, height = rule.width, rule.height
    if rule.down is Down.OVER:
        # Nothing of a long anchor may look out from under the box.
        width, height = max(width, anchor.width + 2), max(height, anchor.height + 2)
    x = {
        Across.LEFT: anchor.x,
        Across.CENTRE: anchor.x + (anchor.width - width) / 2,
        Across.RIGHT: anchor.x + anchor.width - width,
    }[rule.across]
    y = {
        Down.OVER: anchor.y + (anchor.height - height) / 2,
        Down.BELOW: anchor.y + anchor.height,
        Down.ABOVE: anchor.y - height,
    }[rule.down]
    return ViewRect(x + rule.shift_right, y + rule.shift_down, width, height)


# --- an existing field -------------------------------------------------------------


def in_field(
    rule: FieldRule,
    fields: Sequence[ExistingField],
    document: Document,
    signer: Sequence[str],
) -> PlacesFound:
    """Return which of the fields of a document, read before, a rule means."""
    if rule.name:
        return _named(rule.name, fields, document)
    empty = [one for one in fields if not one.is_signed]
    if not empty:
        return PlacesFound((), NoFieldForSigner(document.name))
    if rule.choice is FieldChoice.FIRST:
        return PlacesFound((_place_of(empty[0]),), None)
    mine = [one for one in empty if is_meant_for(one, signer)]
    # A field for nobody in particular is for whoever comes, one for another is not.
    fitting = mine or [one for one in empty if not one.who]
    places = tuple(map(_place_of, fitting))
    difficulty: TteError | None = None
    if not places:
        difficulty = NoFieldForSigner(document.name)
    elif len(places) > 1:
        difficulty = FieldsAmbiguous(document.name, len(places))
    return PlacesFound(places, difficulty)


def _named(
    name: str, fields: Sequence[ExistingField], document: Document
) -> PlacesFound:
    for one in fields:
        if one.name == name:
            if one.is_signed:
                return PlacesFound((), FieldAlreadySigned(document.name, name))
            return PlacesFound((_place_of(one),), None)
    return PlacesFound((), FieldMissing(document.name, name))


def _place_of(field: ExistingField) -> FoundPlace:
    return FoundPlace(field.placement, field_name=field.name, words=field.who)
