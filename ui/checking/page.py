"""The room for checking many documents: files and folders, a table, and its export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ttedesktop.language import _, mark
from ttedesktop.validation.report import Verdict
from ui.checking.model import COLUMNS, DOCUMENT, CheckingFilter, CheckingModel
from ui.checking.run import CheckingRun
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.empty_state import empty_state
from ui.controls.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ttedesktop.validation.report import ValidationReport
    from ui.program.parts import Parts

_FILTERS: Final[tuple[tuple[str, tuple[Verdict, ...]], ...]] = (
    (mark("Semua"), ()),
    (mark("Sah"), (Verdict.VALID, Verdict.VALID_WITH_NOTES)),
    (
        mark("Perlu diperhatikan"),
        (Verdict.INVALID, Verdict.INDETERMINATE, Verdict.UNREADABLE),
    ),
    (mark("Tidak sah"), (Verdict.INVALID,)),
    (mark("Tidak dapat dipastikan"), (Verdict.INDETERMINATE,)),
    (mark("Belum ada TTE"), (Verdict.UNSIGNED,)),
)
_WIDTHS: Final = (240, 190, 180, 240)
"""Pixels of the columns but the last, which takes the rest, in usual words."""
_NARROW: Final = (160, 180, 130, 236)
_ROOMY: Final = 1000
"""Pixels of the table from which on its columns have their full width."""


class CheckingPage(QWidget):
    """Files are checked as soon as they are added; only the export is written."""

    document_wanted = Signal(object)
    """The ``Path`` of a document to be opened."""
    export_wanted = Signal(object)
    """The ``ValidationReport`` of each file that was checked."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.model = CheckingModel()
        self.run = CheckingRun(parts, self.model)
        self.shown = CheckingFilter(self.model)
        self.table = _table(self.shown)
        self._widths: tuple[int, ...] = ()
        self.table.activated.connect(self._open)
        self._filter = QComboBox()
        for words, verdicts in _FILTERS:
            self._filter.addItem(_(words), verdicts)
        self._filter.setFixedWidth(220)
        self._filter.setAccessibleName(_("Saring menurut hasil"))
        self._words = _search_field()
        self._summary = label("", role="helper", wrap=True)
        self._counts = ""
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = Button(_("Hentikan"), icon="dismiss")
        self._export = Button(_("Simpan hasil…"), icon="document_arrow_down")
        self._clear = Button(_("Kosongkan"), icon="delete")
        self._pages = QStackedWidget()
        self._lay_out()
        self._filter.currentIndexChanged.connect(lambda _index: self._sift())
        self._words.textChanged.connect(lambda _words: self._sift())
        self._stop.clicked.connect(self._stop_or_go_on)
        self._export.clicked.connect(lambda: self.export_wanted.emit(self.reports))
        self._clear.clicked.connect(self.run.clear)
        self.run.changed.connect(self._show_state)
        self.run.went_on.connect(self._show_doing)
        self._show_state()

    @property
    def reports(self) -> list[ValidationReport]:
        """The reports of all files that were checked, in their order."""
        return [
            row.checked.report for row in self.model.rows if row.checked is not None
        ]

    def add(self, paths: Sequence[Path]) -> None:
        """Check files, and the documents in folders."""
        self.run.add(paths)

    def choose_files(self) -> None:
        """Let a person choose files."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self,
            _("Periksa keaslian banyak dokumen"),
            str(Path.home()),
            _("Dokumen PDF (*.pdf *.PDF)") + ";;" + _("Semua berkas (*)"),
        )
        if chosen:
            self.add([Path(one) for one in chosen])

    def choose_folder(self) -> None:
        """Let a person choose a folder."""
        chosen = QFileDialog.getExistingDirectory(
            self, _("Periksa semua dokumen dalam folder"), str(Path.home())
        )
        if chosen:
            self.add([Path(chosen)])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = _WIDTHS if self.width() >= _ROOMY else _NARROW
        # What a person has drawn wider stays so until the window has another size.
        if widths is not self._widths:
            self._widths = widths
            for column, width in enumerate(widths):
                self.table.setColumnWidth(column, theme.scaled(width))

    # --- inside -----------------------------------------------------------------------

    def _open(self, index: QModelIndex) -> None:
        row = self.shown.mapToSource(index).row()
        self.document_wanted.emit(self.model.rows[row].listed.path)

    def _sift(self) -> None:
        verdicts: tuple[Verdict, ...] = _FILTERS[self._filter.currentIndex()][1]
        self.shown.show_only(verdicts, self._words.text())

    def _stop_or_go_on(self) -> None:
        if self.run.is_running:
            self.run.stop()
        else:
            self.run.go_on()

    def _show_state(self) -> None:
        rows, done = len(self.model.rows), len(self.reports)
        is_running = self.run.is_running
        self._pages.setCurrentIndex(1 if rows else 0)
        self._counts = self._told(rows, done)
        self._show_doing()
        self._bar.setRange(0, max(1, rows))
        self._bar.setValue(done)
        self._bar.setVisible(is_running)
        self._stop.setVisible(is_running or done < rows)
        self._stop.setText(_("Hentikan") if is_running else _("Lanjutkan"))
        self._export.setEnabled(done > 0)
        self._export.setToolTip("" if done else _("Belum ada yang diperiksa"))

    def _show_doing(self) -> None:
        lines = filter(None, (self._counts, self.run.doing))
        self._summary.setText("\n".join(lines))

    def _told(self, rows: int, done: int) -> str:
        count = self.model.count_of
        parts = [_("{done} dari {rows} diperiksa").format(done=done, rows=rows)]
        told = (
            (mark("{count} sah"), count(Verdict.VALID)),
            (mark("{count} sah dengan catatan"), count(Verdict.VALID_WITH_NOTES)),
            (mark("{count} tidak dapat dipastikan"), count(Verdict.INDETERMINATE)),
            (mark("{count} tidak sah"), count(Verdict.INVALID)),
            (mark("{count} tanpa TTE"), count(Verdict.UNSIGNED)),
            (mark("{count} tidak terbaca"), count(Verdict.UNREADABLE)),
        )
        parts += [_(words).format(count=number) for words, number in told if number]
        return " · ".join(parts)

    def _lay_out(self) -> None:
        adding = Button(_("Tambah dokumen"), icon="add")
        adding.clicked.connect(self.choose_files)
        folder = Button(_("Tambah folder"), icon="folder_open")
        folder.clicked.connect(self.choose_folder)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for button in (adding, folder):
            tools.addWidget(button)
        tools.addStretch(1)
        for button in (self._stop, self._clear, self._export):
            tools.addWidget(button)
        sifting = QHBoxLayout()
        sifting.setSpacing(8)
        sifting.addWidget(self._filter)
        sifting.addWidget(self._words, 1)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addLayout(sifting)
        column.addWidget(self.table, 1)
        column.addWidget(self._bar)
        column.addWidget(self._summary)
        self._pages.addWidget(self._empty())
        self._pages.addWidget(full)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _empty(self) -> QWidget:
        adding = Button(_("Tambah dokumen"), icon="add", kind="primary", size="dialog")
        adding.clicked.connect(self.choose_files)
        folder = Button(_("Tambah folder"), icon="folder_open", size="dialog")
        folder.clicked.connect(self.choose_folder)
        return empty_state(
            "shield_checkmark",
            _("Seret dokumen atau folder ke sini"),
            _("Semua TTE di dalamnya diperiksa tanpa jaringan. Berkas tidak berubah."),
            (adding, folder),
        )


class _NameDelegate(QStyledItemDelegate):
    """Shortens names of files in the middle: what tells them apart is at the end."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # What PySide6 generates has no types for these.
        told: Any = option
        told.textElideMode = Qt.TextElideMode.ElideMiddle


def _search_field() -> QLineEdit:
    made = QLineEdit()
    words = _("Cari nama berkas atau penanda tangan")
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    made.setClearButtonEnabled(True)
    return made


def _table(model: CheckingFilter) -> QTableView:
    made = QTableView()
    made.setProperty("kind", "table")
    made.setModel(model)
    made.setSortingEnabled(True)
    made.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setItemDelegateForColumn(DOCUMENT, _NameDelegate(made))
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(44)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
    made.setAccessibleName(_("Dokumen yang diperiksa"))
    return made
