"""One document of the queue: what is known of it, and what a person decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _, mark, n_
from ttedesktop.signing.page_range import pages_in_words
from ui.controls.file_size import file_size

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ttedesktop.batch.job import Outcome
    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.request import Placement

_DIGITS: Final = re.compile(r"(\d+)")


class RowState(Enum):
    """Where a document of the queue stands; in the order in which they are listed."""

    NEEDS_PLACE = "needs_place"
    """The rule finds no place for the signature, or several."""
    LOCKED = "locked"
    """It opens with a password only."""
    UNREADABLE = "unreadable"
    """It cannot be opened, or may not be signed."""
    LOOKING = "looking"
    READY = "ready"
    WAITING = "waiting"
    """It is part of the batch that runs."""
    SIGNING = "signing"
    FAILED = "failed"
    SIGNED = "signed"
    SKIPPED = "skipped"
    """Its result was there already."""
    SORTED_OUT = "sorted_out"
    """The person does not sign it; a note tells the drafter why."""

    # Thousands are counted and ranked at a time; Enum's own is written in Python.
    __hash__ = object.__hash__


STATE_WORDS: Final = {
    RowState.NEEDS_PLACE: mark("Perlu letak"),
    RowState.LOCKED: mark("Terkunci sandi"),
    RowState.UNREADABLE: mark("Tidak dapat dibuka"),
    RowState.LOOKING: mark("Diperiksa…"),
    RowState.READY: mark("Siap"),
    RowState.WAITING: mark("Menunggu"),
    RowState.SIGNING: mark("Menandatangani…"),
    RowState.FAILED: mark("Gagal"),
    RowState.SIGNED: mark("Ditandatangani"),
    RowState.SKIPPED: mark("Dilewati"),
    RowState.SORTED_OUT: mark("Disisihkan"),
}
ATTENTION: Final = frozenset(
    {RowState.NEEDS_PLACE, RowState.LOCKED, RowState.UNREADABLE}
)
RUNNING: Final = frozenset({RowState.WAITING, RowState.SIGNING})
DONE: Final = frozenset({RowState.SIGNED, RowState.SKIPPED})


@dataclass(frozen=True, slots=True)
class PlaceOnPage:
    """Where the signature stands, as a small picture of the page shows it."""

    page: int
    """Index from 0."""
    is_last: bool
    shape: float
    """Height of the page in widths, as it is seen."""
    box: tuple[float, float, float, float]
    """Left, top, width and height in parts of the page."""

    @property
    def words(self) -> str:
        """Such as "Hal. terakhir · kanan"."""
        middle = self.box[0] + self.box[2] / 2
        side = (
            _("kiri") if middle < 0.4 else _("kanan") if middle > 0.6 else _("tengah")
        )
        if self.is_last:
            return _("Hal. terakhir · {side}").format(side=side)
        return _("Hal. {page} · {side}").format(page=self.page + 1, side=side)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What was found in a document, without the document itself."""

    sha256: str = ""
    pages: int = 0
    paper: str = ""
    number: str = ""
    """Of the letter, where it can be read off it without a doubt."""
    signers: tuple[str, ...] = ()
    warnings: int = 0
    """Things that a signer should have seen."""
    notes: tuple[str, ...] = ()
    """What was found, in words."""
    placement: Placement | None = None
    field_name: str = ""
    anchor: PdfRect | None = None
    place: PlaceOnPage | None = None
    picture_pages: tuple[int, ...] = ()
    """Indexes of the pages that show the stamp as a picture, too."""
    places: int = 0
    """How many fit the rule, where it is not exactly one."""
    error: TteError | None = None
    """Why it cannot be signed, or where its place is not known."""
    state: RowState = RowState.LOOKING


@dataclass(slots=True, eq=False)
class QueuedDocument:
    """A row of the queue; changed on the GUI thread only."""

    number: int
    """In the order of adding, from 1; the identity of the row."""
    path: Path
    below: Path
    """The folders between what was added and the document."""
    root: str
    """Name of the folder that was added, or in which it lies."""
    size: int
    folder_key: str = ""
    """What the folders are sorted by; made with the row, off the window's thread."""
    sort_key: tuple[object, ...] = ()
    facts: DocumentFacts = field(default_factory=DocumentFacts)
    state: RowState = RowState.LOOKING
    read_at: datetime | None = None
    note: str = ""
    """For the drafter, where it was sorted out."""
    password: str = ""
    is_placed_by_hand: bool = False
    specimen: str = ""
    """Key of a design; empty for the one in use."""
    outcome: Outcome | None = None
    failure: TteError | None = None

    @property
    def folder_words(self) -> str:
        """The folders as a person reads them."""
        return " › ".join((self.root, *self.below.parts))

    @property
    def details(self) -> str:
        """What stands below the name."""
        told = [self.folder_words]
        if self.facts.pages:
            told.append(_("{count} hal.").format(count=self.facts.pages))
        told.append(file_size(self.size))
        if self.facts.signers:
            told.append(_("ditandatangani {names}").format(names=self.signer_words))
        return " · ".join(told)

    @property
    def signer_words(self) -> str:
        """Who signed it already."""
        first, *others = self.facts.signers
        if not others:
            return first
        return n_(
            "{name} dan {count} lain", "{name} dan {count} lain", len(others)
        ).format(name=first, count=len(others))

    @property
    def place_words(self) -> str:
        """Where it is signed, or why that is not known."""
        if self.facts.place is not None:
            words = self.facts.place.words
            pictures = self._picture_words
            return f"{words} · {pictures}" if pictures else words
        if self.facts.field_name:
            return _("Bidang “{name}”").format(name=self.facts.field_name)
        if self.facts.places > 1:
            return _("{count} tempat cocok").format(count=self.facts.places)
        if self.state is RowState.NEEDS_PLACE:
            return _("Belum ditentukan")
        return ""

    @property
    def _picture_words(self) -> str:
        placement = self.facts.placement
        shown = [
            page
            for page in self.facts.picture_pages
            if placement is not None and page != placement.page
        ]
        if not shown:
            return ""
        return _("gambar di hal. {pages}").format(pages=pages_in_words(shown))

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed: it is neither signed nor being signed."""
        return self.state not in RUNNING | DONE

    @property
    def is_touched(self) -> bool:
        """Whether a person has read it, placed its box, or written a note."""
        return self.read_at is not None or not self.was_only_read

    @property
    def was_only_read(self) -> bool:
        """Whether neither its place nor a note came from a person."""
        return not (self.is_placed_by_hand or self.note)

    def haystack(self) -> str:
        """Return the words in which a search looks."""
        told = (self.path.name, self.folder_words, *self.facts.signers, self.note)
        return "\n".join(told).casefold()


def natural_key(name: str) -> tuple[object, ...]:
    """Return a key by which "SPM-9" stands before "SPM-10"."""
    parts = _DIGITS.split(name.casefold())
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in parts
        if part
    )
