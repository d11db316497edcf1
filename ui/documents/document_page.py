"""The page of an open document: verdict above, pages in the middle, panel beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.validation.report import ValidationReport, Verdict
from ttedesktop.validation.reporting.explanation import explain
from ui.checking.chain_dialog import ChainDialog
from ui.checking.document_check import DocumentCheck
from ui.checking.signature_places import SignaturePlaces
from ui.checking.signed_versions import SignedVersions
from ui.checking.validation_panel import ValidationPanel
from ui.checking.verdict_strip import StripAction, VerdictStrip
from ui.contents.side_panel import SidePanel
from ui.documents.page_panels import PagePanels
from ui.documents.reading import Reading
from ui.pages.after_first_page import AfterFirstPage
from ui.pages.document_view import DocumentView
from ui.pages.page_loader import PageLoader
from ui.placing.preparation_desk import PreparationDesk
from ui.placing.signature_box import SignatureBox
from ui.signing.desk import SigningDesk
from ui.signing.panel import SigningPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ttedesktop.document.pdf import Document
    from ttedesktop.settings.values import ReadingPlace
    from ui.checking.difference_overlay import DifferenceOverlay
    from ui.program.parts import Parts


class DocumentPage(QWidget):
    """Shows one document, validates it unasked, and lets a person place the box."""

    validated = Signal(object)
    """The ``ValidationReport`` of the document that is shown."""
    report_wanted = Signal()
    failed = Signal(object)
    """The ``TteError`` for which something cannot be shown."""
    document_changed = Signal()
    """Another document is shown, or none."""
    left = Signal(object, object)
    """The ``Document`` that is closed or replaced now, and its ``ReadingPlace``."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        """Be made where it will stand: with each move a style is found anew."""
        super().__init__(parent)
        self._parts = parts
        self._document: Document | None = None
        self._report: ValidationReport | None = None
        self._loader: PageLoader | None = None
        self._is_for_checking, self._is_resting = False, False
        self._wanted_field = ""
        self._around: list[QWidget] = []
        """What goes and comes back with the whole screen."""
        self._wanted_place: ReadingPlace | None = None
        self._is_desk_ready = True
        settings = parts.settings
        # From the outside in, and in the order in which Tab goes through them.
        self.strip = VerdictStrip(self)
        self.side_panel = SidePanel(parts, self)
        self.thumbnails = self.side_panel.thumbnails
        self.view = DocumentView()
        self._after_page = AfterFirstPage(self.view)
        self.box = SignatureBox(self.view)
        self.reading = Reading(parts, self.view, self.box)
        self._panels = self._laid_out()
        self.signing_panel = SigningPanel(
            self._panels,
            is_visible=settings.is_visible,
            reason=settings.reason,
            location=settings.location,
        )
        self.validation_panel = ValidationPanel(self._panels)
        self._check = DocumentCheck(parts, self.strip, self.validation_panel)
        self._places = SignaturePlaces(
            self.view, self.side_panel, self.validation_panel
        )
        self._versions = SignedVersions(
            parts, self.view, self.strip, self._places, self._show_pages
        )
        self.preparation = PreparationDesk(parts, self.view, self.box)
        self._panels.add(
            self.signing_panel, self.validation_panel, self.preparation.panel
        )
        self.desk = SigningDesk(
            parts, self.signing_panel, self.box, self.view, self.thumbnails
        )
        self._join()

    # --- what is shown -----------------------------------------------------------

    @property
    def document(self) -> Document | None:
        """The document that is open, also while an earlier version is shown."""
        return self._document

    @property
    def report(self) -> ValidationReport | None:
        """What was found of its signatures; None while they are being checked."""
        return self._report

    @property
    def differences(self) -> DifferenceOverlay:
        """What is painted where the document differs from what was signed."""
        return self._versions.differences

    @property
    def is_for_checking(self) -> bool:
        """Whether it was opened to learn whether it is genuine."""
        return self._is_for_checking

    @property
    def place(self) -> ReadingPlace:
        """Where the person is in the document."""
        return self._wanted_place or self.view.place()

    def show_document(
        self,
        document: Document,
        *,
        for_checking: bool = False,
        field: str = "",
        place: ReadingPlace | None = None,
    ) -> None:
        """Show a document, and check its signatures at once.

        It is shown from ``place`` on. The signature in ``field``, if one is named, is
        brought into view then.
        """
        if self._document is not None:
            self._leave_document()
        self._wanted_field = field
        self._wanted_place = place
        self._document = document
        self._is_for_checking = for_checking
        self._show_pages(document)
        self.show_signing_panel(started=False)
        # An unsigned document gets no strip that would go away at once.
        is_signed = document.carries_signature
        self.strip.setVisible(is_signed or for_checking)
        if is_signed or for_checking:
            self.strip.show_checking()
        if is_signed:
            self.side_panel.show_checking()
        # The panel keeps its room while signatures are checked, so that no page has
        # to be drawn at two sizes.
        if is_signed or for_checking:
            self.validation_panel.clear()
            self._panels.setCurrentWidget(self.validation_panel)
        # Nothing to prepare until it is checked, which waits for the first page.
        self._is_desk_ready = True
        self._after_page.do(lambda: self._begin(document))
        self._go_to_wanted_place()
        self.document_changed.emit()

    def close_document(self) -> None:
        """Show nothing."""
        self._leave_document()
        self.document_changed.emit()

    def rest(self) -> None:
        """Let go of what only a document in front needs."""
        self._is_resting = True
        if self._loader is not None:
            self._wanted_place = self.place
            self._loader.rest(resting=True)
        self.view.release_pictures()
        self.thumbnails.release_pictures()

    def wake(self) -> None:
        """Be in front again."""
        self._is_resting = False
        if self._loader is not None:
            self._loader.rest(resting=False)
            self.view.pictures_changed()
        self._prepare_desk()
        self._go_to_wanted_place()

    def _leave_document(self) -> None:
        if self._document is not None:
            self.left.emit(self._document, self.place)
        self._wanted_place = None
        self._after_page.forget()
        self._check.leave()
        self.preparation.leave()
        self.desk.leave()
        self._document, self._report = None, None
        self._places.show(None)
        self._versions.forget()
        self.strip.hide()
        self._hide_pages()
        self.side_panel.clear()

    def show_signing_panel(self, *, started: bool = True) -> None:
        """Let the person sign, once more perhaps."""
        self._panels.open(self.signing_panel)
        if started:
            self._versions.leave()
            self.desk.start()

    def ask_to_sign(self) -> None:
        """Do what the button of the panel would do, or lead to it."""
        if self._document is None:
            return
        if self._panels.currentWidget() is not self.signing_panel:
            self.show_signing_panel()
        else:
            self._panels.show()
            self.signing_panel.press_button()

    def prepare_places(self) -> None:
        """Let the person lay out places for others, in a document not signed yet."""
        if self._document is not None and not self.preparation.is_active:
            self.preparation.start(self._document)

    def set_room(self, width: int, *, compact: bool) -> None:
        """Fit the panels to the width of the window, in logical pixels."""
        self.side_panel.set_room(width, compact=compact)
        self._panels.set_room(width, compact=compact)

    def set_reading(self, *, reading: bool) -> None:
        """Show the pages alone, or with what stood around them."""
        around = (self.strip, self.side_panel, self._panels)
        if reading:
            self._around = [part for part in around if part.isVisible()]
        for part in self._around:
            part.setVisible(not reading)

    @property
    def panel_width(self) -> int:
        """Width of the panel beside the pages; 0 if it is folded away."""
        return self._panels.width() if self._panels.isVisible() else 0

    def toggle_panel(self) -> None:
        """Show the panel, or leave its room to the pages."""
        self._panels.setVisible(not self._panels.isVisible())

    def areas(self) -> tuple[QWidget, ...]:
        """Return the places that F6 leads to."""
        panel = self._panels.currentWidget() or self.signing_panel
        return (self.side_panel.current, self.view, panel)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_to_wanted_place()

    def _begin(self, document: Document) -> None:
        self._check.start(document)
        self._is_desk_ready = False
        self._prepare_desk()

    def _prepare_desk(self) -> None:
        """Prepare signing, once in front: those behind must not keep it waiting."""
        document, report = self._document, self._report
        if document is None or self._is_desk_ready or self._is_resting:
            return
        self._is_desk_ready = True
        self.desk.take(document)
        if report is not None:
            self.desk.heed(report)
            starts = report.verdict is Verdict.UNSIGNED
        else:
            is_signed = document.carries_signature
            starts = not is_signed and not self._is_for_checking
        if starts:
            self.desk.start()

    def _go_to_wanted_place(self) -> None:
        """Go there once it is seen, for only then the view has its size."""
        if self._wanted_place is not None and self.isVisible():
            place, self._wanted_place = self._wanted_place, None
            self.view.go_to_place(place)

    def _take_report(self, document: Document, report: ValidationReport) -> None:
        if document is not self._document:
            return
        self._report = report
        self._versions.take(document, report)
        told = explain(report)
        self.side_panel.show_report(report, told)
        self.desk.heed(report)
        is_unsigned = report.verdict is Verdict.UNSIGNED
        self.strip.show_verdict(report.verdict, told)
        self.strip.setVisible(not is_unsigned or self._is_for_checking)
        if is_unsigned and self._is_for_checking:
            self.desk.stop()
            self.validation_panel.show_unsigned()
        elif is_unsigned:
            self.show_signing_panel()
        else:
            self.desk.stop()
            self.validation_panel.show_report(report, told)
            self._panels.setCurrentWidget(self.validation_panel)
            self._panels.show()
            self._places.show(report)
            self._places.go_to_field(self._wanted_field)
        if not is_unsigned or self._is_for_checking:
            self._versions.look_for_marks()
        self.validated.emit(report)

    def _go_to_signature(self, number: int) -> None:
        self._versions.leave()
        self._places.go_to(number)

    def _show_chain(self, number: int) -> None:
        if self._report is not None:
            ChainDialog(self, self._report.signatures[number - 1]).show_once()

    def _act(self, action: StripAction) -> None:
        match action:
            case StripAction.SAVE_REPORT:
                self.report_wanted.emit()
            case StripAction.SHOW_NOTES | StripAction.EXPLAIN:
                self.validation_panel.open_decisive_card()
            case StripAction.SHOW_CHANGES:
                self.validation_panel.open_decisive_card()
                self._versions.show_changes(self.validation_panel.decisive)
            case StripAction.SIGN:
                self.strip.hide()
                self.show_signing_panel()
            case StripAction.LEAVE_VERSION:
                self._versions.leave()
            case StripAction.STOP_CHECKING | StripAction.CHECK_AGAIN:
                pass  # for the check itself

    def _start_preparation(self) -> None:
        self._versions.leave()
        self.desk.stop()
        self._panels.open(self.preparation.panel)

    def _end_preparation(self) -> None:
        self.desk.refresh_specimen()
        self.show_signing_panel(started=self._document is not None)

    def _show_pages(self, document: Document) -> None:
        self._hide_pages()
        self._loader = PageLoader(self._parts.reading, document, self._parts.making)
        self._loader.rest(resting=self._is_resting)
        self.view.show_document(document, self._loader)
        self.side_panel.show_document(document, self._loader)

    def _hide_pages(self) -> None:
        self.view.clear()
        self.side_panel.clear_pages()
        loader, self._loader = self._loader, None
        if loader is not None:
            loader.stop()

    def _laid_out(self) -> PagePanels:
        """Put everything in its place, and return the place of the panels."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        column.addLayout(middle, 1)
        middle.addWidget(self.side_panel)
        middle.addWidget(self.reading.search.list)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        middle.addLayout(pages, 1)
        pages.addWidget(self.reading.search.bar)
        pages.addWidget(self.view, 1)
        panels = PagePanels(self)
        middle.addWidget(panels)
        return panels

    def _join(self) -> None:
        self.strip.acted.connect(self._act)
        self._check.ended.connect(self._take_report)
        self._check.failed.connect(self.failed)
        panel = self.validation_panel
        panel.signed_version_wanted.connect(self._versions.show_version)
        panel.changes_wanted.connect(self._versions.show_changes)
        panel.chain_wanted.connect(self._show_chain)
        self._versions.failed.connect(self.failed)
        self._versions.marks_seen.connect(panel.show_marks)
        panel.add_signature_requested.connect(self.show_signing_panel)
        panel.report_wanted.connect(self.report_wanted)
        self.preparation.started.connect(self._start_preparation)
        self.preparation.ended.connect(self._end_preparation)
        self.preparation.failed.connect(self.failed)
        self.side_panel.attend(self.view)
        self.side_panel.signature_chosen.connect(self._go_to_signature)
        self.side_panel.failed.connect(self.failed)
        self.side_panel.layers_changed.connect(self.reading.words.start_over)
        # What is signed is what others will see.
        self.desk.order_given.connect(lambda _order: self.side_panel.reset_layers())
