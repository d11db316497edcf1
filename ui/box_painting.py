"""How the signature box is painted; on white paper, so always in the light tones."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui import icons, theme
from ui.box_geometry import HANDLES
from ui.tones import LIGHT

_WHITE: Final = QColor("#FFFFFF")


def paint_frame(
    painter: QPainter, box: QRectF, *, is_bad: bool, is_focused: bool
) -> None:
    """Paint the frame with its handles."""
    ink = QColor(LIGHT.bad.fg if is_bad else LIGHT.accent)
    if is_focused:
        halo = QColor(ink)
        halo.setAlpha(60)
        painter.setPen(QPen(halo, 6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setBrush(_WHITE)
    for grip in HANDLES:
        middle = grip.place(box)
        if grip.is_corner:
            painter.drawEllipse(middle, 6, 6)
            continue
        upright = grip.value in {"l", "r"}
        size = QPointF(3, 8) if upright else QPointF(8, 3)
        painter.drawRoundedRect(QRectF(middle - size, middle + size), 3, 3)


def paint_guide(painter: QPainter, line: QLineF) -> None:
    """Paint the line to which the box was drawn."""
    painter.setPen(QPen(QColor(LIGHT.accent), 1, Qt.PenStyle.DashLine))
    painter.drawLine(line)


def paint_tag(
    painter: QPainter, box: QRectF, page: QRectF, words: str, *, is_bad: bool
) -> None:
    """Paint kind and size below the box, or above it at the foot of the page."""
    font = theme.font(13, 600)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(words) + 46
    top = box.bottom() + 16
    if top + 28 > page.bottom():
        top = box.top() - 16 - 28
    left = max(page.left() + 4, box.right() - width)
    tag = QRectF(left, top, width, 28)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.bad.fg if is_bad else LIGHT.accent))
    painter.drawRoundedRect(tag, 8, 8)
    name = "warning" if is_bad else "arrow_move"
    picture = icons.pixmap(name, size=16, colour="#FFFFFF")
    painter.drawPixmap(QPointF(tag.left() + 10, tag.top() + 6), picture)
    painter.setPen(_WHITE)
    painter.drawText(tag.adjusted(34, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, words)
