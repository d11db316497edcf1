"""Paints places of a page over its picture, so that what stands there stays read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QTransform

    from ttedesktop.document.geometry import ViewRect


@dataclass(frozen=True, slots=True)
class Ink:
    """A marker pen: its colour on white paper, and where pages are dark."""

    day: str
    night: str


def shade(painter: QPainter, areas: Iterable[QRectF], pen: Ink, *, night: bool) -> None:
    """Tint the paper and leave the letters on it, as a marker pen does."""
    mode = QPainter.CompositionMode
    painter.save()
    painter.setCompositionMode(
        mode.CompositionMode_Screen if night else mode.CompositionMode_Multiply
    )
    ink = QColor(pen.night if night else pen.day)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for area in areas:
        painter.drawRect(area)
    painter.restore()


def seen_at(place: ViewRect, transform: QTransform) -> QRectF:
    """Return where a place of a page (points as seen) stands in the viewport."""
    return transform.mapRect(as_rect(place))


def as_rect(place: ViewRect) -> QRectF:
    """Return a place of a page as Qt's rectangle, in points."""
    return QRectF(place.x, place.y, place.width, place.height)
