"""How the signature box is painted; on white paper, so always in the light tones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen

from ui.controls import icons, theme
from ui.controls.tones import LIGHT
from ui.placing.box_geometry import HANDLES, BoxKind, Grip
from ui.placing.box_snapping import NOTHING, Met
from ui.placing.drawn_stamp import Pixels

if TYPE_CHECKING:
    from PySide6.QtGui import QTransform

    from ttedesktop.document.geometry import PageGeometry, PdfRect
    from ui.pages.document_view import DocumentView
    from ui.placing.drawn_stamp import DrawnStamp

_WHITE: Final = QColor("#FFFFFF")


@dataclass(slots=True)
class BoxLook:
    """What of the box is seen, beside where it stands."""

    kind: BoxKind
    stamp: DrawnStamp | None = None
    trouble: str = ""
    """What it covers, in words."""
    fixed: str = ""
    """Why it cannot be moved, in words; empty if it can."""
    met: Met = NOTHING


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page that the box stands on."""

    page: PageGeometry
    place: QRectF
    """Where it is seen in the viewport."""
    to_view: QTransform
    pixels: Pixels

    @classmethod
    def of(cls, view: DocumentView, index: int) -> Self:
        """Return a page of a view as it lies at this moment."""
        ratio = view.devicePixelRatioF()
        return cls(
            view.pages[index],
            view.page_rect(index),
            view.page_transform(index),
            Pixels(view.scale * ratio, view.pixel_transform(index)),
        )


_CURSORS: Final = {
    Grip.MOVE: Qt.CursorShape.SizeAllCursor,
    Grip.LEFT_TOP: Qt.CursorShape.SizeFDiagCursor,
    Grip.RIGHT_BOTTOM: Qt.CursorShape.SizeFDiagCursor,
    Grip.RIGHT_TOP: Qt.CursorShape.SizeBDiagCursor,
    Grip.LEFT_BOTTOM: Qt.CursorShape.SizeBDiagCursor,
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
    Grip.TOP: Qt.CursorShape.SizeVerCursor,
    Grip.BOTTOM: Qt.CursorShape.SizeVerCursor,
}


def cursor_over(grip: Grip | None) -> QCursor:
    """Return the pointer over a part of the box; None where one may draw it anew."""
    return QCursor(Qt.CursorShape.CrossCursor if grip is None else _CURSORS[grip])


def ink_of(tone: str) -> QColor:
    """Return the colour of a tone: bad, warn, or empty for a box that is well."""
    return QColor(LIGHT.tone(tone).fg if tone else LIGHT.accent)


def paint_box(
    painter: QPainter,
    box: QRectF,
    sheet: Sheet,
    look: BoxLook,
    is_focused: bool,  # noqa: FBT001 - the name says it where it is called
) -> None:
    """Paint the box with its stamp, its frame and its tag; ``box`` in points."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    is_too_small = look.kind.is_cramped_in(box)
    seen = sheet.to_view.mapRect(box)
    paint_guides(painter, sheet.to_view, sheet.page, look.met)
    painter.fillRect(seen, QColor(255, 255, 255, 235))
    if look.stamp is not None and not is_too_small:
        look.stamp.paint(painter, box, sheet.to_view, sheet.pixels)
    tone = "bad" if is_too_small else "warn" if look.trouble else ""
    has_handles = not look.fixed
    paint_frame(
        painter, seen, tone=tone, is_focused=is_focused, has_handles=has_handles
    )
    icon = "warning" if tone else "arrow_move" if has_handles else "target"
    remark = "" if is_too_small else look.trouble or look.fixed
    words = remark or look.kind.tag(box)
    paint_tag(painter, seen, sheet.place, words, look=(tone, icon))


def paint_picture(
    painter: QPainter, rect: PdfRect, sheet: Sheet, stamp: DrawnStamp | None
) -> None:
    """Paint a picture of the stamp on another page; ``rect`` in its user space.

    Nothing that can be held: only the box itself moves.
    """
    seen, to_view = sheet.page.to_view(rect, scale=1), sheet.to_view
    place = QRectF(seen.x, seen.y, seen.width, seen.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(to_view.mapRect(place), QColor(255, 255, 255, 235))
    if stamp is not None:
        stamp.paint(painter, place, to_view, sheet.pixels)
    painter.setPen(QPen(QColor(LIGHT.accent), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(to_view.mapRect(place))


def paint_frame(
    painter: QPainter, box: QRectF, *, tone: str, is_focused: bool, has_handles: bool
) -> None:
    """Paint the frame, with handles if it can be moved."""
    ink = ink_of(tone)
    if is_focused:
        halo = QColor(ink)
        halo.setAlpha(60)
        painter.setPen(QPen(halo, 6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setBrush(_WHITE)
    for grip in HANDLES if has_handles else ():
        middle = grip.place(box)
        if grip.is_corner:
            painter.drawEllipse(middle, 6, 6)
            continue
        upright = grip.value in {"l", "r"}
        size = QPointF(3, 8) if upright else QPointF(8, 3)
        painter.drawRoundedRect(QRectF(middle - size, middle + size), 3, 3)


def paint_guides(
    painter: QPainter, to_view: QTransform, page: PageGeometry, met: Met
) -> None:
    """Paint the lines to which the box was drawn, across the whole page."""
    painter.setPen(QPen(QColor(LIGHT.accent), 1, Qt.PenStyle.DashLine))
    if met.x is not None:
        painter.drawLine(to_view.map(QLineF(met.x, 0, met.x, page.height)))
    if met.y is not None:
        painter.drawLine(to_view.map(QLineF(0, met.y, page.width, met.y)))


def paint_tag(
    painter: QPainter, box: QRectF, page: QRectF, words: str, *, look: tuple[str, str]
) -> None:
    """Paint words below the box, or above it at the foot of the page.

    ``look``: the tone, as of ``ink_of``, and the icon.
    """
    tone, icon = look
    font = theme.font(13, 600)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(words) + 46
    top = box.bottom() + 16
    if top + 28 > page.bottom():
        top = box.top() - 16 - 28
    left = max(page.left() + 4, min(box.right(), page.right() - 4) - width)
    tag = QRectF(left, top, width, 28)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink_of(tone))
    painter.drawRoundedRect(tag, 8, 8)
    picture = icons.pixmap(icon, size=16, colour="#FFFFFF")
    painter.drawPixmap(QPointF(tag.left() + 10, tag.top() + 6), picture)
    painter.setPen(_WHITE)
    painter.drawText(tag.adjusted(34, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, words)
