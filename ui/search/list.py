"""All hits of a search one below another, each with the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.labels import label
from ui.search.hits import SearchHits

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ttedesktop.document.contents import SearchHit

WIDTH: Final = 300
_ROW: Final = 78
_LINES: Final = 2
_AROUND: Final = 28
"""Characters before the found words that are shown, so that they are in sight."""

_Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    """The hits that are listed, as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hits = SearchHits(0)
        self._before = self._after = 0

    def show(self, hits: SearchHits) -> None:
        """List what was found, also when it has grown since."""
        if hits is not self._hits:
            self.beginResetModel()
            self._hits, self._before, self._after = hits, 0, 0
            self.endResetModel()
        if hits.listed_after > self._after:
            last = self._before + hits.listed_after - 1
            self.beginInsertRows(QModelIndex(), self._before + self._after, last)
            self._after = hits.listed_after
            self.endInsertRows()
        if hits.listed_before > self._before:
            last = hits.listed_before - 1
            self.beginInsertRows(QModelIndex(), self._before, last)
            self._before = hits.listed_before
            self.endInsertRows()

    def hit(self, row: int) -> SearchHit:
        return self._hits.listed(row)

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return self._before + self._after

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wanted = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        if role not in wanted or not index.isValid():
            return None
        hit = self.hit(index.row())
        words = f"{hit.before}{hit.found}{hit.after}"
        return f"{_page_of(hit)}: {words}"


class _Painter(QStyledItemDelegate):
    """Page number over the words, those that were found in bold."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(WIDTH - 30, _ROW)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        rows = index.model()
        if not isinstance(rows, _Rows):
            return
        hit = rows.hit(index.row())
        area = QRect(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(area).adjusted(0, 1, 0, -1), 8, 8)
        inside = area.adjusted(12, 9, -12, -8)
        painter.setPen(theme.colour("accentink" if chosen else "text2"))
        painter.setFont(theme.font(12, 600 if chosen else 500))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, _page_of(hit))
        painter.setPen(theme.colour("text"))
        _paint_words(painter, QRectF(inside.adjusted(0, 20, 0, 0)), hit)
        painter.restore()


def _page_of(hit: SearchHit) -> str:
    return _("Halaman {page}").format(page=hit.page + 1)


def _paint_words(painter: QPainter, area: QRectF, hit: SearchHit) -> None:
    """Paint two lines; plain text throughout, whatever a document writes in it."""
    before = _last_words(hit.before)
    layout = QTextLayout(f"{before}{hit.found}{hit.after}", theme.font(13))
    bold = QTextLayout.FormatRange()
    bold.start, bold.length = len(before), len(hit.found)
    found = QTextCharFormat()
    found.setFont(theme.font(13, 700))
    bold.format = found
    layout.setFormats([bold])
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    for number in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0, number * 18))
    layout.endLayout()
    layout.draw(painter, area.topLeft())


def _last_words(before: str) -> str:
    """Return as much as fits in front of what was found, from a word's beginning."""
    if len(before) <= _AROUND:
        return before
    shortened = before[-_AROUND:]
    start = shortened.find(" ") + 1
    return f"…{shortened[start:]}"


class _View(QListView):
    """Enter goes to the pages, Esc ends the search."""

    entered_page = Signal()
    escaped = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered_page.emit()
            case _:
                super().keyPressEvent(event)


class SearchList(QFrame):
    """A column beside the pages; one walks through it with arrows or clicks."""

    hit_chosen = Signal(object)
    """The ``SearchHit`` to be shown on its page."""
    reading_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "found")
        self.setFixedWidth(WIDTH)
        self._title = label(_("Hasil pencarian"), role="label")
        self._note = label("", role="helper", wrap=True)
        self._rows = _Rows(self)
        self._is_marking = False
        self.list = _View()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setProperty("kind", "found")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Hasil pencarian"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 4, 8)
        column.setSpacing(8)
        for words in (self._title, self._note):
            words.setContentsMargins(8, 0, 12, 0)
            column.addWidget(words)
        column.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.clicked.connect(self._clicked)
        self.list.entered_page.connect(self.reading_wanted)
        self.list.escaped.connect(self.closed)
        self.hide()

    def show_hits(self, hits: SearchHits, note: str) -> None:
        """List what was found so far, and say what there is to say of it."""
        self._rows.show(hits)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def mark(self, row: int) -> None:
        """Mark the hit that is shown on the page; -1 for none."""
        self._is_marking = True
        if row < 0:
            self.list.clearSelection()
        else:
            self.list.setCurrentIndex(self._rows.index(row))
        self._is_marking = False

    def take_keyboard(self) -> None:
        """Let the arrows walk through the list."""
        if self._rows.rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._is_marking:
            self.hit_chosen.emit(self._rows.hit(now.row()))

    def _clicked(self, index: QModelIndex) -> None:
        self.hit_chosen.emit(self._rows.hit(index.row()))
