"""What the pointer does on the pages: copies a region, follows links, selects words.

The signature box has the first word where it stands; its own filter draws a box on
blank paper only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip
from typing_extensions import override

from ui.pages.page_links import tip_of
from ui.pages.text_selection import Unit

if TYPE_CHECKING:
    from ttedesktop.document.contents import PageLink
    from ui.pages.document_view import DocumentView
    from ui.pages.page_links import PageLinks
    from ui.pages.page_words import PageWords
    from ui.pages.region_copy import RegionCopy
    from ui.pages.text_selection import TextSelection
    from ui.placing.signature_box import SignatureBox

_MOVED: Final = 4
"""Logical pixels of a drag; less is a click."""
_SCROLLING: Final = 40
"""Milliseconds between two steps while a selection goes beyond the view."""


@dataclass(frozen=True, slots=True)
class UnderPointer:
    """What a press on the pages may be for."""

    words: PageWords
    links: PageLinks
    selection: TextSelection
    region: RegionCopy


class PagePointer(QObject):
    """An event filter on the viewport; it takes no press away from the view."""

    menu_wanted = Signal(QPoint)
    """Where on the screen."""
    back_wanted = Signal()
    forward_wanted = Signal()

    def __init__(
        self, view: DocumentView, box: SignatureBox, under: UnderPointer
    ) -> None:
        super().__init__(view)
        self._view, self._box, self._words = view, box, under.words
        self._links, self._selection = under.links, under.selection
        self._region = under.region
        self._pressed: QPointF | None = None
        """Where a press began that is neither the box's nor the region's."""
        self._link: PageLink | None = None
        self._is_selecting = False
        self._clicks = 0
        self._last_click = QPointF()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLLING)
        self._scroll.timeout.connect(self._go_beyond)
        box.yields_to = self.has_something_at
        under.region.ended.connect(self._forget)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def has_something_at(self, point: QPointF) -> bool:
        """Whether a press there is not the box's, which draws on blank paper."""
        if self._region.is_active or self._is_selecting:
            return True
        found = self._on_page(point)
        if found is None:
            return False
        page, on_page = found
        if self._links.at(page, on_page) is not None:
            return True
        words = self._words.words(page)
        return words is not None and words.is_text_at(on_page)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._view.document is None:
            return False
        match event:
            case QMouseEvent():
                return self._mouse(event)
            case QContextMenuEvent():
                self.menu_wanted.emit(event.globalPos())
                return True
            case QHelpEvent() if event.type() == QEvent.Type.ToolTip:
                return self._tip(event)
            case _:
                return False

    # --- inside ----------------------------------------------------------------

    def _mouse(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._press(event)
            case QEvent.Type.MouseButtonDblClick:
                return self._double_click(event)
            case QEvent.Type.MouseMove:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease:
                return self._release(event)
            case _:
                return False

    def _press(self, event: QMouseEvent) -> bool:
        point = event.position()
        match event.button():
            case Qt.MouseButton.BackButton:
                self.back_wanted.emit()
            case Qt.MouseButton.ForwardButton:
                self.forward_wanted.emit()
            case Qt.MouseButton.LeftButton if self._region.is_active:
                self._region.start(point)
                return True
            case Qt.MouseButton.LeftButton if not self._box.holds(point):
                self._begin(event)
            case _:
                pass
        return False

    def _begin(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._box.isVisible() and not self.has_something_at(point):
            self._selection.clear()
            return
        self._pressed = point
        found = self._on_page(point)
        self._link = None if found is None else self._links.at(*found)
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._links.leave()
        if self._again.isActive() and self._is_near(point, self._last_click):
            self._select_from(point, Unit.LINE)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and found:
            self._selection.extend(*found)
            self._is_selecting = True
        else:
            self._selection.clear()

    def _double_click(self, event: QMouseEvent) -> bool:
        point = event.position()
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if self._region.is_active:
            return self._press(event)
        if self._box.holds(point):
            return False
        if self._box.isVisible() and not self.has_something_at(point):
            return False
        self._pressed, self._link = point, None
        self._select_from(point, Unit.WORD)
        self._last_click = point
        self._again.start(QApplication.doubleClickInterval())
        return True

    def _move(self, event: QMouseEvent) -> bool:
        point = event.position()
        if self._region.is_active:
            self._region.drag(point)
            return True
        if self._pressed is None:
            if not event.buttons():
                self._show_cursor(point)
            return False
        if not self._is_selecting and not self._is_near(point, self._pressed):
            self._select_from(self._pressed, Unit.CHARACTER)
        if self._is_selecting:
            self._extend_to(point)
        return self._is_selecting

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if self._region.is_active:
            self._region.finish()
            return True
        link, was_selecting = self._link, self._is_selecting
        was_pressed = self._pressed is not None
        self._forget()
        if was_pressed and link is not None and not was_selecting:
            # Later: a dialog must not wait inside the event of the mouse.
            QTimer.singleShot(0, self, lambda: self._links.follow(link))
        return was_pressed and self._box.isVisible()

    def _forget(self) -> None:
        self._pressed = self._link = None
        self._is_selecting = False
        self._scroll.stop()

    # --- selecting ---------------------------------------------------------------

    def _select_from(self, point: QPointF, unit: Unit) -> None:
        page = self._view.nearest_page(point)
        self._selection.begin(page, self._point_on(page, point), unit)
        self._is_selecting = self._selection.focus is not None

    def _extend_to(self, point: QPointF) -> None:
        page = self._view.nearest_page(point)
        self._selection.extend(page, self._point_on(page, point))
        if self._view.viewport().rect().contains(point.toPoint()):
            self._scroll.stop()
        elif not self._scroll.isActive():
            self._scroll.start()

    def _go_beyond(self) -> None:
        """Scroll on while the pointer is held beyond the edge of the view."""
        port = self._view.viewport()
        point = QPointF(port.mapFromGlobal(QCursor.pos()))
        for bar, at, room in (
            (self._view.verticalScrollBar(), point.y(), port.height()),
            (self._view.horizontalScrollBar(), point.x(), port.width()),
        ):
            beyond = min(at, 0.0) + max(at - room, 0.0)
            bar.setValue(bar.value() + round(beyond / 2))
        if self._is_selecting:
            self._extend_to(point)

    # --- places ------------------------------------------------------------------

    def _show_cursor(self, point: QPointF) -> None:
        if self._box.holds(point):
            return
        port, found = self._view.viewport(), self._on_page(point)
        if found is not None and self._links.at(*found) is not None:
            port.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self.has_something_at(point):
            port.setCursor(Qt.CursorShape.IBeamCursor)
        elif not self._box.isVisible():
            port.unsetCursor()

    def _tip(self, event: QHelpEvent) -> bool:
        found = self._on_page(QPointF(event.pos()))
        link = None if found is None else self._links.at(*found)
        if link is None or self._region.is_active:
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), tip_of(link), self._view.viewport())
        return True

    def _on_page(self, point: QPointF) -> tuple[int, QPointF] | None:
        page = self._view.page_at(point)
        return None if page is None else (page, self._point_on(page, point))

    def _point_on(self, page: int, point: QPointF) -> QPointF:
        back, _invertible = self._view.page_transform(page).inverted()
        return back.map(point)

    @staticmethod
    def _is_near(one: QPointF, other: QPointF) -> bool:
        return (one - other).manhattanLength() < _MOVED
