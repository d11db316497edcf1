"""A document as it was when somebody signed it, and where it differs since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal

from ttedesktop.validation.reporting.explanation import explain, signer_name
from ui.checking.difference_overlay import DifferenceOverlay
from ui.pages.page_marks import marks_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.report import SignatureReport, ValidationReport
    from ui.checking.signature_places import SignaturePlaces
    from ui.checking.verdict_strip import VerdictStrip
    from ui.pages.document_view import DocumentView
    from ui.pages.page_marks import PageMarks
    from ui.program.parts import Parts


class SignedVersions(QObject):
    """Leads to a signed version and back; differences are painted in both."""

    failed = Signal(object)
    """The ``TteError`` for which a version cannot be shown."""
    marks_seen = Signal(object)
    """The ``PageMarks`` of the document."""

    def __init__(
        self,
        parts: Parts,
        view: DocumentView,
        strip: VerdictStrip,
        places: SignaturePlaces,
        show_pages: Callable[[Document], None],
    ) -> None:
        super().__init__(view)
        self._parts, self._view, self._strip = parts, view, strip
        self._places, self._show_pages = places, show_pages
        self._document: Document | None = None
        self._report: ValidationReport | None = None
        self._is_version = False
        self.differences = DifferenceOverlay(view)

    def take(self, document: Document, report: ValidationReport) -> None:
        """Know the document that is shown, and what was found of it."""
        self._document, self._report = document, report
        self._is_version = False
        self.differences.show(())

    def forget(self) -> None:
        """Know no document any more."""
        self._document, self._report = None, None
        self._is_version = False
        self.differences.show(())

    def look_for_marks(self) -> None:
        """Read the codes off the pages, behind everything that is waited for."""
        document, report = self._document, self._report
        if document is None or report is None:
            return
        renderer, is_signed = self._parts.making, bool(report.signatures)

        def show(marks: PageMarks) -> None:
            if document is self._document:
                self.marks_seen.emit(marks)

        self._parts.background.run(
            lambda: marks_on(document, renderer, is_signed=is_signed),
            to=self,
            on_success=show,
            on_failure=self.failed.emit,
        )

    def show_changes(self, number: int) -> None:
        """Paint where the document differs from what a signature covers; from 1."""
        one = self._signature(number)
        if one is None:
            return
        self.leave()
        self.differences.show(one.changed_places)
        page = next((place.page for place in one.changed_places), None)
        if page is None:
            page = next(iter(one.changed_pages), None)
        if page is not None and page < len(self._view.pages):
            self._go_to(one, page)

    def show_version(self, number: int) -> None:
        """Show what a signature covers, by its number from 1."""
        document, one = self._document, self._signature(number)
        if document is None or one is None:
            return
        content = document.content[: one.covered_length]
        renderer, password = self._parts.reading, document.password

        def shown(version: Document) -> None:
            if self._document is document:
                self._is_version = True
                self._places.show(None)
                self._show_pages(version)
                self.differences.show(one.changed_places)
                has_changes = bool(one.changed_places)
                self._strip.show_signed_version(
                    signer_name(one), has_changes=has_changes
                )
                self._strip.show()

        self._parts.background.run(
            lambda: renderer.open_bytes(document.path, content, password=password),
            to=self,
            on_success=shown,
            on_failure=self.failed.emit,
        )

    def leave(self) -> None:
        """Show the document again as it is."""
        document, report = self._document, self._report
        if not self._is_version or document is None or report is None:
            return
        self._is_version = False
        self._show_pages(document)
        self._strip.show_verdict(report.verdict, explain(report))
        self._places.show(report)

    def _signature(self, number: int) -> SignatureReport | None:
        report = self._report
        if report is None or not 1 <= number <= len(report.signatures):
            return None
        return report.signatures[number - 1]

    def _go_to(self, one: SignatureReport, page: int) -> None:
        place = next((p for p in one.changed_places if p.page == page), None)
        if place is None:
            self._view.go_to_page(page)
            return
        seen = self._view.pages[page].to_view(place.rect, scale=1)
        box = QRectF(seen.x, seen.y, seen.width, seen.height)
        self._view.bring_into_view(page, box)
