"""Small pages in a column beside the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.tones import LIGHT
from ui.pages.page_loader import PagePicture, PageWish, Purpose
from ui.pages.picture_store import PictureStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import (
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import Placement
    from ui.pages.page_loader import PageLoader
    from ui.pages.signature_marks import SignatureMark

WIDTH: Final = 84
_LARGE: Final = 104
_ROOMY: Final = 1600
"""Logical pixels of a window from which on small pages are larger."""
_MARGIN: Final = 45
_TOP: Final = 16
_NUMBER: Final = 28
_GAP: Final = 14
_CAPACITY: Final = 24 << 20


class ThumbnailList(QAbstractScrollArea):
    """Only those in sight are drawn; two thousand pages are no burden."""

    page_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Halaman kecil"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._width = WIDTH
        self._pages: tuple[PageGeometry, ...] = ()
        self._tops: list[float] = []
        self._loader: PageLoader | None = None
        self._store = PictureStore(_CAPACITY)
        self._current = 0
        self._placements: tuple[Placement, ...] = ()
        self._marks: tuple[SignatureMark, ...] = ()

    def show_document(self, document: Document, loader: PageLoader) -> None:
        """Show the pages of a document."""
        self.clear()
        self._loader = loader
        self._pages = document.pages
        loader.page_ready.connect(self._page_came)
        self._measure()

    def clear(self) -> None:
        """Show nothing."""
        if self._loader is not None:
            self._loader.page_ready.disconnect(self._page_came)
        self._loader = None
        self._pages, self._tops = (), []
        self._store.clear()
        self._placements, self._marks = (), ()
        self._adjust()
        self.viewport().update()

    @property
    def column(self) -> int:
        """Width that the small pages need, in logical pixels."""
        return self._width + _MARGIN

    def set_room(self, width: int) -> None:
        """Make the pages larger where the window has room for it."""
        wanted = _LARGE if width >= _ROOMY else WIDTH
        if wanted != self._width:
            self._width = wanted
            self._store.clear()
            self._measure()
            self.set_current(self._current)

    def pictures_changed(self) -> None:
        """Draw all pages again, which look different now."""
        self._store.clear()
        self._scrolled()

    def set_current(self, index: int) -> None:
        """Mark the page that is read, and keep it in sight."""
        self._current = index
        if index < len(self._pages):
            top, bottom = self._tops[index], self._tops[index + 1]
            seen = self.verticalScrollBar().value()
            if top < seen:
                self.verticalScrollBar().setValue(round(top - _TOP))
            elif bottom > seen + self.viewport().height():
                self.verticalScrollBar().setValue(
                    round(bottom - self.viewport().height())
                )
        self.viewport().update()

    def show_placement(
        self, placement: Placement | None, pictures: Sequence[Placement] = ()
    ) -> None:
        """Show where the signature will stand, and where pictures of its stamp."""
        self._placements = (*(() if placement is None else (placement,)), *pictures)
        self.viewport().update()

    def show_marks(self, marks: Sequence[SignatureMark]) -> None:
        """Show where signatures stand."""
        self._marks = tuple(marks)
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self._between(event.rect().top(), event.rect().bottom() + 1):
            self._paint_page(painter, index)

    def _paint_page(self, painter: QPainter, index: int) -> None:
        rect = self._rect(index)
        chosen = index == self._current
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("soft"))
            painter.drawRoundedRect(rect.adjusted(-10, -8, 10, _NUMBER + 4), 8, 8)
        painter.fillRect(rect, QColor("#FFFFFF"))
        picture = self._store.get(self._wish(index))
        if picture is not None:
            painter.drawImage(rect, picture.image)
        self._paint_patches(painter, index, rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = theme.colour("accentink" if chosen else "line")
        painter.setPen(QPen(ink, 2 if chosen else 1))
        edge = rect.adjusted(-2, -2, 2, 2) if chosen else rect
        painter.drawRoundedRect(edge, 2, 2)
        painter.setPen(theme.colour("accentink" if chosen else "text2"))
        painter.setFont(theme.font(13, 600 if chosen else 400))
        below = QRectF(rect.left(), rect.bottom() + 4, rect.width(), 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _paint_patches(self, painter: QPainter, index: int, rect: QRectF) -> None:
        scale = rect.width() / self._pages[index].width
        patches = [
            (mark.rect, LIGHT.tone(mark.tone).fg)
            for mark in self._marks
            if mark.page == index
        ]
        patches += [
            (one.rect, LIGHT.accent) for one in self._placements if one.page == index
        ]
        for place, ink in patches:
            seen = self._pages[index].to_view(place, scale=scale)
            patch = QRectF(seen.x, seen.y, seen.width, seen.height)
            fill = QColor(ink)
            fill.setAlpha(70)
            painter.setBrush(fill)
            painter.setPen(QPen(QColor(ink), 1.5))
            painter.drawRoundedRect(patch.translated(rect.topLeft()), 2, 2)

    def _page_came(self, wish: PageWish, picture: PagePicture) -> None:
        # What was on its way when the document was closed comes after that.
        is_there = wish.index < len(self._pages)
        if wish.purpose is Purpose.THUMBNAIL and is_there:
            self._store.put(wish, picture)
            self.viewport().update(self._rect(wish.index).toAlignedRect())

    def _scrolled(self) -> None:
        if self._loader is not None:
            wishes = [self._wish(index) for index in self._visible()]
            wanted = [wish for wish in wishes if self._store.get(wish) is None]
            self._loader.want(Purpose.THUMBNAIL, wanted)
        self.viewport().update()

    def _wish(self, index: int) -> PageWish:
        scale = self._width * self.devicePixelRatioF() / self._pages[index].width
        return PageWish(index, scale)

    def _visible(self) -> range:
        return self._between(0, self.viewport().height())

    def _between(self, top: float, bottom: float) -> range:
        """Return the pages that reach into these pixels of the viewport."""
        seen, pages = self.verticalScrollBar().value(), len(self._pages)
        # A mark of the current page reaches above its own stretch.
        first = bisect_right(self._tops, top + seen - _GAP) - 1
        after = bisect_left(self._tops, bottom + seen + _GAP)
        return range(max(0, min(first, pages)), min(after, pages))

    def _height(self, page: PageGeometry) -> float:
        return min(self._width * 3, self._width * page.height / page.width)

    def _rect(self, index: int) -> QRectF:
        page = self._pages[index]
        left = (self.viewport().width() - self._width) / 2
        top = self._tops[index] - self.verticalScrollBar().value()
        return QRectF(left, top, self._width, self._height(page))

    def _measure(self) -> None:
        top, self._tops = float(_TOP), []
        for page in self._pages:
            self._tops.append(top)
            top += self._height(page) + _NUMBER + _GAP
        if self._pages:
            self._tops.append(top)
        self._adjust()
        self._scrolled()

    def _adjust(self) -> None:
        total = self._tops[-1] if self._tops else 0
        room = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, round(total - room)))
        self.verticalScrollBar().setPageStep(room)
        self.verticalScrollBar().setSingleStep(40)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adjust()
        self._scrolled()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = event.position().y() + self.verticalScrollBar().value()
        for index in self._visible():
            if self._tops[index] <= y < self._tops[index + 1]:
                self.page_chosen.emit(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        target = self._current + step
        if 0 <= target < len(self._pages):
            self.page_chosen.emit(target)

    def release_pictures(self) -> None:
        """Let the pictures go; they are asked for again when this is seen."""
        self._store.clear()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._scrolled()
