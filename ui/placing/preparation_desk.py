"""Lets a secretariat lay out the places of a document, and writes them into a copy."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.document.geometry import (
    PdfRect,
    ViewRect,
)
from ttedesktop.errors.document_errors import AlreadySigned
from ttedesktop.language import _
from ttedesktop.signing.loading import load_what_signs
from ttedesktop.signing.placement import place_at, usual_place
from ttedesktop.signing.request import Placement  # noqa: TC001 - dataclass field
from ttedesktop.signing.surroundings import overlap, troubles_of
from ttedesktop.signing.trouble_words import words_for_trouble
from ui.pages.signature_marks import SignatureMark
from ui.placing.box_geometry import BoxKind
from ui.placing.place_card import page_in_words
from ui.placing.place_proposals import PlaceProposals, text_under
from ui.placing.preparation_panel import PlaceRow, PreparationPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.preparation import PreparedDocument
    from ttedesktop.signing.surroundings import Covered
    from ui.pages.document_view import DocumentView
    from ui.placing.signature_box import SignatureBox
    from ui.program.parts import Parts

MOST: Final = 20
"""Places of one document; ``signing.preparation`` takes no more."""
_BESIDE: Final = 24.0
"""Points between a new place and the one before it."""
_LOOK_AFTER: Final = 200
"""Milliseconds after the last move until it is looked what a place covers."""


@dataclass(frozen=True, slots=True)
class _Entry:
    who: str
    placement: Placement
    covers: tuple[Covered, ...] = field(default=(), compare=False)
    anchor: PdfRect | None = None
    """The text of the document that the place was laid to and covers."""


class PreparationDesk(QObject):
    """One for each document page; takes the box over while it is active."""

    started = Signal()
    ended = Signal()
    """The places were written or given up; the box is free again."""
    prepared = Signal(object)
    """The ``PreparedDocument``."""
    failed = Signal(object)

    def __init__(self, parts: Parts, view: DocumentView, box: SignatureBox) -> None:
        super().__init__(view)
        self._parts, self._view, self._box = parts, view, box
        self.panel = PreparationPanel()
        self._document: Document | None = None
        self._entries: list[_Entry] = []
        self._at_first: list[_Entry] = []
        self._proposals = PlaceProposals(parts, self)
        self._proposals.came.connect(self._propose)
        self._chosen = 0
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER)
        self._timer.timeout.connect(self._look)
        box.placement_changed.connect(self._moved)
        self.panel.added.connect(self._add)
        self.panel.removed.connect(self._remove)
        self.panel.chosen.connect(self._choose)
        self.panel.named.connect(self._name)
        self.panel.finished.connect(self._finish)
        self.panel.given_up.connect(self.leave)
        self.panel.anchor_wanted.connect(self._next_anchor)

    @property
    def is_active(self) -> bool:
        """Whether places are being laid out."""
        return self._document is not None

    @property
    def is_begun(self) -> bool:
        """Whether somebody was named, or a place was moved or added."""
        return self._document is not None and self._entries != self._at_first

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Where the places are, in the order of signing."""
        return tuple(one.placement for one in self._entries)

    def start(self, document: Document) -> None:
        """Begin with one place where letters usually carry the signature.

        It moves to the document's own anchor, if there is no doubt which. A document
        that is signed already is told as one for which this cannot be.
        """
        if document.carries_signature:
            self.failed.emit(AlreadySigned(document.name))
            return
        self._document = document
        self._entries, self._chosen = [_Entry("", usual_place(document.pages))], 0
        self._at_first = list(self._entries)
        self.panel.set_busy(busy=False)
        self.started.emit()
        self._box.show_as(fixed="", trouble="")
        self._box.set_active(active=True)
        self._show()
        self._box.bring_into_view(with_keyboard=False)
        self.panel.write_name(0)
        self._box.leaf = self._leaf
        self._proposals.look_into(document)

    def leave(self) -> None:
        """Give up what was laid out."""
        if self._document is None:
            return
        self._document = None
        self._entries = []
        self._timer.stop()
        self._proposals.forget()
        self._box.set_placement(None)
        self._box.set_active(active=False)
        self._view.show_marks(())
        self.ended.emit()

    # --- one place after the other ------------------------------------------------

    def _add(self) -> None:
        document = self._document
        if document is None or len(self._entries) >= MOST:
            return
        self._entries.append(self._proposed() or _Entry("", self._beside(document)))
        self._chosen = len(self._entries) - 1
        self._show()
        self._box.bring_into_view(with_keyboard=False)
        self.panel.write_name(self._chosen)

    def _propose(self) -> None:
        """Move the first place to its anchor, unless a person has begun to work."""
        document = self._document
        if document is None:
            return
        self.panel.offer_anchors(offered=bool(self._proposals.choices))
        first = self._entries[0]
        is_untouched = first.placement == usual_place(document.pages)
        if len(self._entries) > 1 or not is_untouched:
            return
        proposed = self._proposed()
        if proposed is not None:
            self._entries[0] = replace(proposed, who=first.who)
            # That was no work of the person's.
            self._at_first = [proposed]
            self._show()
            self._box.bring_into_view(with_keyboard=False)

    def _proposed(self) -> _Entry | None:
        """Return the next place that an anchor proposes, if any is left."""
        placed = [text_under(one.placement, one.anchor) for one in self._entries]
        for one in self._proposals.sure:
            is_taken = text_under(one.placement, one.anchor) in placed
            if one.placement is not None and not is_taken:
                return _Entry("", one.placement, anchor=one.anchor)
        return None

    def _next_anchor(self, number: int) -> None:
        """Take a place to the next anchor, of which the person chooses."""
        entry = self._entries[number]
        found = self._proposals.after(entry.placement, entry.anchor)
        if found is None or found.placement is None:
            return
        self._chosen = number
        self._entries[number] = replace(
            entry, placement=found.placement, anchor=found.anchor, covers=()
        )
        self._show()
        self._box.bring_into_view(with_keyboard=False)

    def _leaf(self, by: int) -> bool:
        """Go to the next place with the keyboard, or to the one before."""
        number = self._chosen + by
        if not 0 <= number < len(self._entries):
            return False
        self._choose(number)
        return True

    def _beside(self, document: Document) -> Placement:
        """Return a place of its own for one more: at the left, else above the last."""
        last = self._entries[-1].placement
        page = document.pages[last.page]
        seen = page.to_view(last.rect, scale=1)
        left = seen.x - seen.width - _BESIDE
        mirrored = page.width - seen.x - seen.width
        tries = (
            (mirrored, seen.y),
            (left, seen.y),
            (seen.x, seen.y - seen.height - _BESIDE),
            (seen.x, seen.y + seen.height + _BESIDE),
            (mirrored, seen.y - seen.height - _BESIDE),
        )
        for x, y in tries:
            wanted = ViewRect(x, y, seen.width, seen.height)
            found = place_at(document.pages, last.page, wanted)
            if not self._overlaps(found, self._entries):
                return found
        return last

    def _remove(self, number: int) -> None:
        if len(self._entries) > 1:
            del self._entries[number]
            self._chosen = min(self._chosen, len(self._entries) - 1)
            self._show()

    def _choose(self, number: int) -> None:
        if self._document is None:
            return
        changed, self._chosen = number != self._chosen, number
        if changed:
            self._show()
        self._box.bring_into_view(with_keyboard=False)

    def _name(self, number: int, who: str) -> None:
        self._entries[number] = replace(self._entries[number], who=who.strip())
        self._tell()

    def _moved(self, placement: Placement | None) -> None:
        if self._document is None:
            return
        if placement is None:
            # A place can be removed in its row; on the page it always stands.
            self._box.set_placement(self._entries[self._chosen].placement)
            return
        entry = self._entries[self._chosen]
        self._entries[self._chosen] = replace(entry, placement=placement, covers=())
        self._tell()
        self._timer.start()

    # --- shown and told -----------------------------------------------------------

    def _show(self) -> None:
        self._box.kind = BoxKind(_("Tempat {number}").format(number=self._chosen + 1))
        self.panel.show_rows([one.who for one in self._entries], self._chosen)
        self.panel.set_full(full=len(self._entries) >= MOST)
        self._box.set_placement(self._entries[self._chosen].placement)
        self._view.show_marks(
            [
                SignatureMark(
                    number + 1, one.placement.page, one.placement.rect, "none"
                )
                for number, one in enumerate(self._entries)
                if number != self._chosen
            ]
        )
        self._tell()
        self._timer.start()

    def _tell(self) -> None:
        document = self._document
        if document is None:
            return
        for number, one in enumerate(self._entries):
            others = [*self._entries[:number], *self._entries[number + 1 :]]
            words = [words_for_trouble(each) for each in one.covers]
            if self._overlaps(one.placement, others):
                words.insert(0, _("Menutupi tempat lain."))
            where = page_in_words(one.placement, document.pages)
            self.panel.show_place(number, PlaceRow(where, "\n".join(words)))
        self.panel.set_finishable(self._what_is_missing())

    def _what_is_missing(self) -> str:
        if any(not one.who for one in self._entries):
            return _("Isi nama atau jabatan setiap penanda tangan")
        places = self._entries
        if any(
            self._overlaps(one.placement, places[number + 1 :])
            for number, one in enumerate(places)
        ):
            return _("Geser tempat yang bertumpuk")
        if self._box.is_too_small:
            return _("Perbesar tempat yang terlalu kecil")
        return ""

    def _overlaps(self, one: Placement, others: Sequence[_Entry]) -> bool:
        here = self._seen(one)
        return any(
            other.placement.page == one.page
            and overlap(here, self._seen(other.placement))
            for other in others
        )

    def _seen(self, placement: Placement) -> ViewRect:
        return self._view.pages[placement.page].to_view(placement.rect, scale=1)

    def _look(self) -> None:
        """Look what the chosen place covers, off the GUI thread."""
        document, number = self._document, self._chosen
        if document is None:
            return
        looked_at = self._entries[number]
        placement, anchor = looked_at.placement, looked_at.anchor
        making = self._parts.making

        def told(covered: tuple[Covered, ...]) -> None:
            if self._document is not document or number >= len(self._entries):
                return
            entry = self._entries[number]
            if entry.placement == placement:
                self._entries[number] = replace(entry, covers=covered)
                self._tell()

        self._parts.background.run(
            lambda: troubles_of(document, placement, making, anchor=anchor),
            to=self,
            on_success=told,
            on_failure=lambda _error: None,
        )

    # --- written ------------------------------------------------------------------

    def _finish(self) -> None:
        document = self._document
        if document is None or self._what_is_missing():
            return
        self.panel.set_busy(busy=True)
        entries, making = tuple(self._entries), self._parts.making
        binds, closes = self.panel.is_binding, self.panel.closes
        chosen = self._parts.settings.output_folder
        folder = Path(chosen) if chosen else None

        def work() -> PreparedDocument:
            # Loaded here: what writes fields takes longer to load than the window.
            load_what_signs()
            from ttedesktop.signing.output import Destination
            from ttedesktop.signing.preparation import (
                SUFFIX,
                PreparedPlace,
                prepare_document,
            )

            places = [
                PreparedPlace(
                    one.who,
                    one.placement,
                    is_binding=binds,
                    closes=closes and one is entries[-1],
                )
                for one in entries
            ]
            destination = Destination(folder=folder, suffix=SUFFIX)
            return prepare_document(document, places, destination, making)

        self._parts.background.run(
            work, to=self, on_success=self._written, on_failure=self._not_written
        )

    def _written(self, made: PreparedDocument) -> None:
        self.panel.set_busy(busy=False)
        self.leave()
        self.prepared.emit(made)

    def _not_written(self, error: TteError) -> None:
        self.panel.set_busy(busy=False)
        self.failed.emit(error)
