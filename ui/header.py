"""The header: what is open, the tools for it, and the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ttedesktop.language import _
from ui.buttons import ToolButton
from ui.labels import label, plain_tip, separator
from ui.page_tools import PageTools
from ui.token_chip import TokenChip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Header(QFrame):
    """Title and subtitle at the left, tools in the middle, the token at the right."""

    thumbnails_toggled = Signal(bool)
    token_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setFixedHeight(56)
        self._thumbnails = ToolButton(
            "panel_left", _("Panel samping (F4)"), checkable=True
        )
        self._thumbnails.setChecked(True)
        self._thumbnails.toggled.connect(self.thumbnails_toggled)
        self._title = _Elided("", role="name")
        self._subtitle = _Elided("", role="caption")
        self.tools = PageTools()
        self.chip = TokenChip()
        self.chip.clicked.connect(self.token_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self._thumbnails)
        row.addLayout(words, 1)
        row.addWidget(self.tools)
        self._divider = separator()
        row.addWidget(self._divider)
        row.addWidget(self.chip)
        self.show_document_tools(shown=False)

    def show_title(self, title: str, subtitle: str = "") -> None:
        """Show what is open."""
        self._title.set_words(title)
        self._subtitle.set_words(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def show_document_tools(self, *, shown: bool) -> None:
        """Show the tools of a document, or hide them where none is open."""
        for part in (self._thumbnails, self.tools, self._divider):
            part.setVisible(shown)

    @property
    def has_thumbnails(self) -> bool:
        """Whether the button of the thumbnails is pressed, where one sees it."""
        return self._thumbnails.isChecked() and self._thumbnails.isVisible()

    def set_thumbnails(self, *, shown: bool) -> None:
        """Set the button of the thumbnails."""
        self._thumbnails.setChecked(shown)

    def toggle_thumbnails(self) -> None:
        """Press the button of the thumbnails."""
        self._thumbnails.toggle()

    def set_compact(self, *, compact: bool) -> None:
        """Fold away what the small window has no room for."""
        self.tools.set_compact(compact=compact)


class _Elided(QWidget):
    """A label that shortens a name in its middle, never at its end."""

    def __init__(self, words: str, *, role: str) -> None:
        super().__init__()
        self._words = words
        self._label = label(words, role=role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        self.setMinimumWidth(60)

    def set_words(self, words: str) -> None:
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
