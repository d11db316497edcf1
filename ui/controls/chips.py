"""Small round labels in the tone of what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ttedesktop.language import _, mark
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.reporting.explanation import TONES
from ui.controls import icons, theme
from ui.controls.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_VERDICTS: Final = {
    Verdict.VALID: (mark("Sah"), "shield_checkmark"),
    Verdict.VALID_WITH_NOTES: (mark("Sah, dengan catatan"), "shield_checkmark"),
    Verdict.INDETERMINATE: (mark("Tidak dapat dipastikan"), "shield_question"),
    Verdict.INVALID: (mark("Tidak sah"), "shield_dismiss"),
    Verdict.UNSIGNED: (mark("Belum ada TTE"), "subtract_circle"),
    Verdict.UNREADABLE: (mark("Tidak terbaca"), "shield_dismiss"),
}


def chip(words: str, icon: str, tone: str) -> QWidget:
    """Return a chip: an icon and a few words."""
    made = QFrame()
    made.setObjectName("chip")
    now = theme.tones().tone(tone)
    made.setStyleSheet(f"QFrame#chip{{background:{now.bg};border-radius:11px;}}")
    made.setFixedHeight(22)
    picture = QLabel()
    picture.setPixmap(icons.pixmap(icon, size=16, colour=f"{tone}.fg", filled=True))
    said = label(words, role="caption", tone=tone)
    said.setFont(theme.font(12, 600))
    row = QHBoxLayout(made)
    row.setContentsMargins(6, 0, 8, 0)
    row.setSpacing(4)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(said)
    return made


def verdict_picture(verdict: Verdict) -> tuple[str, str, str]:
    """Return the words, the icon and the tone of a verdict."""
    words, icon = _VERDICTS[verdict]
    return _(words), icon, TONES[verdict]


def verdict_chip(verdict: Verdict) -> QWidget:
    """Return the chip of a verdict."""
    return chip(*verdict_picture(verdict))
