"""What became of a batch, as a list for a spreadsheet and as a PDF to be filed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ttedesktop.batch.job import Fate
from ttedesktop.document.drawing.sheet import (
    Colour,
    Drawing,
    Face,
    Sheet,
    broken_into_lines,
)
from ttedesktop.language import _, current_language, mark
from ttedesktop.messages import words_of
from ttedesktop.moments import moment
from ttedesktop.signing.output import write_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ttedesktop.batch.job import Outcome

COLUMNS: Final = (
    mark("nomor"),
    mark("dokumen"),
    mark("sha256 sebelum"),
    mark("hasil"),
    mark("sha256 sesudah"),
    mark("penanda tangan"),
    mark("sha256 sertifikat"),
    mark("waktu"),
    mark("letak"),
    mark("keadaan"),
    mark("keterangan"),
)
FATES: Final = {
    Fate.WAITING: mark("Belum disentuh"),
    Fate.SIGNING: mark("Belum selesai"),
    Fate.SIGNED: mark("Ditandatangani"),
    Fate.FAILED: mark("Gagal"),
    Fate.SKIPPED: mark("Dilewati"),
}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is reckoned by a spreadsheet (OWASP, CSV injection)."""
_WIDTH: Final = 936.0
_HEIGHT: Final = 612.0
"""F4 across, in points."""
_MARGIN: Final = 44.0
_SIZE: Final = 7.5
_LEADING: Final = 1.4
_GREY: Final[Colour] = (0.4, 0.43, 0.5)
_LINE: Final[Colour] = (0.87, 0.88, 0.92)
_INKS: Final[dict[Fate, Colour]] = {
    Fate.SIGNED: (0.06, 0.42, 0.25),
    Fate.FAILED: (0.67, 0.12, 0.1),
    Fate.SKIPPED: (0.52, 0.32, 0.0),
}
_COLUMNS: Final = (28.0, 236.0, 224.0, 112.0, 78.0, 170.0)
"""Widths: number, document and result, digests, time and place, fate, remark."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents came how far."""

    signed: int
    failed: int
    skipped: int
    untouched: int
    lacking: int = 0
    """Of those signed: how many lack something of the level that was wanted."""


def count(outcomes: Sequence[Outcome]) -> Counts:
    """Count them."""
    fates = [one.fate for one in outcomes]
    return Counts(
        fates.count(Fate.SIGNED),
        fates.count(Fate.FAILED),
        fates.count(Fate.SKIPPED),
        fates.count(Fate.WAITING) + fates.count(Fate.SIGNING),
        sum(one.lacking is not None for one in outcomes),
    )


def sentence_of(counts: Counts) -> str:
    """Return such as "36 ditandatangani, 2 gagal"; of what there is."""
    told = [_("{count} ditandatangani").format(count=counts.signed)]
    if counts.lacking:
        told.append(
            _("{count} di antaranya belum lengkap").format(count=counts.lacking)
        )
    if counts.failed:
        told.append(_("{count} gagal").format(count=counts.failed))
    if counts.skipped:
        told.append(_("{count} dilewati").format(count=counts.skipped))
    if counts.untouched:
        told.append(_("{count} belum disentuh").format(count=counts.untouched))
    return ", ".join(told)


def remark_on(outcome: Outcome) -> str:
    """Return why a document was not signed, or where its original went."""
    if outcome.error is not None:
        words = words_of(outcome.error)
        return f"{words.heading}. {words.cause}"
    if outcome.note:
        return outcome.note
    if outcome.signed is not None and outcome.lacking is not None:
        told = _("Ditandatangani pada tingkat {level}; belum lengkap. {cause}")
        return told.format(
            level=outcome.signed.level.value, cause=words_of(outcome.lacking).cause
        )
    if outcome.archived is not None:
        return _("Berkas asli dipindahkan ke {path}").format(path=outcome.archived)
    return ""


def write(path: Path, outcomes: Sequence[Outcome]) -> Path:
    """Write the report, a PDF or a CSV by the ending of the name; return its path.

    Nothing is overwritten. Raises ReportNotWritten.
    """
    if path.suffix.lower() == ".pdf":
        return write_new(path, pdf_of(outcomes))
    return write_new(path, csv_of(outcomes))


