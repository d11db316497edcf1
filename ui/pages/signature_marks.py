"""Frames around the signatures that stand on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.controls import theme
from ui.controls.tones import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QTransform

    from ttedesktop.document.geometry import PageGeometry, PdfRect

_DISTANCE: Final = 5
_RADIUS: Final = 14


@dataclass(frozen=True, slots=True)
class SignatureMark:
    """A frame in the tone of the verdict, with the number from the list."""

    number: int
    page: int
    rect: PdfRect
    tone: str
    is_chosen: bool = False

    def place(self, to_view: QTransform, pages: tuple[PageGeometry, ...]) -> QRectF:
        """Return where the frame stands in the viewport.

        ``to_view`` takes points of the page as it is shown to the viewport.
        """
        seen = pages[self.page].to_view(self.rect, scale=1)
        box = to_view.mapRect(QRectF(seen.x, seen.y, seen.width, seen.height))
        return box.adjusted(-_DISTANCE, -_DISTANCE, _DISTANCE, _DISTANCE)

    def paint(
        self, painter: QPainter, to_view: QTransform, pages: tuple[PageGeometry, ...]
    ) -> None:
        """Paint frame and number; paper is white, so the light tones serve always."""
        ink = QColor(LIGHT.tone(self.tone).fg)
        frame = self.place(to_view, pages)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 3 if self.is_chosen else 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6, 6)
        middle = QPointF(frame.right() - 4, frame.top() + 2)
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.setBrush(ink)
        painter.drawEllipse(middle, _RADIUS, _RADIUS)
        painter.setFont(theme.font(13, 700))
        circle = QRectF(middle.x() - _RADIUS, middle.y() - _RADIUS, 28, 28)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.number))
        painter.restore()
