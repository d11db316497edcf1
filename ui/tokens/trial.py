"""The test signature in the window: the PIN asked for once, the outcome told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ttedesktop.errors.errors import Cancelled
from ttedesktop.language import _
from ui.controls.error_dialog import show_error
from ui.controls.progress_cover import ProgressCover
from ui.signing.certificate_dialog import CertificateDialog
from ui.signing.pin_dialog import PinDialog, PinOccasion
from ui.signing.pin_relay import PinRelay

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ttedesktop.errors.errors import TteError
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.diagnosis.trial import Trial
    from ttedesktop.tokens.pin import Pin
    from ttedesktop.tokens.slot import Token
    from ui.program.parts import Parts


class TokenTrial(QObject):
    """One at a time; a wrong PIN is told, and nothing is tried again by itself."""

    tried = Signal(object)
    """The ``Trial``; not given if the person cancelled."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._cover = ProgressCover(window)
        self._relay = PinRelay(self._ask_once_more, self)
        self._certificate: TokenCertificate | None = None
        self._is_interrupted = False

    def begin(self, before: Trial | None) -> None:
        """Ask for the PIN and try; ``before`` is what came of the last one."""
        certificate = self._chosen()
        if certificate is None:
            return
        self._certificate = certificate
        self._is_interrupted = False
        token = self._parts.tokens.current(certificate.token)
        pin: Pin | None = None
        if token.has_pin_pad:
            self._cover.show_step(
                _("Masukkan PIN pada pembaca kartu Anda"),
                _("Token “{label}”").format(label=token.label),
                cancel=lambda: self._interrupt(token),
            )
        else:
            pin = self._ask_pin(certificate, token, before)
            if pin is None:
                return
            self._show_progress()
        self._try(certificate, token, pin)

    def _chosen(self) -> TokenCertificate | None:
        """Return the certificate to try, which the person chooses if there are more."""
        survey = self._parts.tokens.survey
        there = () if survey is None else survey.without_files().certificates()
        able = [one for one in there if one.can_sign]
        if len(able) < 2:
            return next(iter(able), None)
        usual = self._parts.settings.certificate
        chosen = next((one for one in able if one.sha256 == usual), able[0])
        return CertificateDialog(self._window, able, chosen).choose()

    def _ask_pin(
        self, certificate: TokenCertificate, token: Token, before: Trial | None
    ) -> Pin | None:
        is_same = before is not None and before.token.is_same_token(token)
        failure = before.error if before is not None and is_same else None
        occasion = PinOccasion(
            token=token,
            document=_("Uji tanda tangan, bukan dokumen"),
            signer=certificate.name,
            saved_as=_("Tidak disimpan"),
            verb=_("Uji tanda tangan"),
            failure=failure,
        )
        return PinDialog(self._window, occasion).ask_pin()

    def _ask_once_more(self) -> Pin | None:
        """Ask for the PIN of a key that wants it for each signature."""
        certificate = self._certificate
        if certificate is None:
            return None
        self._cover.hide()
        token = self._parts.tokens.current(certificate.token)
        pin = self._ask_pin(certificate, token, None)
        self._show_progress()
        return pin

    def _show_progress(self) -> None:
        self._cover.show_step(
            _("Menguji tanda tangan…"), _("Jangan lepas token sampai selesai.")
        )

    def _try(
        self, certificate: TokenCertificate, token: Token, pin: Pin | None
    ) -> None:
        tokens, again = self._parts.tokens, self._relay.ask_again
        # Logging in anew ends the session that is kept, so nobody may still have it.
        kept = self._parts.kept.take(token)

        def work() -> Trial | None:
            from ttedesktop.tokens.diagnosis.trial import try_signature

            if kept is not None:
                kept.close()
            try:
                return try_signature(
                    lambda: tokens.open_session(token, pin, ask_again=again),
                    certificate,
                )
            except Cancelled:
                return None

        self._parts.background.run(
            work, to=self, on_success=self._ended, on_failure=self._tell
        )

    def _interrupt(self, token: Token) -> None:
        """Stop waiting at a card reader; only ending the helper frees it."""
        self._is_interrupted = True
        self._parts.tokens.interrupt(token)

    def _ended(self, trial: Trial | None) -> None:
        self._cover.hide()
        if trial is not None and not self._is_interrupted:
            self.tried.emit(trial)
        # What the token says of its PIN may have changed.
        self._parts.tokens.look_now()

    def _tell(self, error: TteError) -> None:
        self._cover.hide()
        show_error(self._window, error)
