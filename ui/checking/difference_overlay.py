"""Paints over the pages where they differ from what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ui.controls.tones import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.validation.report import Place
    from ui.pages.document_view import DocumentView

_AROUND: Final = 3
"""Pixels by which a frame stands off."""
_FILL: Final = 46
"""Of 255: what differs stays readable."""


class DifferenceOverlay:
    """Frames filled with a breath of red; paper is white, so light tones serve."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self._places: dict[int, list[Place]] = {}
        view.add_overlay(self)

    @property
    def places(self) -> tuple[Place, ...]:
        """What is painted now."""
        return tuple(place for found in self._places.values() for place in found)

    def show(self, places: Sequence[Place]) -> None:
        """Paint these places from now on, and no others."""
        self._places = {}
        for place in places:
            self._places.setdefault(place.page, []).append(place)
        self._view.viewport().update()

    def paint(self, painter: QPainter, index: int) -> None:
        """Paint what differs in one page."""
        if index not in self._places or index >= len(self._view.pages):
            return
        ink = QColor(LIGHT.tone("bad").fg)
        fill = QColor(ink)
        fill.setAlpha(_FILL)
        to_view, page = self._view.page_transform(index), self._view.pages[index]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(fill)
        for place in self._places[index]:
            seen = page.to_view(place.rect, scale=1)
            box = to_view.mapRect(QRectF(seen.x, seen.y, seen.width, seen.height))
            painter.drawRoundedRect(
                box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND), 4, 4
            )
        painter.restore()
