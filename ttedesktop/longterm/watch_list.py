"""Which documents need what by when; read from the documents, asking nobody.

What was found of a document is kept in one SQLite file until the document changes, so
that an archive of thousands is looked through once and not each time.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from ttedesktop.data_folder import data_folder
from ttedesktop.errors.network_errors import TooLateToKeep
from ttedesktop.longterm.care import USUAL_MARGIN, Care, KeptDocument
from ttedesktop.longterm.made import rank_of
from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from ttedesktop.errors.errors import TteError
    from ttedesktop.longterm.unfinished import UnfinishedDocument

FILE_NAME: Final = "arsip.sqlite3"
_VERSION: Final = 2
_STALE: Final = timedelta(days=30)
"""After which a document is looked at again: authorities may be known by then."""
_PATIENCE: Final = 5.0
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS seen (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    at TEXT NOT NULL,
    care TEXT NOT NULL,
    level TEXT NOT NULL,
    until TEXT NOT NULL,
    gathers TEXT NOT NULL,
    legacy INTEGER NOT NULL,
    reason TEXT NOT NULL
);
"""
_COLUMNS: Final = 10
_FAR: Final = datetime.max.replace(tzinfo=UTC)


class Need(Enum):
    """What a document needs so that it stays provable."""

    COMPLETION = "completion"
    """Time or proof that can be had still."""
    RENEWAL = "renewal"
    """Another archive time-stamp before the present one ends."""
    UNKNOWN = "unknown"
    """It could not be looked into, for instance for want of a password."""
    NOTHING_HELPS = "nothing_helps"
    """It is too late."""


@dataclass(frozen=True, slots=True)
class WatchedDocument:
    """A document, what it needs, and by when."""

    path: Path
    need: Need
    level: str
    """What it has; empty if that is unknown."""
    wanted: str
    """What it should have."""
    until: datetime | None = None
    """The moment after which nothing helps; None where it is unknown."""
    is_legacy: bool = False
    """Whether it was signed under the older BSrE authority, outside the root."""
    is_noted: bool = False
    """Whether it was signed here, to be completed later."""
    trouble: TteError | None = None
    """Why it is unknown, or too late."""

    def is_due(self, now: datetime, within: timedelta = USUAL_MARGIN) -> bool:
        """Whether something is to be done within a time, and can be done."""
        can_be_done = self.need in {Need.COMPLETION, Need.RENEWAL}
        return can_be_done and self.until is not None and self.until - now < within

    @property
    def urgency(self) -> tuple[int, datetime, str]:
        """What sorts documents: the soonest first, what cannot be helped last."""
        order = (Need.UNKNOWN, Need.NOTHING_HELPS)
        rank = order.index(self.need) + 1 if self.need in order else 0
        return rank, self.until or _FAR, str(self.path)


def watched(kept: KeptDocument) -> WatchedDocument | None:
    """Return what a look at a document means for it; None if it needs nothing."""
    if kept.care is Care.UNSIGNED:
        return None
    level = "" if kept.after is None else kept.after.value
    need = Need.COMPLETION
    if kept.care is Care.TOO_LATE:
        need = Need.NOTHING_HELPS
    elif kept.care is Care.FAILED:
        need = Need.UNKNOWN
    elif rank_of(level) >= rank_of(PadesLevel.B_LTA):
        need = Need.RENEWAL
    return WatchedDocument(
        kept.path,
        need,
        level,
        PadesLevel.B_LTA.value,
        min(filter(None, (kept.keeps_until, kept.gathers_until)), default=None),
        is_legacy=kept.is_legacy,
        trouble=kept.error,
    )


def noted(one: UnfinishedDocument) -> WatchedDocument:
    """Return a document that was signed here and is to be completed."""
    until: datetime | None = None
    with contextlib.suppress(ValueError):
        until = datetime.fromisoformat(one.expires_at)
    return WatchedDocument(
        one.path, Need.COMPLETION, one.reached, one.wanted, until, is_noted=True
    )


@dataclass(frozen=True, slots=True)
class _Stamp:
    """By which a file is known to be the same."""

    size: int
    changed: int
    """Nanoseconds, as the file system tells them."""


class SeenDocuments:
    """What was found of documents; safe to use from several threads and programs."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_folder() / FILE_NAME

    def recall(
        self, paths: Iterable[Path], now: datetime
    ) -> tuple[list[KeptDocument], list[Path]]:
        """Return what is known of files still, and the files to be looked into."""
        known: list[KeptDocument] = []
        unknown: list[Path] = []
        rows = self._rows()
        for path in paths:
            row = rows.get(str(path))
            found = None if row is None else _recalled(path, row, now)
            if found is None:
                unknown.append(path)
            else:
                known.append(found)
        return known, unknown

    def note(self, found: Iterable[KeptDocument], now: datetime) -> None:
        """Note what was found. What could not be looked into is not kept."""
        rows = [row for one in found if (row := _row(one, now)) is not None]
        if not rows:
            return
        # Where nothing can be noted, it is looked at again the next time.
        with contextlib.suppress(OSError, sqlite3.Error), self._open() as database:
            database.executemany(
                "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def _rows(self) -> dict[str, tuple[object, ...]]:
        if not self.path.exists():
            return {}
        try:
            with self._open() as database:
                rows = database.execute("SELECT * FROM seen").fetchall()
        except (OSError, sqlite3.Error):
            return {}
        return {str(row[0]): row for row in rows}

    @contextlib.contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Nobody else is to read what lies in an archive.
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        database = sqlite3.connect(self.path, timeout=_PATIENCE)
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != _VERSION:
                # Nothing in it is worth more than another look.
                database.executescript("DROP TABLE IF EXISTS seen;" + _TABLE)
                database.execute(f"PRAGMA user_version = {_VERSION}")
            with database:
                yield database
        finally:
            database.close()


def _stamp_of(path: Path) -> _Stamp | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return _Stamp(told.st_size, told.st_mtime_ns)


def _told(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def _moment(told: object) -> datetime | None:
    return datetime.fromisoformat(str(told)) if told else None


def _row(one: KeptDocument, now: datetime) -> tuple[object, ...] | None:
    stamp = _stamp_of(one.path)
    try:
        name = str(one.path).encode("utf-8").decode("utf-8")
    except UnicodeEncodeError:
        # A name that is no text has no place in a database.
        return None
    if stamp is None or one.care is Care.FAILED:
        return None
    error = one.error
    return (
        name,
        stamp.size,
        stamp.changed,
        now.isoformat(),
        one.care.value,
        "" if one.after is None else one.after.value,
        _told(one.keeps_until),
        _told(one.gathers_until),
        int(one.is_legacy),
        error.reason if isinstance(error, TooLateToKeep) else "",
    )


def _recalled(
    path: Path, row: tuple[object, ...], now: datetime
) -> KeptDocument | None:
    _name, size, changed, at, care, level, until, gathers, legacy, reason = row
    try:
        looked = datetime.fromisoformat(str(at))
        end = _moment(until)
        found = KeptDocument(
            path,
            Care(care),
            after=PadesLevel(level) if level else None,
            keeps_until=end,
            gathers_until=_moment(gathers),
            is_legacy=bool(legacy),
        )
    except ValueError:
        return None
    stamp = _stamp_of(path)
    is_same = stamp is not None and (stamp.size, stamp.changed) == (size, changed)
    is_over = found.care is Care.ENOUGH and end is not None and end <= now
    if not is_same or is_over or not timedelta() <= now - looked < _STALE:
        return None
    if found.care is Care.TOO_LATE:
        return replace(found, error=TooLateToKeep(path.name, str(reason)))
    return found
