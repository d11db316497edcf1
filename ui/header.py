"""The header: what is open, the tools for it, and the token."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
)

from ttedesktop.language import _
from ui.controls.buttons import ToolButton
from ui.controls.elided_label import ElidedLabel
from ui.controls.labels import separator
from ui.documents.page_tools import PageTools
from ui.tokens.chip import TokenChip


class Header(QFrame):
    """Title and subtitle at the left, tools in the middle, the token at the right."""

    thumbnails_toggled = Signal(bool)
    token_clicked = Signal()
    register_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setFixedHeight(56)
        self._thumbnails = ToolButton(
            "panel_left", _("Panel samping (F4)"), checkable=True
        )
        self._thumbnails.setChecked(True)
        self._thumbnails.toggled.connect(self.thumbnails_toggled)
        self._title = ElidedLabel("", role="name")
        self._subtitle = ElidedLabel("", role="caption")
        self.tools = PageTools()
        self._register = ToolButton("history", _("Daftar tanda tangan (Ctrl+Shift+H)"))
        self._register.clicked.connect(self.register_wanted)
        self._register.hide()
        self.chip = TokenChip()
        self.chip.clicked.connect(self.token_clicked)
        self._lay_out()
        self.show_document_tools(shown=False)

    def _lay_out(self) -> None:
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
        row.addWidget(self._register)
        row.addWidget(self._divider)
        row.addWidget(self.chip)

    def show_title(self, title: str, subtitle: str = "") -> None:
        """Show what is open."""
        self._title.set_words(title)
        self._subtitle.set_words(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def show_document_tools(self, *, shown: bool) -> None:
        """Show the tools of a document, or hide them where none is open."""
        for part in (self._thumbnails, self.tools, self._divider):
            part.setVisible(shown)

    def show_queue_tools(self, *, shown: bool) -> None:
        """Show what belongs to the queue, or hide it elsewhere."""
        self._register.setVisible(shown)

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
