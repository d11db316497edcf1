"""Lets a person sign with a .p12 file: chosen, opened with its password, offered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ttedesktop.errors.token_errors import KeyFilePasswordWrong
from ttedesktop.language import _
from ttedesktop.settings.values import SessionLimit
from ttedesktop.tokens.contents import TokenContents
from ttedesktop.tokens.key_files.pkcs12 import KeyFile
from ui.controls.error_dialog import show_error
from ui.controls.progress_cover import ProgressCover
from ui.signing.pin_dialog import PinDialog, PinOccasion

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.slot import Token
    from ui.program.parts import Parts


class KeyFileUse(QObject):
    """One file at a time; its password is asked for at once, for it hides its names."""

    opened = Signal(object)
    """The ``TokenContents`` of the file."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._cover = ProgressCover(window)

    def begin(self) -> None:
        """Let the person name a file, and open it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window,
            _("Pilih berkas sertifikat"),
            str(Path.home()),
            _("Berkas sertifikat (*.p12 *.pfx *.P12 *.PFX)")
            + ";;"
            + _("Semua berkas (*)"),
        )
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a file, after its password."""

        def read() -> tuple[KeyFile, Token]:
            key_file = KeyFile(str(path))
            try:
                (token,) = key_file.tokens()
            except BaseException:
                key_file.close()
                raise
            return key_file, token

        self._parts.background.run(
            read,
            to=self,
            on_success=lambda found: self._ask(*found),
            on_failure=self._tell,
        )

    def _ask(
        self, key_file: KeyFile, token: Token, failure: TteError | None = None
    ) -> None:
        occasion = PinOccasion(token=token, failure=failure)
        password = PinDialog(self._window, occasion).ask_pin()
        if password is None:
            key_file.close()
            return
        self._cover.show_step(_("Membuka berkas sertifikat…"), token.label)

        def open_it() -> tuple[TokenSession, TokenContents]:
            session = key_file.open_session(token, password)
            return session, TokenContents(token, key_file.certificates(token))

        self._parts.background.run(
            open_it,
            to=self,
            on_success=lambda made: self._opened(key_file, *made),
            on_failure=lambda error: self._failed(key_file, token, error),
        )

    def _opened(
        self, key_file: KeyFile, session: TokenSession, contents: TokenContents
    ) -> None:
        self._cover.hide()
        self._parts.tokens.use_key_file(key_file, contents)
        limit = self._parts.settings.session_limit
        if limit is SessionLimit.EACH_SIGNATURE:
            session.close()
        else:
            self._parts.kept.keep(session, minutes=limit.value)
        self.opened.emit(contents)

    def _failed(self, key_file: KeyFile, token: Token, error: TteError) -> None:
        self._cover.hide()
        if isinstance(error, KeyFilePasswordWrong):
            self._ask(key_file, token, error)
            return
        key_file.close()
        self._tell(error)

    def _tell(self, error: TteError) -> None:
        show_error(self._window, error)