def csv_of(outcomes: Sequence[Outcome]) -> bytes:
    """Return a list for spreadsheets (RFC 4180, UTF-8 with a byte order mark)."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([_(name) for name in COLUMNS])
    for one in outcomes:
        rows.writerow([_harmless(cell) for cell in _cells(one)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(one: Outcome) -> Iterator[str]:
    yield str(one.job.number)
    yield str(one.job.original)
    yield one.before
    yield "" if one.path is None else str(one.path)
    yield one.after
    yield one.signer
    yield one.certificate
    yield "" if one.at is None else one.at.astimezone().isoformat(timespec="seconds")
    yield one.place
    yield _(FATES[one.fate])
    yield remark_on(one)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def pdf_of(outcomes: Sequence[Outcome]) -> bytes:
    """Return the report as a PDF, in the language in use."""
    paper = _Paper()
    paper.heading(outcomes)
    for one in outcomes:
        paper.row(one)
    return paper.pdf()


class _Paper:
    """Sheets that are filled from the top."""

    def __init__(self) -> None:
        self._drawing = Drawing(
            title=_("Laporan penandatanganan"),
            language="id-ID" if current_language().value == "id" else "en",
        )
        self._pages, self._top = 0, _MARGIN
        self._sheet = self._next_sheet()

    def heading(self, outcomes: Sequence[Outcome]) -> None:
        sheet = self._sheet
        sheet.text(
            _MARGIN, self._top + 14, _("Laporan penandatanganan"),
            face=Face.SANS_BOLD, size=15,
        )  # fmt: skip
        told = f"{sentence_of(count(outcomes))} · {moment(datetime.now(UTC))}"
        sheet.text(_MARGIN, self._top + 32, told, size=9.5, colour=_GREY)
        self._top += 44
        self._names()

    def row(self, one: Outcome) -> None:
        cells = _paragraphs(one)
        lines = [
            [
                line
                for paragraph in cell
                for line in broken_into_lines(
                    paragraph, face=Face.SANS, size=_SIZE, width=width - 8
                )
            ]
            for cell, width in zip(cells, _COLUMNS, strict=True)
        ]
        height = max(map(len, lines)) * _SIZE * _LEADING + 6
        if self._top + height > _HEIGHT - _MARGIN:
            self._sheet = self._next_sheet()
            self._names()
        sheet = self._sheet
        sheet.line(_MARGIN, self._top, _WIDTH - _MARGIN, self._top, colour=_LINE)
        left = _MARGIN
        for number, (cell, width) in enumerate(zip(lines, _COLUMNS, strict=True)):
            colour = _INKS.get(one.fate, _GREY) if number == 4 else (0.0, 0.0, 0.0)
            for place, line in enumerate(cell):
                below = self._top + 4 + _SIZE + place * _SIZE * _LEADING
                sheet.text(left, below, line, size=_SIZE, colour=colour)
            left += width
        self._top += height

    def pdf(self) -> bytes:
        return self._drawing.pdf()

    def _names(self) -> None:
        names = (
            "",
            _("Dokumen dan hasilnya"),
            _("SHA-256 sebelum dan sesudah"),
            _("Waktu dan letak"),
            _("Keadaan"),
            _("Penanda tangan, keterangan"),
        )
        left = _MARGIN
        for name, width in zip(names, _COLUMNS, strict=True):
            self._sheet.text(
                left, self._top + 12, name, face=Face.SANS_SEMIBOLD, size=8,
                colour=_GREY,
            )  # fmt: skip
            left += width
        self._top += 18

    def _next_sheet(self) -> Sheet:
        self._pages += 1
        self._top = _MARGIN
        sheet = self._drawing.sheet(_WIDTH, _HEIGHT)
        words = _("Halaman {page}").format(page=self._pages)
        sheet.text(
            _WIDTH - _MARGIN, _HEIGHT - _MARGIN / 2, words, size=7.5, colour=_GREY,
            align="right",
        )  # fmt: skip
        return sheet


def _paragraphs(one: Outcome) -> tuple[list[str], ...]:
    """Return what stands in each column of the PDF."""
    when = "" if one.at is None else moment(one.at)
    place = _("Halaman {place}").format(place=one.place) if one.place else ""
    return (
        [str(one.job.number)],
        [str(one.job.original), *([str(one.path)] if one.path is not None else [])],
        [told for told in (one.before, one.after) if told],
        [told for told in (when, place) if told],
        [_(FATES[one.fate])],
        [told for told in (one.signer, remark_on(one)) if told],
    )
