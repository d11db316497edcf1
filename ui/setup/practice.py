"""The last step of the first start: a signature for practice, which nobody trusts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ttedesktop.errors.token_errors import KeyFilePasswordWrong
from ttedesktop.language import _
from ttedesktop.signing.loading import load_what_signs
from ttedesktop.tokens.pin import Pin
from ttedesktop.validation.reporting.explanation import VERDICT_WORDS
from ui.controls.buttons import Button
from ui.controls.error_dialog import show_error
from ui.controls.labels import frame, label, set_tone
from ui.setup.page import step_body

if TYPE_CHECKING:
    from ttedesktop.demo.practice import Practised
    from ttedesktop.errors.errors import TteError
    from ui.program.parts import Parts

PIN: Final = "123456"
"""Of the practice, and said on the page."""
_PICTURE: Final = 250
"""Logical pixels across."""


class PracticeStep(QWidget):
    """Signs a sheet with a key of nobody, exactly as a document is signed."""

    result_wanted = Signal(Path)
    """The person wants to see the signed sheet in the window."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._signed: Path | None = None
        self._pin = QLineEdit()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setFixedWidth(180)
        self._pin.setAccessibleName(_("PIN latihan"))
        self._pin.setPlaceholderText(_("PIN latihan"))
        self._pin.returnPressed.connect(self._begin)
        self._sign = Button(_("Tanda tangani lembar latihan"), icon="signature")
        self._sign.setProperty("size", "dialog")
        self._sign.clicked.connect(self._begin)
        self._said = label("", role="strong", wrap=True)
        self._why = label("", role="helper", wrap=True)
        self._open = Button(_("Buka lembar latihan"), icon="open")
        self._open.clicked.connect(self._show_result)
        self._open.hide()
        self._page = QLabel()
        self._page.setAccessibleName(_("Lembar latihan yang ditandatangani"))
        self._page.setProperty("kind", "paper")
        self._page.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        body, column = step_body(
            _("Coba sekali, tanpa akibat"),
            _(
                "Lembar latihan ditandatangani dengan sertifikat latihan. Tidak ada "
                "yang memercayainya, dan token Anda tidak dipakai."
            ),
        )
        column.addWidget(_notice())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._pin)
        line.addWidget(self._sign)
        line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addLayout(line)
        words.addWidget(self._said)
        words.addWidget(self._why)
        opening = QHBoxLayout()
        opening.addWidget(self._open)
        opening.addStretch(1)
        words.addLayout(opening)
        words.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(words, 1)
        across.addWidget(self._page, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(across)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)

    def _begin(self) -> None:
        typed = self._pin.text()
        self._pin.clear()
        if not typed:
            self._say("warn", _("Ketik PIN latihan dahulu: {pin}").format(pin=PIN), "")
            self._pin.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._sign.setEnabled(False)
        self._say("none", _("Menandatangani lembar latihan…"), "")
        pin, parts, specimen = Pin(typed), self._parts, self._parts.specimen()

        def work() -> Practised:
            # The engine that signs is loaded with the first signature.
            load_what_signs()
            from ttedesktop.demo.practice import practice_folder, practise

            return practise(
                practice_folder(),
                pin,
                specimen,
                renderer=parts.making,
                validator=parts.validator,
            )

        parts.background.run(
            work, to=self, on_success=self._came, on_failure=self._failed
        )

    def _came(self, practised: Practised) -> None:
        self._sign.setEnabled(True)
        self._signed = practised.path
        picture = QPixmap()
        picture.loadFromData(practised.page)
        ratio = self.devicePixelRatioF()
        shown = picture.scaledToWidth(
            round(_PICTURE * ratio), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self._page.setPixmap(shown)
        self._page.show()
        verdict = _(VERDICT_WORDS[practised.report.verdict])
        self._say(
            "ok",
            _("Berhasil. Begitulah caranya menandatangani."),
            _(
                "Putusan lembar ini: {verdict}, karena penerbit sertifikat latihan "
                "memang tidak dipercaya."
            ).format(verdict=verdict),
        )
        self._open.show()

    def _failed(self, error: TteError) -> None:
        self._sign.setEnabled(True)
        if isinstance(error, KeyFilePasswordWrong):
            self._say(
                "warn",
                _("PIN latihan salah."),
                _(
                    "Ketik {pin}. Dengan token sungguhan, beberapa kali salah mengunci "
                    "token."
                ).format(pin=PIN),
            )
            self._pin.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("none", "", "")
        show_error(self, error)

    def _say(self, tone: str, words: str, why: str) -> None:
        self._said.setText(words)
        set_tone(self._said, tone)
        self._why.setText(why)

    def _show_result(self) -> None:
        if self._signed is not None:
            self.result_wanted.emit(self._signed)


def _notice() -> QWidget:
    made = frame("notice")
    made.setProperty("tone", "warn")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(16, 12, 16, 12)
    told = _("LATIHAN. PIN latihan: {pin}").format(pin=PIN)
    inside.addWidget(label(told, role="strong", wrap=True, tone="warn"))
    return made
