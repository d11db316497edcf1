"""The register: what was signed on this machine, when, by whom, and where it lies.

Kept in one SQLite file in the person's data folder. It proves nothing, the signatures
do; it finds again what was signed. An administrator may forbid it.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ttedesktop.data_folder import data_folder
from ttedesktop.errors.batch_errors import RegisterUnavailable
from ttedesktop.language import _, mark

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

FILE_NAME: Final = "daftar-tanda-tangan.sqlite3"
VERSION: Final = 1
_PATIENCE: Final = 5.0
"""Seconds to wait while another program of this person writes."""
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS signed (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    original TEXT NOT NULL,
    before TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    field TEXT NOT NULL,
    place TEXT NOT NULL,
    signer TEXT NOT NULL,
    organisation TEXT NOT NULL,
    certificate TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS signed_at ON signed (at);
CREATE INDEX IF NOT EXISTS signed_sha256 ON signed (sha256);
"""
_COLUMNS: Final = (
    "number, at, original, before, path, sha256, size, field, place, signer, "
    "organisation, certificate"
)
NAMES: Final = (
    mark("nomor"),
    mark("waktu"),
    mark("berkas asli"),
    mark("sha256 sebelum"),
    mark("hasil"),
    mark("sha256 sesudah"),
    mark("ukuran"),
    mark("bidang"),
    mark("letak"),
    mark("penanda tangan"),
    mark("instansi"),
    mark("sha256 sertifikat"),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Whereabouts(Enum):
    """What has become of a signed file since."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    """Something else lies there, or it was signed once more."""
    GONE = "gone"
    """Moved, renamed, deleted, or on a drive that is not there."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One signature that was made here."""

    original: str
    """Path of the document that was signed."""
    before: str
    """Its SHA-256, in hexadecimal digits."""
    path: str
    """Of the result."""
    sha256: str
    signer: str
    certificate: str
    """SHA-256 of the certificate."""
    at: datetime
    organisation: str = ""
    size: int = 0
    """Bytes of the result."""
    field: str = ""
    place: str = ""
    number: int = 0
    """Given by the register."""


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which entries are wanted; what is empty filters nothing."""

    words: str = ""
    """Each must stand in a name, a folder or a signer."""
    since: datetime | None = None
    until: datetime | None = None
    certificate: str = ""


class Register:
    """Reads and writes the register; safe to use from several threads and programs."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_folder() / FILE_NAME

    def add(self, entry: RegisterEntry) -> None:
        """Note a signature. Raises RegisterUnavailable."""
        words = "\n".join((entry.original, entry.path, entry.signer)).casefold()
        with self._open() as database:
            database.execute(
                f"INSERT INTO signed ({_COLUMNS}, words) "  # noqa: S608 - constants
                "VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    entry.at.astimezone(UTC).isoformat(timespec="seconds"),
                    _stored(entry.original),
                    entry.before,
                    _stored(entry.path),
                    entry.sha256,
                    entry.size,
                    entry.field,
                    entry.place,
                    entry.signer,
                    entry.organisation,
                    entry.certificate,
                    _stored(words),
                ),
            )

    def find(
        self, wanted: RegisterFilter | None = None, *, most: int = 500, after: int = 0
    ) -> tuple[RegisterEntry, ...]:
        """Return entries, newest first, from one on. Raises RegisterUnavailable."""
        where, values = _conditions(wanted or RegisterFilter())
        if not self.path.exists():
            return ()
        with self._open() as database:
            rows = database.execute(
                f"SELECT {_COLUMNS} FROM signed{where} "  # noqa: S608 - constants
                "ORDER BY at DESC, number DESC LIMIT ? OFFSET ?",
                (*values, most, after),
            ).fetchall()
        return tuple(map(_entry, rows))

    def count(self, wanted: RegisterFilter | None = None) -> int:
        """Return how many entries there are. Raises RegisterUnavailable."""
        where, values = _conditions(wanted or RegisterFilter())
        if not self.path.exists():
            return 0
        with self._open() as database:
            (number,) = database.execute(
                f"SELECT count(*) FROM signed{where}",  # noqa: S608 - constants
                values,
            ).fetchone()
        return int(number)

    def clear(self) -> None:
        """Forget all of it. Raises RegisterUnavailable."""
        if self.path.exists():
            with self._open() as database:
                database.execute("DELETE FROM signed")

    @contextlib.contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Nobody else is to read who signed what.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            database = sqlite3.connect(self.path, timeout=_PATIENCE)
        except (OSError, sqlite3.Error):
            raise RegisterUnavailable(str(self.path)) from None
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if not version:
                database.executescript(_TABLE)
                database.execute(f"PRAGMA user_version = {VERSION}")
            elif version > VERSION:
                raise RegisterUnavailable(str(self.path))
            with database:
                yield database
        except sqlite3.Error:
            raise RegisterUnavailable(str(self.path)) from None
        finally:
            database.close()


def whereabouts_of(entry: RegisterEntry) -> Whereabouts:
    """Say what has become of a signed file. Reads it whole, which takes time."""
    try:
        with Path(entry.path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return Whereabouts.GONE
    same = digest == entry.sha256
    return Whereabouts.UNCHANGED if same else Whereabouts.CHANGED


def csv_of(entries: Sequence[RegisterEntry]) -> bytes:
    """Return entries for a spreadsheet (RFC 4180, UTF-8 with a byte order mark)."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([_(name) for name in NAMES])
    for one in entries:
        cells = (
            one.number, one.at.astimezone().isoformat(timespec="seconds"),
            one.original, one.before, one.path, one.sha256, one.size, one.field,
            one.place, one.signer, one.organisation, one.certificate,
        )  # fmt: skip
        rows.writerow([_harmless(str(cell)) for cell in cells])
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    # A cell that begins so is reckoned by a spreadsheet (OWASP, CSV injection).
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _conditions(wanted: RegisterFilter) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    for word in wanted.words.casefold().split():
        parts.append("instr(words, ?) > 0")
        values.append(_stored(word))
    for sign, bound in ((">=", wanted.since), ("<=", wanted.until)):
        if bound is not None:
            parts.append(f"at {sign} ?")
            values.append(bound.astimezone(UTC).isoformat(timespec="seconds"))
    if wanted.certificate:
        parts.append("certificate = ?")
        values.append(wanted.certificate)
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def _stored(path: str) -> str:
    """Return a path as text that a database takes: names may be no UTF-8 at all."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _entry(row: tuple[object, ...]) -> RegisterEntry:
    number, at, *rest = row
    original, before, path, sha256, size, field, place, *who = map(str, rest)
    signer, organisation, certificate = who
    return RegisterEntry(
        original=original,
        before=before,
        path=path,
        sha256=sha256,
        signer=signer,
        certificate=certificate,
        at=datetime.fromisoformat(str(at)),
        organisation=organisation,
        size=int(size),
        field=field,
        place=place,
        number=int(str(number)),
    )
