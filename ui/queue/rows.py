"""How a row of the queue looks: number, name, small page, tick and status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ttedesktop.language import _
from ttedesktop.moments import clock, clock_with_zone
from ui.controls import icons, theme
from ui.controls.tones import LIGHT
from ui.queue.document import DONE, PlaceOnPage, QueuedDocument, RowState
from ui.queue.model import POSITION, ROW, Column
from ui.queue.words import status_words

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

HEIGHT: Final = 52
TITLE_HEIGHT: Final = 52
NUMBER: Final = 52
"""Width in which the number stands."""
_PAGE: Final = QSize(26, 38)
_LEAST: Final = 24
"""Logical pixels under which words are left out."""
_Index = QModelIndex | QPersistentModelIndex
_STATUS: Final[dict[RowState, tuple[str, str]]] = {
    RowState.NEEDS_PLACE: ("target", "warn.fg"),
    RowState.LOCKED: ("lock_closed", "warn.fg"),
    RowState.UNREADABLE: ("error_circle", "bad.fg"),
    RowState.LOOKING: ("", "text3"),
    RowState.READY: ("", "text2"),
    RowState.WAITING: ("", "text2"),
    RowState.SIGNING: ("signature", "accentink"),
    RowState.FAILED: ("error_circle", "bad.fg"),
    RowState.SIGNED: ("checkmark_circle", "ok.fg"),
    RowState.SKIPPED: ("warning", "warn.fg"),
    RowState.SORTED_OUT: ("note", "text2"),
}
"""Icon and ink of each state."""


class RowPainter(QStyledItemDelegate):
    """Paints by hand what the style sheet could not."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        one = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if isinstance(one, str):
            _paint_title(painter, area, one, index)
        elif isinstance(one, QueuedDocument):
            self._paint_document(painter, option, index, one)
        painter.restore()

    def _paint_document(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: _Index,
        one: QueuedDocument,
    ) -> None:
        area, column = QRectF(option.rect), Column(index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.fillRect(area, theme.colour("soft" if chosen else "hover"))
        _paint_line(painter, area, is_first=column is Column.DOCUMENT)
        match column:
            case Column.DOCUMENT:
                if chosen:
                    _paint_bar(painter, area)
                _paint_name(painter, area, one, int(index.data(POSITION) or 0))
            case Column.PLACE:
                _paint_place(painter, area, one)
            case Column.READ:
                _paint_read(painter, area, one)
            case Column.STATUS:
                _paint_status(painter, area, one)


def _paint_title(painter: QPainter, area: QRectF, words: str, index: _Index) -> None:
    _paint_line(painter, area, is_first=index.column() == 0)
    if index.column() == 0:
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour("text2"))
        painter.drawText(
            area.adjusted(24, 12, 400, -6),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )


def _paint_line(painter: QPainter, area: QRectF, *, is_first: bool) -> None:
    painter.setPen(QPen(theme.colour("line"), 1))
    bottom = area.bottom() - 0.5
    left = area.left() + (NUMBER if is_first else 0)
    painter.drawLine(QPointF(left, bottom), QPointF(area.right(), bottom))


