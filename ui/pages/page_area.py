"""The area in which pages lie: arranged, turned, enlarged, and moved over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from ttedesktop.settings.values import ReadingPlace
from ui.pages.page_layout import (
    GAP,
    LARGEST_ZOOM,
    PIXELS_PER_POINT,
    SMALLEST_ZOOM,
    Mode,
    PageLayout,
    arrange,
)
from ui.pages.smooth_scrolling import SmoothScrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QTransform

    from ttedesktop.document.contents import Spot
    from ttedesktop.document.geometry import PageGeometry

_STEPS: Final = (
    0.1, 0.25, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0,
    12.0, 16.0, 24.0, 32.0, 48.0, 64.0,
)  # fmt: skip
_LINE: Final = 48
"""Logical pixels of a line."""
_LONGEST: Final = 2_000_000_000
"""Logical pixels that a scroll bar can tell."""


class PageArea(QAbstractScrollArea):
    """Knows where pages lie and brings them into view; it paints nothing itself."""

    current_page_changed = Signal(int)
    zoom_changed = Signal(float)
    last_page_seen = Signal()
    layout_changed = Signal()
    """Scrolled, enlarged, resized or arranged anew."""
    arrangement_changed = Signal()
    """Another mode, or turned."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._layout = PageLayout(arrange(()))
        self._fit: Callable[[], None] | None = None
        self._current = 0
        self._down = SmoothScrolling(self.verticalScrollBar())
        self._across = SmoothScrolling(self.horizontalScrollBar())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def pages(self) -> tuple[PageGeometry, ...]:
        """The pages as the document shows them, however the view is turned."""
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
    def mode(self) -> Mode:
        """How the pages are arranged."""
        return self._layout.arrangement.mode

    @property
    def rotation(self) -> int:
        """Degrees clockwise by which the reader has turned the view."""
        return self._layout.arrangement.rotation

    @property
    def current_page(self) -> int:
        """Index of the page that fills the middle of the view."""
        return self._current

    def page_rect(self, index: int) -> QRectF:
        """Return where a page lies in the viewport, in logical pixels."""
        rect = self._layout.rect(index, self._room())
        return rect.translated(-self._offset())

    def page_transform(self, index: int) -> QTransform:
        """Return what takes points of a page as the document shows it to the viewport.

        Zoom, scrolling, and how the reader turned the view are in it.
        """
        return self._layout.transform(self.page_rect(index), self.scale)

    def pixel_transform(self, index: int) -> QTransform:
        """Return what takes device pixels of a page to the viewport, without blur."""
        ratio = self.devicePixelRatioF()
        return self._layout.transform(self.page_rect(index), 1 / ratio)

    def page_at(self, point: QPointF) -> int | None:
        """Return the page under a point of the viewport."""
        for index in self.visible_pages():
            if self.page_rect(index).contains(point):
                return index
        return None

    def nearest_page(self, point: QPointF) -> int:
        """Return the page under a point, or one of the row nearest above it."""
        under = self.page_at(point)
        return (
            self._layout.index_at(point.y() + self._offset().y())
            if under is None
            else under
        )

    def visible_pages(self) -> range:
        """Return the pages of which something may be in view."""
        top = self._offset().y()
        return self._layout.visible(top, top + self.viewport().height())

    # --- where the reader is --------------------------------------------------------

    def place(self) -> ReadingPlace:
        """Return where the reader is, to come back to it."""
        if not self.pages:
            return ReadingPlace()
        page = self._layout.index_at(self._offset().y() + GAP)
        top = self.page_rect(page).top()
        fits = {self.fit_width: "width", self.fit_page: "page"}
        fit = "none" if self._fit is None else fits[self._fit]
        return ReadingPlace(
            page=page,
            y=-top / self.scale,
            zoom=self.zoom if fit == "none" else 0.0,
            fit=fit,
            mode=self.mode.value,
            rotation=self.rotation,
        )

    def go_to_place(self, place: ReadingPlace) -> None:
        """Return to where the reader was; what fits no more is taken as near it."""
        if not self.pages:
            return
        modes = {mode.value: mode for mode in Mode}
        mode = modes.get(place.mode, Mode.CONTINUOUS)
        rotation = place.rotation if place.rotation in {90, 180, 270} else 0
        self._arrange(mode, rotation)
        fits = {"width": self.fit_width, "page": self.fit_page}
        if place.fit in fits:
            fits[place.fit]()
        elif place.zoom > 0:
            self.zoom_to(place.zoom)
        page = self._return_to(place)
        self.horizontalScrollBar().setValue(self._middle_across())
        self._set_current(page)

    def _return_to(self, place: ReadingPlace) -> int:
        """Bring the same words to the top of the view, and return their page."""
        page = min(max(0, place.page), len(self.pages) - 1)
        self._show_row_of(page)
        top = self._layout.rect(page, self._room()).top()
        self.verticalScrollBar().setValue(round(top + place.y * self.scale))
        return page

    def go_to_page(self, index: int) -> None:
        """Bring the top of a page to the top of the view."""
        if self.pages:
            kept = min(max(0, index), len(self.pages) - 1)
            self._stop_moving()
            self._show_row_of(kept)
            top = self._layout.rect(kept, self._room()).top()
            self.verticalScrollBar().setValue(round(top - GAP))
            self._set_current(kept)

    def go_to_spot(self, spot: Spot) -> None:
        """Bring a place of a page to the top of the view."""
        if not 0 <= spot.page < len(self.pages):
            return
        self.go_to_page(spot.page)
        page = self.pages[spot.page]
        seen = self.page_transform(spot.page).map(QPointF(page.width / 2, spot.y))
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + seen.y() - GAP))
        self._set_current(spot.page)

    def bring_into_view(self, index: int, rect: QRectF) -> None:
        """Scroll until a rectangle of a page, in points as shown, is seen."""
        self._stop_moving()
        self._show_row_of(index)
        seen = self.page_transform(index).mapRect(rect)
        room = self.viewport().rect().toRectF()
        if room.contains(seen):
            return
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setValue(round(down.value() + seen.center().y() - room.height() / 2))
        if not (room.left() <= seen.left() and seen.right() <= room.right()):
            across.setValue(
                round(across.value() + seen.center().x() - room.width() / 2)
            )

    # --- how the reader sees it ------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Arrange the pages in another way."""
        self._rearranged(mode, self.rotation)

    def turn(self, degrees: int) -> None:
        """Turn the view clockwise by a multiple of 90 degrees; the file stays."""
        self._rearranged(self.mode, (self.rotation + degrees) % 360)

    def zoom_in(self) -> None:
        """Go to the next larger step."""
        larger = [step for step in _STEPS if step > self.zoom * 1.01]
        self.zoom_to(larger[0] if larger else self.zoom)

    def zoom_out(self) -> None:
        """Go to the next smaller step."""
        smaller = [step for step in _STEPS if step < self.zoom * 0.99]
        self.zoom_to(smaller[-1] if smaller else self.zoom)

    def actual_size(self) -> None:
        """Show pages at their size on paper."""
        self.zoom_to(1.0)

    def fit_width(self) -> None:
        """Make the widest row as wide as the view."""
        self._fit = self.fit_width
        arrangement = self._layout.arrangement
        if arrangement.width:
            room = self.viewport().width() - GAP * (1 + arrangement.in_a_row)
            self._zoom_around(room / arrangement.width / PIXELS_PER_POINT, None)

    def fit_page(self) -> None:
        """Make the current page, or pair, fit the view wholly."""
        self._fit = self.fit_page
        if self.pages:
            arrangement, current = self._layout.arrangement, self._current
            row = self._layout.row_of(current)
            wide, tall = arrangement.row_width(row), arrangement.row_height(row)
            across = self.viewport().width() - GAP * (1 + arrangement.in_a_row)
            down = self.viewport().height() - 2 * GAP
            zoom = min(across / wide, down / tall) / PIXELS_PER_POINT
            self._zoom_around(zoom, None)
            self.go_to_page(current)

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom; the point of the viewport stays where it is."""
        self._fit = None
        self._zoom_around(zoom, around)

    # --- inside -----------------------------------------------------------------------

    def _lay_pages(self, pages: tuple[PageGeometry, ...]) -> None:
        """Lay other pages, in the mode the reader chose, from their beginning."""
        self._stop_moving()
        self._current = 0
        self._layout = PageLayout(
            arrange(pages, self.mode), ratio=self.devicePixelRatioF()
        )
        self._adjust_bars()
        self.fit_width()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(self._middle_across())

    def _rearranged(self, mode: Mode, rotation: int) -> None:
        current, fit = self._current, self._fit
        self._stop_moving()
        self._arrange(mode, rotation)
        (fit or self._adjust_bars)()
        self.go_to_page(current)
        self.horizontalScrollBar().setValue(self._middle_across())
        self.arrangement_changed.emit()
        self._scrolled()

    def _arrange(self, mode: Mode, rotation: int) -> None:
        arrangement = arrange(self.pages, mode, rotation)
        self._layout = PageLayout(
            arrangement, self.zoom, ratio=self.devicePixelRatioF()
        )
        self._show_row_of(self._current)

    def _show_row_of(self, index: int) -> None:
        """Show the row of a page where only one is shown at a time."""
        row = self._layout.row_of(index)
        if self.mode is Mode.SINGLE and row != self._layout.single_row:
            self._layout = replace(self._layout, single_row=row)
            self._adjust_bars()
            self.verticalScrollBar().setValue(0)
            self._scrolled()

    def _zoom_around(self, zoom: float, around: QPointF | None) -> None:
        if not self.pages:
            return
        room = self._room()
        point = around or QPointF(room.width() / 2, room.height() / 2)
        index = self.nearest_page(point)
        page = self.page_rect(index)
        across = (point.x() - page.left()) / page.width()
        down = (point.y() - page.top()) / page.height()
        kept = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._stop_moving()
        self._layout = replace(self._layout, zoom=kept, ratio=self.devicePixelRatioF())
        self._adjust_bars()
        grown = self._layout.rect(index, self._room())
        self.verticalScrollBar().setValue(
            round(grown.top() + down * grown.height() - point.y())
        )
        self.horizontalScrollBar().setValue(
            round(grown.left() + across * grown.width() - point.x())
        )
        self.zoom_changed.emit(kept)
        self._scrolled()

    def _room(self) -> QSizeF:
        return self.viewport().size().toSizeF()

    def _offset(self) -> QPointF:
        return QPointF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )

    def _middle_across(self) -> int:
        return round(self.horizontalScrollBar().maximum() / 2)

    def _stop_moving(self) -> None:
        self._down.stop()
        self._across.stop()

    def _adjust_bars(self) -> None:
        room = self.viewport().size()
        tall, wide = self.verticalScrollBar(), self.horizontalScrollBar()
        tall.setRange(0, _range(self._layout.height - room.height()))
        tall.setPageStep(room.height())
        tall.setSingleStep(_LINE)
        wide.setRange(0, _range(self._layout.width + 2 * GAP - room.width()))
        wide.setPageStep(room.width())
        wide.setSingleStep(_LINE)

    def _scrolled(self) -> None:
        """Tell what is seen now."""
        if self.pages:
            room = self._room()
            middle = self._layout.index_at(self._offset().y() + room.height() * 0.4)
            row = self._layout.arrangement.row(self._layout.row_of(middle))
            # A page that was gone to stays the current one while its row does.
            self._set_current(self._current if self._current in row else middle)
            last = self.page_rect(len(self.pages) - 1)
            if last.top() + last.height() * 0.6 <= room.height():
                self.last_page_seen.emit()
        self.viewport().update()
        self.layout_changed.emit()

    def _set_current(self, index: int, *, told: bool = False) -> None:
        if index != self._current or told:
            self._current = index
            self.current_page_changed.emit(index)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current, place = self._current, self.place()
        if self._fit is not None:
            self._fit()
            if event.oldSize().width() != event.size().width():
                if place.y > 0:
                    self._return_to(place)
                else:
                    # The room above a page does not grow with it.
                    self.go_to_page(place.page)
                self._set_current(current)
        self._adjust_bars()
        self._scrolled()


def _range(beyond: float) -> int:
    """Return how far one can scroll, with so many pixels more than there is room."""
    return max(0, round(min(beyond, _LONGEST)))
