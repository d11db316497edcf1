"""A list of documents that are to be signed, as CSV or JSON.

CSV: the first line names the columns. JSON: a list of objects, or an object whose
``jobs`` is one. ``file`` is the document, its path relative to the list; every other
column is an option of ``ttedesktop sign`` for that document, such as ``anchor``.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.errors.batch_errors import JobsFileUnreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

FILE: Final = "file"
_LARGEST: Final = 64 << 20
"""Bytes of a list that is read."""
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class ListedJob:
    """A line of the list."""

    file: Path
    wish: dict[str, Any]
    """The other columns that are filled."""
    line: int


def read_jobs(path: Path, *, columns: Collection[str]) -> tuple[ListedJob, ...]:
    """Return what a list asks for; ``columns`` may stand in it besides ``file``.

    Raises JobsFileUnreadable, also for a document that is listed twice.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise JobsFileUnreadable(path.name, 0, "64 MB")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as refusal:
        raise JobsFileUnreadable(path.name, 0, refusal.strerror or "") from None
    except UnicodeDecodeError:
        raise JobsFileUnreadable(path.name, 0, "UTF-8") from None
    is_json = path.suffix.lower() == ".json" or text.lstrip().startswith(("[", "{"))
    rows = _json_rows(path, text) if is_json else _csv_rows(path, text)
    return _jobs(path, rows, columns)


def _jobs(
    path: Path, rows: Iterable[tuple[int, dict[str, Any]]], columns: Collection[str]
) -> tuple[ListedJob, ...]:
    jobs: list[ListedJob] = []
    seen: set[Path] = set()
    for line, row in rows:
        named = str(row.get(FILE) or "")
        if not named or "\0" in named or len(jobs) >= _MOST:
            raise JobsFileUnreadable(path.name, line, FILE)
        unknown = sorted(set(row) - {FILE} - set(columns))
        if unknown:
            raise JobsFileUnreadable(path.name, line, unknown[0])
        file = path.parent / named
        if file in seen:
            raise JobsFileUnreadable(path.name, line, named)
        seen.add(file)
        wish = {
            name: value
            for name, value in row.items()
            if name != FILE and value is not None and value != ""
        }
        jobs.append(ListedJob(file, wish, line))
    return tuple(jobs)


def _csv_rows(path: Path, text: str) -> Iterable[tuple[int, dict[str, Any]]]:
    first = text.partition("\n")[0]
    # Spreadsheets set to Indonesian separate by semicolons.
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if None in row:
                raise JobsFileUnreadable(path.name, reader.line_num, str(row[None]))
            named = {str(name).strip().lower(): value for name, value in row.items()}
            if any(named.values()):
                yield reader.line_num, named
    except csv.Error as fault:
        raise JobsFileUnreadable(path.name, reader.line_num, str(fault)) from None


def _json_rows(path: Path, text: str) -> Iterable[tuple[int, dict[str, Any]]]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise JobsFileUnreadable(path.name, 0, "JSON") from None
    rows = told.get("jobs") if isinstance(told, dict) else told
    if not isinstance(rows, list):
        raise JobsFileUnreadable(path.name, 0, "jobs")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or any(
            isinstance(value, list | dict) and name != "place"
            for name, value in row.items()
        ):
            raise JobsFileUnreadable(path.name, number, FILE)
        yield number, row
