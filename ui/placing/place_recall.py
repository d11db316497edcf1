"""Places that a person named: used, kept under a name, and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.messages import words_of
from ttedesktop.signing.place_finding import at_saved_place, with_pictures
from ui.placing.place_card import page_in_words
from ui.placing.place_name_dialog import PlaceNameDialog

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.place_rule import SavedPlace
    from ttedesktop.signing.request import Placement
    from ui.placing.place_card import PlaceCard
    from ui.placing.place_memory import PlaceMemory


class PlaceRecall(QObject):
    """Joins the card and the memory; where the box stands is told to it."""

    recalled = Signal(object)
    """The ``FoundPlace`` to which the box is to go."""

    def __init__(self, card: PlaceCard, memory: PlaceMemory) -> None:
        super().__init__(card)
        self._card, self._memory = card, memory
        self._document: Document | None = None
        self.placement: Placement | None = None
        """Where the box stands; None for nowhere."""
        card.saved_chosen.connect(self._use)
        card.keep_wanted.connect(self._keep)
        card.forget_wanted.connect(self._forget)
        self._show()

    def take(self, document: Document) -> None:
        """Begin with another document."""
        self._document, self.placement = document, None
        self._show()

    def _use(self, place: SavedPlace) -> None:
        document = self._document
        if document is None:
            return
        found = with_pictures(at_saved_place(place, document), place.also_on, document)
        if found.difficulty is not None:
            self._card.show_troubles(words_of(found.difficulty).cause)
            return
        self._card.further.show_range(place.also_on)
        self.recalled.emit(found.require_one())

    def _keep(self) -> None:
        document, placement = self._document, self.placement
        if document is None or placement is None:
            return
        where = page_in_words(placement, document.pages)
        name = PlaceNameDialog(self._card, where).ask_name()
        if name:
            self._memory.keep(name, placement, document, self._card.further.range)
            self._show()

    def _forget(self, name: str) -> None:
        self._memory.forget(name)
        self._show()

    def _show(self) -> None:
        self._card.show_saved(self._memory.saved())
