"""A label that shortens a name in its middle, never at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.controls.labels import label, plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class ElidedLabel(QWidget):
    """Takes the room there is; the whole name is its tooltip."""

    def __init__(self, words: str, *, role: str) -> None:
        super().__init__()
        self._words = words
        self._label = label(words, role=role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        self.setMinimumWidth(60)

    def set_words(self, words: str) -> None:
        """Show other words."""
        if words == self._words:
            return
        self._words = words
        self.setToolTip(plain_tip(words))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._label.minimumSizeHint().height())

    def _fit(self) -> None:
        metrics = self._label.fontMetrics()
        shown = metrics.elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, max(40, self.width())
        )
        self._label.setText(shown)
