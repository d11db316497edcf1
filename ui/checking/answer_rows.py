"""The four answers about a signature: question, answer, explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.labels import disc, hairline, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.validation.reporting.explanation import Answer

_ICONS: Final = ("document_search", "person", "clock", "archive")
"""Of the four questions, where the answer is neither good nor bad."""
_TONE_ICONS: Final = {"ok": "checkmark_circle", "bad": "error_circle"}


class AnswerRows(QWidget):
    """One row below another, with a hairline between."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for number, answer in enumerate(answers):
            if number:
                column.addWidget(hairline())
            column.addLayout(_row(answer, _icon(number, answer.tone)))


def _icon(number: int, tone: str) -> str:
    if not number or tone == "bad":
        return _TONE_ICONS.get(tone, "warning")
    return _ICONS[number]


def _row(answer: Answer, icon: str) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(answer.question, role="caption"))
    words.addWidget(label(answer.answer, role="strong", wrap=True))
    words.addWidget(label(answer.explanation, role="caption", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(disc(icon, answer.tone, size=32), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
