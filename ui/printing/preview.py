"""The sheet as it will come out of the printer: paper, margins and the page on it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ttedesktop.document.pdf import Medium
from ttedesktop.language import _
from ui.controls import theme
from ui.pages.page_painting import paint_failure, paint_paper
from ui.printing.job import picture_of_rows

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ui.printing.sheet import PrintedPage
    from ui.program.parts import Parts

_EDGE: Final = 14
"""Pixels between the sheet and the edge of the desk."""
_KEPT: Final = 8
"""Pictures of pages that are turned back to."""
_MARGINS: Final = QColor(42, 67, 180, 90)
"""Where the printer cannot print ends here; paper is white in every theme."""


@dataclass(frozen=True, slots=True)
class _Wish:
    index: int
    width: int
    """Of the page's picture, in device pixels."""


class SheetPreview(QWidget):
    """Shows one sheet; its page is drawn in the background."""

    leafed = Signal(int)
    """The wheel was turned: so many sheets on, or back if negative."""

    def __init__(self, parts: Parts, document: Document) -> None:
        super().__init__()
        self._parts = parts
        self._document = document
        self._index: int | None = None
        self._printed: PrintedPage | None = None
        self._is_grey = False
        self._pictures: OrderedDict[_Wish, QImage | None] = OrderedDict()
        """None stands for a page that cannot be drawn."""
        self._drawing: _Wish | None = None
        self.setMinimumSize(180, 140)
        # As large as the dialog leaves room, and no larger than that.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sheet(
        self, index: int | None, printed: PrintedPage | None, *, is_grey: bool
    ) -> None:
        """Show a page of the document on its sheet; None for no sheet at all."""
        self._index, self._printed, self._is_grey = index, printed, is_grey
        self._ask()
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether the page that is shown has been drawn, or cannot be."""
        wish = self._wish()
        return wish is not None and wish in self._pictures

    @property
    def sheet(self) -> QRectF:
        """Where the sheet lies; empty if there is none."""
        printed = self._printed
        if printed is None:
            return QRectF()
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = min(
            room.width() / printed.paper.width, room.height() / printed.paper.height
        )
        width, height = printed.paper.width * size, printed.paper.height * size
        # On whole pixels, where the text is sharp.
        return QRectF(
            round(room.x() + (room.width() - width) / 2),
            round(room.y() + (room.height() - height) / 2),
            width,
            height,
        )

    @override
    def resizeEvent(self, event: object) -> None:
        self._ask()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.leafed.emit(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("desk"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        printed, sheet = self._printed, self.sheet
        if printed is None or sheet.isEmpty():
            self._paint_nothing(painter)
            return
        paint_paper(painter, sheet)
        size = sheet.width() / printed.paper.width
        paper = printed.paper
        inside = sheet.adjusted(
            paper.left * size,
            paper.top * size,
            -paper.right * size,
            -paper.bottom * size,
        )
        painter.save()
        painter.setClipRect(inside)
        self._paint_page(painter, printed, sheet, size)
        painter.restore()
        if inside.adjusted(-1, -1, 1, 1) not in (sheet, sheet.adjusted(-1, -1, 1, 1)):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_MARGINS, 1, Qt.PenStyle.DashLine))
            painter.drawRect(inside)

    # --- inside ----------------------------------------------------------------

    def _paint_nothing(self, painter: QPainter) -> None:
        if self._printed is None and self._index is None:
            painter.setPen(theme.colour("text2"))
            painter.setFont(theme.font(13))
            words = _("Tidak ada halaman yang dipilih")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_page(
        self, painter: QPainter, printed: PrintedPage, sheet: QRectF, size: float
    ) -> None:
        place = QRectF(
            sheet.x() + printed.x * size,
            sheet.y() + printed.y * size,
            printed.width * size,
            printed.height * size,
        )
        wish = self._wish()
        if wish is None or wish not in self._pictures:
            return
        picture = self._pictures[wish]
        if picture is None:
            paint_failure(painter, place)
            return
        if self._is_grey:
            picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        ratio = self.devicePixelRatioF()
        if abs(picture.width() / ratio - place.width()) < 1:
            # Drawn for this place: pixel on pixel, neither stretched nor blurred.
            picture.setDevicePixelRatio(ratio)
            painter.drawImage(_whole(place.topLeft(), ratio), picture)
        else:
            painter.drawImage(place, picture)

    def _wish(self) -> _Wish | None:
        printed, sheet = self._printed, self.sheet
        if self._index is None or printed is None or sheet.width() < 1:
            return None
        size = sheet.width() / printed.paper.width * self.devicePixelRatioF()
        # Never more than twice the widget, however much of the page is cut off.
        most = 2 * self.width() * self.devicePixelRatioF()
        return _Wish(self._index, max(1, round(min(printed.width * size, most))))

    def _ask(self) -> None:
        """Have the page drawn that is shown, one at a time and the latest next."""
        wish = self._wish()
        if wish is None or wish in self._pictures or self._drawing is not None:
            return
        self._drawing = wish
        page = self._document.pages[wish.index]
        renderer, document = self._parts.making, self._document
        scale = wish.width / max(page.width, 1.0)
        self._parts.background.run(
            lambda: renderer.render(
                document, wish.index, scale=scale, medium=Medium.PAPER
            ),
            to=self,
            # A copy: what the renderer lent is free for other pages again.
            on_success=lambda drawn: self._came(
                wish, picture_of_rows(drawn, 0, drawn.height).copy()
            ),
            on_failure=lambda error: self._failed(wish, error),
        )

    def _failed(self, wish: _Wish, _error: TteError) -> None:
        self._came(wish, None)

    def _came(self, wish: _Wish, picture: QImage | None) -> None:
        self._drawing = None
        self._pictures[wish] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self._ask()
        self.update()


def _whole(point: QPointF, ratio: float) -> QPointF:
    """Return the nearest corner of a device pixel."""
    return QPointF(round(point.x() * ratio) / ratio, round(point.y() * ratio) / ratio)
