"""A validation report as a PDF that can be printed and filed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.document.drawing.sheet import (
    Colour,
    Drawing,
    Face,
    Sheet,
    broken_into_lines,
)
from ttedesktop.language import _, current_language
from ttedesktop.validation.reporting.explanation import explain
from ttedesktop.validation.reporting.report_rows import (
    closing,
    file_rows,
    signature_rows,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttedesktop.validation.report import ValidationReport
    from ttedesktop.validation.reporting.explanation import Explanation
    from ttedesktop.validation.reporting.report_rows import Row

_WIDTH: Final = 612.0
_HEIGHT: Final = 936.0
"""F4, the paper of Indonesian offices."""
_MARGIN: Final = 56.0
_NAMES: Final = 140.0
"""Width of the column of names."""
_VERDICT: Final = 160.0
"""Points that the name of a file and the verdict on it take at most."""
_SIZE: Final = 8.5
_LEADING: Final = 1.45
_GREY: Final[Colour] = (0.4, 0.43, 0.5)
_LINE: Final[Colour] = (0.87, 0.88, 0.92)
_TONES: Final[dict[str, tuple[Colour, Colour]]] = {
    "ok": ((0.89, 0.95, 0.92), (0.06, 0.42, 0.25)),
    "warn": ((0.99, 0.94, 0.85), (0.52, 0.32, 0.0)),
    "bad": ((0.98, 0.91, 0.9), (0.67, 0.12, 0.1)),
    "none": ((0.93, 0.93, 0.95), (0.28, 0.31, 0.38)),
}
"""Ground and writing of each tone."""


def pdf_report(reports: Sequence[ValidationReport]) -> bytes:
    """Return a PDF about all files, in the language in use."""
    paper = _Paper()
    for report in reports:
        told = explain(report)
        paper.heading(report.file, room=_VERDICT)
        paper.verdict(told)
        paper.table(file_rows(report))
        for one, words in zip(report.signatures, told.signatures, strict=True):
            paper.heading(words.heading, size=11)
            paper.paragraph(f"{words.word}. {words.sentence}")
            paper.table(signature_rows(one, words))
    paper.paragraph(closing())
    return paper.pdf()


class _Paper:
    """Sheets that are filled from the top; a new one begins where one is full."""

    def __init__(self) -> None:
        self._drawing = Drawing(
            title=title(),
            language="id-ID" if current_language().value == "id" else "en",
        )
        self._pages = 0
        self._top = _MARGIN
        self._sheet = self._next_sheet()
        self._sheet.text(_MARGIN, self._top + 14, title(), face=Face.SANS_BOLD, size=15)
        self._top += 34

    def heading(self, words: str, *, size: float = 12.5, room: float = 80) -> None:
        """Write a heading, with room in points for it and what it heads."""
        self._need(room)
        self._top = 6 + self._sheet.paragraph(
            _MARGIN,
            self._top + 6,
            _WIDTH - 2 * _MARGIN,
            words,
            face=Face.SANS_SEMIBOLD,
            size=size,
        )

    def paragraph(self, words: str) -> None:
        """Write a paragraph."""
        self._need(40)
        self._top = 8 + self._sheet.paragraph(
            _MARGIN, self._top, _WIDTH - 2 * _MARGIN, words, size=9
        )

    def verdict(self, told: Explanation) -> None:
        """Write the verdict on a coloured ground."""
        ground, ink = _TONES[told.tone]
        width = _WIDTH - 2 * _MARGIN
        lines = broken_into_lines(
            told.sentence, face=Face.SANS, size=9.5, width=width - 28
        )
        height = 38 + len(lines) * 9.5 * _LEADING
        self._need(height + 12)
        sheet, top = self._sheet, self._top
        sheet.rectangle(
            _MARGIN, top, _MARGIN + width, top + height, fill=ground, radius=8
        )
        sheet.text(
            _MARGIN + 14,
            top + 24,
            told.word,
            face=Face.SANS_BOLD,
            size=13,
            colour=ink,
        )
        sheet.paragraph(
            _MARGIN + 14,
            top + 30,
            width - 28,
            told.sentence,
            size=9.5,
            leading=_LEADING,
        )
        self._top = top + height + 10

    def table(self, rows: Iterable[Row]) -> None:
        """Write rows of a name and a value, each above a hairline."""
        width = _WIDTH - 2 * _MARGIN - _NAMES
        for name, value in rows:
            lines = broken_into_lines(value, face=Face.SANS, size=_SIZE, width=width)
            self._need(max(1, len(lines)) * _SIZE * _LEADING + 6)
            sheet, top = self._sheet, self._top
            sheet.line(_MARGIN, top, _WIDTH - _MARGIN, top, colour=_LINE)
            sheet.text(
                _MARGIN, top + 4 + _SIZE, name, face=Face.SANS_MEDIUM, size=_SIZE
            )
            end = sheet.paragraph(
                _MARGIN + _NAMES, top + 4, width, value, size=_SIZE, leading=_LEADING
            )
            self._top = max(end, top + 4 + _SIZE * _LEADING) + 2
        self._top += 6

    def pdf(self) -> bytes:
        """Return the PDF."""
        return self._drawing.pdf()

    def _need(self, height: float) -> None:
        if self._top + height > _HEIGHT - _MARGIN:
            self._sheet = self._next_sheet()

    def _next_sheet(self) -> Sheet:
        self._pages += 1
        self._top = _MARGIN
        sheet = self._drawing.sheet(_WIDTH, _HEIGHT)
        words = _("Halaman {page}").format(page=self._pages)
        sheet.text(
            _WIDTH - _MARGIN,
            _HEIGHT - _MARGIN / 2,
            words,
            size=7.5,
            colour=_GREY,
            align="right",
        )
        return sheet
