"""Checks the files of a list one after the other, off the GUI thread."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.validation.checking import check_file, documents_in
from ttedesktop.validation.progress import Attendance, Progress
from ttedesktop.validation.reporting.progress_words import heading_of, sentence_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.validation.checking import CheckedFile, ListedFile
    from ttedesktop.validation.report import ValidationReport
    from ui.checking.model import CheckingModel
    from ui.program.parts import Parts


class CheckingRun(QObject):
    """Goes on with what waits until nothing does, or a person stops it."""

    changed = Signal()
    """A file was added or checked, or the run began or ended."""
    went_on = Signal()
    """The file that is being checked takes long; ``doing`` says how far it is."""
    _went_on = Signal(object, object)
    """From another thread: whose news it is, and what they are."""

    def __init__(self, parts: Parts, model: CheckingModel) -> None:
        super().__init__()
        self._parts, self._model = parts, model
        self.is_running = False
        self._is_stopped = False
        self._next = 0
        self._attendance: Attendance | None = None
        self._progress: Progress | None = None
        self._went_on.connect(self._note)

    @property
    def doing(self) -> str:
        """What is being done with a file that takes long, in words; else empty."""
        told, rows = self._progress, self._model.rows
        if told is None or not (told.page or told.objects) or self._next > len(rows):
            return ""
        name = rows[self._next - 1].listed.name
        return f"{name}: {heading_of(told)} {sentence_of(told)}"

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
        """Check nothing more; the file under way is checked anew another time."""
        self._is_stopped = True
        waiting, self._attendance = self._attendance, None
        if waiting is not None:
            waiting.cancel()
            self._progress = None
            self._next -= 1
            self.is_running = False
            self.changed.emit()

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

        def tell(progress: Progress) -> None:
            with suppress(RuntimeError):  # the window has gone meanwhile
                self._went_on.emit(waiting, progress)

        def validate(document: Document) -> ValidationReport:
            return parts.validate(document, waiting)

        waiting = self._attendance = Attendance(tell)
        parts.background.run(
            lambda: check_file(listed, parts.making, validate),
            to=self,
            on_success=lambda checked: self._checked(waiting, number, checked),
            on_failure=self._failed,
        )

    def _note(self, waiting: Attendance, told: Progress) -> None:
        if waiting is self._attendance:
            self._progress = told
            self.went_on.emit()

    def _checked(self, waiting: Attendance, number: int, checked: CheckedFile) -> None:
        if waiting is not self._attendance:
            return  # it was stopped, and is checked anew
        self._attendance = self._progress = None
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
