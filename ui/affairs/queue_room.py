"""The queue as the rest of the window knows it; made when somebody wants it first."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.data_folder import batches_folder
from ttedesktop.language import _
from ui import rail
from ui.program.tidying import keep_what_is_loaded
from ui.signing.certificate_choice import fitting_certificate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ttedesktop.batch.job import Outcome
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.main_window import MainWindow
    from ui.program.parts import Parts
    from ui.queue.affairs import QueueAffairs

log = logging.getLogger(__name__)


class QueueRoom(QObject):
    """One for a window."""

    opening_wanted = Signal(object)
    """Path of a document that is to be opened in its own room."""
    busy_changed = Signal(bool)

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts, self._window = parts, window
        self._affairs: QueueAffairs | None = None
        self._certificate: TokenCertificate | None = None
        window.queue_wanted.connect(lambda: self.affairs)
        parts.tokens.survey_changed.connect(self._survey_changed)

    @property
    def affairs(self) -> QueueAffairs:
        """What happens in the queue."""
        affairs = self._affairs
        if affairs is None:
            # Not before the first page of a document, which nobody should wait for.
            from ui.queue.affairs import QueueAffairs

            page = self._window.queue_page
            affairs = self._affairs = QueueAffairs(self._parts, page)
            affairs.opening_wanted.connect(self.opening_wanted)
            affairs.titles_changed.connect(self._window.show_titles)
            affairs.badge_changed.connect(self._window.rail.show_waiting)
            affairs.batches.flow.busy_changed.connect(self.busy_changed)
            affairs.batches.signed.connect(self._note)
            affairs.set_certificate(self._certificate)
            self._survey_changed(None)
            affairs.start()
            keep_what_is_loaded()
        return affairs

    @property
    def is_made(self) -> bool:
        """Whether anybody wanted the queue yet."""
        return self._affairs is not None

    @property
    def is_busy(self) -> bool:
        """Whether a batch is under way."""
        return self._affairs is not None and self._affairs.is_busy

    @property
    def touched(self) -> int:
        """How many documents a person has worked on that are not signed yet."""
        documents = self._affairs.documents if self._affairs is not None else []
        touched = [one for one in documents if one.is_open and one.is_touched]
        # The first row is shown unasked, and read at once where it has one page.
        is_work = len(touched) > 1 or any(not one.was_only_read for one in touched)
        return len(touched) if is_work else 0

    def start(self) -> None:
        """Make the queue at once where a batch was cut off or a folder is watched."""
        folder = batches_folder()
        was_cut_off = folder.is_dir() and any(folder.glob("*.jsonl"))
        if not (was_cut_off or self._parts.settings.watched_folder):
            return
        batches = self.affairs.batches
        batches.cut_off.offered.connect(self._tell_cut_off)

    def show(self) -> None:
        """Go to the queue."""
        self._window.show_room(rail.QUEUE)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files and folders, and go there."""
        self.affairs.add(paths)
        self.show()

    def choose(self) -> None:
        """Let a person choose files for the queue, and go there."""
        self.show()
        self.affairs.adding.choose_documents()

    def step(self, by: int) -> None:
        """Go to the next document of the queue, or the one before."""
        if self._window.room == rail.QUEUE:
            self._window.queue_page.table.step(by)

    def take_over(self, before: QueueRoom) -> None:
        """Take the documents of a window that goes."""
        if before.is_made:
            self.affairs.take_over(before.affairs)

    def stop(self) -> None:
        """End what the queue has started."""
        if self._affairs is not None:
            self._affairs.stop()

    def _survey_changed(self, _survey: object) -> None:
        # No lambda: the tokens outlive this window, and a method goes with it.
        survey = self._parts.tokens.survey
        if survey is None:
            return
        self._certificate = fitting_certificate(
            survey,
            wanted=self._certificate,
            last=self._parts.settings.certificate,
        )
        if self._affairs is not None:
            self._affairs.set_certificate(self._certificate)

    def choose_certificate(self, certificate: TokenCertificate) -> None:
        """Let this certificate sign."""
        self._certificate = certificate
        if self._affairs is not None:
            self._affairs.set_certificate(certificate)

    def _note(self, outcome: Outcome) -> None:
        from ttedesktop.batch.registering import entry_of

        self._parts.note_signed(entry_of(outcome))

    def _tell_cut_off(self) -> None:
        self._window.toast.tell(
            _("Ada pekerjaan antrean yang belum selesai"),
            action=_("Lihat"),
            run=self.show,
            tone="warn",
        )
