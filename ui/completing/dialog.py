"""The documents that were signed here and still lack something of their level."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ttedesktop.language import _, n_
from ttedesktop.moments import day
from ui.controls.buttons import Button
from ui.controls.dialog import Dialog
from ui.controls.labels import label, set_tone
from ui.program import saving

if TYPE_CHECKING:
    from ui.affairs.completing import Completed, CompletingAffairs
    from ui.program.parts import Parts

_ROW: Final = 36
_TALLEST: Final = 320


class CompletingDialog(Dialog):
    """A list, and one button that completes all of it; no PIN is asked for."""

    def __init__(
        self, parent: QWidget, parts: Parts, affairs: CompletingAffairs
    ) -> None:
        super().__init__(parent, width=880)
        self._parts = parts
        self._affairs = affairs
        self._documents = list(parts.unfinished)
        self.add_heading(
            "clock",
            "accent",
            _("Dokumen yang belum lengkap"),
            _(
                "Sudah ditandatangani, tetapi cap waktu atau bukti pencabutannya belum "
                "diperoleh. Melengkapinya tidak memerlukan PIN."
            ),
        )
        self.table = _table()
        self.note = label("", role="helper", wrap=True)
        """What became of the round, or what is chosen."""
        self.complete = Button(_("Lengkapi semua"), kind="primary", size="dialog")
        self._folder = Button(_("Buka folder"), size="dialog", icon="folder_open")
        self._forget = Button(_("Hapus dari daftar"), size="dialog", icon="delete")
        self._lay_out()
        self._fill()
        affairs.completed.connect(self._show_outcome)
        affairs.round_ended.connect(self._round_ended)
        self._enable()

    def _lay_out(self) -> None:
        self.body.addWidget(self.table)
        self.body.addWidget(self.note)
        close = Button(_("Tutup"), size="dialog")
        close.clicked.connect(self.reject)
        self._folder.clicked.connect(self._open_folder)
        self._forget.clicked.connect(self._forget_chosen)
        self.complete.clicked.connect(self._begin)
        self.table.itemSelectionChanged.connect(self._enable)
        self.buttons.addWidget(self._folder)
        self.buttons.addWidget(self._forget)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self.buttons.addWidget(self.complete)
        self.set_default(self.complete)

    def _fill(self) -> None:
        self.table.setRowCount(len(self._documents))
        for number, one in enumerate(self._documents):
            until = datetime.fromisoformat(one.expires_at)
            cells = (
                one.path.name,
                day(datetime.fromisoformat(one.signed_at).astimezone()),
                _("{reached}, seharusnya {wanted}").format(
                    reached=one.reached, wanted=one.wanted
                ),
                _("Sebelum {day}").format(day=day(until)),
            )
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(str(one.path))
                self.table.setItem(number, column, item)
        height = self.table.horizontalHeader().sizeHint().height()
        rows = max(1, len(self._documents))
        self.table.setFixedHeight(min(_TALLEST, height + rows * _ROW + 4))
        if self._documents:
            self.table.selectRow(0)
        self._say_count()

    def _say_count(self) -> None:
        count = len(self._documents)
        if not count:
            self._say(_("Semua dokumen yang ditandatangani di sini sudah lengkap."), "")
        elif not self._parts.settings.time_stamp_address:
            self._say(_("Alamat otoritas cap waktu belum diisi di Setelan."), "warn")
        else:
            words = n_("{count} dokumen menunggu.", "{count} dokumen menunggu.", count)
            self._say(words.format(count=count), "")

    def _begin(self) -> None:
        self._say(_("Melengkapi…"), "")
        self._affairs.begin()
        self._enable()

    def _show_outcome(self, outcome: Completed) -> None:
        from ttedesktop.care_words import words_for_care

        number = next(
            (
                number
                for number, one in enumerate(self._documents)
                if one.path == outcome.document.path
            ),
            None,
        )
        if number is None:
            return
        item = QTableWidgetItem(words_for_care(outcome.kept))
        item.setToolTip(item.text())
        self.table.setItem(number, 2, item)
        self.table.selectRow(number)
        self._say(
            f"{outcome.document.path.name}: {item.text()}",
            "" if outcome.is_done else "warn",
        )

    def _round_ended(self) -> None:
        self._enable()

    def _enable(self) -> None:
        is_idle = not self._affairs.is_busy
        is_chosen = 0 <= self.table.currentRow() < len(self._documents)
        self._folder.setEnabled(is_chosen)
        self._forget.setEnabled(is_chosen and is_idle)
        has_service = bool(self._parts.settings.time_stamp_address)
        self.complete.setEnabled(is_idle and bool(self._documents) and has_service)

    def _open_folder(self) -> None:
        saving.show_in_folder(self._documents[self.table.currentRow()].path)

    def _forget_chosen(self) -> None:
        """Take a document off the list; the document itself stays as it is."""
        chosen = self._documents.pop(self.table.currentRow())
        self._parts.unfinished.remove(chosen.path)
        self._fill()
        self._enable()

    def _say(self, words: str, tone: str) -> None:
        self.note.setText(words)
        set_tone(self.note, tone)


def _table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setHorizontalHeaderLabels(
        [_("Dokumen"), _("Ditandatangani"), _("Keadaan"), _("Lengkapi")]
    )
    table.setProperty("kind", "register")
    table.setTabKeyNavigation(False)
    table.setAccessibleName(_("Dokumen yang belum lengkap"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    for column in (0, 2):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    for column in (1, 3):
        table.setColumnWidth(column, 210)
    return table
