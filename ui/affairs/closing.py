"""Asks before something is closed that nobody could bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ttedesktop.language import _, n_
from ui.controls.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from ui.affairs.print import PrintAffairs
    from ui.affairs.queue_room import QueueRoom
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow
    from ui.signing.flow import SigningFlow


class ClosingAffairs(QObject):
    """One for a window. It asks once, and never where nothing would be lost.

    Settings and specimens are not among it: whatever is changed there is kept at once.
    """

    def __init__(
        self,
        window: MainWindow,
        flow: SigningFlow,
        queue: QueueRoom,
        printing: PrintAffairs,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._flow, self._queue, self._printing = flow, queue, printing
        self._is_asking = self._is_waiting = False
        window.may_close = self.may_close_window
        queue.busy_changed.connect(self._batch_changed)

    def may_close_page(self, page: DocumentPage) -> bool:
        """Return whether a document may go; asks if work on it would be lost."""
        document, loss = page.document, loss_of(page)
        if document is None or not loss:
            return True
        title = _("Tutup “{name}”?").format(name=document.name)
        return self._ask(title, loss, _("Tutup dokumen"))

    def may_close_window(self) -> bool:
        """Return whether the window may go; what is under way is ended first."""
        if self._is_asking or self._is_waiting:
            return False
        under_way = (
            (self._flow.is_busy, self._tell_to_wait),
            (self._queue.is_busy, self._end_batch),
            (self._printing.is_busy, self._end_printing),
        )
        for is_busy, end in under_way:
            if is_busy:
                return end()
        losses = [*self._losses_of_documents(), *self._loss_of_queue()]
        return not losses or self._ask(
            _("Tutup program?"), "\n".join(losses), _("Tutup program")
        )

    # --- inside -----------------------------------------------------------------------

    def _losses_of_documents(self) -> list[str]:
        told = (
            (page.document.name, loss_of(page))
            for page in self._window.documents.with_documents
            if page.document is not None
        )
        return [f"“{name}”: {loss}" for name, loss in told if loss]

    def _loss_of_queue(self) -> list[str]:
        count = self._queue.touched
        if not count:
            return []
        words = n_(
            "Antrean: {count} dokumen sudah Anda baca, letakkan, atau beri catatan, "
            "tetapi belum ditandatangani.",
            "Antrean: {count} dokumen sudah Anda baca, letakkan, atau beri catatan, "
            "tetapi belum ditandatangani.",
            count,
        )
        return [words.format(count=count)]

    def _tell_to_wait(self) -> bool:
        """Let no signature be cut off: it takes seconds."""
        words = _("Tunggu sampai penandatanganan selesai.")
        self._window.toast.tell(words, tone="warn")
        return False

    def _end_batch(self) -> bool:
        """Let the document under way be the last, if that is agreed to, then close."""
        agreed = self._ask(
            _("Antrean sedang ditandatangani"),
            _(
                "Program berhenti setelah dokumen yang sedang dikerjakan, lalu "
                "ditutup. Yang sudah ditandatangani tetap tersimpan; sisanya tidak "
                "ditandatangani."
            ),
            _("Hentikan, lalu tutup"),
        )
        if agreed and self._queue.is_busy:
            self._is_waiting = True
            self._queue.affairs.batches.flow.stop()
            return False
        return agreed

    def _batch_changed(self, busy: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self._is_waiting and not busy:
            self._window.end()

    def _end_printing(self) -> bool:
        agreed = self._ask(
            _("Dokumen sedang dicetak"),
            _("Bila program ditutup sekarang, pencetakannya dibatalkan."),
            _("Batalkan, lalu tutup"),
        )
        if agreed and self._printing.is_busy:
            self._printing.cancel()
        return agreed

    def _ask(self, title: str, sentence: str, yes: str) -> bool:
        if self._is_asking:
            return False
        self._is_asking = True
        question = QuestionDialog(self._window, title, sentence, yes=yes)
        agreed = question.ask()
        question.deleteLater()
        self._is_asking = False
        return agreed


def loss_of(page: DocumentPage) -> str:
    """Return what would be lost with the page of a document; empty if nothing."""
    if page.preparation.is_begun:
        return _("Tempat tanda tangan yang Anda siapkan belum disimpan.")
    if page.desk.is_begun:
        return _("Kotak tanda tangan sudah Anda letakkan, tetapi belum ditandatangani.")
    return ""
