"""What concerns the documents that are checked together: opened, and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.language import _
from ui import rail
from ui.controls.error_dialog import show_error
from ui.program import saving

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ttedesktop.errors.errors import TteError
    from ttedesktop.validation.report import ValidationReport
    from ui.checking.page import CheckingPage
    from ui.main_window import MainWindow
    from ui.program.parts import Parts


class CheckingAffairs(QObject):
    """One for a window, beside its switchboard."""

    document_wanted = Signal(object)
    """The ``Path`` of a document to be opened."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts, self._window = parts, window
        window.checking_page_made.connect(self._join)

    def begin(self) -> None:
        """Go to the room for it."""
        self._window.show_room(rail.CHECKING)

    def takes(self, paths: Iterable[Path]) -> bool:
        """Take what was dropped, if the room is in front or a folder is among it."""
        dropped = list(paths)
        is_here = self._window.room == rail.CHECKING
        if not is_here and not any(path.is_dir() for path in dropped):
            return False
        self.begin()
        self._window.checking_page.add(dropped)
        return True

    def _join(self, page: CheckingPage) -> None:
        page.document_wanted.connect(self.document_wanted)
        page.export_wanted.connect(self._export)

    def _export(self, reports: list[ValidationReport]) -> None:
        path = saving.choose_results_path(self._window)
        if path is None:
            return

        def save() -> None:
            # The engine that draws reports is loaded with the first of them.
            from ttedesktop.validation.reporting.export import write_report

            write_report(path, reports)

        self._parts.background.run(
            save,
            to=self,
            on_success=lambda _none: self._saved(path),
            on_failure=self._tell,
        )

    def _saved(self, path: Path) -> None:
        self._window.toast.tell_where(_("Hasil disimpan"), path)

    def _tell(self, error: TteError) -> None:
        show_error(self._window, error)
