"""Page and zoom of the document that is read, and what else is for reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls.buttons import ToolButton
from ui.controls.labels import label, separator

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_NARROW: Final = 44
_WIDE: Final = 72
_DIGITS: Final = 9


class PageTools(QWidget):
    """Page and zoom of the open document."""

    page_wanted = Signal(int)
    """Index of a page, from 0."""
    zoom_in = Signal()
    zoom_out = Signal()
    fit_width = Signal()
    search_wanted = Signal()
    zoom_wanted = Signal(float)
    """1.0 is the size on paper."""
    reading_wanted = Signal()
    """Somebody has typed, and wants to go on reading."""

    def __init__(self) -> None:
        super().__init__()
        self._page = 0
        self._pages = 0
        self._zoomed = 1.0
        self._labels: tuple[str, ...] = ()
        self._up = ToolButton("chevron_up", _("Halaman sebelumnya (PgUp)"))
        self._down = ToolButton("chevron_down", _("Halaman berikutnya (PgDn)"))
        self._number = _number_field(_NARROW, _("Nomor halaman"))
        self._total = label("", role="helper")
        self._zoom = _number_field(76, _("Perbesaran, dalam persen"))
        self._zoom.setToolTip(_("Perbesaran: ketik 10 sampai 6400, lalu Enter"))
        self.more = QMenu(self)
        """What else is for reading; whoever makes the actions fills it."""
        self._more = ToolButton("more_horizontal", _("Lainnya"))
        smaller = ToolButton("zoom_out", _("Perkecil (Ctrl+-)"))
        larger = ToolButton("zoom_in", _("Perbesar (Ctrl++)"))
        fit = ToolButton("page_fit", _("Pas lebar (Ctrl+9)"))
        self._zoom_parts: tuple[QWidget, ...] = (
            separator(),
            smaller,
            self._zoom,
            larger,
            fit,
            self._search(),
        )
        self._lay_out()
        smaller.clicked.connect(self.zoom_out)
        larger.clicked.connect(self.zoom_in)
        fit.clicked.connect(self.fit_width)
        self._join()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        pages = (self._up, self._number, self._total, self._down)
        for part in (*pages, *self._zoom_parts, self._more):
            row.addWidget(part)

    def _join(self) -> None:
        self._up.clicked.connect(lambda: self.page_wanted.emit(self._page - 1))
        self._down.clicked.connect(lambda: self.page_wanted.emit(self._page + 1))
        for field in (self._number, self._zoom):
            field.given_up.connect(self._go_on_reading)
        self._number.returnPressed.connect(self._number_entered)
        self._zoom.returnPressed.connect(self._zoom_entered)
        self._zoom.editingFinished.connect(lambda: self.show_zoom(self._zoomed))
        self._more.clicked.connect(self._show_more)

    def _show_more(self) -> None:
        below = QPoint(0, self._more.height() + 4)
        self.more.popup(self._more.mapToGlobal(below))

    def show_page(self, page: int, pages: int) -> None:
        """Show which page of how many is seen; ``page`` from 0."""
        self._page, self._pages = page, pages
        name = self._labels[page] if page < len(self._labels) else ""
        if not self._number.hasFocus():
            self._number.setText(name or str(page + 1))
            self._number.setCursorPosition(0)
        words = _("({page} dari {pages})") if name else _("dari {pages}")
        self._total.setText(words.format(page=page + 1, pages=pages))
        self._up.setEnabled(page > 0)
        self._down.setEnabled(page + 1 < pages)

    def show_labels(self, labels: tuple[str, ...]) -> None:
        """Name the pages as the document does; an empty tuple counts them."""
        self._labels = labels
        longest = max((len(one) for one in labels), default=0)
        self._number.setFixedWidth(_NARROW if longest < 4 else _WIDE)
        self.show_page(self._page, self._pages)

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom; 1.0 is a point for a pixel at 96 dots an inch."""
        self._zoomed = zoom
        self._zoom.setText(_("{percent} %").format(percent=round(zoom * 100)))
        self._zoom.setCursorPosition(0)

    def set_compact(self, *, compact: bool) -> None:
        """Fold the zoom away where the window is small."""
        for part in self._zoom_parts:
            part.setVisible(not compact)

    def edit_page(self) -> None:
        """Put the keyboard into the page number."""
        self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._number.selectAll()

    def _zoom_entered(self) -> None:
        typed = self._zoom.text().strip().rstrip("%").strip().replace(",", ".")
        try:
            percent = float(typed)
        except ValueError:
            percent = self._zoomed * 100
        if percent > 0:
            self.zoom_wanted.emit(percent / 100)
        self._go_on_reading()

    def _search(self) -> ToolButton:
        made = ToolButton("search", _("Cari (Ctrl+F)"))
        made.clicked.connect(self.search_wanted)
        return made

    def _number_entered(self) -> None:
        page = self._page_called(self._number.text().strip())
        self._go_on_reading()
        if page is not None:
            self.page_wanted.emit(page)

    def _go_on_reading(self) -> None:
        """Leave the fields; what was typed and is not so goes."""
        for field in (self._number, self._zoom):
            field.clearFocus()
        self.show_page(self._page, self._pages)
        self.show_zoom(self._zoomed)
        self.reading_wanted.emit()

    def _page_called(self, typed: str) -> int | None:
        """Return the page of that name, or else of that number."""
        names = [one.casefold() for one in self._labels]
        if typed.casefold() in names:
            return names.index(typed.casefold())
        if not typed.isdecimal() or len(typed) > _DIGITS or not int(typed):
            return None
        return min(int(typed), self._pages) - 1


class _NumberField(QLineEdit):
    given_up = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _number_field(width: int, name: str) -> _NumberField:
    made = _NumberField()
    made.setProperty("measure", "compact")
    made.setFixedWidth(width)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setAccessibleName(name)
    return made
