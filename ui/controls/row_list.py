"""A list whose rows are an icon in a disc, a title and one or two lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from ui.controls import icons, theme
from ui.controls.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    Index = QModelIndex | QPersistentModelIndex

_DISC: Final = 28
_PADDING: Final = 8
_TITLE: Final = 20
_LINE: Final = 17


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows; none of its words is ever read as markup."""

    title: str
    icon: str
    """In a disc of the tone; empty for none."""
    tone: str = "none"
    state: str = ""
    """A line in the tone."""
    caption: str = ""
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    """Where a title that is too long is shortened."""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(
            part for part in (self.title, self.state, self.caption) if part
        )


class RowList(QListView):
    """Arrows move in it; a click or Enter chooses."""

    chosen = Signal(int)
    """Place of the row that was clicked or entered, from 0."""
    opened = Signal(int)
    """Place of the row on which Enter was pressed or that was clicked twice."""
    moved = Signal()
    """Another row is marked, or none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "rows")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._rows = _Rows(())
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(self))
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, none of them chosen."""
        before = self._rows
        self._rows = _Rows(tuple(rows))
        self.setModel(self._rows)
        before.deleteLater()

    def rows(self) -> tuple[Row, ...]:
        """Return what is shown."""
        return self._rows.rows

    @property
    def row_height(self) -> int:
        """Height of each row, in logical pixels."""
        return self._rows.height

    def select(self, place: int) -> None:
        """Mark a row, or none if there is no such row."""
        self.setCurrentIndex(self._rows.index(place))

    @property
    def selected(self) -> int | None:
        """Place of the row that is marked, from 0."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.selected is not None:
                self.chosen.emit(self.selected)
                self.opened.emit(self.selected)
            return
        super().keyPressEvent(event)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()


class _Rows(QAbstractListModel):
    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__()
        self.rows = rows
        self.height = 2 * _PADDING + _TITLE
        self.height += _LINE * any(row.state for row in rows)
        self.height += _LINE * any(row.caption for row in rows)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.title)
            case _:
                return None


class _RowPainter(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        return QSize(0, model.height if isinstance(model, _Rows) else 0)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        model = index.model()
        if not isinstance(model, _Rows):
            return
        row = model.rows[index.row()]
        rect, state = QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_patch(painter, QRectF(rect).adjusted(4, 1, -4, -1), state)
        left = rect.left() + 12
        if row.icon:
            _paint_disc(painter, QPointF(left, rect.top() + _PADDING), row)
            left += _DISC + 10
        width = rect.right() - 12 - left
        top = rect.top() + _PADDING
        lines = (
            (row.title, 14, 600, "text", _TITLE, row.elide),
            (row.state, 12, 600, f"{row.tone}.fg", _LINE, Qt.TextElideMode.ElideRight),
            (row.caption, 12, 400, "text2", _LINE, Qt.TextElideMode.ElideRight),
        )
        for words, size, weight, ink, height, elide in lines:
            if words:
                font = theme.font(size, weight)
                shown = QFontMetrics(font).elidedText(words, elide, width)
                painter.setFont(font)
                painter.setPen(theme.colour(ink))
                place = QRect(left, top, width, height)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
                top += height
        painter.restore()


def _paint_patch(painter: QPainter, place: QRectF, state: QStyle.StateFlag) -> None:
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if not chosen and not state & QStyle.StateFlag.State_MouseOver:
        return
    has_keyboard = bool(state & QStyle.StateFlag.State_HasFocus)
    ring = QPen(theme.colour("focus" if has_keyboard else "softline"), 1 + has_keyboard)
    painter.setPen(ring if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("soft" if chosen else "hover"))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)


def _paint_disc(painter: QPainter, corner: QPointF, row: Row) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{row.tone}.bg"))
    painter.drawEllipse(QRectF(corner.x(), corner.y() + 2, _DISC, _DISC))
    inset = (_DISC - 16) / 2
    picture = icons.pixmap(row.icon, size=16, colour=f"{row.tone}.fg", filled=True)
    painter.drawPixmap(QPointF(corner.x() + inset, corner.y() + 2 + inset), picture)
