"""How the queue stands: counts, consent, and what is missing before it is signed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ttedesktop.language import _, mark
from ttedesktop.settings.controls import ALL
from ui.queue.document import ATTENTION, RowState
from ui.queue.tally import Tally, tally
from ui.queue.tools import documents_in_words

if TYPE_CHECKING:
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.program.parts import Parts
    from ui.queue.page import QueuePage

_AT_MOST: Final = 120
"""Milliseconds between two counts that are shown."""
_COUNTED: Final = (
    (RowState.READY, mark("{count} siap")),
    (RowState.NEEDS_PLACE, mark("{count} perlu letak")),
    (RowState.LOCKED, mark("{count} terkunci sandi")),
    (RowState.UNREADABLE, mark("{count} tidak dapat dibuka")),
    (RowState.SIGNED, mark("{count} ditandatangani")),
    (RowState.FAILED, mark("{count} gagal")),
    (RowState.SORTED_OUT, mark("{count} disisihkan")),
)
_SETTLED: Final = (
    RowState.SIGNED,
    RowState.SKIPPED,
    RowState.SORTED_OUT,
    RowState.UNREADABLE,
    RowState.FAILED,
)
"""States in which a document waits for no signature."""


class QueueStanding(QObject):
    """Shows all of that at the foot, in the title and on the rail."""

    badge_changed = Signal(int)
    titles_changed = Signal()

    def __init__(self, parts: Parts, page: QueuePage) -> None:
        super().__init__(page)
        self._parts, self._page, self._model = parts, page, page.model
        self.certificate: TokenCertificate | None = None
        self._is_busy = False
        self._consented: frozenset[int] = frozenset()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._shown_at = 0.0
        page.foot.consent_changed.connect(self._consent_changed)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show a batch that runs, or the queue at rest."""
        self._is_busy = busy
        self.refresh()

    def refresh_soon(self) -> None:
        """Show how all stands once what happens now is done.

        While much happens, not each time: counts that nobody could read cost as much
        as those that are read.
        """
        if not self._soon.isActive():
            since = (time.monotonic() - self._shown_at) * 1e3
            self._soon.start(max(0, _AT_MOST - int(since)))

    def refresh(self) -> None:
        """Show how all stands."""
        self._shown_at = time.monotonic()
        counts = tally(self._model.documents)
        states = counts.states
        if self._is_busy:
            self._page.foot.show_running(states)
        else:
            self._show_ready(counts)
        told = [documents_in_words(counts.total)] if counts.total else []
        for state, words in _COUNTED:
            if states[state]:
                told.append(_(words).format(count=states[state]))
        self._page.show_subtitle(" · ".join(told))
        waiting = counts.total - sum(states[one] for one in _SETTLED)
        self.badge_changed.emit(waiting)
        self.titles_changed.emit()

    def _show_ready(self, counts: Tally) -> None:
        states, foot = counts.states, self._page.foot
        if foot.consent.isChecked() and counts.ready != self._consented:
            # It was given for other documents.
            foot.consent.setChecked(False)
        left_out = states[RowState.SORTED_OUT] + sum(states[one] for one in ATTENTION)
        foot.show_ready(
            len(counts.ready),
            unread=counts.unread,
            left_out=left_out,
            looking=states[RowState.LOOKING],
        )
        foot.show_missing(self._missing(counts))

    def _missing(self, counts: Tally) -> str:
        certificate = self.certificate
        to_read = self._still_to_be_read(counts)
        reasons = (
            (not counts.ready, _("Belum ada dokumen yang siap ditandatangani")),
            (certificate is None, _("Pasang token terlebih dahulu")),
            (
                certificate is not None and not certificate.can_sign,
                _("Sertifikat ini tidak dapat dipakai"),
            ),
            (
                bool(to_read),
                _("Baca {documents} lagi sampai halaman terakhir").format(
                    documents=documents_in_words(to_read)
                ),
            ),
            (
                not self._page.foot.consent.isChecked(),
                _("Centang persetujuan terlebih dahulu"),
            ),
        )
        return next((words for is_so, words in reasons if is_so), "")

    def _still_to_be_read(self, counts: Tally) -> int:
        must = self._parts.policy.must_be_read
        if self._parts.settings.must_read_to_the_end:
            must = ALL
        return max(0, min(must, len(counts.ready)) - counts.read)

    def _consent_changed(self) -> None:
        if self._page.foot.consent.isChecked():
            self._consented = tally(self._model.documents).ready
        self.refresh()
