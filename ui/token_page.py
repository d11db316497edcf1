"""The page of the token: what was found from the driver up to the certificate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ttedesktop.language import _
from ui.buttons import Button
from ui.certificate_days import validity
from ui.labels import disc, frame, label
from ui.scroll_area import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.tokens.diagnosis import Rung, TokenDiagnosis
    from ttedesktop.tokens.survey import Survey

_WIDEST: Final = 1244
_SIDE: Final = 320
_ICONS: Final = {"ok": "checkmark_circle", "warn": "warning", "bad": "error_circle"}


class TokenPage(ScrollArea):
    """A summary, then one step above another; the first that fails is explained."""

    look_wanted = Signal()
    driver_wanted = Signal()
    """The person wants to name a driver that was not found."""

    def __init__(self) -> None:
        super().__init__()
        self.show_survey(None)

    def show_survey(
        self, survey: Survey | None, diagnosis: TokenDiagnosis | None = None
    ) -> None:
        """Show what was seen; None while the tokens are being read."""
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(16)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST - _SIDE)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._summary(survey))
        if diagnosis is not None:
            column.addWidget(_ladder(diagnosis, survey))
        column.addStretch(1)
        row.addWidget(inner, 100)
        row.addWidget(self._side(survey), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.setWidget(content)

    def _summary(self, survey: Survey | None) -> QWidget:
        tone, title, sentence = _summary_words(survey)
        card = frame("notice")
        card.setProperty("tone", tone)
        icon = {"ok": "checkmark_circle", "none": "arrow_sync"}.get(tone, "wrench")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, role="section", tone=tone, wrap=True))
        words.addWidget(label(sentence, wrap=True))
        again = Button(_("Periksa lagi"), icon="arrow_clockwise")
        again.clicked.connect(self.look_wanted)
        row = QHBoxLayout(card)
        row.setContentsMargins(20, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(disc(icon, tone, size=44, strong=True))
        row.addLayout(words, 1)
        row.addWidget(again, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _side(self, survey: Survey | None) -> QWidget:
        card = frame("card")
        card.setFixedWidth(_SIDE)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Driver token"), role="section"))
        for name, words, tone in _drivers(survey):
            row = QHBoxLayout()
            row.addWidget(label(name, role="label"), 1)
            row.addWidget(label(words, role="caption", tone=tone))
            column.addLayout(row)
        column.addWidget(
            label(
                _(
                    "Driver dari pembuat token biasanya sudah dikenal. Bila belum, "
                    "tunjukkan berkasnya."
                ),
                role="caption",
                wrap=True,
            )
        )
        choose = Button(_("Pilih driver lain…"), kind="link")
        choose.clicked.connect(self.driver_wanted)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _summary_words(survey: Survey | None) -> tuple[str, str, str]:
    if survey is None:
        return "none", _("Membaca token…"), _("Jangan lepas token.")
    ready = [one for one in survey.certificates() if one.can_sign]
    if not ready:
        return "bad", _("Token belum dapat dipakai"), _what_is_missing(survey)
    words = _("{name} dapat menandatangani dari komputer ini.")
    sentence = words.format(name=ready[0].name)
    if any(validity(one)[0] == "warn" for one in ready):
        return "warn", _("Satu hal perlu diperhatikan"), sentence
    return "ok", _("Token siap dipakai"), sentence


def _what_is_missing(survey: Survey) -> str:
    if not survey.has_driver:
        return _("Driver token belum ada di komputer ini.")
    if not survey.tokens:
        return _("Tidak ada token yang terpasang.")
    return _("Tidak ada sertifikat yang dapat menandatangani.")


def _ladder(diagnosis: TokenDiagnosis, survey: Survey | None) -> QWidget:
    card = frame("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(16)
    for rung in diagnosis.rungs:
        column.addLayout(_rung(rung))
    certificates = survey.certificates() if survey is not None else ()
    for one in certificates:
        line = label(f"{one.name}. {validity(one)[1]}", role="helper", wrap=True)
        line.setContentsMargins(48, 0, 0, 0)
        column.addWidget(line)
    return card


def _rung(rung: Rung) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(rung.title, role="strong"))
    words.addWidget(label(rung.line, role="helper", wrap=True))
    if rung.step:
        words.addWidget(label(rung.step, wrap=True))
    row = QHBoxLayout()
    row.setSpacing(16)
    icon = _ICONS.get(rung.tone.value, "more_horizontal")
    row.addWidget(disc(icon, rung.tone.value), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def _drivers(survey: Survey | None) -> Iterator[tuple[str, str, str]]:
    if survey is None:
        return
    used = {seen.token.module for seen in survey.tokens}
    for module in sorted(used):
        yield Path(module).name, _("Dipakai"), "ok"
    for trouble in survey.troubles:
        yield Path(trouble.path).name, _("Tidak dapat dimuat"), "bad"
