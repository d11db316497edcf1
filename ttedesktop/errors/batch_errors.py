"""What may go wrong with many documents that are signed one after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ttedesktop.errors.errors import TteError


@dataclass(eq=False)
class AlreadySigned(TteError):
    """The result of this document lies where it would be written to."""

    name: str
    signed: str
    """Name of the file that is there."""


@dataclass(eq=False)
class FolderInUse(TteError):
    """Another program signs into the same folder at this moment."""

    folder: str


@dataclass(eq=False)
class JournalInUse(TteError):
    """Another program carries on with the same journal."""

    name: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class JournalUnreadable(TteError):
    """A file that was named as a journal is none, or was damaged in its middle."""

    name: str
    exit_status: ClassVar[int] = 2
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class JournalNotWritten(TteError):
    """A step cannot be noted, so nothing may be done."""

    name: str
    stops_batch: ClassVar[bool] = True


@dataclass(eq=False)
class JobsFileUnreadable(TteError):
    """A list of documents says something that is not understood."""

    name: str
    line: int
    """Counted from 1, the line of names included; 0 if it is the whole file."""
    what: str
    """The column or the value that is not understood."""
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class PatternUnknown(TteError):
    """A pattern for names holds a word in braces that stands for nothing."""

    word: str
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class RegisterUnavailable(TteError):
    """The register of what was signed here cannot be read or written."""

    name: str
