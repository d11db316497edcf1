"""What is said of documents that are kept valid: in a sentence, a table and JSON."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

from ttedesktop.errors.network_errors import TooLateToKeep
from ttedesktop.language import _, mark
from ttedesktop.longterm.care import Care, KeptDocument
from ttedesktop.messages import words_of
from ttedesktop.moments import day
from ttedesktop.validation.reporting.csv_report import harmless
from ttedesktop.validation.reporting.note_words import CAUSES, NOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.untyped import JsonValue

NAMES: Final = {
    Care.KEPT: mark("Dilengkapi"),
    Care.ENOUGH: mark("Sudah cukup"),
    Care.UNSIGNED: mark("Tanpa tanda tangan"),
    Care.TOO_LATE: mark("Sudah terlambat"),
    Care.FAILED: mark("Gagal"),
}


def words_for_care(one: KeptDocument) -> str:
    """Return what became of a document, in a sentence or two."""
    parts = [_(NAMES[one.care])]
    if one.care is Care.KEPT and one.before is not None and one.after is not None:
        told = _("dari {before} menjadi {after}")
        parts[0] += " " + told.format(before=one.before.value, after=one.after.value)
    elif one.after is not None:
        parts[0] += f" ({one.after.value})"
    if one.keeps_until is not None and one.care in {Care.KEPT, Care.ENOUGH}:
        until = _("Buktinya berlaku sampai {day}")
        parts.append(until.format(day=day(one.keeps_until)))
    words = ". ".join(parts) + "."
    reason = reason_of(one)
    return f"{words} {reason}" if reason else words


def reason_of(one: KeptDocument) -> str:
    """Return why nothing was added, or what still lacks; empty if nothing does."""
    if one.error is None:
        return ""
    if isinstance(one.error, TooLateToKeep):
        told = {**NOTES, **CAUSES}.get(one.error.reason)
        if told is not None:
            return _(told)
    return words_of(one.error).cause


def care_table(kept: Sequence[KeptDocument]) -> str:
    """Return a table with semicolons, as spreadsheets here expect it.

    What must be renewed first stands first.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            _("Berkas"),
            _("Hasil"),
            _("Tingkat semula"),
            _("Tingkat sekarang"),
            _("Perbarui sebelum"),
            _("Alasan"),
            _("Berkas hasil"),
        )
    )
    for one in sorted(kept, key=_by_urgency):
        writer.writerow([harmless(cell) for cell in _cells(one)])
    return out.getvalue()


def _by_urgency(one: KeptDocument) -> tuple[bool, str, str]:
    until = "" if one.keeps_until is None else one.keeps_until.isoformat()
    return (one.keeps_until is None, until, str(one.path))


def _cells(one: KeptDocument) -> tuple[str, ...]:
    return (
        str(one.path),
        _(NAMES[one.care]),
        "" if one.before is None else one.before.value,
        "" if one.after is None else one.after.value,
        "" if one.keeps_until is None else one.keeps_until.date().isoformat(),
        reason_of(one),
        "" if one.result is None else str(one.result),
    )


def care_json(one: KeptDocument) -> dict[str, JsonValue]:
    """Return what became of a document for ``--json``."""
    error = one.error
    return {
        "file": str(one.path),
        "care": one.care.value,
        "before": None if one.before is None else one.before.value,
        "after": None if one.after is None else one.after.value,
        "keeps_until": None if one.keeps_until is None else one.keeps_until.isoformat(),
        "result": None if one.result is None else str(one.result),
        "error": None
        if error is None
        else {"code": error.code(), "facts": error.facts(), "cause": reason_of(one)},
    }
