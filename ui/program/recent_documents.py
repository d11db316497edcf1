"""The documents opened last, and where each was left: noted only where that may be."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ttedesktop.settings.values import RecentDocument

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.settings.values import ReadingPlace, Settings
    from ttedesktop.validation.report import Verdict
    from ui.program.parts import Parts

_MOST: Final = 12


class RecentDocuments(QObject):
    """The list in the settings; empty where nothing may be noted."""

    changed = Signal()
    """The list has other entries, or may or may not be kept now."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._shown = self._state()
        parts.keeper.changed.connect(self._settings_changed)
        self._empty_what_is_not_wanted()

    @property
    def is_fixed(self) -> bool:
        """Whether an administrator has decided that nothing is noted."""
        return self._parts.policy.forbids_recent

    @property
    def is_kept(self) -> bool:
        """Whether anything is noted at all."""
        return self._parts.settings.keeps_recent and not self.is_fixed

    @property
    def listed(self) -> tuple[RecentDocument, ...]:
        """The documents, newest first."""
        return self._parts.settings.recent if self.is_kept else ()

    def place_of(self, path: Path) -> ReadingPlace | None:
        """Return where a file was left; None if that is not known."""
        named = str(path.absolute())
        return next((one.place for one in self.listed if one.path == named), None)

    def note(self, document: Document, verdict: Verdict) -> None:
        """Put a document at the head of the list, with its verdict."""
        if not self.is_kept:
            return
        path = str(document.path.absolute())
        one = RecentDocument(
            path=path,
            verdict=verdict.value,
            opened_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        place = self.place_of(document.path)
        if place is not None:
            one = dataclasses.replace(one, place=place)
        others = [other for other in self.listed if other.path != path]
        self._parts.keeper.change(recent=(one, *others)[:_MOST])

    def note_place(self, document: Document, place: ReadingPlace) -> None:
        """Remember where a document is left, if it is in the list."""
        if not self.is_kept:
            return
        path = str(document.path.absolute())
        now = tuple(
            dataclasses.replace(one, place=place) if one.path == path else one
            for one in self.listed
        )
        self._parts.keeper.change(recent=now)

    def clear(self) -> None:
        """Forget all of them."""
        self._parts.keeper.change(recent=())

    # --- inside -----------------------------------------------------------------------

    def _settings_changed(self, _settings: Settings) -> None:
        # No lambda: the keeper outlives this window, and a method goes with it.
        self._empty_what_is_not_wanted()
        now = self._state()
        if now != self._shown:
            self._shown = now
            self.changed.emit()

    def _empty_what_is_not_wanted(self) -> None:
        policy, settings = self._parts.policy, self._parts.settings
        # A policy that cannot be read hides the list; it need not cost the list.
        unwanted = policy.recent is False or not settings.keeps_recent
        if unwanted and settings.recent:
            self._parts.keeper.change(recent=())

    def _state(self) -> tuple[object, ...]:
        return self.is_kept, self.listed
