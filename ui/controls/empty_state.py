"""What a page shows that has nothing yet: a disc, a title, a sentence, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.labels import disc, label

if TYPE_CHECKING:
    from collections.abc import Iterable


def empty_state(
    icon: str, title: str, sentence: str, buttons: Iterable[QWidget]
) -> QWidget:
    """Return it, in the middle of whatever room it gets."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(12)
    column.addStretch(1)
    column.addWidget(disc(icon, "accent", size=64), 0, Qt.AlignmentFlag.AlignHCenter)
    for words, role in ((title, "title"), (sentence, "helper")):
        said = label(words, role=role, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addSpacing(8)
    column.addLayout(row)
    column.addStretch(2)
    return made
