"""What is to be done with one document of a batch, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from ttedesktop.errors.errors import TteError
    from ttedesktop.signing.request import SignedDocument


class Fate(Enum):
    """How far a document has come."""

    WAITING = "waiting"
    SIGNING = "signing"
    """It is being prepared, signed or verified."""
    SIGNED = "signed"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Its result was there already."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document of a batch."""

    number: int
    """From 1; no two of a batch have the same."""
    original: Path
    below: Path = Path()
    """The folders between what was added and the document; kept in the results."""
    wish: dict[str, Any] = field(default_factory=dict)
    """What whoever gave the order wants, as JSON: it goes into the journal."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document so far."""

    job: Job
    fate: Fate = Fate.WAITING
    before: str = ""
    """SHA-256 of the original, in lower-case hexadecimal digits."""
    after: str = ""
    """SHA-256 of the result."""
    path: Path | None = None
    """Of the result."""
    field_name: str = ""
    certificate: str = ""
    """SHA-256 of the certificate."""
    signer: str = ""
    organisation: str = ""
    place: str = ""
    """Such as ``3: 420,180,198,65``: page from 1, then left, bottom, width, height."""
    at: datetime | None = None
    """When it came so far."""
    archived: Path | None = None
    """Where the original went, if it was to be moved."""
    error: TteError | None = None
    signed: SignedDocument | None = None
    """The result as it was signed in this run, with its level."""
    note: str = ""
    """Why a person left it out."""

    @property
    def lacking(self) -> TteError | None:
        """What the signature lacks of the level that was wanted, if anything."""
        return None if self.signed is None else self.signed.lacking

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do: it waits, or it failed."""
        return self.fate not in {Fate.SIGNED, Fate.SKIPPED}
