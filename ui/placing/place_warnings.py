"""Warns of what the signature box covers, a little after it came to rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ttedesktop.signing.surroundings import troubles_of
from ttedesktop.signing.trouble_words import (
    short_words_for_trouble,
    words_for_picture,
    words_for_trouble,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import Placement
    from ttedesktop.signing.surroundings import Covered
    from ui.placing.place_card import PlaceCard
    from ui.placing.signature_box import SignatureBox
    from ui.program.parts import Parts

_LOOK_AFTER: Final = 200
"""Milliseconds after the last move until it is looked what the box covers."""
_MOST_TOLD: Final = 3
"""Pages of which it is told that their picture covers something."""


@dataclass(frozen=True, slots=True)
class BoxPlace:
    """Where the box stands, and what it is there to cover."""

    document: Document
    placement: Placement
    anchor: PdfRect | None
    field: str
    """Name of the prepared field that is to be signed; empty for none."""
    pictures: tuple[Placement, ...] = ()
    """Where further pages show the stamp."""


class PlaceWarnings(QObject):
    """Looks off the GUI thread; what was found of an earlier place is dropped."""

    def __init__(self, parts: Parts, card: PlaceCard, box: SignatureBox) -> None:
        super().__init__(card)
        self._parts, self._card, self._box = parts, card, box
        self._place: BoxPlace | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER)
        self._timer.timeout.connect(self._look)

    def look_at(self, place: BoxPlace | None) -> None:
        """Take back what was said, and look at another place soon; None for none."""
        self._place = place
        self._show(())
        self._timer.start()

    def _look(self) -> None:
        place = self._place
        if place is None:
            return

        def told(covered: tuple[Covered, ...]) -> None:
            if place is self._place:
                self._show(covered)
                self._look_at_pictures(place, covered)

        self._parts.background.run(
            lambda: troubles_of(
                place.document,
                place.placement,
                self._parts.making,
                anchor=place.anchor,
                field=place.field,
            ),
            to=self,
            on_success=told,
            on_failure=lambda _error: None,
        )

    def _look_at_pictures(self, place: BoxPlace, covered: tuple[Covered, ...]) -> None:
        if not place.pictures:
            return
        making = self._parts.making

        def work() -> tuple[str, ...]:
            words: list[str] = []
            for one in place.pictures:
                if place is not self._place or len(words) >= _MOST_TOLD:
                    break
                found = troubles_of(place.document, one, making)[:1]
                words += [words_for_picture(one.page, each) for each in found]
            return tuple(words)

        def told(words: tuple[str, ...]) -> None:
            if place is self._place:
                self._show(covered, words)

        self._parts.background.run(
            work, to=self, on_success=told, on_failure=lambda _error: None
        )

    def _show(self, covered: tuple[Covered, ...], pictures: Sequence[str] = ()) -> None:
        words = [*map(words_for_trouble, covered), *pictures]
        self._card.show_troubles("\n".join(words))
        self._box.show_as(
            trouble=short_words_for_trouble(covered[0]) if covered else ""
        )
