"""A table of many documents and their verdicts, a line for each signature."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from ttedesktop.language import _
from ttedesktop.validation.reporting.explanation import explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ttedesktop.validation.report import SignatureReport, ValidationReport
    from ttedesktop.validation.reporting.explanation import SignatureExplanation

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula."""


def csv_report(reports: Sequence[ValidationReport]) -> str:
    """Return the table as text with semicolons, as spreadsheets here expect it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings())
    for report in reports:
        writer.writerows([harmless(cell) for cell in row] for row in _rows(report))
    return out.getvalue()


def _headings() -> tuple[str, ...]:
    return (
        _("Berkas"),
        _("Hasil dokumen"),
        _("Penjelasan"),
        _("Tanda tangan ke-"),
        _("Penanda tangan"),
        _("Instansi"),
        _("Hasil tanda tangan"),
        _("Waktu menurut cap waktu"),
        _("Waktu menurut komputernya"),
        _("Tingkat"),
        _("Catatan"),
        _("SHA-256 dokumen"),
    )


def _rows(report: ValidationReport) -> Iterator[tuple[str, ...]]:
    told = explain(report)
    head = (report.file, told.word, told.sentence)
    if not report.signatures:
        yield (*head, "", "", "", "", "", "", "", "", report.sha256)
    pairs = zip(report.signatures, told.signatures, strict=True)
    for number, (one, words) in enumerate(pairs, 1):
        yield (*head, str(number), *_signature(one, words), report.sha256)


def _signature(one: SignatureReport, words: SignatureExplanation) -> tuple[str, ...]:
    return (
        words.heading,
        one.signer.organisation if one.signer else "",
        words.word,
        _moment(one.trusted_time),
        _moment(one.claimed_time),
        one.level,
        " ".join(words.notes),
    )


def _moment(when: datetime | None) -> str:
    return "" if when is None else when.isoformat(sep=" ", timespec="seconds")


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking foreign words for a formula."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
