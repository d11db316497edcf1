"""The bar above the queue: what is added, placed and shown; or how far a batch is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.language import _, mark, n_
from ui.controls.buttons import Button, ToolButton
from ui.controls.labels import label
from ui.queue.arrangement import Grouping, Order, Sieve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from PySide6.QtCore import SignalInstance

SIEVES: Final = {
    Sieve.ALL: mark("Semua"),
    Sieve.ATTENTION: mark("Perlu perhatian"),
    Sieve.UNREAD: mark("Belum dibaca"),
    Sieve.WARNED: mark("Ada yang perlu diwaspadai"),
    Sieve.READY: mark("Siap"),
    Sieve.SIGNED: mark("Ditandatangani"),
    Sieve.FAILED: mark("Gagal"),
    Sieve.SORTED_OUT: mark("Disisihkan"),
}
ORDERS: Final = {
    Order.ATTENTION: mark("Yang perlu perhatian dahulu"),
    Order.NAME: mark("Nama"),
    Order.FOLDER: mark("Folder"),
    Order.PAGES: mark("Jumlah halaman"),
    Order.SIZE: mark("Ukuran"),
    Order.STATUS: mark("Status"),
    Order.ADDED: mark("Urutan ditambahkan"),
}
GROUPINGS: Final = {
    Grouping.NONE: mark("Tidak dikelompokkan"),
    Grouping.FOLDER: mark("Per folder"),
    Grouping.STATUS: mark("Per status"),
}
Choice = TypeVar("Choice", bound="Enum")
_ROOM_FOR_LEFT: Final = 620
"""Logical pixels from which on it is said beside the heading how long it takes."""


class QueueTools(QStackedWidget):
    """Three faces: tools, the progress of a batch, and what came of it."""

    documents_wanted = Signal()
    folder_wanted = Signal()
    sieve_chosen = Signal(object)
    order_chosen = Signal(object)
    grouping_chosen = Signal(object)
    searched = Signal(str)
    preview_toggled = Signal(bool)
    pause_wanted = Signal()
    stop_wanted = Signal()
    retry_wanted = Signal()
    results_folder_wanted = Signal()
    report_wanted = Signal()
    result_closed = Signal()
    resume_wanted = Signal()
    dropping_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "queue-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(61)
        self.place_menu = QMenu(self)
        self.more_menu = QMenu(self)
        self._tools = self._make_tools()
        self._progress = self._make_progress()
        self._result = self._make_result()
        self._resume = self._make_resume()
        for face in (self._tools, self._progress, self._result, self._resume):
            self.addWidget(face)
        add = ((self.add, mark("Tambah dokumen")), (self.folder, mark("Tambah folder")))
        self._foldable: dict[QWidget, tuple[tuple[tuple[Button, str], ...], ...]] = {
            self._tools: (
                ((self.place, mark("Letak untuk semua")), (self.sift, mark("Saring"))),
                ((self.preview, mark("Pratinjau")),),
                add,
            ),
            self._result: (
                ((self._folder, mark("Buka folder")),),
                ((self._report, mark("Simpan daftar hasil")),),
                ((self._again, mark("Ulangi yang gagal")),),
            ),
            self._progress: (
                ((self.pause, mark("Jeda")), (self.stop, mark("Hentikan"))),
            ),
        }
        for steps in self._foldable.values():
            for one, words in (pair for step in steps for pair in step):
                one.setToolTip(_(words))
                one.setAccessibleName(_(words))

    # --- what is shown -------------------------------------------------------------

    def show_tools(self) -> None:
        """Show the tools."""
        self.setCurrentWidget(self._tools)

    def show_progress(self, done: int, total: int, *, left: str) -> None:
        """Show how far a batch is; ``left`` says how long it may still take."""
        self.setCurrentWidget(self._progress)
        now = min(done + 1, total)
        words = _("Menandatangani {now} dari {total}").format(now=now, total=total)
        self._heading.setText(words)
        self._left.setText(left)
        self._bar.setToolTip(left)
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)

    def show_pace(self, *, is_paused: bool, is_stopping: bool) -> None:
        """Show whether the batch goes on."""
        words, icon = (_("Lanjutkan"), "play") if is_paused else (_("Jeda"), "pause")
        self.pause.setToolTip(words)
        self.pause.setAccessibleName(words)
        self.pause.show_as(words if self.pause.text() else "", icon)
        self.pause.setEnabled(not is_stopping)
        self.stop.setEnabled(not is_stopping)
        if is_stopping:
            self._heading.setText(_("Menyelesaikan dokumen ini…"))
        elif is_paused:
            done, total = self._bar.value(), self._bar.maximum()
            words = _("Dijeda, {done} dari {total} selesai")
            self._heading.setText(words.format(done=done, total=total))

    def show_result(self, words: str, *, has_failed: bool, has_signed: bool) -> None:
        """Show what came of a batch."""
        self._told.setText(words)
        self._again.setVisible(has_failed)
        self._folder.setVisible(has_signed)
        self.setCurrentWidget(self._result)

    def show_resume(self, words: str) -> None:
        """Offer to go on with a batch that was cut off."""
        self._cut_off.setText(words)
        self.setCurrentWidget(self._resume)

    @property
    def is_offering(self) -> bool:
        """Whether it offers to go on."""
        return self.currentWidget() is self._resume

    def show_sieve(self, sieve: Sieve) -> None:
        """Show that not all are shown."""
        words = _("Saring") if sieve is Sieve.ALL else _(SIEVES[sieve])
        self.sift.setToolTip(words)
        if self.sift.text():
            self.sift.setText(words)

    def set_room(self, width: int, *, compact: bool) -> None:
        """Fit it to the width of the bar: what has no room becomes an icon."""
        self.preview.setVisible(compact)
        self._left.setVisible(width >= _ROOM_FOR_LEFT)
        for face, steps in self._foldable.items():
            for one, words in (pair for step in steps for pair in step):
                one.setText(_(words))
            self.search_field.show()
            for step in steps:
                if face.sizeHint().width() <= width:
                    break
                for one, _words in step:
                    one.setText("")
            if face.sizeHint().width() > width:
                self.search_field.hide()

    # --- faces ---------------------------------------------------------------------

    def _make_tools(self) -> QWidget:
        self.add = Button(_("Tambah dokumen"), icon="add")
        self.folder = Button(_("Tambah folder"), icon="folder_add")
        self.add.clicked.connect(self.documents_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.search_field = self._make_search_field()
        self.place = Button(_("Letak untuk semua"), kind="ghost", icon="target")
        self.place.clicked.connect(lambda: _open(self.place_menu, self.place))
        self.sift = Button(_("Saring"), kind="ghost", icon="filter")
        self._sift_menu = self._make_sift_menu()
        self.sift.clicked.connect(lambda: _open(self._sift_menu, self.sift))
        self.preview = Button(_("Pratinjau"), kind="ghost", icon="eye")
        self.preview.setCheckable(True)
        self.preview.toggled.connect(self.preview_toggled)
        self.preview.hide()
        more = ToolButton("more_horizontal", _("Lainnya"))
        more.clicked.connect(lambda: _open(self.more_menu, more))
        row = _row()
        for one in (self.add, self.folder):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.search_field, 10)
        for tool in (self.place, self.sift, self.preview, more):
            row.addWidget(tool)
        return _face(row)

    def _make_search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(_("Cari di antrean"))
        field.setAccessibleName(_("Cari di antrean"))
        field.setProperty("measure", "find")
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(90)
        field.setMaximumWidth(220)
        field.textChanged.connect(self.searched)
        return field

    def _make_sift_menu(self) -> QMenu:
        menu = QMenu(self)
        _choices(menu, _("Tampilkan"), SIEVES, self.sieve_chosen)
        _choices(menu, _("Urutkan menurut"), ORDERS, self.order_chosen)
        _choices(menu, _("Kelompokkan"), GROUPINGS, self.grouping_chosen)
        return menu

    def _make_progress(self) -> QWidget:
        self._heading = label("", role="strong")
        self._left = label("", role="helper")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        words = QHBoxLayout()
        words.addWidget(self._heading)
        words.addStretch(1)
        words.addWidget(self._left)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        column.addLayout(words)
        column.addWidget(self._bar)
        column.addStretch(1)
        self.pause = Button(_("Jeda"), icon="pause")
        self.stop = Button(_("Hentikan"), kind="danger", icon="record_stop")
        self.pause.clicked.connect(self.pause_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        row = _row()
        row.addLayout(column, 1)
        row.addSpacing(16)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        return _face(row)

    def _make_result(self) -> QWidget:
        self._told = label("", role="strong", wrap=True)
        self._again = Button(_("Ulangi yang gagal"), icon="arrow_clockwise")
        self._folder = Button(_("Buka folder"), icon="folder_open")
        self._report = Button(_("Simpan daftar hasil"), icon="document_arrow_down")
        close = ToolButton("dismiss", _("Tutup"))
        self._again.clicked.connect(self.retry_wanted)
        self._folder.clicked.connect(self.results_folder_wanted)
        self._report.clicked.connect(self.report_wanted)
        close.clicked.connect(self.result_closed)
        row = _row()
        row.addWidget(self._told, 1)
        for one in (self._again, self._folder, self._report):
            row.addWidget(one)
        row.addWidget(close)
        return _face(row)

    def _make_resume(self) -> QWidget:
        self._cut_off = label("", role="strong", wrap=True)
        go_on = Button(_("Lanjutkan"), kind="primary", icon="play")
        drop = Button(_("Jangan lanjutkan"))
        go_on.clicked.connect(self.resume_wanted)
        drop.clicked.connect(self.dropping_wanted)
        row = _row()
        row.addWidget(self._cut_off, 1)
        row.addWidget(drop)
        row.addWidget(go_on)
        return _face(row)


def documents_in_words(count: int) -> str:
    """Return such as "38 dokumen"."""
    return n_("{count} dokumen", "{count} dokumen", count).format(count=count)


def _choices(
    menu: QMenu, title: str, words: Mapping[Choice, str], chosen: SignalInstance
) -> None:
    section = menu.addMenu(title)
    group = QActionGroup(section)
    for value, said in words.items():
        action = QAction(_(said), section)
        action.setCheckable(True)
        action.setChecked(not group.actions())
        action.triggered.connect(lambda _on=False, v=value: chosen.emit(v))
        group.addAction(action)
        section.addAction(action)


def _open(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(24, 0, 16, 0)
    row.setSpacing(8)
    return row


def _face(row: QHBoxLayout) -> QWidget:
    face = QWidget()
    face.setLayout(row)
    return face
