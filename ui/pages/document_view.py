"""The pages of the open document: sharp, in the reader's way, and never waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter
from PySide6.QtWidgets import QGestureEvent, QPinchGesture
from typing_extensions import override

from ttedesktop.language import _
from ui.pages.page_area import PageArea
from ui.pages.page_layout import Mode
from ui.pages.page_painting import paint_desk, paint_paper
from ui.pages.page_pictures import PagePictures, SeenPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from ttedesktop.document.pdf import Document
    from ui.pages.page_loader import PageLoader
    from ui.pages.signature_marks import SignatureMark

_NEAR: Final = 1
"""Pages before and after those in view that are drawn before they are wanted."""
_LEAST: Final = 0.75
"""Device pixels of a page that are seen at all."""
_SCREENFUL: Final = 0.9
"""Part of the view by which it moves on, so that the eye finds its line again."""
_NOTCH: Final = 120
"""Eighths of a degree of a wheel's notch, as Qt counts."""
_NOTCH_PIXELS: Final = 120
_NOTCH_ZOOM: Final = 1.15


class PageOverlay(Protocol):
    """Something that is painted over the pages."""

    def paint(self, painter: QPainter, index: int) -> None:
        """Paint what belongs to a page, in pixels of the viewport."""


class DocumentView(PageArea):
    """Shows a document; overlays follow ``page_transform`` and ``layout_changed``."""

    document_changed = Signal()
    """Another document is shown, or none."""
    first_drawn = Signal()
    """All that is in view is drawn for the first time since the document came."""
    page_failed = Signal(int)
    mark_clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Halaman dokumen"))
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._document: Document | None = None
        self._awaits_first = False
        self._pictures = PagePictures(self)
        self._pictures.came.connect(self._picture_came)
        self._pictures.failed.connect(self.page_failed)
        self._overlays: list[PageOverlay] = []
        self._marks: tuple[SignatureMark, ...] = ()
        self._dragged: QPointF | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._ask_for_pages)
        self.layout_changed.connect(self._settle.start)

    # --- what is shown ------------------------------------------------------------

    def show_document(self, document: Document, loader: PageLoader) -> None:
        """Show a document from its first page, as wide as the window."""
        self._pictures.show(document.pages, loader)
        self._document = document
        self._awaits_first = True
        self._marks = ()
        self._lay_pages(document.pages)
        self._set_current(0, told=True)
        self.document_changed.emit()

    def clear(self) -> None:
        """Show nothing."""
        had_document, self._document = self._document is not None, None
        self._pictures.clear()
        self._marks = ()
        self._lay_pages(())
        if had_document:
            self.document_changed.emit()

    def show_marks(self, marks: Sequence[SignatureMark]) -> None:
        """Frame the signatures that stand on the pages."""
        self._marks = tuple(marks)
        self.viewport().update()

    def add_overlay(self, overlay: PageOverlay) -> None:
        """Paint something over each page in view, from now on."""
        self._overlays.append(overlay)

    def set_night(self, *, night: bool) -> None:
        """Show pages light on dark, photographs as they are."""
        if night != self._pictures.night:
            self._pictures.night = night
            self._scrolled()

    def pictures_changed(self) -> None:
        """Draw all pages anew, for what they show has changed."""
        self._pictures.forget()
        self._scrolled()

    def release_pictures(self) -> None:
        """Let the pictures go while nobody sees the pages."""
        self._pictures.forget()

    @property
    def has_pictures(self) -> bool:
        """Whether any page is drawn and kept."""
        return self._pictures.are_kept

    @property
    def document(self) -> Document | None:
        """The document that is shown."""
        return self._document

    @property
    def failed_pages(self) -> frozenset[int]:
        """The pages in whose place it says that they cannot be shown."""
        return self._pictures.undrawable

    @property
    def is_night(self) -> bool:
        """Whether pages are shown light on dark."""
        return self._pictures.night

    @property
    def is_sharp(self) -> bool:
        """Whether all that is in view is drawn at the size at which it is shown."""
        scale = self.scale * self.devicePixelRatioF()
        parts = self._in_view()
        return bool(parts) and self._pictures.has_all(parts, scale=scale)

    def turn_to_page(self, index: int) -> None:
        """Bring a page to the top, and have it drawn before anything is painted.

        What is there is painted in another place first otherwise, which takes half as
        long as to draw a page. Not for whoever moves on from there at once.
        """
        self.go_to_page(index)
        if self._document is not None and self.isVisible():
            scale = self.scale * self.devicePixelRatioF()
            self._pictures.ask_first(self._in_view(), scale=scale)

    # --- pages as pictures -----------------------------------------------------------

    def _ask_for_pages(self) -> None:
        if self._document is None or not self.isVisible():
            return
        wanted, shown = self._in_view(), self.visible_pages()
        first = min((one.index for one in wanted), default=shown.start)
        stop = max((one.index + 1 for one in wanted), default=shown.stop)
        after = range(stop, min(len(self.pages), stop + _NEAR))
        before = range(max(0, first - _NEAR), first)
        scale = self.scale * self.devicePixelRatioF()
        self._pictures.ask(wanted, [*after, *before], scale=scale)
        # Back at a size at which all was drawn before, no picture comes any more.
        self._tell_if_drawn()

    def _picture_came(self) -> None:
        self.viewport().update()
        self._tell_if_drawn()

    def _tell_if_drawn(self) -> None:
        if self._awaits_first and self.is_sharp:
            self._awaits_first = False
            self.first_drawn.emit()

    def _in_view(self) -> list[SeenPage]:
        """Return what is seen of pages, that of the current one first.

        Not the edge of a page beside others of which less than a pixel is in view.
        """
        least = _LEAST / self.scale / self.devicePixelRatioF()
        seen = [self._seen(index) for index in self.visible_pages()]
        seen = [one for one in seen if not one.part.isEmpty()]
        seen.sort(key=lambda one: abs(one.index - self.current_page))
        thick = [one for one in seen if min(one.part.size().toTuple()) > least]
        return thick or seen

    def _seen(self, index: int) -> SeenPage:
        back, _possible = self.page_transform(index).inverted()
        part = back.mapRect(self.viewport().rect().toRectF())
        page = self.pages[index]
        return SeenPage(index, part.intersected(QRectF(0, 0, page.width, page.height)))

    # --- painting ---------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        sheets = {index: self.page_rect(index) for index in self.visible_pages()}
        paint_desk(painter, event.rect(), sheets.values())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self.scale * self.devicePixelRatioF()
        for index, rect in sheets.items():
            is_covered = self._pictures.is_whole(index, scale)
            paint_paper(painter, rect, night=self.is_night, is_covered=is_covered)
            place = self.pixel_transform(index)
            self._pictures.paint(painter, self._seen(index), place, scale)
            self._pictures.paint_failure(painter, index, rect)
        for index in self.visible_pages():
            for overlay in self._overlays:
                overlay.paint(painter, index)
        for mark in self._marks:
            if mark.page in self.visible_pages():
                mark.paint(painter, self.page_transform(mark.page), self.pages)

    # --- hands on it ----------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            self._dragged = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        for mark in self._marks:
            if mark.page in self.visible_pages() and mark.place(
                self.page_transform(mark.page), self.pages
            ).contains(event.position()):
                self.mark_clicked.emit(mark.number)
                return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        by = event.position() - self._dragged
        self._dragged = event.position()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setValue(round(down.value() - by.y()))
        across.setValue(round(across.value() - by.x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            self._dragged = None
            self.viewport().unsetCursor()
            return
        super().mouseReleaseEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        angle, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = angle.y() / _NOTCH
            self.zoom_to(self.zoom * _NOTCH_ZOOM**steps, event.position())
        elif not pixels.isNull():
            # A touchpad tells pixels, and is smooth by itself.
            self._down.at_once(-pixels.y())
            self._across.at_once(-pixels.x())
        elif self._turns_page(-angle.y()):
            self.go_to_page(self.current_page + (1 if angle.y() < 0 else -1))
            if angle.y() > 0:
                self._down.at_once(self.verticalScrollBar().maximum())
        else:
            self._down.by(-angle.y() / _NOTCH * _NOTCH_PIXELS)
            self._across.by(-angle.x() / _NOTCH * _NOTCH_PIXELS)

    def _turns_page(self, down: float) -> bool:
        """Whether moving on leaves the page that is shown alone."""
        if self.mode is not Mode.SINGLE or not down:
            return False
        bar = self.verticalScrollBar()
        end = bar.maximum() if down > 0 else bar.minimum()
        there_is = 0 <= self.current_page + (1 if down > 0 else -1) < len(self.pages)
        return there_is and self._down.target == end

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_to(self.zoom * (1 + event.value()), event.position())
                return True
        elif event.type() is QEvent.Type.Gesture:
            return self._pinched(event)
        return super().viewportEvent(event)

    def _pinched(self, event: QEvent) -> bool:
        if not isinstance(event, QGestureEvent):
            return False
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        middle = self.viewport().mapFromGlobal(pinch.centerPoint())
        self.zoom_to(self.zoom * pinch.scaleFactor(), middle)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Home if control:
                self.turn_to_page(0)
            case Qt.Key.Key_End if control:
                self.go_to_page(len(self.pages) - 1)
                bar = self.verticalScrollBar()
                bar.setValue(bar.maximum())
            case Qt.Key.Key_PageDown:
                self._move_on(1)
            case Qt.Key.Key_PageUp:
                self._move_on(-1)
            case Qt.Key.Key_Space:
                self._move_on(-1 if back else 1)
            case _:
                super().keyPressEvent(event)

    def _move_on(self, direction: int) -> None:
        if self._turns_page(direction):
            self.turn_to_page(self.current_page + direction)
        else:
            bar = self.verticalScrollBar()
            step = round(bar.pageStep() * _SCREENFUL)
            self._down.stop()
            bar.setValue(bar.value() + direction * step)
