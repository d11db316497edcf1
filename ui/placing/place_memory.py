"""Places that are remembered: by name, and where each specimen stood last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.signing.place_finding import saved_place_of
from ttedesktop.signing.place_rule_text import as_text, saved_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.page_range import PageRange
    from ttedesktop.signing.place_rule import SavedPlace
    from ttedesktop.signing.request import Placement
    from ui.program.settings_keeper import SettingsKeeper

_MOST_LAST: Final = 20


class PlaceMemory:
    """Keeps places in the settings."""

    def __init__(self, keeper: SettingsKeeper) -> None:
        self._keeper = keeper

    def saved(self) -> list[SavedPlace]:
        """Return the places that the person named, as they were kept."""
        return saved_places(self._keeper.settings.places)

    def keep(
        self, name: str, placement: Placement, document: Document, also_on: PageRange
    ) -> None:
        """Remember a place under a name, instead of what was there.

        ``also_on``: pages that show the stamp as a picture.
        """
        kept = [one for one in self.saved() if one.name != name]
        self._write([*kept, saved_place_of(name, placement, document, also_on)])

    def forget(self, name: str) -> None:
        """Drop the place of a name."""
        self._write(one for one in self.saved() if one.name != name)

    def last(self) -> list[SavedPlace]:
        """Return where the specimen in use stood last; none or one."""
        key = self._keeper.settings.chosen_specimen.key
        return [one for one in self._last() if one.name == key]

    def note_last(self, placement: Placement, document: Document) -> None:
        """Note where the specimen in use stands now."""
        key = self._keeper.settings.chosen_specimen.key
        others = [one for one in self._last() if one.name != key]
        now = saved_place_of(key, placement, document)
        kept = tuple(map(as_text, (now, *others[: _MOST_LAST - 1])))
        self._keeper.change(last_places=kept)

    def _last(self) -> list[SavedPlace]:
        return saved_places(self._keeper.settings.last_places)

    def _write(self, places: Iterable[SavedPlace]) -> None:
        self._keeper.change(places=tuple(map(as_text, places)))
