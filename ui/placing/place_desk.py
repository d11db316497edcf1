"""Finds and keeps the place of a signature: by hand, text, field, number or memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.language import _
from ttedesktop.messages import words_of
from ttedesktop.signing.place_finding import (
    FoundPlace,
    PlacesFound,
    at_saved_place,
    in_field,
)
from ttedesktop.signing.place_rule import LETTER_ANCHOR, FieldChoice, FieldRule
from ttedesktop.signing.placement import usual_place, with_size
from ttedesktop.signing.stamp_pictures import places_like
from ui.placing.field_words import field_in_words, own_place_in_words
from ui.placing.place_finder import PlaceFinder
from ui.placing.place_memory import PlaceMemory
from ui.placing.place_recall import PlaceRecall
from ui.placing.place_stations import Station, beside, stations_of
from ui.placing.place_warnings import BoxPlace, PlaceWarnings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.document.geometry import PdfRect, ViewRect
    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.place_rule import AnchorRule
    from ttedesktop.signing.prepared_field import ExistingField
    from ttedesktop.signing.request import Placement
    from ui.pages.document_view import DocumentView
    from ui.pages.thumbnail_list import ThumbnailList
    from ui.placing.box_geometry import BoxKind
    from ui.placing.place_card import PlaceCard
    from ui.placing.place_finder import StartingPlaces
    from ui.placing.signature_box import SignatureBox
    from ui.program.parts import Parts

_MINE: Final = FieldRule(choice=FieldChoice.MINE)


class PlaceDesk(QObject):
    """Joins box, card and thumbnails; knows the place and whether it was prepared."""

    changed = Signal()
    """The signature would stand elsewhere, or nowhere."""
    field_changed = Signal(object)
    """The ``ExistingField`` that is to be signed, or None."""

    def __init__(
        self,
        parts: Parts,
        card: PlaceCard,
        box: SignatureBox,
        view: DocumentView,
        thumbnails: ThumbnailList,
    ) -> None:
        super().__init__(card)
        self._finder = PlaceFinder(parts, self)
        self._memory = PlaceMemory(parts.keeper)
        self._card, self._box, self._view = card, box, view
        self._thumbnails = thumbnails
        self.signer: Callable[[], Sequence[str]] = tuple
        """By what the signer may be called, for fields prepared for somebody."""
        self._document: Document | None = None
        self._placement: Placement | None = None
        self._anchor: PdfRect | None = None
        self._field: ExistingField | None = None
        self._fields: tuple[ExistingField, ...] = ()
        self._hits: tuple[FoundPlace, ...] = ()
        self.is_active = False
        """Whether the person may place the box of their own signature."""
        self._was_moved = False
        self._warnings = PlaceWarnings(parts, card, box)
        self._recall = PlaceRecall(card, self._memory)
        self._join()

    def _join(self) -> None:
        box, card = self._box, self._card
        box.others = self._others
        box.placement_changed.connect(self._moved)
        box.numbers_wanted.connect(card.ask_for_numbers)
        card.wanted.connect(self.go_to_box)
        card.numbers.typed.connect(self._typed)
        card.anchor.sought.connect(self._seek)
        card.anchor.chosen.connect(self._choose_hit)
        self._recall.recalled.connect(self._use_recalled)
        card.field_chosen.connect(self._choose_field)
        card.further.changed.connect(self._settle)

    # --- what the signing desk asks ----------------------------------------------

    @property
    def placement(self) -> Placement | None:
        """Where the signature would stand; None if nowhere, or too small."""
        return self._placement

    @property
    def anchor(self) -> PdfRect | None:
        """The text that the box was laid to and covers, in user space of its page."""
        return self._anchor

    @property
    def field(self) -> ExistingField | None:
        """The prepared field to be signed; None makes a new one."""
        return self._field

    @property
    def picture_pages(self) -> tuple[int, ...]:
        """Indexes of the pages that were named to show the stamp as a picture."""
        return self._card.further.pages

    def take(self, document: Document) -> None:
        """Begin with another document."""
        self._document = document
        self._forget_place()
        self._was_moved = False
        self._card.start_over(document)
        self._card.show_placement(None, document.pages)
        self._recall.take(document)

    def start(self, placement: Placement | None, *, is_visible: bool) -> None:
        """Let the person place the box; at the usual place until a better is found."""
        document = self._document
        if document is None:
            return
        self.is_active = True
        self._box.leaf = self._leaf
        self._was_moved = placement is not None
        self._put(placement or self._usual(document))
        self._box.set_active(active=is_visible)
        self._find_start(document)

    def set_visible(self, *, visible: bool) -> None:
        """Show the box, or take it away for a signature that shows nothing."""
        if self.is_active:
            self._box.set_active(active=visible)
            shown = self._placement if visible else None
            pictures = self._box.pictures if visible else ()
            self._thumbnails.show_placement(shown, pictures)

    def stop(self) -> None:
        """Take the box away."""
        self.is_active = False
        self._box.pictures = ()
        self._box.set_active(active=False)
        self._thumbnails.show_placement(None)
        self._warnings.look_at(None)

    def leave(self) -> None:
        """Forget the document."""
        self.stop()
        self._document = None
        self._forget_place()

    def show_kind(self, kind: BoxKind) -> None:
        """Take another specimen: its usual size, the middle where it was."""
        document, placement, before = self._document, self._placement, self._box.kind
        self._box.kind = kind
        if document is None or placement is None or self._field is not None:
            return
        if kind.usual == before.usual:
            return
        self._put(with_size(document.pages, placement, kind.usual), self._anchor)

    def signer_changed(self) -> None:
        """Look for the signer's own place again, unless the person chose another."""
        if self.is_active and not self._was_moved:
            self._use_own_field()

    def redraw(self) -> None:
        """Draw the stamp in the box anew."""
        if self.is_active and self._placement is not None:
            self._box.set_placement(self._placement)
            self._look_under()

    def go_to_box(self) -> None:
        """Bring the box into view, placed on the page in view if it was nowhere."""
        document = self._document
        if document is None:
            return
        if self._box.placement is None and self._field is None:
            self._put(self._usual(document, self._view.current_page))
        self._box.bring_into_view()

    def remember(self) -> None:
        """Note where this specimen stands now, for the next document."""
        document, placement = self._document, self._placement
        if document is None or placement is None or self._field is not None:
            return
        self._memory.note_last(placement, document)

    # --- where it stands -----------------------------------------------------------

    def _forget_place(self) -> None:
        self._placement, self._anchor = None, None
        self._fields, self._hits = (), ()
        self._box.pictures = ()
        self._box.set_placement(None)
        self._set_field(None)

    def _usual(self, document: Document, page: int | None = None) -> Placement:
        width, height = self._box.kind.usual
        return usual_place(document.pages, page=page, width=width, height=height)

    def _put(self, placement: Placement | None, anchor: PdfRect | None = None) -> None:
        """Put the box somewhere; a field that was to be signed is one no more."""
        document = self._document
        if document is None:
            return
        self._set_field(None)
        self._anchor = anchor
        self._placement = placement
        self._box.set_placement(placement)
        self._settle()

    def _moved(self, placement: Placement | None) -> None:
        """Follow the box in the hands of the person."""
        if not self.is_active:
            return
        self._was_moved = True
        fits = placement is not None and not self._box.is_too_small
        self._placement = placement if fits else None
        self._settle()

    def _typed(self, placement: Placement) -> None:
        self._box.set_placement(placement)
        self._moved(placement)

    def _settle(self) -> None:
        document = self._document
        if document is None:
            return
        box, pages = self._box, document.pages
        self._card.show_box(self._placement, box.placement, box.kind, pages)
        self._recall.placement = self._placement
        self._box.pictures = (
            ()
            if self._placement is None
            else (places_like(self._placement, self.picture_pages, document))
        )
        self._box.update()
        if self.is_active:
            self._thumbnails.show_placement(self._placement, self._box.pictures)
        self._look_under()
        self.changed.emit()

    def _look_under(self) -> None:
        document, placement = self._document, self._placement
        if document is None or placement is None or not self.is_active:
            self._warnings.look_at(None)
            return
        field = self._field.name if self._field is not None else ""
        pictures = self._box.pictures
        self._warnings.look_at(
            BoxPlace(document, placement, self._anchor, field, pictures)
        )

    def _others(self, page: int) -> Sequence[ViewRect]:
        """Return what draws the box to it: fields, signatures, the last place."""
        document = self._document
        if document is None:
            return ()
        places = [one.placement for one in self._fields if one is not self._field]
        for last in self._memory.last():
            places += [one.placement for one in at_saved_place(last, document).places]
        return [
            document.pages[page].to_view(one.rect, scale=1)
            for one in places
            if one is not None and one.page == page
        ]

    # --- fields and letters that say where --------------------------------------------

    def _find_start(self, document: Document) -> None:
        width, height = self._box.kind.usual
        rule = replace(LETTER_ANCHOR, width=width, height=height)

        def found(outcome: StartingPlaces) -> None:
            if self._document is not document or not self.is_active:
                return
            self._fields, anchors = outcome.fields, outcome.anchors
            self._show_fields()
            one, is_settled = anchors.only, self._was_moved or self._use_own_field()
            if not is_settled and one is not None:
                self._put(one.placement, one.anchor)
            # Of several the person chooses: the box goes from one to the next.
            self._hits = self._hits or anchors.places
            self._card.show_several(len(self._stations()))

        self._finder.look_at_start(document, rule, found)

    def _use_own_field(self) -> bool:
        """Go to the place that was prepared for this signer, if there is one."""
        if self._document is None:
            return False
        found = in_field(_MINE, self._fields, self._document, self.signer()).only
        return found is not None and self._take_field(found.field_name)

    def _choose_field(self, name: str) -> None:
        self._was_moved = True
        if name:
            self._take_field(name)
            self._box.bring_into_view()
        else:
            self._set_field(None)
            self._settle()

    def _take_field(self, name: str) -> bool:
        field = next((one for one in self._fields if one.name == name), None)
        if field is None:
            return False
        self._set_field(field)
        self._anchor = None
        self._box.set_placement(field.placement)
        fits = not self._box.is_too_small
        self._placement = field.placement if fits else None
        self._settle()
        if fits:
            self._card.show_own_place(own_place_in_words(field, self._fields))
        return True

    def _set_field(self, field: ExistingField | None) -> None:
        changed = field is not self._field
        self._field = field
        self._box.show_as(fixed=_("Tempat Anda") if field is not None else "")
        self._show_fields()
        if changed:
            self.field_changed.emit(field)

    def _show_fields(self) -> None:
        empty = [
            (one.name, field_in_words(one)) for one in self._fields if not one.is_signed
        ]
        self._card.show_prepared(empty, self._field.name if self._field else "")

    # --- a text of one's own ----------------------------------------------------------

    def _seek(self, rule: AnchorRule) -> None:
        document, (width, height) = self._document, self._box.kind.usual
        if document is None:
            return
        sized = replace(rule, width=width, height=height)

        def found(outcome: PlacesFound) -> None:
            if self._document is not document:
                return
            self._hits = outcome.places
            self._card.show_several(len(self._stations()))
            none = outcome.difficulty if not outcome.places else None
            words = words_of(none).cause if none is not None else ""
            self._card.anchor.show_places(outcome.places, words)

        def failed(error: TteError) -> None:
            self._card.anchor.show_places((), words_of(error).cause)

        self._finder.seek(document, sized, found=found, failed=failed)

    def _choose_hit(self, number: int) -> None:
        if number < len(self._hits):
            self._was_moved = True
            one = self._hits[number]
            self._put(one.placement, one.anchor)
            self._box.bring_into_view(with_keyboard=False)

    def _use_recalled(self, found: FoundPlace) -> None:
        self._was_moved = True
        self._put(found.placement)
        self._box.bring_into_view(with_keyboard=False)

    # --- several places ----------------------------------------------------------

    def _stations(self) -> tuple[Station, ...]:
        document = self._document
        pages = () if document is None else document.pages
        return stations_of(self._fields, self._hits, pages)

    def _leaf(self, by: int) -> bool:
        """Go to the next of several places with the keyboard; not in a circle."""
        field, placement = self._field, self._box.placement
        is_elsewhere = self._was_moved and self._anchor is None and field is None
        if placement is None or is_elsewhere:
            return False
        here = Station(placement, field.name if field else "", anchor=self._anchor)
        one = beside(self._stations(), here, by)
        if one is None:
            return False
        if one.field:
            self._choose_field(one.field)
        else:
            self._card.anchor.show_number(one.hit)
            self._choose_hit(one.hit)
        return True
