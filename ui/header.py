"""The header: what is open, the tools for it, and the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.buttons import ToolButton
from ui.labels import frame, label
from ui.token_chip import TokenChip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class PageTools(QWidget):
    """Page and zoom of the open document."""

    page_wanted = Signal(int)
    """Index of a page, from 0."""
    zoom_in = Signal()
    zoom_out = Signal()
    fit_width = Signal()
    fit_page = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._page = 0
        self._pages = 0
        self._up = ToolButton("chevron_up", _("Halaman sebelumnya (PgUp)"))
        self._down = ToolButton("chevron_down", _("Halaman berikutnya (PgDn)"))
        self._number = QLineEdit()
        self._number.setProperty("size", "compact")
        self._number.setFixedWidth(44)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setAccessibleName(_("Nomor halaman"))
        self._total = label("", role="helper")
        self._zoom = label("", role="strong")
        self._zoom.setFixedWidth(58)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        smaller = ToolButton("zoom_out", _("Perkecil (Ctrl+-)"))
        larger = ToolButton("zoom_in", _("Perbesar (Ctrl++)"))
        fit = ToolButton("page_fit", _("Pas lebar (Ctrl+9)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._up, self._number, self._total, self._down):
            row.addWidget(part)
        self._zoom_parts: tuple[QWidget, ...] = (
            _line(),
            smaller,
            self._zoom,
            larger,
            fit,
        )
        for zoom_part in self._zoom_parts:
            row.addWidget(zoom_part)
        self._up.clicked.connect(lambda: self.page_wanted.emit(self._page - 1))
        self._down.clicked.connect(lambda: self.page_wanted.emit(self._page + 1))
        self._number.returnPressed.connect(self._number_entered)
        smaller.clicked.connect(self.zoom_out)
        larger.clicked.connect(self.zoom_in)
        fit.clicked.connect(self.fit_width)

    def show_page(self, page: int, pages: int) -> None:
        """Show which page of how many is seen; ``page`` from 0."""
        self._page, self._pages = page, pages
        self._number.setValidator(QIntValidator(1, max(1, pages), self))
        if not self._number.hasFocus():
            self._number.setText(str(page + 1))
        self._total.setText(_("dari {pages}").format(pages=pages))
        self._up.setEnabled(page > 0)
        self._down.setEnabled(page + 1 < pages)

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom; 1.0 is a point for a pixel at 96 dots an inch."""
        self._zoom.setText(_("{percent} %").format(percent=round(zoom * 100)))

    def set_compact(self, *, compact: bool) -> None:
        """Fold the zoom away where the window is small."""
        for part in self._zoom_parts:
            part.setVisible(not compact)

    def edit_page(self) -> None:
        """Put the keyboard into the page number."""
        self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._number.selectAll()

    def _number_entered(self) -> None:
        if self._number.text():
            self.page_wanted.emit(int(self._number.text()) - 1)
        self._number.clearFocus()
        self.show_page(self._page, self._pages)


class Header(QFrame):
    """Title and subtitle at the left, tools in the middle, the token at the right."""

    thumbnails_toggled = Signal(bool)
    token_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setFixedHeight(56)
        self._thumbnails = ToolButton(
            "panel_left", _("Halaman kecil (F4)"), checkable=True
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
        self._divider = _line()
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
        self.setToolTip(words)
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


def _line() -> QFrame:
    made = frame("separator")
    made.setFixedHeight(24)
    return made
