"""The pages of the open document: one below another, sharp, and never waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from ttedesktop.language import _
from ui import theme
from ui.page_layout import GAP, PIXELS_PER_POINT, PageLayout, lay_out
from ui.page_loader import PagePicture, PageWish
from ui.page_painting import paint_failure, paint_paper
from ui.picture_store import PictureStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import (
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document
    from ttedesktop.errors import TteError
    from ui.page_loader import PageLoader
    from ui.signature_marks import SignatureMark

SMALLEST_ZOOM: Final = 0.1
LARGEST_ZOOM: Final = 64.0
_STEPS: Final = (0.1, 0.25, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0)
_WHOLE_PAGE: Final = 8_000_000
"""Device pixels up to which a page is drawn whole; beyond, only what is seen."""
_PREFETCH: Final = 1


class DocumentView(QAbstractScrollArea):
    """Shows a document; overlays follow ``page_rect`` and ``layout_changed``."""

    current_page_changed = Signal(int)
    zoom_changed = Signal(float)
    last_page_seen = Signal()
    layout_changed = Signal()
    page_failed = Signal(int)
    mark_clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Halaman dokumen"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._layout: PageLayout = lay_out((), 1.0)
        self._loader: PageLoader | None = None
        self._store = PictureStore()
        self._failed: set[int] = set()
        self._fit: Callable[[], None] | None = None
        self._current = 0
        self._marks: tuple[SignatureMark, ...] = ()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(15)
        self._settle.timeout.connect(self._ask_for_pages)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    # --- what is shown ------------------------------------------------------------

    def show_document(self, document: Document, loader: PageLoader) -> None:
        """Show a document from its first page, as wide as the window."""
        self.clear()
        self._loader = loader
        loader.page_ready.connect(self._page_came)
        loader.page_failed.connect(self._page_failed)
        self._layout = lay_out(document.pages, 1.0)
        self._fit = self.fit_width
        self.fit_width()
        self.verticalScrollBar().setValue(0)
        self._set_current(0, told=True)

    def clear(self) -> None:
        """Show nothing."""
        if self._loader is not None:
            self._loader.page_ready.disconnect(self._page_came)
            self._loader.page_failed.disconnect(self._page_failed)
        self._loader = None
        self._layout = lay_out((), 1.0)
        self._store.clear()
        self._failed.clear()
        self._marks = ()
        self._current = 0
        self._adjust_bars()

    def show_marks(self, marks: Sequence[SignatureMark]) -> None:
        """Frame the signatures that stand on the pages."""
        self._marks = tuple(marks)
        self.viewport().update()

    @property
    def pages(self) -> tuple[PageGeometry, ...]:
        """The pages that are shown."""
        return self._layout.pages

    @property
    def zoom(self) -> float:
        """1.0 shows a page at its size on paper, at 96 pixels an inch."""
        return self._layout.zoom

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self._layout.scale

    @property
    def current_page(self) -> int:
        """Index of the page that fills the middle of the view."""
        return self._current

    def page_rect(self, index: int) -> QRectF:
        """Return where a page lies in the viewport, in logical pixels."""
        rect = self._layout.rect(index, self.viewport().width())
        return rect.translated(-self._offset())

    def page_at(self, point: QPointF) -> int | None:
        """Return the page under a point of the viewport."""
        if not self.pages:
            return None
        index = self._layout.index_at(point.y() + self._offset().y())
        return index if self.page_rect(index).contains(point) else None

    def nearest_page(self, point: QPointF) -> int:
        """Return the page under a point, or the one nearest above it."""
        return self._layout.index_at(point.y() + self._offset().y())

    # --- moving --------------------------------------------------------------------

    def go_to_page(self, index: int) -> None:
        """Bring the top of a page to the top of the view."""
        if self.pages:
            kept = min(max(0, index), len(self.pages) - 1)
            self.verticalScrollBar().setValue(round(self._layout.tops[kept] - GAP))
            self._set_current(kept)

    def bring_into_view(self, index: int, rect: QRectF) -> None:
        """Scroll until a rectangle of a page (logical pixels on it) is seen."""
        page = self._layout.rect(index, self.viewport().width())
        wanted = rect.translated(page.topLeft())
        middle = wanted.center().y() - self.viewport().height() / 2
        self.verticalScrollBar().setValue(round(middle))
        if (
            not self.viewport()
            .rect()
            .contains(rect.translated(self.page_rect(index).topLeft()).toRect())
        ):
            across = wanted.center().x() - self.viewport().width() / 2
            self.horizontalScrollBar().setValue(round(across))

    def zoom_in(self) -> None:
        """Go to the next larger step."""
        larger = [step for step in _STEPS if step > self.zoom * 1.01]
        self.zoom_to(larger[0] if larger else self.zoom * 1.5)

    def zoom_out(self) -> None:
        """Go to the next smaller step."""
        smaller = [step for step in _STEPS if step < self.zoom * 0.99]
        self.zoom_to(smaller[-1] if smaller else self.zoom)

    def fit_width(self) -> None:
        """Make the widest page as wide as the view."""
        self._fit = self.fit_width
        widest = max((page.width for page in self.pages), default=0.0)
        if widest:
            room = self.viewport().width() - 2 * GAP
            self._zoom_around(room / widest / PIXELS_PER_POINT, None)

    def fit_page(self) -> None:
        """Make the current page fit the view wholly."""
        self._fit = self.fit_page
        if self.pages:
            page = self.pages[self._current]
            across = (self.viewport().width() - 2 * GAP) / page.width
            down = (self.viewport().height() - 2 * GAP) / page.height
            self._zoom_around(min(across, down) / PIXELS_PER_POINT, None)
            self.go_to_page(self._current)

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom; the point of the viewport stays where it is."""
        self._fit = None
        self._zoom_around(zoom, around)

    def _zoom_around(self, zoom: float, around: QPointF | None) -> None:
        if not self.pages:
            return
        point = around or QPointF(
            self.viewport().width() / 2, self.viewport().height() / 2
        )
        index = self.nearest_page(point)
        page = self.page_rect(index)
        across = (point.x() - page.left()) / max(1.0, page.width())
        down = (point.y() - page.top()) / max(1.0, page.height())
        kept = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._layout = lay_out(self.pages, kept)
        self._adjust_bars()
        grown = self._layout.rect(index, self.viewport().width())
        self.verticalScrollBar().setValue(
            round(grown.top() + down * grown.height() - point.y())
        )
        self.horizontalScrollBar().setValue(
            round(grown.left() + across * grown.width() - point.x())
        )
        self.zoom_changed.emit(kept)
        self._scrolled()

    # --- pages as pictures -----------------------------------------------------------

    def _ask_for_pages(self) -> None:
        if self._loader is None:
            return
        shown = self._visible()
        around = range(
            max(0, shown.start - _PREFETCH),
            min(len(self.pages), shown.stop + _PREFETCH),
        )
        order = sorted(around, key=lambda i: (i not in shown, abs(i - self._current)))
        wishes = [self._wish(index) for index in order if index not in self._failed]
        wanted = [wish for wish in wishes if self._store.get(wish) is None]
        self._loader.want("view", wanted)

    def _wish(self, index: int) -> PageWish:
        ratio = self.devicePixelRatioF()
        scale = self.scale * ratio
        page = self.pages[index]
        if page.width * scale * page.height * scale <= _WHOLE_PAGE:
            return PageWish(index, scale)
        rect = self.page_rect(index)
        seen = rect.intersected(QRectF(self.viewport().rect()))
        margin = 64
        left = max(0.0, seen.left() - rect.left() - margin)
        top = max(0.0, seen.top() - rect.top() - margin)
        clip = (
            round(left * ratio),
            round(top * ratio),
            round((seen.width() + 2 * margin) * ratio),
            round((seen.height() + 2 * margin) * ratio),
        )
        return PageWish(index, scale, clip)

    def _page_came(self, wish: PageWish, picture: PagePicture) -> None:
        if wish.purpose == "view":
            self._store.put(wish, picture)
            self.viewport().update()

    def _page_failed(self, wish: PageWish, _error: TteError) -> None:
        if wish.purpose == "view":
            self._failed.add(wish.index)
            self.page_failed.emit(wish.index)
            self.viewport().update()

    # --- painting ---------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self._visible():
            rect = self.page_rect(index)
            paint_paper(painter, rect)
            self._paint_page(painter, index, rect)
        for mark in self._marks:
            if mark.page in self._visible():
                mark.paint(painter, self.page_rect(mark.page), self.pages, self.scale)

    def _paint_page(self, painter: QPainter, index: int, rect: QRectF) -> None:
        if index in self._failed:
            paint_failure(painter, rect)
            return
        wish = self._wish(index)
        picture = self._store.get(wish)
        if picture is None:
            stand_in = self._store.any_of(index)
            if stand_in is not None:
                painter.drawImage(rect, stand_in.image)
            return
        if wish.clip is None:
            # Whole device pixels, so that nothing is blurred by half a pixel.
            ratio = self.devicePixelRatioF()
            size = picture.image.size() / ratio
            target = QRectF(
                round(rect.left() * ratio) / ratio,
                round(rect.top() * ratio) / ratio,
                size.width(),
                size.height(),
            )
            painter.drawImage(target, picture.image)
            return
        ratio = self.devicePixelRatioF()
        left, top, _width, _height = wish.clip
        place = QRectF(
            rect.left() + left / ratio,
            rect.top() + top / ratio,
            picture.image.width() / ratio,
            picture.image.height() / ratio,
        )
        painter.drawImage(place, picture.image)

    # --- inside -----------------------------------------------------------------------

    def _visible(self) -> range:
        top = self._offset().y()
        return self._layout.visible(top, top + self.viewport().height())

    def _offset(self) -> QPointF:
        return QPointF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )

    def _adjust_bars(self) -> None:
        room = self.viewport().size()
        tall, wide = self.verticalScrollBar(), self.horizontalScrollBar()
        tall.setRange(0, max(0, round(self._layout.height) - room.height()))
        tall.setPageStep(room.height())
        tall.setSingleStep(48)
        wide.setRange(0, max(0, round(self._layout.width + 2 * GAP) - room.width()))
        wide.setPageStep(room.width())
        wide.setSingleStep(48)

    def _scrolled(self) -> None:
        if self.pages:
            middle = self._offset().y() + self.viewport().height() * 0.4
            self._set_current(self._layout.index_at(middle))
            bottom = self._offset().y() + self.viewport().height()
            last = self._layout.tops[-1] + self.pages[-1].height * self.scale * 0.6
            if bottom >= last:
                self.last_page_seen.emit()
        self._settle.start()
        self.viewport().update()
        self.layout_changed.emit()

    def _set_current(self, index: int, *, told: bool = False) -> None:
        if index != self._current or told:
            self._current = index
            self.current_page_changed.emit(index)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current = self._current
        if self._fit is not None:
            self._fit()
            if event.oldSize().width() != event.size().width():
                self.go_to_page(current)
        self._adjust_bars()
        self._scrolled()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for mark in self._marks:
            if mark.page in self._visible():
                page = self.page_rect(mark.page)
                if mark.place(page, self.pages, self.scale).contains(event.position()):
                    self.mark_clicked.emit(mark.number)
                    return
        super().mousePressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.zoom_to(self.zoom * 1.15**steps, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home if control:
                self.go_to_page(0)
            case Qt.Key.Key_End if control:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                bar.setValue(bar.value() + round(bar.pageStep() * 0.9))
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - round(bar.pageStep() * 0.9))
            case _:
                super().keyPressEvent(event)
