"""The right half of the print dialog: printer, pages, paper, size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.document.geometry import millimetres
from ttedesktop.language import _, mark, n_
from ui.controls.buttons import Button
from ui.controls.labels import frame, label, set_tone
from ui.printing.copies import CopyCount
from ui.printing.job import PrintWishes
from ui.printing.pages import PageChoice, pages_in
from ui.printing.printers import Abilities, FoundPrinters, place_of_paper
from ui.printing.sheet import Scaling, Turning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.document.pdf import Document
    from ui.printing.printers import PaperKind

_ALL, _THIS, _RANGE = "all", "this", "range"
_SCALINGS: Final = {
    Scaling.SHRINK: mark("Kecilkan bila terlalu besar"),
    Scaling.ACTUAL: mark("Ukuran asli"),
    Scaling.FILL: mark("Penuhi kertas"),
}
_TURNINGS: Final = {
    Turning.AUTOMATIC: mark("Ikuti halaman"),
    Turning.UPRIGHT: mark("Tegak"),
    Turning.ACROSS: mark("Mendatar"),
}
_SIDES: Final = {
    QPrinter.DuplexMode.DuplexNone: mark("Satu sisi"),
    QPrinter.DuplexMode.DuplexLongSide: mark("Dua sisi, balik di sisi panjang"),
    QPrinter.DuplexMode.DuplexShortSide: mark("Dua sisi, balik di sisi pendek"),
}
_COLOURS: Final = {
    QPrinter.ColorMode.Color: mark("Berwarna"),
    QPrinter.ColorMode.GrayScale: mark("Hitam putih"),
}


class PrintOptions(QWidget):
    """Asks nothing of the system by itself; it is told what there is."""

    changed = Signal()
    """Something that the preview shows, or the button needs."""
    printer_chosen = Signal(str)
    paper_chosen = Signal()
    search_wanted = Signal()

    def __init__(self, document: Document, current: int) -> None:
        super().__init__()
        self._document = document
        self._current = current
        self._abilities: Abilities | None = None
        self._has_looked = False
        self._none, self._search = _no_printer()
        self.printer = _combo(_("Pencetak"))
        self.which = self._pages_offered()
        self.range = QLineEdit()
        self.range.setAccessibleName(_("Rentang halaman"))
        self.range.setPlaceholderText("1-3, 5")
        self._range_line = label("", role="caption", wrap=True)
        self.copies = CopyCount()
        self.paper = _combo(_("Kertas"))
        self.scaling = _choice(_("Ukuran"), _SCALINGS.items())
        self.turning = _choice(_("Arah kertas"), _TURNINGS.items())
        self.sides = _combo(_("Sisi kertas"))
        self.colour = _choice(_("Warna"), _COLOURS.items())
        self._lay_out()
        self._join()
        self._show_range()

    # --- what was chosen ---------------------------------------------------------

    @property
    def printer_name(self) -> str:
        """The printer that was chosen; empty if there is none."""
        return str(self.printer.currentData() or "")

    @property
    def is_ready(self) -> bool:
        """Whether it is known what the chosen printer can do."""
        return bool(self.printer_name) and self._abilities is not None

    @property
    def kind(self) -> PaperKind | None:
        """The paper that was chosen."""
        place = self.paper.currentIndex()
        if self._abilities is None or place < 0:
            return None
        return self._abilities.papers[place]

    def page_choice(self) -> PageChoice:
        """Return the pages that were chosen, or what is wrong with what was typed."""
        which = self.which.currentData()
        count = len(self._document.pages)
        if which == _RANGE:
            return pages_in(self.range.text(), count)
        return PageChoice((self._current,) if which == _THIS else tuple(range(count)))

    def wishes(self) -> PrintWishes:
        """Return all that was chosen but printer and paper."""
        return PrintWishes(
            pages=self.page_choice().pages,
            copies=self.copies.value(),
            scaling=self.scaling.currentData(),
            turning=self.turning.currentData(),
            sides=self.sides.currentData() or QPrinter.DuplexMode.DuplexNone,
            is_grey=self.colour.currentData() is QPrinter.ColorMode.GrayScale,
        )

    # --- what there is -------------------------------------------------------------

    def show_searching(self) -> None:
        """Say that the system is asked which printers there are."""
        with QSignalBlocker(self.printer):
            self.printer.clear()
            self.printer.addItem(_("Mencari pencetak…"), "")
        self.printer.setEnabled(False)
        self._show_none(shown=False)

    def show_printers(self, found: FoundPrinters) -> None:
        """Offer these printers, and choose the usual one."""
        with QSignalBlocker(self.printer):
            self.printer.clear()
            for name in found.names:
                self.printer.addItem(name, name)
            self.printer.setCurrentIndex(max(0, self.printer.findData(found.usual)))
        self.printer.setEnabled(bool(found.names))
        self._show_none(shown=not found.names)
        self._abilities = None
        self.printer_chosen.emit(self.printer_name)

    def show_abilities(self, abilities: Abilities) -> None:
        """Offer what the chosen printer can do, and paper as large as the page."""
        before = self.kind
        self._abilities = abilities
        with QSignalBlocker(self.paper), QSignalBlocker(self.sides):
            self.paper.clear()
            for kind in abilities.papers:
                self.paper.addItem(kind.name)
            self.paper.setCurrentIndex(self._fitting(abilities, before))
            sides = self.sides.currentData()
            self.sides.clear()
            for mode in abilities.sides:
                self.sides.addItem(_(_SIDES[mode]), mode)
            self.sides.setCurrentIndex(max(0, self.sides.findData(sides)))
        self._sides_field.setVisible(len(abilities.sides) > 1)
        self._colour_field.setVisible(abilities.has_colour)
        self.paper_chosen.emit()

    def take_settings(self, printer: QPrinter) -> None:
        """Take over what was set in the system's own dialog."""
        self.copies.set_value(printer.copyCount())
        self.sides.setCurrentIndex(max(0, self.sides.findData(printer.duplex())))
        self.colour.setCurrentIndex(max(0, self.colour.findData(printer.colorMode())))
        if printer.printRange() is QPrinter.PrintRange.PageRange:
            self.which.setCurrentIndex(self.which.findData(_RANGE))
            self.range.setText(f"{printer.fromPage()}-{printer.toPage()}")

    # --- inside ----------------------------------------------------------------

    def _pages_offered(self) -> QComboBox:
        made = _combo(_("Halaman"))
        count = len(self._document.pages)
        every = n_("Semua ({count} halaman)", "Semua ({count} halaman)", count)
        made.addItem(every.format(count=count), _ALL)
        this = _("Halaman ini ({page})").format(page=self._current + 1)
        made.addItem(this, _THIS)
        made.addItem(_("Rentang…"), _RANGE)
        return made

    def _fitting(self, abilities: Abilities, before: PaperKind | None) -> int:
        if before is not None:
            place = place_of_paper(abilities.papers, *before.millimetres)
            return place if place >= 0 else abilities.usual_paper
        page = self._document.pages[self._current]
        size = millimetres(page.width), millimetres(page.height)
        place = place_of_paper(abilities.papers, *size)
        return place if place >= 0 else abilities.usual_paper

    def _show_none(self, *, shown: bool) -> None:
        self._none.setVisible(shown)
        self._printer_field.setVisible(not shown)

    def _show_range(self) -> None:
        is_range = self.which.currentData() == _RANGE
        self.range.setVisible(is_range)
        self._range_line.setVisible(is_range)
        choice = self.page_choice()
        is_wrong = bool(choice.problem and self.range.text())
        self.range.setProperty("wrong", is_wrong)
        set_tone(self.range, "")
        count = len(choice.pages)
        self._range_line.setText(
            choice.problem
            or n_("{count} halaman dicetak", "{count} halaman dicetak", count).format(
                count=count
            )
        )
        set_tone(self._range_line, "bad" if is_wrong else "")
        self.changed.emit()

    def _which_changed(self) -> None:
        self._show_range()
        if self.which.currentData() == _RANGE:
            self.range.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._printer_field = _field(_("Pencetak"), self.printer)
        column.addWidget(self._printer_field)
        column.addWidget(self._none)
        pages = _field(_("Halaman"), self.which, self.range, self._range_line)
        column.addWidget(pages)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        self._sides_field = _field(_("Sisi kertas"), self.sides)
        self._colour_field = _field(_("Warna"), self.colour)
        fields = (
            _field(_("Kertas"), self.paper),
            _field(_("Salinan"), self.copies),
            _field(_("Ukuran"), self.scaling),
            _field(_("Arah kertas"), self.turning),
            self._sides_field,
            self._colour_field,
        )
        for number, one in enumerate(fields):
            grid.addWidget(one, number // 2, number % 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        column.addLayout(grid)
        column.addStretch(1)
        self._sides_field.hide()
        self._colour_field.hide()
        self._show_none(shown=False)

    def _join(self) -> None:
        self._search.clicked.connect(self.search_wanted)
        self.printer.currentIndexChanged.connect(
            lambda _place: self.printer_chosen.emit(self.printer_name)
        )
        self.paper.currentIndexChanged.connect(lambda _place: self.paper_chosen.emit())
        self.which.currentIndexChanged.connect(lambda _place: self._which_changed())
        self.range.textChanged.connect(lambda _text: self._show_range())
        self.copies.changed.connect(self.changed)
        for one in (self.scaling, self.turning, self.sides, self.colour):
            one.currentIndexChanged.connect(lambda _place: self.changed.emit())


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    # As wide as its place: the names of printers and papers are long.
    made.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    made.setMinimumContentsLength(8)
    return made


def _choice(name: str, words: Iterable[tuple[object, str]]) -> QComboBox:
    made = _combo(name)
    for value, sentence in words:
        made.addItem(_(sentence), value)
    return made


def _field(name: str, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(name, role="label"))
    for part in parts:
        column.addWidget(part)
    return made


def _no_printer() -> tuple[QWidget, Button]:
    made = frame("notice")
    made.setProperty("tone", "warn")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(6)
    words = _("Tidak ada pencetak pada komputer ini")
    column.addWidget(label(words, role="strong", tone="warn", wrap=True))
    todo = _(
        "Pasang pencetak lewat setelan sistem, lalu cari lagi. Atau kirim berkas PDF "
        "ini ke komputer yang memiliki pencetak."
    )
    column.addWidget(label(todo, role="helper", wrap=True))
    search = Button(_("Cari lagi"), icon="arrow_clockwise")
    column.addWidget(search)
    return made, search
