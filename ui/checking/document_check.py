"""The check of one document: begun unasked, shown as it goes on, stopped if asked."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.validation.progress import Attendance, Progress
from ui.checking.verdict_strip import StripAction

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.report import ValidationReport
    from ui.checking.validation_panel import ValidationPanel
    from ui.checking.verdict_strip import VerdictStrip
    from ui.program.parts import Parts


class DocumentCheck(QObject):
    """Validates a document off the GUI thread and tells strip and panel how far it is.

    A check whose document is left is ended: the next one does not wait for it.
    """

    ended = Signal(object, object)
    """The ``Document`` and its ``ValidationReport``."""
    failed = Signal(object)
    """The ``TteError`` for which it cannot be checked."""
    _went_on = Signal(object, object)
    """From another thread: whose news it is, and what they are."""

    def __init__(
        self, parts: Parts, strip: VerdictStrip, panel: ValidationPanel
    ) -> None:
        super().__init__(strip)
        self._parts, self._strip, self._panel = parts, strip, panel
        self._document: Document | None = None
        self._attendance: Attendance | None = None
        self._went_on.connect(self._show)
        strip.acted.connect(self._act)

    @property
    def is_running(self) -> bool:
        """Whether an answer is still to come."""
        return self._attendance is not None

    def start(self, document: Document) -> None:
        """Check a document; what was checked before is left."""
        self.leave()
        self._document = document

        def tell(progress: Progress) -> None:
            with suppress(RuntimeError):  # the window has gone meanwhile
                self._went_on.emit(waiting, progress)

        waiting = self._attendance = Attendance(tell)
        self._parts.background.run(
            lambda: self._parts.validate(document, waiting),
            to=self,
            on_success=partial(self._end, waiting),
            on_failure=self.failed.emit,
        )

    def leave(self) -> None:
        """End what is under way; nobody waits for it any more."""
        waiting, self._attendance = self._attendance, None
        if waiting is not None:
            waiting.cancel()

    def _act(self, action: StripAction) -> None:
        if action is StripAction.STOP_CHECKING:
            self.leave()
            self._strip.show_stopped()
            self._panel.show_stopped()
        elif action is StripAction.CHECK_AGAIN and self._document is not None:
            self._strip.show_checking()
            self._panel.clear()
            self.start(self._document)

    def _show(self, waiting: Attendance, told: Progress) -> None:
        if waiting is self._attendance:
            self._strip.show_progress(told)
            self._panel.show_progress(told)

    def _end(self, waiting: Attendance, report: ValidationReport) -> None:
        if waiting is self._attendance:
            self._attendance = None
            self.ended.emit(self._document, report)
