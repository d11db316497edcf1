"""What concerns printing in the window: the dialog, the job under way, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.errors.document_errors import PrintingNotPermitted
from ttedesktop.language import _
from ui.controls.error_dialog import show_error
from ui.printing.progress import PrintProgress

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.validation.report import ValidationReport
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow
    from ui.printing.dialog import PrintDialog
    from ui.printing.job import PrintJob, PrintOrder, PrintOutcome
    from ui.printing.printers import Printers
    from ui.program.parts import Parts


class PrintAffairs(QObject):
    """One for a window, beside its switchboard; prints one document at a time."""

    finished = Signal(object)
    """The ``PrintOutcome`` of the job that was under way, or the ``TteError``."""
    _page_begun = Signal(object, int, int)

    def __init__(
        self, parts: Parts, window: MainWindow, printers: Printers | None = None
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._printers = printers
        self._dialog: PrintDialog | None = None
        self._job: PrintJob | None = None
        self.progress = PrintProgress(window)
        self.progress.cancelled.connect(self.cancel)
        # From the thread that prints, so it is queued.
        self._page_begun.connect(self._show_page)
        for page in window.documents.pages:
            page.validated.connect(self._validated)
        window.documents.page_added.connect(
            lambda page: page.validated.connect(self._validated)
        )

    @property
    def printers(self) -> Printers:
        """Where printers are looked for; tests put others there."""
        if self._printers is None:
            from ui.printing.printers import Printers

            self._printers = Printers()
        return self._printers

    @printers.setter
    def printers(self, printers: Printers) -> None:
        self._printers = printers

    @property
    def _page(self) -> DocumentPage:
        return self._window.document_page

    @property
    def is_busy(self) -> bool:
        """Whether something is being printed."""
        return self._job is not None

    def begin(self) -> None:
        """Ask how the document is to be printed, and print it."""
        # What is seen is what is printed, be it an earlier version.
        document = self._page.view.document or self._page.document
        if document is None or self._dialog is not None:
            return
        if self._job is not None:
            self._window.toast.tell(
                _("Pencetakan sebelumnya belum selesai."), tone="warn"
            )
            self.progress.stop.setFocus()
            return
        if not document.may_print:
            show_error(self._window, PrintingNotPermitted(document.name))
            return
        # Loaded with the first document that is printed, as are the next two.
        from ui.printing.dialog import PrintDialog, PrintSubject

        current = min(self._page.view.current_page, len(document.pages) - 1)
        report = self._page.report if document is self._page.document else None
        subject = PrintSubject(document, current, report)
        dialog = PrintDialog(self._window, self._parts, self.printers, subject)
        self._dialog = dialog
        order = dialog.order()
        self._dialog = None
        dialog.deleteLater()
        if order is not None:
            self._print(order)

    def cancel(self) -> None:
        """Give up what is being printed."""
        from ui.printing.job import PrintOutcome

        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            self.progress.hide()
            self._window.toast.tell(_("Pencetakan dibatalkan"), tone="warn")
            self._page.view.setFocus()
            self.finished.emit(PrintOutcome.CANCELLED)

    # --- inside ----------------------------------------------------------------

    def _print(self, order: PrintOrder) -> None:
        from ui.printing.job import PrintJob

        job = PrintJob(
            order,
            renderer=self._parts.making,
            printers=self.printers,
            on_page=lambda page, pages: self._page_begun.emit(job, page, pages),
        )
        self._job = job
        self.progress.begin(order.document.name)
        self._parts.background.run(
            job.run,
            to=self,
            on_success=lambda outcome: self._ended(job, order, outcome),
            on_failure=lambda error: self._failed(job, error),
        )

    def _show_page(self, job: object, page: int, pages: int) -> None:
        if job is self._job:
            self.progress.show_page(page, pages)

    def _ended(self, job: PrintJob, order: PrintOrder, outcome: PrintOutcome) -> None:
        if job is not self._job:
            return
        self._job = None
        self.progress.hide()
        words = _("Dikirim ke pencetak {printer}").format(printer=order.printer)
        self._window.toast.tell(words)
        self.finished.emit(outcome)

    def _failed(self, job: PrintJob, error: TteError) -> None:
        if job is not self._job:
            return
        self._job = None
        self.progress.hide()
        show_error(self._window, error)
        self.finished.emit(error)

    def _validated(self, report: ValidationReport) -> None:
        # No other document comes in front of a dialog that waits for an answer.
        dialog = self._dialog
        page = self._page
        if dialog is not None and report is page.report:
            dialog.show_report(report)
