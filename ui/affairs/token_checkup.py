"""Keeps the page of the token true while it is looked at, and reports what it says."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ttedesktop.language import _
from ttedesktop.tokens.diagnosis.facts import TokenFacts
from ttedesktop.tokens.diagnosis.readers import Readers, look_for_readers
from ui import rail
from ui.controls.dialog import Dialog
from ui.controls.error_dialog import show_error
from ui.program import saving
from ui.tokens.trial import TokenTrial

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.diagnosis.findings import Findings
    from ttedesktop.tokens.diagnosis.trial import Trial
    from ttedesktop.tokens.survey import Survey
    from ui.main_window import MainWindow
    from ui.program.parts import Parts

log = logging.getLogger(__name__)

_PATIENCE: Final = 200
"""Milliseconds until it is looked again whether a dialog is gone."""


class TokenCheckup(QObject):
    """One for a window; asks nothing of a driver while its page is not looked at."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._page = window.token_page
        self._trying = TokenTrial(parts, window)
        self._trying.tried.connect(self._take_trial)
        self._readers: Readers | None = None
        self._findings: Findings | None = None
        self._trial: Trial | None = None
        self._is_stale = True
        self._is_examining = False
        self._page.look_wanted.connect(self.look_again)
        self._page.trial_wanted.connect(lambda: self._trying.begin(self._trial))
        self._page.copy_wanted.connect(self._copy)
        self._page.save_wanted.connect(self._save)
        window.room_changed.connect(self._room_changed)

    def look(self) -> None:
        """Show what the watch has seen, now or when the page is looked at next."""
        survey = self._seen()
        tokens = () if survey is None else survey.tokens
        trial = self._trial
        if trial is not None and not any(
            trial.token.is_same_token(seen.token) for seen in tokens
        ):
            self._trial = None
        self._is_stale = True
        self._examine_if_seen()

    def look_again(self) -> None:
        """Look afresh; where no token can sign, at drivers installed meanwhile, too."""
        tokens, facts = self._parts.tokens, self._facts()
        if facts is not None and facts.signing_tokens:
            tokens.look_now()
            return
        self._findings = None
        self._page.show_facts(None)
        tokens.restart(self._parts.settings.modules)

    # --- looking ------------------------------------------------------------------

    def _room_changed(self, _room: str) -> None:
        self._examine_if_seen()

    def _examine_if_seen(self) -> None:
        if self._window.room != rail.TOKEN or not self._is_stale:
            return
        if self._seen() is None or self._is_examining:
            return
        self._is_stale, self._is_examining = False, True
        self._show()
        self._parts.background.run(
            look_for_readers,
            to=self,
            on_success=self._take_readers,
            on_failure=_note,
        )
        self._parts.background.run(
            self._parts.tokens.examine,
            to=self,
            on_success=self._take_findings,
            on_failure=self._give_up,
        )

    def _take_readers(self, readers: Readers) -> None:
        self._readers = readers
        self._show()

    def _take_findings(self, findings: Findings) -> None:
        self._findings = findings
        self._is_examining = False
        self._show()
        self._examine_if_seen()

    def _give_up(self, error: TteError) -> None:
        self._is_examining = False
        _note(error)

    def _take_trial(self, trial: Trial) -> None:
        self._trial = trial
        self._show()
        # The cover had taken the keyboard.
        self._page.focus_trial()

    def _seen(self) -> Survey | None:
        """Return what was seen of hardware; a file of keys is no token."""
        survey = self._parts.tokens.survey
        return None if survey is None else survey.without_files()

    def _facts(self) -> TokenFacts | None:
        survey = self._seen()
        # With no token in sight nothing can be said before the service was asked.
        if survey is None or (self._readers is None and not survey.tokens):
            return None
        return TokenFacts(survey, self._readers, self._findings, self._trial)

    def _show(self) -> None:
        dialogs = self._window.findChildren(Dialog)
        if any(dialog.isVisible() for dialog in dialogs):
            # It gives the keyboard back to the button that opened it.
            QTimer.singleShot(_PATIENCE, self, self._show)
            return
        self._page.show_facts(self._facts())
        self._window.show_titles()

    # --- the report ---------------------------------------------------------------

    def _copy(self, with_names: bool) -> None:  # noqa: FBT001 - a Qt slot
        facts = self._facts()
        if facts is None:
            return

        def copy(text: str) -> None:
            QApplication.clipboard().setText(text)
            self._window.toast.tell(_("Laporan disalin"))

        self._parts.background.run(
            lambda: _report(facts, with_names=with_names),
            to=self,
            on_success=copy,
            on_failure=self._tell,
        )

    def _save(self, with_names: bool) -> None:  # noqa: FBT001 - a Qt slot
        facts = self._facts()
        path = saving.choose_text_path(self._window, _("pemeriksaan-token.txt"))
        if facts is None or path is None:
            return

        def save() -> None:
            from ttedesktop.tokens.diagnosis.text import write_text

            write_text(path, _report(facts, with_names=with_names))

        self._parts.background.run(
            save,
            to=self,
            on_success=lambda _none: self._saved(path),
            on_failure=self._tell,
        )

    def _saved(self, path: Path) -> None:
        self._window.toast.tell_where(_("Laporan disimpan"), path)

    def _tell(self, error: TteError) -> None:
        show_error(self._window, error)


def _note(error: TteError) -> None:
    log.warning("the token could not be examined: %s", error)


def _report(facts: TokenFacts, *, with_names: bool) -> str:
    # What reads keys for it is loaded with the first report.
    from ttedesktop.tokens.diagnosis.text import as_text

    return as_text(facts, with_names=with_names)
