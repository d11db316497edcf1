"""The chip that says how the token is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from ttedesktop.language import _
from ttedesktop.tokens.certificate import Hindrance
from ttedesktop.tokens.validity import SOON, days_left
from ui.controls import icons, theme

if TYPE_CHECKING:
    from ttedesktop.tokens.contents import TokenContents
    from ttedesktop.tokens.survey import Survey

WIDTH: Final = 232


@dataclass(frozen=True, slots=True)
class TokenState:
    """What the chip says."""

    tone: str
    """none, accent, ok, warn or bad."""
    icon: str
    heading: str
    line: str
    has_token: bool = True

    @property
    def is_reading(self) -> bool:
        """Whether nothing is known yet."""
        return self.tone == "accent"


def reading() -> TokenState:
    """Return the state while the token is being read."""
    return TokenState(
        "accent", "arrow_sync", _("Membaca token…"), _("Jangan lepas token")
    )


def state_of(survey: Survey) -> TokenState:
    """Return the state that a survey shows."""
    hardware = survey.without_files()
    if hardware.tokens:
        # A file beside them is none of them.
        survey = hardware
    elif survey.tokens:
        seen = survey.tokens[0]
        name = seen.certificates[0].name if seen.certificates else seen.token.label
        # Neither hardware nor trouble: said plainly, without a colour.
        return TokenState("none", "key", _("Berkas sertifikat"), name, has_token=False)
    if not survey.has_driver:
        return TokenState(
            "none",
            "plug_disconnected",
            _("Driver token belum ada"),
            _("Klik untuk memasang"),
            has_token=False,
        )
    if not survey.tokens:
        return TokenState(
            "none",
            "usb_stick",
            _("Token belum dipasang"),
            _("Pasang token ke porta USB"),
            has_token=False,
        )
    if len(survey.tokens) == 1:
        return _state_of_token(survey.tokens[0])
    ready = [one for one in survey.certificates() if one.can_sign]
    name = ready[0].name if ready else survey.tokens[0].token.label
    line = _("{count} token, {name}").format(count=len(survey.tokens), name=name)
    return TokenState("ok" if ready else "warn", "usb_stick", _("Token siap"), line)


def _state_of_token(seen: TokenContents) -> TokenState:
    state = seen.token.pin_state
    if state.is_locked:
        return TokenState(
            "bad", "lock_closed", _("PIN terkunci"), _("Hubungi pengelola token")
        )
    if state.is_last_try:
        return TokenState(
            "warn",
            "usb_stick",
            _("Percobaan PIN terakhir"),
            _("Hati-hati memasukkan PIN"),
        )
    ready = [one for one in seen.certificates if one.can_sign]
    if not ready:
        return _state_without_certificate(seen)
    left = days_left(ready[0])
    if left < SOON:
        line = _("Berlaku {days} hari lagi").format(days=left)
        return TokenState("warn", "usb_stick", _("Sertifikat hampir habis"), line)
    return TokenState("ok", "usb_stick", _("Token siap"), ready[0].name)


def _state_without_certificate(seen: TokenContents) -> TokenState:
    expired = any(Hindrance.EXPIRED in one.hindrances for one in seen.certificates)
    heading = _("Sertifikat kedaluwarsa") if expired else _("Token tanpa sertifikat")
    return TokenState("warn", "usb_stick", heading, seen.token.label)


class TokenChip(QAbstractButton):
    """Icon, heading and line in a rounded frame; a click leads to the token's page."""

    def __init__(self) -> None:
        super().__init__()
        self._is_compact = False
        self.show_state(reading())
        self.setFixedSize(theme.scaled(WIDTH), theme.scaled(40))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def state(self) -> TokenState:
        """What the chip says now."""
        return self._state

    def show_state(self, state: TokenState) -> None:
        """Say something else."""
        self._state = state
        self.setAccessibleName(f"{state.heading}. {state.line}")
        self.setToolTip(f"{state.heading}\n{state.line}")
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Leave the words out where room is scarce."""
        self._is_compact = compact
        wide = 56 if compact else theme.scaled(WIDTH)
        self.setFixedSize(wide, theme.scaled(40))
        self.update()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        now, state = theme.tones(), self._state
        fill, edge, ink = now.surface, now.line, now.text
        if state.tone == "accent":
            fill, edge, ink = now.soft, now.softline, now.accentink
        elif state.tone in {"warn", "bad"}:
            tone = now.tone(state.tone)
            fill, edge, ink = tone.bg, tone.line, tone.fg
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(fill))
        radius = self.height() / 2 - 0.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
        )
        top = self.height() // 2 - 10
        painter.drawPixmap(14, top, icons.pixmap(state.icon, colour=ink))
        if state.tone == "ok":
            painter.setPen(QPen(theme.colour(fill), 2))
            painter.setBrush(theme.colour(now.ok.fg))
            painter.drawEllipse(QPointF(30, top + 17), 5, 5)
        if not self._is_compact:
            self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        room = self.width() - 44 - 32
        for top, size, weight, words, colour in (
            (3, 13, 600, self._state.heading, ink),
            (
                19,
                12,
                400,
                self._state.line,
                ink if self._state.tone != "ok" else "text2",
            ),
        ):
            font = theme.font(size, weight)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            shown = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, room
            )
            painter.drawText(
                QRect(44, theme.scaled(top), room, theme.scaled(17)),
                Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
        painter.drawPixmap(
            self.width() - 28,
            self.height() // 2 - 8,
            icons.pixmap("chevron_down", size=16, colour="text2"),
        )
