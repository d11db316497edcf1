"""A number with its unit, typed or stepped."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QSpinBox

_INSET: Final = 8
"""Pixels before the number: Qt leaves the style sheet's padding out here."""


class SteppedNumber(QSpinBox):
    """A whole number between two bounds."""

    def __init__(self, least: int, most: int, *, unit: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(f" {unit}" if unit else "")
        self.lineEdit().setTextMargins(_INSET, 0, 0, 0)
