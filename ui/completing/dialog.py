"""The documents that need something: what, by when, and completed where one wants."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ttedesktop.language import _, n_
from ttedesktop.longterm.watch_list import Need
from ttedesktop.signing.output import write_new
from ui.affairs.completing import CareJob
from ui.completing.folders import ArchiveFolders
from ui.completing.model import (
    COLUMNS,
    DOCUMENT,
    FILTERS,
    LEVEL,
    NEED,
    UNTIL,
    WatchModel,
)
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label, set_tone
from ui.program import saving

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.errors.errors import TteError
    from ttedesktop.longterm.watch_list import WatchedDocument
    from ui.affairs.completing import Completed, CompletingAffairs
    from ui.completing.looking import ArchiveLook
    from ui.program.parts import Parts

_ROW: Final = 36
_HEIGHT, _LEAST, _AROUND = 330, 140, 340
"""Logical pixels: of the table, at least, and of all around it."""
_CAN_BE_DONE: Final = (Need.COMPLETION, Need.RENEWAL, Need.UNKNOWN)
"""A document that is locked is looked into once its password was given."""


class CompletingDialog(Dialog):
    """A list, the most urgent first; what is chosen is completed without a PIN."""

    guide_topic = ("cap-waktu", "melengkapi")

    def __init__(
        self,
        parent: QWidget,
        parts: Parts,
        affairs: CompletingAffairs,
        look: ArchiveLook,
    ) -> None:
        super().__init__(parent, width=1120)
        self._parts, self._affairs, self._archive = parts, affairs, look
        self.add_heading(
            "clock",
            "accent",
            _("Dokumen yang perlu dilengkapi atau diperpanjang"),
            _(
                "Cap waktu dan bukti ditambahkan di belakang tanda tangan, dalam "
                "berkasnya sendiri. Tanpa PIN."
            ),
        )
        self.model = WatchModel()
        self.table = _table(self.model)
        # What is said below it is seen in a low window, too.
        room = parent.window().height() - _AROUND
        self.table.setFixedHeight(max(_LEAST, min(_HEIGHT, room)))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Cari nama atau folder"))
        self.search.setAccessibleName(_("Cari"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Yang ditampilkan"))
        for value, words in FILTERS.items():
            self.kind.addItem(_(words), value)
        self.folders = ArchiveFolders(parts.keeper, look.begin)
        self.note = label("", role="helper", wrap=True)
        """What became of the round, or what is chosen."""
        self.complete = Button(_("Lengkapi sekarang"), kind="primary", size="dialog")
        self._export = Button(_("Ekspor"), size="dialog", icon="document_arrow_down")
        self._folder = Button(_("Buka folder"), size="dialog", icon="folder_open")
        self._forget = Button(_("Hapus dari daftar"), size="dialog", icon="delete")
        self._typing = QTimer(self, singleShot=True, interval=150)
        self._lay_out()
        self._join()
        noted, found = parts.watched_here(), look.documents.values()
        known = {one.path for one in noted}
        self.model.fill([*noted, *(one for one in found if one.path not in known)])
        self._choose_due()
        self._say_count()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.kind)
        row.addWidget(self.folders)
        self.body.addLayout(row)
        self.body.addWidget(self.table)
        self.body.addWidget(self.note)
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.reject)
        for button in (self._export, self._folder, self._forget):
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self.buttons.addWidget(self.complete)
        self.set_default(self.complete)

    def _join(self) -> None:
        self.search.textChanged.connect(lambda _words: self._typing.start())
        self._typing.timeout.connect(self._filter)
        self.kind.activated.connect(lambda _index: self._filter())
        self._export.clicked.connect(self._save)
        self._folder.clicked.connect(self._open_folder)
        self._forget.clicked.connect(self._forget_chosen)
        self.complete.clicked.connect(self._begin)
        choice = self.table.selectionModel()
        choice.selectionChanged.connect(lambda _on, _off: self._say_count())
        self._archive.found.connect(self._take)
        self._archive.ended.connect(self._look_ended)
        self._affairs.completed.connect(self._show_outcome)
        self._affairs.round_ended.connect(self._enable)

    # --- what is listed ---------------------------------------------------------------

    def _take(self, documents: list[WatchedDocument]) -> None:
        noted = {one.path for one in self.model.documents if one.is_noted}
        for one in documents:
            if one.path not in noted:
                self.model.put(one)
        self._say_count()

    def _look_ended(self) -> None:
        """Let go of what lies in none of the folders any more."""
        for one in self.model.documents:
            if not one.is_noted and one.path not in self._archive.documents:
                self.model.remove(one.path)
        self._say_count()

    def _filter(self) -> None:
        self.model.filter(self.search.text(), self.kind.currentData())
        self._say_count()

    def _choose_due(self) -> None:
        """Choose what is to be done soon, and what was signed here to be completed."""
        now, wanted = datetime.now(UTC), QItemSelection()
        last = self.model.index(0, len(COLUMNS) - 1).column()
        for row, one in enumerate(self.model.rows):
            if one.is_noted or one.is_due(now):
                wanted.select(self.model.index(row, 0), self.model.index(row, last))
        self.table.selectionModel().select(
            wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def chosen(self) -> list[WatchedDocument]:
        """Return the documents that are chosen, in their order."""
        rows = self.table.selectionModel().selectedRows()
        return [self.model.rows[row] for row in sorted(one.row() for one in rows)]

    def _say_count(self) -> None:
        self._enable()
        if self._affairs.is_busy:
            return
        count = len(self.model.documents)
        if self._archive.is_looking:
            words = _("Memeriksa folder arsip… tinggal {left} dari {total} dokumen.")
            told = words.format(left=self._archive.left, total=self._archive.total)
            self._say(told, "")
        elif not count:
            self._say(self._why_empty(), "")
        elif not self._parts.settings.time_stamp_address:
            self._say(_("Alamat otoritas cap waktu belum diisi di Setelan."), "warn")
        else:
            words = n_("{chosen} dari {count} dokumen dipilih.",
                       "{chosen} dari {count} dokumen dipilih.", count)  # fmt: skip
            self._say(words.format(chosen=len(self.chosen()), count=count), "")

    def _why_empty(self) -> str:
        told = _("Tidak ada dokumen yang perlu dilengkapi.")
        if self._parts.settings.archive_folders:
            return told
        hint = _("Awasi folder arsip supaya yang buktinya akan habis tampak di sini.")
        return f"{told} {hint}"

    # --- what is done -----------------------------------------------------------------

    def _begin(self) -> None:
        if self._affairs.is_busy:
            self._affairs.stop()
            self._say(_("Berhenti setelah dokumen ini…"), "")
            self.complete.setEnabled(False)
            return
        jobs = [CareJob(one.path, one.wanted) for one in self._possible()]
        self._say(_("Melengkapi…"), "")
        self._affairs.begin(jobs, asking=self)
        self._enable()

    def _possible(self) -> list[WatchedDocument]:
        return [one for one in self.chosen() if one.need in _CAN_BE_DONE]

    def _show_outcome(self, outcome: Completed) -> None:
        from ttedesktop.care_words import words_for_care

        words = words_for_care(outcome.kept)
        self.model.tell(outcome.path, words)
        row = self.model.row_of(outcome.path)
        if row >= 0:
            self.table.scrollTo(self.model.index(row, 0))
        tone = "" if outcome.is_done else "warn"
        self._say(f"{outcome.path.name}: {words}", tone)

    def _enable(self) -> None:
        is_busy = self._affairs.is_busy
        chosen = self.chosen()
        self._folder.setEnabled(len(chosen) == 1)
        is_noted = bool(chosen) and all(one.is_noted for one in chosen)
        self._forget.setEnabled(is_noted and not is_busy)
        self._export.setEnabled(bool(self.model.documents))
        has_service = bool(self._parts.settings.time_stamp_address)
        self.complete.setText(_("Berhenti") if is_busy else _("Lengkapi sekarang"))
        self.complete.setEnabled(is_busy or (has_service and bool(self._possible())))

    def _open_folder(self) -> None:
        for one in self.chosen()[:1]:
            saving.show_in_folder(one.path)

    def _forget_chosen(self) -> None:
        """Take documents off the list; the documents themselves stay as they are."""
        for one in self.chosen():
            self._parts.unfinished.remove(one.path)
            self.model.remove(one.path)
        self._say_count()

    def _save(self) -> None:
        from ttedesktop.watch_words import watch_table

        path = saving.choose_table_path(self.window(), _("daftar perpanjangan.csv"))
        if path is None:
            return
        documents = self.model.documents
        self._parts.background.run(
            lambda: write_new(path, watch_table(documents).encode("utf-8-sig")),
            to=self,
            on_success=self._saved,
            on_failure=self._tell,
        )

    def _saved(self, path: Path) -> None:
        self._say(_("Disimpan: {path}").format(path=path), "ok")

    def _tell(self, error: TteError) -> None:
        from ttedesktop.messages import words_of

        self._say(words_of(error).cause, "warn")

    def _say(self, words: str, tone: str) -> None:
        self.note.setText(words)
        set_tone(self.note, tone)
        if self.isVisible():
            self.refit()

    @override
    def reject(self) -> None:
        self._affairs.ask_nobody()
        super().reject()


def _table(model: WatchModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setProperty("kind", "register")
    table.setTabKeyNavigation(False)
    table.setAccessibleName(_("Dokumen yang perlu dilengkapi atau diperpanjang"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    for column in (DOCUMENT, NEED):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(LEVEL, theme.scaled(116))
    table.setColumnWidth(UNTIL, theme.scaled(308))
    return table
