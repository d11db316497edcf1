"""What stands beside and above the steps of the first start: a picture, and the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import icons, theme
from ui.controls.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 420
_DISC: Final = 22
_PAPER: Final = QRectF(46, 0, 168, 236)
_LINES: Final = ((60, 140), (75, 140), (90, 115), (105, 140), (120, 140), (133, 118))


class SetupSide(QWidget):
    """The soft column at the left; only a wide window has room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setProperty("kind", "setup-side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark = QLabel()
        mark.setPixmap(icons.application_icon().pixmap(32, 32))
        brand = QHBoxLayout()
        brand.setSpacing(12)
        brand.addWidget(mark)
        brand.addWidget(label("TTE Desktop", role="section"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(12)
        column.addLayout(brand)
        column.addStretch(1)
        column.addWidget(_Picture())
        column.addStretch(1)
        promise = _("Tanda tangan Anda tetap di tangan Anda.")
        column.addWidget(label(promise, role="title", wrap=True))
        column.addWidget(
            label(
                _(
                    "Kunci tetap di dalam token. Semua pekerjaan berlangsung di "
                    "komputer ini, tanpa mengunggah dokumen."
                ),
                role="helper",
                wrap=True,
            )
        )


class _Picture(QWidget):
    """A sheet, a signature, and the token from which it comes; read by nobody aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("#DDE1EA"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(_PAPER, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("#CDD2DD"))
        painter.drawRoundedRect(QRectF(88, 22, 100, 5), 2.5, 2.5)
        painter.drawRoundedRect(QRectF(102, 33, 73, 5), 2.5, 2.5)
        painter.setBrush(theme.colour("#E4E8F1"))
        for top, wide in _LINES:
            painter.drawRoundedRect(QRectF(63, top, wide, 5), 2.5, 2.5)
        _paint_token(painter)
        _paint_signature(painter)


def _paint_signature(painter: QPainter) -> None:
    path = QPainterPath(QPointF(106, 206))
    path.cubicTo(120, 150, 140, 140, 140, 152)
    path.cubicTo(140, 176, 108, 222, 128, 222)
    path.cubicTo(146, 222, 150, 184, 162, 184)
    path.cubicTo(176, 184, 152, 216, 176, 212)
    path.cubicTo(204, 208, 214, 184, 236, 188)
    pen = QPen(theme.colour("#2A43B4"), 5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _paint_token(painter: QPainter) -> None:
    painter.save()
    painter.translate(236, 172)
    painter.rotate(6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("#B4BBCB"))
    painter.drawRoundedRect(QRectF(-2, 4, 26, 32), 3, 3)
    painter.setBrush(theme.colour("#2A43B4"))
    painter.drawRoundedRect(QRectF(20, 0, 68, 40), 7, 7)
    painter.setBrush(theme.colour("#4660D6"))
    painter.drawRoundedRect(QRectF(32, 12, 26, 16), 3, 3)
    painter.setBrush(theme.colour("#74D6A5"))
    painter.drawEllipse(QPointF(74, 20), 4.5, 4.5)
    painter.restore()


class SetupSteps(QWidget):
    """The names of the steps, and which of them are done."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._step = 0
        self._is_narrow = False
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Show where one is."""
        self._step = step
        self.setAccessibleName(
            _("Langkah {step} dari {count}: {name}").format(
                step=step + 1, count=len(self._names), name=self._names[step]
            )
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 32)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = [_width(name) for name in self._names]
        gaps = len(self._names) - 1
        used = sum(wide) + len(wide) * (_DISC + 8)
        # Without room for all names only that of the present step is written.
        self._is_narrow = used + gaps * 40 > self.width()
        x = 0.0
        for number, name in enumerate(self._names):
            x = self._paint_step(painter, x, number, name)
            if number < gaps:
                painter.setPen(QPen(theme.colour("edge"), 1))
                painter.drawLine(QPointF(x + 10, 16), QPointF(x + 30, 16))
                x += 40

    def _paint_step(self, painter: QPainter, x: float, number: int, name: str) -> float:
        is_now, is_done = number == self._step, number < self._step
        place = QRectF(x + 1, 5, _DISC, _DISC)
        painter.setPen(QPen(theme.colour("accentink" if is_now else "edge"), 1.5))
        painter.setBrush(theme.colour("accent" if is_now else "surface"))
        if is_done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ok.fg"))
        painter.drawEllipse(place)
        if is_done:
            done = icons.pixmap("checkmark", size=16, colour="surface")
            painter.drawPixmap(QPointF(place.x() + 3, place.y() + 3), done)
        else:
            painter.setPen(theme.colour("onaccent" if is_now else "text2"))
            painter.setFont(theme.font(12, 600))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        x += _DISC + 8
        if self._is_narrow and not is_now:
            return x
        painter.setPen(theme.colour("text" if is_now else "text2"))
        painter.setFont(theme.font(13, 600 if is_now else 400))
        room = QRectF(x, 0, _width(name) + 4, 32)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        return x + _width(name)


def _width(name: str) -> int:
    from PySide6.QtGui import QFontMetrics

    return QFontMetrics(theme.font(13, 600)).horizontalAdvance(name)
