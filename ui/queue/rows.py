"""How a row of the queue looks: number, name, small page, tick and status."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import ascii_letters, digits
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from ttedesktop.language import _
from ttedesktop.moments import clock, clock_with_zone
from ui.controls import icons, theme
from ui.controls.tones import LIGHT
from ui.queue.document import (
    DONE,
    DocumentFacts,
    PlaceOnPage,
    QueuedDocument,
    RowState,
)
from ui.queue.model import Column
from ui.queue.painted_words import Face, Side, draw_words, width_of
from ui.queue.words import status_words

HEIGHT: Final = 52
TITLE_HEIGHT: Final = 52
NUMBER: Final = 52
"""Width in which the number stands."""
_PAGE: Final = QSize(26, 38)
_PAPER: Final = QColor("#FFFFFF")
_PRINT: Final = QColor("#C9CED9")
_LEAST: Final = 24
"""Logical pixels under which words are left out."""
_NAME: Final = Face(14, 500, keeps_end=True)
_DETAILS: Final = Face(12)
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


@dataclass(frozen=True, slots=True)
class Look:
    """How a row is to be painted, but for the document itself."""

    columns: tuple[tuple[int, int], ...]
    """Left and width of each in logical pixels, in the order of ``Column``."""
    number: int
    """Painted before the document."""
    is_chosen: bool
    is_under_mouse: bool

    def area(self, column: Column) -> QRectF:
        """Return the cell of a column."""
        left, width = self.columns[column]
        return QRectF(left, 0, width, HEIGHT)

    @property
    def width(self) -> int:
        """Of all columns together."""
        left, width = self.columns[-1]
        return left + width


def paint_row(painter: QPainter, one: QueuedDocument | str, look: Look) -> None:
    """Paint a document, or the title of a group, at the top of what is painted on.

    A whole row is painted at once: a view that asks for each cell and each of its
    roles takes several times as long, and waits for Python's lock at each question.
    """
    if isinstance(one, str):
        _paint_line(painter, look)
        _paint_title(painter, look.area(Column.DOCUMENT), one)
        return
    if look.is_chosen or look.is_under_mouse:
        colour = theme.colour("soft" if look.is_chosen else "hover")
        painter.fillRect(QRectF(0, 0, look.width, HEIGHT), colour)
    _paint_line(painter, look)
    first = look.area(Column.DOCUMENT)
    if look.is_chosen:
        _paint_bar(painter, first)
    _paint_name(painter, first, one, look.number)
    _paint_place(painter, look.area(Column.PLACE), one)
    _paint_read(painter, look.area(Column.READ), one)
    _paint_status(painter, look.area(Column.STATUS), one)


def samples() -> tuple[QueuedDocument, ...]:
    """Return documents whose rows show, together, what rows usually show."""
    path = Path(f"{ascii_letters}{digits}-_().pdf")
    place = PlaceOnPage(0, is_last=True, shape=1.4, box=(0.5, 0.5, 0.3, 0.1))
    seen = DocumentFacts(pages=1, place=place, warnings=1)
    return (
        QueuedDocument(0, path, Path(), "", 0),
        QueuedDocument(0, path, Path(), "", 0, facts=seen, state=RowState.READY),
    )


def _paint_title(painter: QPainter, area: QRectF, words: str) -> None:
    painter.setPen(theme.colour("text2"))
    draw_words(painter, area.adjusted(24, 12, 400, -6), words, Face(13, 600))


def _paint_line(painter: QPainter, look: Look) -> None:
    left = look.columns[0][0] + NUMBER
    line = QRectF(left, HEIGHT - 1, look.width - left, 1)
    painter.fillRect(line, theme.colour("line"))


def _paint_bar(painter: QPainter, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accentink"))
    bar = QRectF(area.left() + 2, area.top() + 10, 4, area.height() - 20)
    painter.drawRoundedRect(bar, 2, 2)


def _paint_name(
    painter: QPainter, area: QRectF, one: QueuedDocument, number: int
) -> None:
    painter.setPen(theme.colour("text2"))
    before = QRectF(area.left() + 8, area.top(), NUMBER - 16, area.height())
    draw_words(painter, before, str(number), Face(13, 500), Side.RIGHT)
    right = 12.0
    if one.facts.warnings:
        right = 36.0
        mark = icons.pixmap("warning", size=16, colour="warn.fg", filled=True)
        top = area.center().y() - 8
        painter.drawPixmap(QPointF(area.right() - 30, top), mark)
    words = area.adjusted(NUMBER + 8, 8, -right, -8)
    is_dim = one.state in {RowState.SORTED_OUT, RowState.SKIPPED}
    painter.setPen(theme.colour("text2" if is_dim else "text"))
    draw_words(painter, words, one.path.name, _NAME, Side.TOP)
    painter.setPen(theme.colour("text2"))
    details = one.note if one.state is RowState.SORTED_OUT and one.note else one.details
    draw_words(painter, words, details, _DETAILS, Side.BOTTOM)


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
    draw_words(painter, words, one.place_words, Face(13))


def _paint_page(painter: QPainter, page: QRectF, place: PlaceOnPage | None) -> None:
    """Paint white paper in every theme, as the reader will see it."""
    if place is not None and place.shape < 1:
        flat = page.width() * place.shape
        page = QRectF(page.left(), page.center().y() - flat / 2, page.width(), flat)
    painter.setPen(theme.colour("edge"))
    painter.setBrush(_PAPER)
    painter.drawRoundedRect(page.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    for line in (0.2, 0.32, 0.44):
        level = round(page.top() + page.height() * line)
        printed = QRectF(page.left() + 5, level, page.width() - 10, 1)
        painter.fillRect(printed, _PRINT)
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
    room, face = area.adjusted(26, 0, -4, 0), Face(13)
    words = clock_with_zone(one.read_at) if one.read_at is not None else _("Belum")
    if one.read_at is not None and width_of(words, face) > room.width():
        # The zone is in the tooltip, too.
        words = clock(one.read_at)
    draw_words(painter, room, words, face)


def _paint_status(painter: QPainter, area: QRectF, one: QueuedDocument) -> None:
    name, ink = _STATUS[one.state]
    left = 0.0
    if name:
        mark = icons.pixmap(name, size=20, colour=ink, filled=True)
        painter.drawPixmap(QPointF(area.left(), area.center().y() - 10), mark)
        left = 26.0
    painter.setPen(theme.colour(ink))
    face = Face(13, 600 if name else 400)
    draw_words(painter, area.adjusted(left, 0, -8, 0), status_words(one), face)
