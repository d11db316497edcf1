"""A batch that was cut off: found at the start, and offered to be gone on with."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.data_folder import batches_folder
from ttedesktop.errors.errors import TteError
from ttedesktop.language import _
from ttedesktop.moments import moment
from ui.queue.document import DocumentFacts, QueuedDocument, RowState, natural_key
from ui.queue.orders import QueueWish
from ui.queue.scan import next_number

if TYPE_CHECKING:
    from ttedesktop.batch.job import Outcome
    from ttedesktop.batch.recovery import Resumed
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.program.parts import Parts
    from ui.queue.page import QueuePage


class CutOff(QObject):
    """Holds the journal, so that nobody else goes on with it meanwhile."""

    offered = Signal()
    going_on = Signal(object)
    """The ``Resumed`` batch, when a person wants to go on."""

    def __init__(self, parts: Parts, page: QueuePage) -> None:
        super().__init__(page)
        self._parts, self._page = parts, page
        self._resumed: Resumed | None = None
        self.certificate: TokenCertificate | None = None
        page.tools.resume_wanted.connect(self._go_on)
        page.tools.dropping_wanted.connect(self._give_up)

    def look(self) -> None:
        """Look whether a batch of an earlier day was cut off, and offer to go on."""
        self._parts.background.run(
            _cut_off_batch,
            to=self,
            on_success=self._offer,
            on_failure=lambda _error: None,
        )

    def close(self) -> None:
        """Let others go on with it."""
        if self._resumed is not None:
            self._resumed.journal.close()

    def _offer(self, resumed: Resumed | None) -> None:
        if resumed is None:
            return
        self._resumed = resumed
        done = sum(not one.is_open for one in resumed.outcomes)
        begun = resumed.plan.begun
        words = _("Pekerjaan {when} terhenti: {done} dari {total} ditandatangani.")
        self._show(
            words.format(
                when="" if begun is None else moment(begun),
                done=done,
                total=len(resumed.outcomes),
            )
        )
        self.offered.emit()

    def _show(self, words: str) -> None:
        self._page.tools.show_resume(words)
        self._page.show_empty(is_empty=not self._page.model.documents)

    def _go_on(self) -> None:
        resumed, certificate = self._resumed, self.certificate
        if resumed is None:
            return
        if certificate is None or certificate.sha256 != resumed.plan.certificate:
            self._show(_("Pasang token yang dipakai sebelumnya, lalu lanjutkan."))
            return
        self._resumed = None
        self.going_on.emit(resumed)

    def _give_up(self) -> None:
        resumed, self._resumed = self._resumed, None
        if resumed is not None:
            with contextlib.suppress(TteError):
                resumed.journal.end()
            resumed.journal.close()
            with contextlib.suppress(OSError):
                resumed.journal.path.unlink()
        self._page.tools.show_tools()
        self._page.show_empty(is_empty=not self._page.model.documents)


def row_of(outcome: Outcome) -> QueuedDocument:
    """Return the row for a document of a batch that was cut off."""
    job = outcome.job
    wish = QueueWish.from_json(job.wish)
    try:
        size = job.original.stat().st_size
    except OSError:
        size = 0
    facts = DocumentFacts(
        sha256=wish.sha256,
        placement=wish.placement,
        anchor=wish.anchor,
        field_name=wish.field_name,
        state=RowState.READY,
    )
    return QueuedDocument(
        number=next_number(),
        path=job.original,
        below=job.below,
        root=job.original.parent.name,
        size=size,
        folder_key=job.original.parent.name.casefold(),
        sort_key=natural_key(job.original.name),
        facts=facts,
        specimen=wish.specimen,
    )


def _cut_off_batch() -> Resumed | None:
    """Return the newest batch that was cut off and that nobody carries on with."""
    from ttedesktop.batch.journal import is_begun, read
    from ttedesktop.batch.recovery import resume

    folder = batches_folder()
    if not folder.is_dir():
        return None
    for path in sorted(folder.glob("*.jsonl"), reverse=True):
        with contextlib.suppress(TteError, OSError, KeyError, TypeError, ValueError):
            if not is_begun(path) or read(path).is_ended:
                path.unlink()
                continue
            resumed = resume(path)
            for one in resumed.outcomes:
                QueueWish.from_json(one.job.wish)
            return resumed
    return None
