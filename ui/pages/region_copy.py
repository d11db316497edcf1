"""Copying a part of a page as a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen, QTransform

from ttedesktop.document.geometry import ViewRect
from ttedesktop.document.pdf import MAX_PIXELS
from ttedesktop.language import _
from ui.controls.tones import LIGHT
from ui.pages.page_loader import picture_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document, PageImage
    from ui.pages.document_view import DocumentView
    from ui.program.parts import Parts

_DOTS: Final = 300
"""An inch."""
_POINTS: Final = 72
_SMALLEST: Final = 4.0
"""Logical pixels; what is smaller was a click."""


class RegionCopy(QObject):
    """While it is active a rectangle that is dragged on a page is copied."""

    told = Signal(str, str)
    """A sentence for the person, and its tone."""
    failed = Signal(object)
    """The ``TteError`` for which there is no picture."""
    ended = Signal()

    def __init__(self, parts: Parts, view: DocumentView) -> None:
        super().__init__(view)
        self._parts, self._view = parts, view
        self._is_active = False
        self._page: int | None = None
        self._start = self._end = QPointF()
        view.document_changed.connect(self.cancel)
        view.add_overlay(self)

    @property
    def is_active(self) -> bool:
        """Whether the next drag copies a region."""
        return self._is_active

    def begin(self) -> None:
        """Wait for a rectangle; Enter takes what is in sight, Esc nothing."""
        if self._view.document is None:
            return
        self._is_active = True
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.viewport().setCursor(Qt.CursorShape.CrossCursor)
        words = _(
            "Seret sebuah kotak pada halaman. Enter menyalin bagian yang tampak, Esc "
            "membatalkan."
        )
        self.told.emit(words, "info")

    def cancel(self) -> None:
        """Copy nothing."""
        if self._is_active:
            self._is_active, self._page = False, None
            self._view.viewport().unsetCursor()
            self._view.viewport().update()
            self.ended.emit()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False if it means nothing here."""
        if not self._is_active:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._copy_what_is_seen()
            return True
        return False

    # --- the pointer, in the viewport ---------------------------------------------

    def start(self, point: QPointF) -> None:
        """Begin the rectangle on the page under a point, if there is one."""
        self._page = self._view.page_at(point)
        if self._page is not None:
            self._start = self._end = self._on_page(self._page, point)

    def drag(self, point: QPointF) -> None:
        """Span the rectangle to a point."""
        if self._page is not None:
            self._end = self._on_page(self._page, point)
            self._view.viewport().update()

    def finish(self) -> None:
        """Copy the rectangle; a mere click goes on waiting for one."""
        page, self._page = self._page, None
        if page is None:
            return
        area = QRectF(self._start, self._end).normalized()
        seen = self._view.page_transform(page).mapRect(area)
        if min(seen.width(), seen.height()) < _SMALLEST:
            self._view.viewport().update()
            return
        self._copy(page, area)

    def paint(self, painter: QPainter, index: int) -> None:
        """Frame the rectangle, and dim the rest of its page."""
        if index != self._page:
            return
        transform = self._view.page_transform(index)
        area = transform.mapRect(QRectF(self._start, self._end).normalized())
        page = transform.mapRect(_whole(self._view.pages[index]))
        dim = QColor(0, 0, 0, 60)
        for part in _around(page, area):
            painter.fillRect(part, dim)
        painter.setPen(QPen(QColor(LIGHT.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)

    # --- inside ----------------------------------------------------------------

    def _on_page(self, page: int, point: QPointF) -> QPointF:
        back, _invertible = self._view.page_transform(page).inverted()
        whole = _whole(self._view.pages[page])
        on_page = back.map(point)
        return QPointF(
            min(max(0.0, on_page.x()), whole.right()),
            min(max(0.0, on_page.y()), whole.bottom()),
        )

    def _copy_what_is_seen(self) -> None:
        page = self._view.current_page
        back, _invertible = self._view.page_transform(page).inverted()
        seen = back.mapRect(QRectF(self._view.viewport().rect()))
        area = seen.intersected(_whole(self._view.pages[page]))
        if not area.isEmpty():
            self._copy(page, area)

    def _copy(self, page: int, area: QRectF) -> None:
        document = self._view.document
        turn = _turn(self._view.page_transform(page))
        self.cancel()
        if document is None:
            return
        renderer = self._parts.making
        scale, clip = pixels_for(area)
        self._parts.background.run(
            lambda: renderer.render(document, page, scale=scale, clip=clip),
            to=self,
            on_success=lambda drawn: self._put(document, drawn, turn),
            on_failure=self.failed.emit,
        )

    def _put(self, document: Document, drawn: PageImage, turn: int) -> None:
        if document is not self._view.document:
            return
        picture = picture_of(drawn)
        # The pixels are borrowed; the clipboard needs its own.
        image: QImage = picture.image.copy()
        if turn:
            image = image.transformed(QTransform().rotate(turn))
        image.setDotsPerMeterX(round(drawn.scale * _POINTS / 0.0254))
        image.setDotsPerMeterY(round(drawn.scale * _POINTS / 0.0254))
        QGuiApplication.clipboard().setImage(image)
        self.told.emit(_("Wilayah disalin sebagai gambar"), "ok")


def pixels_for(area: QRectF) -> tuple[float, ViewRect]:
    """Return the scale (pixels a point) for a part of a page, and it in pixels.

    300 dots an inch, or fewer where that would be more than may be drawn.
    """
    # A row and a column more than what is covered exactly may be drawn.
    largest = math.sqrt(MAX_PIXELS / max(1.0, area.width() * area.height())) * 0.99
    scale = min(_DOTS / _POINTS, largest)
    clip = ViewRect(
        area.x() * scale,
        area.y() * scale,
        area.width() * scale,
        area.height() * scale,
    )
    return scale, clip


def _whole(page: PageGeometry) -> QRectF:
    return QRectF(0, 0, page.width, page.height)


def _turn(transform: QTransform) -> int:
    """Return by how many degrees, clockwise, the reader has turned the page."""
    return round(math.degrees(math.atan2(transform.m12(), transform.m11()))) % 360


def _around(page: QRectF, area: QRectF) -> tuple[QRectF, ...]:
    return (
        QRectF(page.topLeft(), QPointF(page.right(), area.top())),
        QRectF(QPointF(page.left(), area.bottom()), page.bottomRight()),
        QRectF(page.left(), area.top(), area.left() - page.left(), area.height()),
        QRectF(area.right(), area.top(), page.right() - area.right(), area.height()),
    )
