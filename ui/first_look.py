"""The page that is seen before the window has been put together.

To load and make what stands in the window takes three times as long as to draw a page.
So the window is shown empty, with the page where it will be; while it is being drawn
the rest is loaded already, and what is put into the window comes to light beneath.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEventLoop,
    QRect,
    QRectF,
    QSize,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ttedesktop.document.pdf import Medium
from ttedesktop.errors.errors import TteError
from ttedesktop.settings.values import ReadingPlace
from ui import rail
from ui.controls import theme
from ui.documents.page_panels import panel_width
from ui.main_window import MainWindow, is_compact
from ui.pages.page_layout import (
    GAP,
    LARGEST_ZOOM,
    PIXELS_PER_POINT,
    SMALLEST_ZOOM,
    PageLayout,
    arrange,
)
from ui.pages.page_loader import WHOLE_PAGE, PagePicture, picture_of
from ui.pages.page_painting import paint_paper
from ui.program.qt_application import qt_application

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from ttedesktop.document.pdf import Document
    from ttedesktop.settings.values import Settings
    from ui.program.children import Children

T = TypeVar("T")
log = logging.getLogger(__name__)

_PAGE_PATIENCE: Final = 0.3
"""Seconds a page is waited for when all there is to be loaded is loaded."""
_EXPOSURE: Final = 100
"""Milliseconds that a screen may take until it shows a window."""
_ALL: Final = QEventLoop.ProcessEventsFlag.AllEvents
_HEADER: Final = 56
_STRIP: Final = 72
"""Logical pixels of what is said of signatures, above the pages of a signed one."""
_SIDE: Final = 165
_BAR: Final = 14
_LOADED_MEANWHILE: Final = (
    "ttedesktop.settings.catalogue",
    "ttedesktop.validation.report",
    "ttedesktop.signing.request",
    "ui.controls.icons",
    "ui.controls.dialog",
    "ui.controls.row_list",
    "ui.pages.document_view",
    "ui.pages.thumbnail_list",
    "ui.header",
    "ui.home_page",
    "ui.search.list",
    "ui.contents.side_panel",
    "ui.placing.signature_box",
    "ui.placing.place_desk",
    "ui.signing.panel",
    "ui.checking.verdict_strip",
    "ui.checking.validation_panel",
    "ui.documents.document_stack",
    "ui.tokens.page",
    "ui.program.parts",
    "ui.affairs.document",
    "ui.switchboard",
    "ui.application",
)
"""What the window needs, in pieces that each take about as long as a frame."""


@dataclass(frozen=True, slots=True)
class PageSpot:
    """A page, and where it is seen in the window, in logical pixels."""

    index: int
    rect: QRectF


class FirstLook(QWidget):
    """Lies over all that is in the window until that can be seen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.main_window = window
        self._pages: dict[int, PagePicture] = {}
        self._spots: tuple[PageSpot, ...] = ()
        self._is_night = False
        self.setGeometry(window.rect())

    @property
    def spots(self) -> tuple[PageSpot, ...]:
        """The pages that are seen, drawn or not."""
        return self._spots

    def show_pages(self, spots: tuple[PageSpot, ...], *, night: bool) -> None:
        """Show paper where pages will be."""
        self._spots, self._is_night = spots, night
        self.update()

    def show_page(self, index: int, picture: PagePicture) -> None:
        """Show what stands on one of them."""
        self._pages[index] = picture
        self.update()

    def stay_in_front(self) -> None:
        """Hide what has been put into the window."""
        self.raise_()

    def end(self) -> None:
        """Let be seen what lies beneath; may be called more than once."""
        self.hide()
        self._pages.clear()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rail_edge = rail_width(self.size())
        desk = room_for_pages(self.size(), has_strip=False)
        bar_edge, whole = desk.right() + 1, self.rect()
        surface, line = theme.colour("surface"), theme.colour("line")
        painter.fillRect(whole, surface)
        beside = whole.adjusted(rail_edge, _HEADER, bar_edge + _BAR - whole.right(), 0)
        painter.fillRect(beside, theme.colour("window"))
        painter.fillRect(
            bar_edge + _BAR, _HEADER, whole.width(), whole.height(), surface
        )
        painter.fillRect(rail_edge, _HEADER - 1, whole.width(), 1, line)
        for edge in (rail_edge - 1, bar_edge + _BAR):
            painter.fillRect(
                edge, 0 if edge < rail_edge else _HEADER, 1, whole.height(), line
            )
        painter.fillRect(desk, theme.colour("desk"))
        painter.setClipRect(desk)
        for spot in self._spots:
            paint_paper(painter, spot.rect, night=self._is_night)
            picture = self._pages.get(spot.index)
            if picture is not None:
                painter.drawImage(spot.rect, picture.image)

    # Whoever does something wants to see what comes of it.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.end()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.end()
        event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.end()
        event.ignore()


