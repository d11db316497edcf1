"""The table of the queue, and what the keyboard does in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import theme
from ui.queue.arrangement import Order
from ui.queue.model import Column, QueueModel
from ui.queue.row_pictures import RowPictures
from ui.queue.rows import HEIGHT, NUMBER, Look, samples

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from ui.queue.document import QueuedDocument

_WIDTHS: Final = {Column.PLACE: 188, Column.READ: 120, Column.STATUS: 176}
_NARROW: Final = {Column.PLACE: 172, Column.READ: 84, Column.STATUS: 160}
_TINY: Final = {Column.PLACE: 42, Column.READ: 34, Column.STATUS: 168}
"""Without the words of the place and of the time."""
_ROOMY: Final = 760
"""Logical pixels of the table from which on all columns have their full width."""
_SCARCE: Final = 620
_SORTS: Final = {
    Column.DOCUMENT: Order.NAME,
    Column.STATUS: Order.STATUS,
}


class QueueTable(QTableView):
    """Shows the rows; one is current, and several may be chosen."""

    current_changed = Signal(object)
    """The ``QueuedDocument``, or None."""
    selection_changed = Signal()
    next_screen_wanted = Signal()
    """Space: the next screen of the page, then the next document."""
    removal_wanted = Signal()
    sorting_out_wanted = Signal()
    opening_wanted = Signal()

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self._model, self._rows = model, RowPictures()
        self.setModel(model)
        self.setProperty("kind", "queue")
        self.setAccessibleName(_("Dokumen di antrean"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # What it paints covers all: scrolled, it paints what came into sight only.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._lay_out_headers()
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(
            lambda _new, _old: self.selection_changed.emit()
        )
        self.doubleClicked.connect(lambda _index: self.opening_wanted.emit())

    def warm_up(self) -> None:
        """Paint a row that nobody sees, so that the first that is seen comes at once.

        Faces, icons and what Qt makes of both when it is wanted first take longer than
        all rows together.
        """
        columns = tuple((0, width) for width in (self.width(), *_WIDTHS.values()))
        look = Look(columns, number=1, is_chosen=True, is_under_mouse=False)
        picture = QPixmap(1, 1)
        self._rows.begin()
        with QPainter(picture) as painter:
            for one in samples():
                self._rows.draw(painter, 0, one, look)

    @property
    def current(self) -> QueuedDocument | None:
        """The document that is looked at."""
        return self._model.at(self.currentIndex())

    @property
    def chosen(self) -> list[QueuedDocument]:
        """The documents that are selected, in their order."""
        rows = sorted(one.row() for one in self.selectionModel().selectedRows())
        found = (self._model.at(self._model.index(row, 0)) for row in rows)
        return [one for one in found if one is not None]

    def go_to(self, one: QueuedDocument) -> None:
        """Make a document the current one, and bring it into view."""
        index = self._model.index_of(one)
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.scrollTo(index)

    def show_row(self, one: QueuedDocument) -> None:
        """Bring a document into view, whichever is the current one."""
        index = self._model.index_of(one)
        if index.isValid():
            self.scrollTo(index)

    def begin(self) -> None:
        """Make the first document the current one, unless one is."""
        if self.current is None:
            self.step(1)

    def step(self, by: int) -> bool:
        """Go to the next document, or the one before; False if there is none."""
        documents = self._model.in_order()
        current = self.current
        if not documents:
            return False
        if current is None or current not in documents:
            self.go_to(documents[0])
            return True
        place = documents.index(current) + by
        if not 0 <= place < len(documents):
            return False
        self.go_to(documents[place])
        return True

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        runs = {
            Qt.Key.Key_Space: self.next_screen_wanted,
            Qt.Key.Key_Delete: self.removal_wanted,
            Qt.Key.Key_X: self.sorting_out_wanted,
            Qt.Key.Key_Return: self.opening_wanted,
            Qt.Key.Key_Enter: self.opening_wanted,
        }
        signal = runs.get(Qt.Key(e.key()))
        if signal is not None and not e.modifiers():
            signal.emit()
        else:
            super().keyPressEvent(e)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        view, model = self.viewport(), self._model
        painter = QPainter(view)
        painter.fillRect(e.rect(), theme.colour("surface"))
        self._rows.begin()
        first = self.rowAt(e.rect().top())
        if first < 0:
            return
        columns = tuple(
            (self.columnViewportPosition(one), self.columnWidth(one)) for one in Column
        )
        mouse = view.mapFromGlobal(QCursor.pos()).y() if view.underMouse() else -1
        top = self.rowViewportPosition(first)
        for row in range(first, model.rowCount()):
            if top > e.rect().bottom():
                break
            index = model.index(row, 0)
            look = Look(
                columns,
                number=model.position(row),
                is_chosen=self.selectionModel().isSelected(index),
                is_under_mouse=top <= mouse < top + HEIGHT,
            )
            self._rows.draw(painter, top, model.shown(row), look)
            top += HEIGHT
        if not self._rows.are_all_painted:
            QTimer.singleShot(0, view, view.update)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = _NARROW if self.width() < _ROOMY else _WIDTHS
        if self.width() < _SCARCE:
            widths = _TINY
        self._model.set_scarce(scarce=widths is _TINY)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _lay_out_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(HEIGHT)
        rows.setMinimumSectionSize(HEIGHT)
        rows.hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(False)
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        head.setFixedHeight(36)
        head.setSectionResizeMode(Column.DOCUMENT, QHeaderView.ResizeMode.Stretch)
        for column in _WIDTHS:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort)
        # The name stands over names, not over numbers.
        self.setProperty("indent", NUMBER)

    def _sort(self, column: int) -> None:
        wanted = _SORTS.get(Column(column))
        if wanted is None:
            return
        again = self._model.order is wanted
        self._model.sort_by(Order.ATTENTION if again else wanted)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._model.at(current))
