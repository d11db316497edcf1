"""The register: what was signed on this computer, searched, exported, opened again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ttedesktop.language import _, mark
from ttedesktop.moments import moment
from ttedesktop.register import (
    Register,
    RegisterEntry,
    RegisterFilter,
    Whereabouts,
    csv_of,
    whereabouts_of,
)
from ttedesktop.signing.output import write_new
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label, set_tone
from ui.program import saving

if TYPE_CHECKING:
    from ttedesktop.errors.errors import TteError
    from ui.program.parts import Parts

_MOST: Final = 500
_PERIODS: Final = (
    (mark("Kapan saja"), 0),
    (mark("7 hari terakhir"), 7),
    (mark("30 hari terakhir"), 30),
    (mark("Setahun terakhir"), 365),
)
_STANDS: Final = {
    Whereabouts.UNCHANGED: (mark("Utuh di tempatnya"), "ok"),
    Whereabouts.CHANGED: (mark("Sudah berubah sejak ditandatangani"), "warn"),
    Whereabouts.GONE: (
        mark("Sudah dipindahkan, diganti namanya, atau dihapus"),
        "warn",
    ),
}


class RegisterDialog(Dialog):
    """Newest first; the file of the chosen one can be opened and is looked at."""

    guide_topic = ("antrean", "mencari-yang-sudah-ditandatangani")

    def __init__(self, parent: QWidget, parts: Parts) -> None:
        super().__init__(parent, width=960)
        self._parts = parts
        self._register = Register()
        self._entries: tuple[RegisterEntry, ...] = ()
        self._chosen: Path | None = None
        self.add_heading(
            "history",
            "accent",
            _("Daftar tanda tangan"),
            _("Yang ditandatangani di komputer ini. Hanya Anda yang dapat melihatnya."),
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Cari nama, folder, atau penanda tangan"))
        self.search.setAccessibleName(_("Cari"))
        self._period = QComboBox()
        self._period.setAccessibleName(_("Waktu"))
        for words, days in _PERIODS:
            self._period.addItem(_(words), days)
        self.table = _table()
        self._note = label("", role="helper", wrap=True)
        self._open = Button(_("Buka dan periksa"), kind="primary", size="dialog")
        self._folder = Button(_("Buka folder"), size="dialog", icon="folder_open")
        self._export = Button(_("Ekspor"), size="dialog", icon="document_arrow_down")
        self._typing = QTimer(self, singleShot=True, interval=150)
        self._lay_out()
        self._join()
        self._look()

    def ask_path(self) -> Path | None:
        """Show the dialog; the file that is to be opened, or None."""
        accepted = self.ask()
        self.deleteLater()
        return self._chosen if accepted else None

    # --- what is listed ---------------------------------------------------------------

    def _look(self) -> None:
        days = int(self._period.currentData())
        since = datetime.now(UTC) - timedelta(days=days) if days else None
        wanted = RegisterFilter(words=self.search.text(), since=since)
        self._parts.background.run(
            lambda: self._register.find(wanted, most=_MOST),
            to=self,
            on_success=self._show,
            on_failure=self._tell,
        )

    def _show(self, entries: tuple[RegisterEntry, ...]) -> None:
        self._entries = entries
        self.table.setRowCount(len(entries))
        for row, one in enumerate(entries):
            path = Path(one.path)
            cells = (path.name, path.parent.name, one.signer, moment(one.at))
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(one.path)
                self.table.setItem(row, column, item)
        if entries:
            self.table.selectRow(0)
        else:
            self._say(self._why_empty(), "")
        self._chosen_changed()

    def _why_empty(self) -> str:
        if self._parts.policy.forbids_register:
            return _("Daftar ini dimatikan oleh administrator.")
        if not self._parts.settings.keeps_register:
            return _("Daftar ini dimatikan di Setelan.")
        if self.search.text():
            return _("Tidak ada yang cocok.")
        return _("Belum ada yang ditandatangani di komputer ini.")

    def _entry(self) -> RegisterEntry | None:
        row = self.table.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _chosen_changed(self) -> None:
        entry = self._entry()
        for button in (self._open, self._folder):
            button.setEnabled(entry is not None)
        self._export.setEnabled(bool(self._entries))
        if entry is None:
            return
        self._say(_("Memeriksa berkasnya…"), "")
        self._parts.background.run(
            lambda: whereabouts_of(entry),
            to=self,
            on_success=lambda found: self._show_whereabouts(entry, found),
            on_failure=self._tell,
        )

    def _show_whereabouts(self, entry: RegisterEntry, found: Whereabouts) -> None:
        if entry is not self._entry():
            return
        words, tone = _STANDS[found]
        self._say(f"{_(words)} · {entry.path}", tone)
        self._open.setEnabled(found is not Whereabouts.GONE)

    def _say(self, words: str, tone: str) -> None:
        self._note.setText(words)
        set_tone(self._note, tone)
        if self.isVisible():
            self.refit()

    def _tell(self, error: TteError) -> None:
        from ttedesktop.messages import words_of

        self._say(words_of(error).cause, "warn")

    # --- what is done -----------------------------------------------------------------

    def _open_chosen(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._chosen = Path(entry.path)
            self.accept()

    def _open_folder(self) -> None:
        entry = self._entry()
        if entry is not None:
            saving.show_in_folder(Path(entry.path))

    def _save(self) -> None:
        path = saving.choose_table_path(self.window(), _("daftar tanda tangan.csv"))
        if path is None:
            return
        entries = self._entries
        self._parts.background.run(
            lambda: write_new(path, csv_of(entries)),
            to=self,
            on_success=lambda made: self._say(
                _("Disimpan: {path}").format(path=made), "ok"
            ),
            on_failure=self._tell,
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self._period)
        self.body.addLayout(row)
        self.body.addWidget(self.table)
        self.body.addWidget(self._note)
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.reject)
        self.buttons.addWidget(self._export)
        self.buttons.addWidget(self._folder)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self.buttons.addWidget(self._open)
        self.set_default(self._open)

    def _join(self) -> None:
        self.search.textChanged.connect(lambda _words: self._typing.start())
        self._typing.timeout.connect(self._look)
        self._period.activated.connect(lambda _index: self._look())
        self.table.itemSelectionChanged.connect(self._chosen_changed)
        self.table.itemDoubleClicked.connect(lambda _item: self._open_chosen())
        self._open.clicked.connect(self._open_chosen)
        self._folder.clicked.connect(self._open_folder)
        self._export.clicked.connect(self._save)


def _table() -> QTableWidget:
    names = (_("Dokumen"), _("Folder"), _("Penanda tangan"), _("Waktu"))
    made = QTableWidget(0, len(names))
    made.setProperty("kind", "register")
    made.setAccessibleName(_("Daftar tanda tangan"))
    made.setHorizontalHeaderLabels(names)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(36)
    head = made.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, width in ((1, 150), (2, 190), (3, 232)):
        made.setColumnWidth(column, theme.scaled(width))
    made.setMinimumHeight(300)
    return made
