"""What the anchors of a document propose to whoever lays out its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.signing.anchor_proposals import AnchorProposals, proposals_in

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.place_finding import FoundPlace
    from ttedesktop.signing.request import Placement
    from ui.program.parts import Parts


class PlaceProposals(QObject):
    """Looks off the GUI thread; what came of another document is dropped."""

    came = Signal()

    def __init__(self, parts: Parts, owner: QObject) -> None:
        super().__init__(owner)
        self._parts = parts
        self._document: Document | None = None
        self._found = AnchorProposals()

    @property
    def sure(self) -> tuple[FoundPlace, ...]:
        """One for each anchor that stands there once, in the order of signing."""
        return self._found.sure

    @property
    def choices(self) -> tuple[FoundPlace, ...]:
        """All of them, of which a person chooses."""
        return self._found.choices

    def look_into(self, document: Document) -> None:
        """Look for the anchors of a document."""
        self.forget()
        self._document = document

        def found(outcome: AnchorProposals) -> None:
            if self._document is document:
                self._found = outcome
                self.came.emit()

        self._parts.background.run(
            lambda: proposals_in(document, self._parts.making),
            to=self,
            on_success=found,
            on_failure=lambda _error: None,
        )

    def forget(self) -> None:
        """Begin anew."""
        self._document, self._found = None, AnchorProposals()

    def after(self, placement: Placement, anchor: PdfRect | None) -> FoundPlace | None:
        """Return the choice that follows the one at an anchor; round and round."""
        if not self.choices:
            return None
        texts = [text_under(one.placement, one.anchor) for one in self.choices]
        here = text_under(placement, anchor)
        number = texts.index(here) + 1 if here in texts else 0
        return self.choices[number % len(texts)]


def text_under(
    placement: Placement | None, anchor: PdfRect | None
) -> tuple[int, PdfRect] | None:
    """Return which text a place covers: its page, and where on it; None for none."""
    if placement is None or anchor is None:
        return None
    return placement.page, anchor
