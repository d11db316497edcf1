"""What is done with all settings at once, and with what the program notes of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QGuiApplication

from ttedesktop.language import _
from ttedesktop.program_log import PROGRAM_LOG
from ttedesktop.tokens.diagnosis.facts import TokenFacts
from ui.controls import theme
from ui.controls.error_dialog import show_error
from ui.controls.question_dialog import QuestionDialog
from ui.controls.report_dialog import CrashDialog, ReportDialog
from ui.program import saving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttedesktop.errors.errors import TteError
    from ttedesktop.settings.values import Settings
    from ui.main_window import MainWindow
    from ui.program.parts import Parts


class Housekeeping(QObject):
    """One for a window; the settings ask for its deeds by their names."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._deeds: dict[str, Callable[[], None]] = {
            "export": self._export,
            "import": self._import,
            "forget": self._ask_to_forget,
            "report": self.report,
        }
        window.settings_wanted.connect(self.do)

    def do(self, name: str) -> None:
        """Do what the settings ask for."""
        self._deeds[name]()

    def report(self, crash: BaseException | None = None) -> None:
        """Show what can be told of this computer, and of a defect if there was one."""
        # Nobody waits for this before a page; what reads keys takes its time.
        from ttedesktop.problem_report import ReportParts, problem_report
        from ttedesktop.tokens.diagnosis.text import as_text

        survey = self._parts.tokens.survey
        token = as_text(TokenFacts(survey, None, None)) if survey is not None else ""
        text = problem_report(
            ReportParts(
                settings=self._parts.settings,
                policy=self._parts.policy,
                outcome=self._parts.keeper.outcome,
                surroundings=_surroundings(self._window),
                token=token,
                log=PROGRAM_LOG.tail(),
                crash=crash,
            )
        )
        dialog = ReportDialog(self._window, text)
        dialog.ask()
        dialog.deleteLater()

    def tell_crash(self, error: BaseException) -> None:
        """Say that the program made a mistake, and offer the report of it."""
        dialog = CrashDialog(self._window)
        wants_report = dialog.ask()
        dialog.deleteLater()
        if wants_report:
            self.report(error)

    # --- files ------------------------------------------------------------------------

    def _export(self) -> None:
        path = saving.choose_settings_path(self._window)
        if path is None:
            return
        settings, pictures = self._parts.settings, self._parts.pictures

        def write() -> None:
            from ttedesktop.settings.file import SettingsFile, write_settings
            from ttedesktop.specimens.picture_folder import pictures_of

            used = pictures_of(settings.specimens, pictures)
            write_settings(path, SettingsFile(settings, used))

        self._parts.background.run(
            write,
            to=self,
            on_success=lambda _none: self._say(_("Setelan diekspor"), path),
            on_failure=lambda error: _told(self._window, error),
        )

    def _import(self) -> None:
        path = saving.choose_settings_file(self._window)
        if path is not None:
            self.import_from(path)

    def import_from(self, path: Path) -> None:
        """Use the settings in a file instead of the present ones."""
        parts = self._parts

        def read() -> Settings:
            from ttedesktop.settings.file import read_settings

            return read_settings(path).taken_over(
                parts.settings, parts.making.prepare_picture, parts.pictures
            )

        parts.background.run(
            read,
            to=self,
            on_success=self._take_over,
            on_failure=lambda error: _told(self._window, error),
        )

    def _take_over(self, settings: Settings) -> None:
        self._parts.keeper.replace(settings)
        self._say(_("Setelan diimpor"))

    # --- forgetting -------------------------------------------------------------------

    def _ask_to_forget(self) -> None:
        question = QuestionDialog(
            self._window,
            _("Hapus semua data program?"),
            _(
                "Setelan, spesimen, daftar dokumen, daftar tanda tangan, dan catatan "
                "program di akun ini dihapus, lalu program ditutup. Dokumen Anda tidak "
                "disentuh. Ini tidak dapat dibatalkan."
            ),
            yes=_("Hapus dan tutup program"),
        )
        is_agreed = question.ask()
        question.deleteLater()
        if is_agreed:
            self.forget()

    def forget(self) -> None:
        """Forget everything that was noted here, and end the program."""
        from ttedesktop.forgetting import forget_everything

        # What closes says where it was left, which must not be noted once more.
        store = self._parts.keeper.seal()
        if store is None:
            self._window.end()
            return
        self._parts.background.run(
            lambda: forget_everything(store),
            to=self,
            on_success=lambda _none: self._end(),
            on_failure=self._not_forgotten,
        )

    def _end(self) -> None:
        self._window.end()

    def _not_forgotten(self, error: TteError) -> None:
        self._parts.keeper.unseal()
        show_error(self._window, error)

    def _say(self, words: str, path: Path | None = None) -> None:
        if path is None:
            self._window.toast.tell(words)
            return
        self._window.toast.tell_where(words, path)


def _told(window: MainWindow, error: TteError) -> None:
    show_error(window, error)


def _surroundings(window: MainWindow) -> tuple[str, ...]:
    """Return lines about Qt, the screens and the window."""
    screens = (
        f"screen={round(one.size().width())}x{round(one.size().height())}"
        f"@{one.devicePixelRatio():g}"
        for one in QGuiApplication.screens()
    )
    return (
        f"Qt {qVersion()} {QGuiApplication.platformName()}",
        *screens,
        f"window={window.width()}x{window.height()} room={window.room}",
        f"documents={len(window.documents.with_documents)}",
        f"dark={theme.is_dark()}",
    )
