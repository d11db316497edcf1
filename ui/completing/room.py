"""Where documents are completed and renewed: the list of them, and what is due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ttedesktop.language import _, n_
from ttedesktop.moments import day
from ui.affairs.completing import CompletingAffairs
from ui.completing.looking import ArchiveLook

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.affairs.completing import Completed
    from ui.main_window import MainWindow
    from ui.program.parts import Parts

_FIRST: Final = 15_000
"""Milliseconds after the start of the window until archives are looked through."""
_AGAIN: Final = 6 * 3_600_000
"""Milliseconds until they are looked through again."""


class CompletingRoom(QObject):
    """One for a window."""

    def __init__(
        self, parts: Parts, window: MainWindow, is_busy: Callable[[], bool]
    ) -> None:
        """Take what tells that something is signed or printed at present."""
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._has_told = False
        self.affairs = CompletingAffairs(parts, window)
        self.affairs.completed.connect(self._completed)
        self.look = ArchiveLook(parts, self, is_busy)
        self.look.ended.connect(self._tell_due)
        self._timer = QTimer(self, interval=_FIRST)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def show(self) -> None:
        """Show what needs something, and by when."""
        from ui.completing.dialog import CompletingDialog

        self._has_told = True
        dialog = CompletingDialog(self._window, self._parts, self.affairs, self.look)
        self.look.begin()
        dialog.show_once()

    def take_over(self, before: CompletingRoom) -> None:
        """Say nothing twice that a window said that goes."""
        self._has_told = before._has_told

    def stop(self) -> None:
        """End what looks through archives."""
        self._timer.stop()
        self.affairs.stop()
        self.look.stop()

    def _look(self) -> None:
        self._timer.setInterval(_AGAIN)
        if self._parts.settings.archive_folders or self._parts.unfinished:
            self.look.begin()

    def _completed(self, outcome: Completed) -> None:
        self.look.take(outcome.kept)

    def _tell_due(self) -> None:
        """Say once, after the first look, what is to be done within ninety days."""
        if self._has_told:
            return
        self._has_told = True
        now = datetime.now(UTC)
        known = {one.path: one for one in self._parts.watched_here()}
        known = {**self.look.documents, **known}
        due = [one for one in known.values() if one.is_due(now)]
        first = min((one.until for one in due if one.until is not None), default=None)
        if first is None:
            return
        words = n_(
            "{count} dokumen perlu diperpanjang, yang pertama sebelum {day}",
            "{count} dokumen perlu diperpanjang, yang pertama sebelum {day}",
            len(due),
        )
        self._window.toast.tell(
            words.format(count=len(due), day=day(first)),
            action=_("Lihat"),
            run=self.show,
            tone="warn",
        )