def begin(path: Path, children: Children, settings: Settings) -> FirstLook:
    """Show a window with the first page of a file, as far as that is quickly done."""
    application = qt_application()
    theme.choose_without_typeface(application, settings.appearance, settings.text_size)
    window = MainWindow()
    window.put_back(settings.left.geometry)
    look = FirstLook(window)
    window.show()
    look.setGeometry(window.rect())
    QCoreApplication.processEvents()
    pool = ThreadPoolExecutor(1, thread_name_prefix="first-look")
    _fill(look, path, settings, children, pool)
    pool.shutdown(wait=False)
    return look


def rail_width(size: QSize) -> int:
    """Return the width of the rail in a window of that size."""
    return rail.width_of(compact=_is_small(size))


def room_for_pages(size: QSize, *, has_strip: bool) -> QRect:
    """Return where pages are seen in a window of that size, beside the scroll bar."""
    small = _is_small(size)
    left = rail_width(size) + (0 if small else _SIDE)
    right = size.width() - panel_width(size.width(), compact=small) - _BAR
    top = _HEADER + (_STRIP if has_strip else 0)
    return QRect(left, top, right - left, size.height() - top)


def spots_of(
    document: Document, place: ReadingPlace, room: QRect, ratio: float
) -> tuple[tuple[PageSpot, ...], float]:
    """Return the pages that are seen first, and device pixels a point.

    None where a person looked at the document in another way than most do.
    """
    if (place.fit, place.mode, place.rotation) != ("width", "continuous", 0):
        return (), 0.0
    layout = _layout(document, room, ratio)
    if layout.height <= room.height():
        # All of it is seen, so that there is nothing to scroll.
        room = room.adjusted(0, 0, _BAR, 0)
        layout = _layout(document, room, ratio)
    viewport = room.size().toSizeF()
    first = min(place.page, len(document.pages) - 1)
    top = 0.0
    if place.page or place.y:
        top = round(layout.rect(first, viewport).top() + place.y * layout.scale)
        top = max(0.0, min(top, round(layout.height) - viewport.height()))
    spots = tuple(
        PageSpot(
            index,
            layout.rect(index, viewport).translated(room.left(), room.top() - top),
        )
        for index in layout.visible(top, top + viewport.height())
    )
    return spots, layout.scale * ratio


def _layout(document: Document, room: QRect, ratio: float) -> PageLayout:
    arrangement = arrange(document.pages)
    zoom = (room.width() - 2 * GAP) / arrangement.width / PIXELS_PER_POINT
    kept = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
    return PageLayout(arrangement, kept, ratio=ratio)


def _is_small(size: QSize) -> bool:
    return is_compact(size.width(), size.height())


class _Meanwhile:
    """Loads what the window needs, until something is there that was waited for."""

    def __init__(self) -> None:
        self._names = iter(_LOADED_MEANWHILE)

    def until(self, wanted: Future[T]) -> T | None:
        """Return what was waited for; None if it does not come, or fails."""
        while not wanted.done():
            name = next(self._names, None)
            if name is None:
                break
            import_module(name)
        try:
            return wanted.result(timeout=_PAGE_PATIENCE)
        except TooLate:
            log.info("the first page comes later")
        except TteError as error:
            # It is told when the window opens the file.
            log.info("no first page: %s", error.code())
        return None


def _fill(
    look: FirstLook, path: Path, settings: Settings, children: Children,
    pool: ThreadPoolExecutor,
) -> None:  # fmt: skip
    meanwhile = _Meanwhile()
    document = meanwhile.until(children.opening[path.absolute()])
    if document is None:
        return
    room = room_for_pages(look.size(), has_strip=document.carries_signature)
    place = _place_in(settings, path)
    spots, scale = spots_of(document, place, room, look.devicePixelRatioF())
    look.show_pages(spots, night=settings.night_reading)
    medium = Medium.NIGHT if settings.night_reading else Medium.SCREEN
    for spot in spots:
        page = document.pages[spot.index]
        if page.width * page.height * scale * scale > WHOLE_PAGE:
            return
        drawing = pool.submit(
            children.reading.render, document, spot.index, scale=scale, medium=medium
        )
        drawn = meanwhile.until(drawing)
        if drawn is None:
            return
        look.show_page(spot.index, picture_of(drawn))
        _let_paint(look)


def _let_paint(look: FirstLook) -> None:
    """Have the window painted, as soon as the screen shows it at all."""
    handle, deadline = look.main_window.windowHandle(), QDeadlineTimer(_EXPOSURE)
    while not handle.isExposed() and not deadline.hasExpired():
        QCoreApplication.processEvents(_ALL, _EXPOSURE)
    QCoreApplication.processEvents()


def _place_in(settings: Settings, path: Path) -> ReadingPlace:
    named = str(path.absolute())
    listed = settings.recent if settings.keeps_recent else ()
    places = (one.place for one in listed if one.path == named)
    return next(places, ReadingPlace())
