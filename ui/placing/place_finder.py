"""Looks for places in a document, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ttedesktop.errors.errors import TteError
from ttedesktop.signing.field_reading import fields_of
from ttedesktop.signing.place_finding import PlacesFound, find_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.place_rule import AnchorRule
    from ttedesktop.signing.prepared_field import ExistingField
    from ui.program.parts import Parts


@dataclass(frozen=True, slots=True)
class StartingPlaces:
    """What a document says of itself about where it is signed."""

    fields: tuple[ExistingField, ...]
    anchors: PlacesFound


class PlaceFinder(QObject):
    """Answers in the thread of the window; not at all where its owner is gone."""

    def __init__(self, parts: Parts, owner: QObject) -> None:
        super().__init__(owner)
        self._parts = parts

    def look_at_start(
        self,
        document: Document,
        rule: AnchorRule,
        told: Callable[[StartingPlaces], None],
    ) -> None:
        """Look for prepared fields and for the letter's own anchor."""
        making = self._parts.making

        def work() -> StartingPlaces:
            try:
                fields = fields_of(document)
            except TteError:
                # What cannot be read cannot be signed either, and is told elsewhere.
                fields = ()
            return StartingPlaces(fields, find_places(rule, document, making))

        self._parts.background.run(
            work, to=self, on_success=told, on_failure=lambda _error: None
        )

    def seek(
        self,
        document: Document,
        rule: AnchorRule,
        *,
        found: Callable[[PlacesFound], None],
        failed: Callable[[TteError], None],
    ) -> None:
        """Look for a text that a person typed."""
        making = self._parts.making
        self._parts.background.run(
            lambda: find_places(rule, document, making),
            to=self,
            on_success=found,
            on_failure=failed,
        )
