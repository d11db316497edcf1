"""Scrolling in steps that the eye can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QObject, QPropertyAnimation
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar

_DURATION: Final = 120
"""Milliseconds of one step of the wheel."""


class SmoothScrolling(QObject):
    """Moves one scroll bar; several quick steps add up."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._motion = QPropertyAnimation(bar, b"value", self)
        self._motion.setDuration(_DURATION)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    @property
    def target(self) -> int:
        """Value at which the bar will come to rest."""
        is_moving = self._motion.state() is QPropertyAnimation.State.Running
        return int(self._motion.endValue()) if is_moving else self._bar.value()

    def by(self, pixels: float) -> None:
        """Scroll by logical pixels, at once where the system wants no motion."""
        start = self.target
        end = round(start + pixels)
        end = min(self._bar.maximum(), max(self._bar.minimum(), end))
        self._motion.stop()
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if not self._bar.style().styleHint(hint, None, self._bar):
            self._bar.setValue(end)
            return
        self._motion.setStartValue(self._bar.value())
        self._motion.setEndValue(end)
        self._motion.start()

    def at_once(self, pixels: float) -> None:
        """Scroll without any motion."""
        self._motion.stop()
        self._bar.setValue(round(self._bar.value() + pixels))

    def stop(self) -> None:
        """Stay where the bar is; something else moves it now."""
        self._motion.stop()
