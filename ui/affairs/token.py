"""What concerns the token in the window: its chip, its page, its PIN, its session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from ttedesktop.language import _, mark
from ttedesktop.settings.values import SessionLimit
from ui import rail
from ui.affairs.token_checkup import TokenCheckup
from ui.program.kept_session import SessionEnd
from ui.program.screen_lock import ScreenLock
from ui.signing.certificate_dialog import CertificateDialog
from ui.signing.key_file_use import KeyFileUse
from ui.tokens.chip import state_of
from ui.tokens.pin_change import PinChange

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.settings.values import Settings
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.slot import Token
    from ttedesktop.tokens.survey import Survey
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow
    from ui.program.parts import Parts
    from ui.signing.flow import SigningFlow

_ENDED: Final = {
    SessionEnd.IDLE: mark("Lama tidak dipakai, PIN akan ditanyakan kembali."),
    SessionEnd.LOCKED: mark("Layar terkunci tadi, PIN akan ditanyakan kembali."),
}
"""What is worth a word; that a token was removed is told anyway."""


class TokenAffairs(QObject):
    """One for a window, beside its switchboard."""

    def __init__(self, parts: Parts, window: MainWindow, flow: SigningFlow) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._flow = flow
        self._pin_change = PinChange(parts, window)
        self._pin_change.changed.connect(
            lambda: window.toast.tell(_("PIN token sudah diganti"))
        )
        self._key_files = KeyFileUse(parts, window)
        self._key_files.opened.connect(self._key_file_opened)
        self._checkup = TokenCheckup(parts, window)
        self._lock = ScreenLock(self)
        self._lock.locked.connect(lambda: parts.kept.end(SessionEnd.LOCKED))
        self._lock.start(window)
        parts.kept.changed.connect(self._session_changed)
        parts.kept.ended.connect(self._session_ended)
        parts.keeper.changed.connect(self._settings_changed)
        parts.tokens.survey_changed.connect(self._survey_changed)
        window.documents.page_added.connect(self._join_page)
        for page in window.documents.pages:
            self._join_page(page)
        window.token_page.pin_change_wanted.connect(self.change_pin)
        window.token_page.driver_wanted.connect(self._add_driver)
        self._session_changed()
        if parts.tokens.survey is not None:
            self._survey_changed(parts.tokens.survey)

    def _add_driver(self) -> None:
        self._window.settings_page.add_module()

    def chip_clicked(self) -> None:
        """Let the person choose a certificate, or see what keeps them from it."""
        survey = self._parts.tokens.survey
        if survey is not None and any(one.can_sign for one in survey.certificates()):
            self.choose_certificate()
        else:
            self._window.show_room(rail.TOKEN)

    def choose_certificate(self) -> None:
        """Ask which certificate is to sign."""
        survey = self._parts.tokens.survey
        there = survey.certificates() if survey is not None else ()
        if not there:
            self._window.show_room(rail.TOKEN)
            return
        now = self._window.document_page.desk.certificate
        chosen = CertificateDialog(self._window, there, now).choose()
        if chosen is not None:
            self._choose(chosen)
            self._parts.keeper.change(certificate=chosen.sha256)

    def change_pin(self, token: Token | None = None) -> None:
        """Change the PIN of a token; of the one in use where none is named."""
        certificate = self._window.document_page.desk.certificate
        survey = self._parts.tokens.survey
        if token is None and certificate is not None:
            token = certificate.token
        if token is not None and token.is_file:
            token = None
        if token is None and survey is not None and survey.without_files().tokens:
            token = survey.without_files().tokens[0].token
        if token is None or self._flow.is_busy:
            self._window.show_room(rail.TOKEN)
            return
        self._parts.kept.end(SessionEnd.ASKED)
        self._pin_change.begin(self._parts.tokens.current(token))

    def use_key_file(self) -> None:
        """Let the person sign with a .p12 file."""
        if not self._flow.is_busy:
            self._key_files.begin()

    def open_key_file(self, path: Path) -> None:
        """Open a .p12 file that was named."""
        if not self._flow.is_busy:
            self._key_files.open(path)

    def drop_key_file(self) -> None:
        """Forget the .p12 file."""
        token = self._parts.kept.token
        if token is not None and token.is_file:
            self._parts.kept.end(SessionEnd.ASKED)
        self._parts.tokens.drop_key_file()

    # --- inside ----------------------------------------------------------------

    def _join_page(self, page: DocumentPage) -> None:
        page.signing_panel.session_end_requested.connect(
            lambda: self._parts.kept.end(SessionEnd.ASKED)
        )
        page.signing_panel.show_session(is_open=self._parts.kept.token is not None)
        chosen = self._window.document_page.desk.certificate
        if chosen is not None:
            page.desk.choose(chosen)

    def _choose(self, certificate: TokenCertificate) -> None:
        """Let this certificate sign, whichever document: it is the person's."""
        for page in self._window.documents.pages:
            page.desk.choose(certificate)

    def _survey_changed(self, survey: Survey) -> None:
        chip = self._window.header.chip
        before, now = chip.state, state_of(survey)
        chip.show_state(now)
        self._parts.kept.see(survey)
        self._checkup.look()
        for page in self._window.documents.pages:
            page.desk.show_survey(survey)
        had_token, has_token = before.has_token, now.has_token
        if self._flow.is_busy or before.is_reading or had_token == has_token:
            return
        if has_token:
            self._window.toast.tell(_("Token dipasang"))
            return
        self._window.toast.tell(
            _("Token dilepas"),
            action=_("Periksa"),
            run=lambda: self._window.show_room(rail.TOKEN),
            tone="warn",
        )

    def _key_file_opened(self, contents: TokenContents) -> None:
        usable = [one for one in contents.certificates if one.can_sign]
        self._choose((usable or list(contents.certificates))[0])
        words = _("Kunci ada di berkas “{name}”, bukan di token perangkat keras.")
        told = words.format(name=contents.token.label)
        self._window.toast.tell(told, tone="warn")

    def _session_changed(self) -> None:
        is_open = self._parts.kept.token is not None
        for page in self._window.documents.pages:
            page.signing_panel.show_session(is_open=is_open)

    def _session_ended(self, reason: SessionEnd) -> None:
        if reason in _ENDED and not self._flow.is_busy:
            self._window.toast.tell(_(_ENDED[reason]), tone="warn")

    def _settings_changed(self, settings: Settings) -> None:
        if settings.session_limit is SessionLimit.EACH_SIGNATURE:
            self._parts.kept.end(SessionEnd.ASKED)
