"""Checks the files of a list one after the other, off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.validation.checking import check_file, documents_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ttedesktop.errors import TteError
    from ttedesktop.validation.checking import CheckedFile, ListedFile
    from ui.checking.model import CheckingModel
    from ui.program.parts import Parts


class CheckingRun(QObject):
    """Goes on with what waits until nothing does, or a person stops it."""

    changed = Signal()
    """A file was added or checked, or the run began or ended."""

    def __init__(self, parts: Parts, model: CheckingModel) -> None:
        super().__init__()
        self._parts, self._model = parts, model
        self.is_running = False
        self._is_stopped = False
        self._next = 0

    def add(self, paths: Sequence[Path]) -> None:
        """List files and the documents of folders, and check them."""
        self._is_stopped = False
        self._parts.background.run(
            lambda: list(documents_in(paths)),
            to=self,
            on_success=self._listed,
            on_failure=self._failed,
        )

    def go_on(self) -> None:
        """Check what waits still."""
        self._is_stopped = False
        self._start()

    def stop(self) -> None:
        """Check nothing more after the file that is under way."""
        self._is_stopped = True

    def clear(self) -> None:
        """Forget all files."""
        self.stop()
        self._next = 0
        self._model.clear()
        self.changed.emit()

    def _listed(self, files: list[ListedFile]) -> None:
        self._model.add(files)
        self._start()

    def _start(self) -> None:
        if not self.is_running:
            self.is_running = True
            self._step()
        self.changed.emit()

    def _step(self) -> None:
        rows = self._model.rows
        if self._is_stopped or self._next >= len(rows):
            self.is_running = False
            self.changed.emit()
            return
        number, listed = self._next, rows[self._next].listed
        self._next += 1
        parts = self._parts

        def check() -> CheckedFile:
            return check_file(listed, parts.making, parts.validate)

        parts.background.run(
            check,
            to=self,
            on_success=lambda checked: self._checked(number, checked),
            on_failure=self._failed,
        )

    def _checked(self, number: int, checked: CheckedFile) -> None:
        rows = self._model.rows
        # The list may have been emptied while it was checked.
        if number < len(rows) and rows[number].listed == checked.listed:
            self._model.set_checked(number, checked)
        self.changed.emit()
        self._step()

    def _failed(self, _error: TteError) -> None:
        # What a file does wrong is in its own answer; this is the end of the program.
        self.is_running = False
        self.changed.emit()
