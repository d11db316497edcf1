"""Asks how a document is to be printed, and shows the sheets as they will come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _, n_
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label, set_tone
from ui.controls.scroll_area import ScrollArea
from ui.printing.job import PrintOrder
from ui.printing.leafing import Leafing
from ui.printing.notes import NoteList, notes_for
from ui.printing.options import PrintOptions
from ui.printing.preview import SheetPreview
from ui.printing.printers import unmeasured
from ui.printing.sheet import placed

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.validation.report import ValidationReport
    from ui.printing.printers import Abilities, FoundPrinters, Printers
    from ui.printing.sheet import Paper, PrintedPage
    from ui.program.parts import Parts

_WIDTH: Final = 1000
_HEIGHT: Final = 700
_OPTIONS: Final = 428


@dataclass(frozen=True, slots=True)
class PrintSubject:
    """What is to be printed, and what is known of it."""

    document: Document
    current: int
    """Index of the page that is read."""
    report: ValidationReport | None
    """None while the signatures are being checked."""


class PrintDialog(Dialog):
    """Preview at the left, choices at the right."""

    guide_topic = ("membaca", "mencetak")

    def __init__(
        self, parent: QWidget, parts: Parts, printers: Printers, subject: PrintSubject
    ) -> None:
        super().__init__(parent, width=_WIDTH)
        self._parts, self._printers = parts, printers
        self.document = subject.document
        """What is to be printed."""
        self._paper: Paper | None = None
        self._prepared: QPrinter | None = None
        self._sheet = 0
        """Which of the printed pages is shown, from 0."""
        self.preview = SheetPreview(parts, subject.document)
        self.options = PrintOptions(subject.document, subject.current)
        self._notes = NoteList()
        self.leaf = Leafing()
        self._line = label("", role="caption", wrap=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._system = Button(_("Pengaturan pencetak…"), kind="link")
        self._cancel = Button(_("Batal"), size="dialog")
        self.print_button = Button(
            _("Cetak"), kind="primary", icon="print", size="dialog"
        )
        self._lay_out()
        self._join()
        self.show_report(subject.report)
        # The page that is read is the first that is looked at.
        self._sheet = subject.current
        self._search()

    def order(self) -> PrintOrder | None:
        """Ask, and return what is to be printed; None if nothing is."""
        kind = self.options.kind if self.ask() else None
        if kind is None:
            return None
        prepared = self._prepared
        name = self.options.printer_name
        if prepared is not None and prepared.printerName() != name:
            prepared = None
        return PrintOrder(
            self.document, name, kind, self.options.wishes(), prepared=prepared
        )

    def show_report(self, report: ValidationReport | None) -> None:
        """Say what is known of the signatures."""
        self._notes.show_notes(notes_for(self.document, report))

    @property
    def printed(self) -> PrintedPage | None:
        """The sheet that is shown."""
        index, paper = self._index(), self._paper
        if index is None or paper is None:
            return None
        wishes = self.options.wishes()
        return placed(
            self.document.pages[index],
            paper,
            scaling=wishes.scaling,
            turning=wishes.turning,
        )

    # --- what the system is asked ------------------------------------------------

    def _search(self) -> None:
        self.options.show_searching()
        self._parts.background.run(
            self._printers.found,
            to=self,
            on_success=self._found,
            on_failure=self._not_told,
        )

    def _found(self, found: FoundPrinters) -> None:
        self.options.show_printers(found)
        self._system.setVisible(bool(found.names))

    def _printer_chosen(self, name: str) -> None:
        self._prepared = None
        printers = self._printers

        def told(abilities: Abilities) -> None:
            if name == self.options.printer_name:
                self.options.show_abilities(abilities)

        self._parts.background.run(
            lambda: printers.abilities(name),
            to=self,
            on_success=told,
            on_failure=self._not_told,
        )
        self._show()

    def _paper_chosen(self) -> None:
        kind, name, printers = (
            self.options.kind,
            self.options.printer_name,
            self._printers,
        )
        if kind is None:
            return
        self._paper = unmeasured(kind)
        self._show()
        if not name:
            return

        def measured(paper: Paper) -> None:
            if kind is self.options.kind and name == self.options.printer_name:
                self._paper = paper
                self._show()

        self._parts.background.run(
            lambda: printers.measured(name, kind),
            to=self,
            on_success=measured,
            on_failure=self._not_told,
        )

    def _not_told(self, _error: TteError) -> None:
        """Leave things as they are: what is missing is missing on the screen."""

    def _use_system_dialog(self) -> None:
        kind = self.options.kind
        if kind is None:
            return
        printer = self._prepared or self._printers.make(self.options.printer_name)
        self._printers.feed(printer, kind)
        printer.setCopyCount(self.options.copies.value())
        dialog = QPrintDialog(printer, self.window())
        # A copy as a file would look signed and would not be.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
        dialog.setMinMax(1, len(self.document.pages))
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted:
            place = self.options.printer.findData(printer.printerName())
            if place >= 0:
                self.options.printer.setCurrentIndex(place)
            self._prepared = printer
            self.options.take_settings(printer)

    # --- what is shown -------------------------------------------------------------

    def _index(self) -> int | None:
        pages = self.options.page_choice().pages
        return pages[min(self._sheet, len(pages) - 1)] if pages else None

    def _turn_to(self, sheet: int) -> None:
        count = len(self.options.page_choice().pages)
        self._sheet = max(0, min(sheet, count - 1))
        self._show()

    def _show(self) -> None:
        choice = self.options.page_choice()
        count, index = len(choice.pages), self._index()
        self._sheet = max(0, min(self._sheet, count - 1))
        self.preview.show_sheet(
            index, self.printed, is_grey=self.options.wishes().is_grey
        )
        self.leaf.show_sheet(self._sheet, count)
        self._show_line(index)
        self._show_button(count, choice.problem)

    def _show_line(self, index: int | None) -> None:
        printed = self.printed
        words: list[str] = []
        if index is not None and index != self._sheet:
            words.append(_("Halaman {page} dokumen").format(page=index + 1))
        if printed is not None:
            percent = round(printed.scale * 100)
            words.append(_("ukuran {percent} %").format(percent=percent))
        is_cut = printed is not None and printed.is_cut
        if is_cut:
            words.append(_("tepinya terpotong"))
        line = " · ".join(words)
        self._line.setText(line[:1].upper() + line[1:])
        set_tone(self._line, "warn" if is_cut else "")

    def _show_button(self, count: int, problem: str) -> None:
        self.print_button.setText(
            n_("Cetak {count} halaman", "Cetak {count} halaman", count).format(
                count=count
            )
            if count
            else _("Cetak")
        )
        why = problem
        if not self.options.printer_name:
            why = _("Pilih pencetak terlebih dahulu")
        self.print_button.setEnabled(self.options.is_ready and not problem)
        self.print_button.setToolTip(why)

    # --- the dialog itself ---------------------------------------------------------

    @override
    def _wanted_height(self, room: int) -> int:
        return _HEIGHT

    @override
    def _focus_first(self) -> None:
        first = self.options.which
        if self.options.printer.isEnabled():
            first = self.options.printer
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        self.setAccessibleName(_("Cetak"))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.preview, 1)
        left.addWidget(self.leaf)
        left.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self._right_half())
        self.body.addLayout(row, 1)
        self.buttons.addWidget(self._system)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self.print_button)
        self.set_default(self.print_button)
        self._system.hide()

    def _right_half(self) -> QWidget:
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(label(_("Cetak"), role="title"))
        heading.addWidget(label(self.document.name, role="helper", wrap=True))
        scroll = ScrollArea()
        scroll.setWidget(self.options)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        made = QWidget()
        made.setFixedWidth(_OPTIONS)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(heading)
        column.addWidget(self._notes)
        column.addWidget(scroll, 1)
        return made

    def _join(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self.print_button.clicked.connect(self.accept)
        self._system.clicked.connect(self._use_system_dialog)
        self.preview.leafed.connect(lambda step: self._turn_to(self._sheet + step))
        self.leaf.wanted.connect(self._turn_to)
        self.options.changed.connect(self._show)
        self.options.printer_chosen.connect(self._printer_chosen)
        self.options.paper_chosen.connect(self._paper_chosen)
        self.options.search_wanted.connect(self._search)
        for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=step: self._turn_to(self._sheet + by))