def _paint_bar(painter: QPainter, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accentink"))
    bar = QRectF(area.left() + 2, area.top() + 10, 4, area.height() - 20)
    painter.drawRoundedRect(bar, 2, 2)


def _paint_name(
    painter: QPainter, area: QRectF, one: QueuedDocument, number: int
) -> None:
    painter.setFont(theme.font(13, 500))
    painter.setPen(theme.colour("text2"))
    painter.drawText(
        QRectF(area.left() + 8, area.top(), NUMBER - 16, area.height()),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        str(number),
    )
    right = 12.0
    if one.facts.warnings:
        right = 36.0
        mark = icons.pixmap("warning", size=16, colour="warn.fg", filled=True)
        top = area.center().y() - 8
        painter.drawPixmap(QPointF(area.right() - 30, top), mark)
    words = area.adjusted(NUMBER + 8, 8, -right, -8)
    is_dim = one.state in {RowState.SORTED_OUT, RowState.SKIPPED}
    painter.setPen(theme.colour("text2" if is_dim else "text"))
    _elided(painter, theme.font(14, 500), words, one.path.name, top=True)
    painter.setPen(theme.colour("text2"))
    details = one.note if one.state is RowState.SORTED_OUT and one.note else one.details
    _elided(painter, theme.font(12, 400), words, details, top=False)


def _elided(
    painter: QPainter, font: QFont, area: QRectF, words: str, *, top: bool
) -> None:
    painter.setFont(font)
    mode = Qt.TextElideMode.ElideMiddle if top else Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(words, mode, int(area.width()))
    where = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
    painter.drawText(area, where | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_place(painter: QPainter, area: QRectF, one: QueuedDocument) -> None:
    place = one.facts.place
    page = QRectF(
        area.left() + 2, area.center().y() - 19, _PAGE.width(), _PAGE.height()
    )
    if one.facts.pages:
        _paint_page(painter, page, place)
    needs = one.state is RowState.NEEDS_PLACE
    painter.setPen(theme.colour("warn.fg" if needs else "text"))
    words = area.adjusted(_PAGE.width() + 12, 0, -8, 0)
    if words.width() < _LEAST:
        return
    _one_line(painter, words, one.place_words, theme.font(13, 400))


def _paint_page(painter: QPainter, page: QRectF, place: PlaceOnPage | None) -> None:
    """Paint white paper in every theme, as the reader will see it."""
    if place is not None and place.shape < 1:
        flat = page.width() * place.shape
        page = QRectF(page.left(), page.center().y() - flat / 2, page.width(), flat)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(page.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.setPen(QPen(QColor("#C9CED9"), 1))
    for line in (0.2, 0.32, 0.44):
        top = round(page.top() + page.height() * line) + 0.5
        painter.drawLine(QPointF(page.left() + 5, top), QPointF(page.right() - 5, top))
    if place is None:
        return
    left, top, width, height = place.box
    # Never smaller than what can be seen.
    box = QRectF(
        page.left() + page.width() * left,
        page.top() + page.height() * top,
        max(7.0, page.width() * width),
        max(4.0, page.height() * height),
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(box.intersected(page.adjusted(1, 1, -1, -1)), 1, 1)


def _paint_read(painter: QPainter, area: QRectF, one: QueuedDocument) -> None:
    if one.read_at is None and one.state in DONE:
        return
    was_read = one.read_at is not None
    name, ink = ("checkmark_circle", "ok.fg") if was_read else ("circle", "text3")
    mark = icons.pixmap(name, size=20, colour=ink, filled=was_read)
    painter.drawPixmap(QPointF(area.left(), area.center().y() - 10), mark)
    painter.setPen(theme.colour("text" if was_read else "text2"))
    if area.width() < _LEAST + 26:
        return
    room, font = area.adjusted(26, 0, -4, 0), theme.font(13, 400)
    words = clock_with_zone(one.read_at) if one.read_at is not None else _("Belum")
    if (
        one.read_at is not None
        and QFontMetricsF(font).horizontalAdvance(words) > room.width()
    ):
        # The zone is in the tooltip, too.
        words = clock(one.read_at)
    _one_line(painter, room, words, font)


def _paint_status(painter: QPainter, area: QRectF, one: QueuedDocument) -> None:
    name, ink = _STATUS[one.state]
    left = 0.0
    if name:
        mark = icons.pixmap(name, size=20, colour=ink, filled=True)
        painter.drawPixmap(QPointF(area.left(), area.center().y() - 10), mark)
        left = 26.0
    painter.setPen(theme.colour(ink))
    font = theme.font(13, 600 if name else 400)
    _one_line(painter, area.adjusted(left, 0, -8, 0), status_words(one), font)


def _one_line(painter: QPainter, area: QRectF, words: str, font: QFont) -> None:
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, max(0, int(area.width()))
    )
    painter.drawText(
        area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
    )
