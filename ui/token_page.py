"""The page of the token: what was found from the driver up to the certificate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ttedesktop.language import _
from ttedesktop.messages import words_of
from ui.buttons import Button
from ui.certificate_days import validity
from ui.labels import disc, frame, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.slot import Token
    from ttedesktop.tokens.survey import Survey

_WIDEST: Final = 1244
_SIDE: Final = 320
_ICONS: Final = {"ok": "checkmark_circle", "warn": "warning", "bad": "error_circle"}


class TokenPage(QScrollArea):
    """A summary, then one step above another; the first that fails is explained."""

    look_wanted = Signal()
    driver_wanted = Signal()
    """The person wants to name a driver that was not found."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_survey(None)

    def show_survey(self, survey: Survey | None) -> None:
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
        column.addWidget(_steps(survey))
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


def _steps(survey: Survey | None) -> QWidget:
    card = frame("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(16)
    has_failed = False
    for tone, title, lines in _rungs(survey):
        shown = "none" if has_failed else tone
        said = (_("Menunggu langkah di atas"),) if has_failed else lines
        column.addLayout(_rung(shown, title, said))
        has_failed = has_failed or tone == "bad"
    return card


def _rung(tone: str, title: str, lines: tuple[str, ...]) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title, role="strong"))
    for line in lines:
        words.addWidget(label(line, role="helper", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(16)
    icon = _ICONS.get(tone, "more_horizontal")
    row.addWidget(disc(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def _rungs(survey: Survey | None) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if survey is None:
        for title in (_("Driver token"), _("Token"), _("Sertifikat")):
            yield "none", title, (_("Sedang dibaca"),)
        return
    troubles = tuple(words_of(one.error).cause for one in survey.troubles)
    if survey.has_driver:
        yield (
            "warn" if troubles else "ok",
            _("Driver token"),
            troubles or (_("Berhasil dimuat"),),
        )
    else:
        advice = _("Pasang driver dari pembuat token, atau tunjukkan berkasnya.")
        yield "bad", _("Driver token"), (*troubles, advice)
    yield _token_rung(survey)
    yield _certificate_rung(survey)


def _token_rung(survey: Survey) -> tuple[str, str, tuple[str, ...]]:
    if not survey.tokens:
        advice = _("Pasang token ke porta USB, lalu tunggu beberapa detik.")
        return "bad", _("Token"), (advice,)
    tokens = [seen.token for seen in survey.tokens]
    locked = any(one.pin_state.is_locked for one in tokens)
    lines = tuple(_token_line(one) for one in tokens)
    return "bad" if locked else "ok", _("Token"), lines


def _token_line(token: Token) -> str:
    if token.pin_state.is_locked:
        words = _("“{label}”, PIN terkunci. Hubungi pengelola token.")
    elif token.pin_state.is_last_try:
        words = _("“{label}”, tinggal satu percobaan PIN. Hati-hati.")
    else:
        words = _("“{label}”, PIN tidak terkunci")
    return words.format(label=token.label)


def _certificate_rung(survey: Survey) -> tuple[str, str, tuple[str, ...]]:
    there = survey.certificates()
    if not there:
        advice = _("Tidak ada sertifikat di token. Hubungi pengelola token.")
        return "bad", _("Sertifikat"), (advice,)
    ready = [one for one in there if one.can_sign]
    tones = {validity(one)[0] for one in ready}
    tone = "bad" if not ready else "warn" if "warn" in tones else "ok"
    return tone, _("Sertifikat"), tuple(_certificate_line(one) for one in there)


def _certificate_line(one: TokenCertificate) -> str:
    return f"{one.name}. {validity(one)[1]}"


def _drivers(survey: Survey | None) -> Iterator[tuple[str, str, str]]:
    if survey is None:
        return
    used = {seen.token.module for seen in survey.tokens}
    for module in sorted(used):
        yield Path(module).name, _("Dipakai"), "ok"
    for trouble in survey.troubles:
        yield Path(trouble.path).name, _("Tidak dapat dimuat"), "bad"
