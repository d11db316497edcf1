"""Where signatures stand in the pages: framed, pointed at, and brought into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF

from ttedesktop.validation.reporting.explanation import explain
from ui.pages.signature_marks import SignatureMark

if TYPE_CHECKING:
    from ttedesktop.validation.report import SignatureReport, ValidationReport
    from ui.checking.validation_panel import ValidationPanel
    from ui.contents.side_panel import SidePanel
    from ui.pages.document_view import DocumentView


class SignaturePlaces(QObject):
    """Keeps pages, list and cards pointing at the same signature."""

    def __init__(
        self, view: DocumentView, side: SidePanel, panel: ValidationPanel
    ) -> None:
        super().__init__(view)
        self._view, self._side, self._panel = view, side, panel
        self._report: ValidationReport | None = None
        panel.signature_chosen.connect(self._mark)
        panel.signature_chosen.connect(side.signatures.select)
        view.mark_clicked.connect(panel.open_card)

    def show(self, report: ValidationReport | None) -> None:
        """Frame the signatures of a report; None for pages it does not speak of."""
        self._report = report
        self._mark(0)

    def go_to(self, number: int) -> None:
        """Show a signature in its page, and what was found of it; from 1."""
        if self._report is not None:
            self._panel.open_card(number)
            self._mark(number)
            self._bring_into_view(self._report.signatures[number - 1])

    def go_to_field(self, field: str) -> None:
        """Bring the signature in a field into view, if there is such."""
        for one in self._report.signatures if self._report is not None else ():
            if one.field == field:
                self._bring_into_view(one)

    def _mark(self, chosen: int) -> None:
        report = self._report
        if report is None:
            return
        told = explain(report)
        marks = [
            SignatureMark(number, one.page, one.rect, words.tone, number == chosen)
            for number, (one, words) in enumerate(
                zip(report.signatures, told.signatures, strict=True), 1
            )
            if one.page is not None and one.rect is not None
        ]
        self._view.show_marks(marks)
        self._side.thumbnails.show_marks(marks)

    def _bring_into_view(self, one: SignatureReport) -> None:
        if one.page is not None and one.rect is not None:
            seen = self._view.pages[one.page].to_view(one.rect, scale=1)
            place = QRectF(seen.x, seen.y, seen.width, seen.height)
            self._view.bring_into_view(one.page, place)
