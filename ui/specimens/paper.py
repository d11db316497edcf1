"""A specimen in large, and where it will stand on a sheet of office paper."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.document.geometry import PageGeometry, PdfRect, points
from ttedesktop.language import _
from ttedesktop.signing.placement import usual_place
from ttedesktop.specimens.design import Size
from ui.controls import theme
from ui.controls.buttons import Button
from ui.controls.labels import frame, label

PAPERS: Final = {"F4": Size(215.9, 330.2), "A4": Size(210, 297)}
"""Millimetres; F4 is what most offices print on."""
_INK: Final = QColor("#C9CDD6")
_EDGE: Final = QColor("#DDE1EA")
_MARGIN: Final = 22.0
"""Millimetres at the sides of a letter."""
_LINES: Final = (1.0, 0.97, 1.0, 0.6, 0.0, 1.0, 0.98, 0.95, 1.0, 0.4)
_LINE: Final = 7.0
"""Millimetres from one line of a letter to the next."""


class SpecimenPaper(QWidget):
    """Shows what was drawn by whatever draws the signed page; draws no word itself."""

    wanted = Signal()
    """Another sharpness is needed than that of the picture that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._stamp = _Stamp()
        self._sheet = _Sheet()
        self._size = label("", role="caption")
        self._buttons = {name: Button(name, kind="ghost") for name in PAPERS}
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(_("Pratinjau"), role="label"))
        head.addStretch(1)
        head.addWidget(self._size)
        column.addLayout(head)
        column.addWidget(self._stamp)
        self._below = QWidget()
        self._below.setLayout(self._paper_column())
        column.addWidget(self._below, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        self.setMinimumWidth(232)
        self._choose("F4")

    def _paper_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        choosing = QHBoxLayout()
        choosing.addWidget(label(_("Pada kertas"), role="label"))
        choosing.addStretch(1)
        for name, button in self._buttons.items():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setAccessibleName(_("Kertas {name}").format(name=name))
            button.clicked.connect(lambda _on=False, n=name: self._choose(n))
            choosing.addWidget(button)
        column.addLayout(choosing)
        column.addWidget(self._sheet, 1)
        return column

    @property
    def stamp_width(self) -> int:
        """Logical pixels across which the specimen is shown in large."""
        return max(1, self._stamp.width())

    @property
    def paper(self) -> str:
        """Name of the paper that is shown."""
        return self._sheet.paper

    @property
    def has_stamp(self) -> bool:
        """Whether a specimen was drawn."""
        return self._stamp.picture is not None

    def show_stamp(self, picture: QImage | None, size: Size) -> None:
        """Show a specimen of that size; None while it cannot be drawn."""
        self._size.setText(
            _("{width} × {height} mm").format(
                width=f"{size.width:g}", height=f"{size.height:g}"
            )
        )
        self._stamp.show_picture(picture, size)
        self._sheet.show_picture(picture, size)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the sheet away where there is no room for it."""
        self._below.setVisible(not compact)
        self._stamp.set_most(72 if compact else 200)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.wanted.emit()

    def _choose(self, name: str) -> None:
        for other, button in self._buttons.items():
            button.setChecked(other == name)
        self._sheet.show_paper(name)


class _Stamp(QWidget):
    """The specimen as large as it fits, on white."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self._ratio = 0.33
        self._most = 200
        self.setFixedHeight(96)
        self.setAccessibleName(_("Spesimen seperti akan tercetak"))

    def show_picture(self, picture: QImage | None, size: Size) -> None:
        self.picture = picture
        self._ratio = size.height / size.width
        self._fit()
        self.update()

    def set_most(self, most: int) -> None:
        self._most = most
        self._fit()

    def _fit(self) -> None:
        wanted = self.width() * self._ratio
        self.setFixedHeight(round(min(self._most, max(48, wanted))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        wide = min(place.width(), place.height() / self._ratio)
        box = QRectF(0, 0, wide, wide * self._ratio)
        box.moveCenter(place.center())
        painter.fillRect(box, Qt.GlobalColor.white)
        if self.picture is not None:
            painter.drawImage(box, self.picture)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(box)


class _Sheet(QWidget):
    """A whole sheet with the lines of a letter, and the specimen where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = "F4"
        self._picture: QImage | None = None
        self._size = Size(70, 23)
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)
        self.setMinimumHeight(180)
        self.setAccessibleName(_("Spesimen pada kertas"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(230, 340)

    def show_paper(self, name: str) -> None:
        self.paper = name
        self.update()

    def show_picture(self, picture: QImage | None, size: Size) -> None:
        self._picture, self._size = picture, size
        self.update()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paper = PAPERS[self.paper]
        scale = min(
            (self.width() - 8) / paper.width, (self.height() - 8) / paper.height
        )
        sheet = QRectF(0, 0, paper.width * scale, paper.height * scale)
        sheet.moveCenter(QRectF(self.rect()).center())
        sheet.moveTop(4)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setPen(QPen(_EDGE, 1))
        painter.drawRect(sheet)
        # From here on in millimetres of the paper.
        painter.translate(sheet.topLeft())
        painter.scale(scale, scale)
        box = self._box(paper)
        _paint_letter(painter, paper, box)
        if self._picture is not None:
            painter.drawImage(box, self._picture)

    def _box(self, paper: Size) -> QRectF:
        crop = PdfRect(0, 0, points(paper.width), points(paper.height))
        page = PageGeometry(crop)
        place = usual_place(
            (page,), width=points(self._size.width), height=points(self._size.height)
        )
        seen = page.to_view(place.rect, scale=1 / points(1))
        return QRectF(seen.x, seen.y, seen.width, seen.height)


def _paint_letter(painter: QPainter, paper: Size, box: QRectF) -> None:
    """Paint bars where a letter has its words, down to the line above a signature."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_INK)
    width = paper.width - 2 * _MARGIN
    for top, part in ((18.0, 0.5), (26.0, 0.72)):
        painter.drawRect(QRectF(_MARGIN + width * (1 - part) / 2, top, width * part, 3))
    painter.drawRect(QRectF(_MARGIN, 36, width, 0.8))
    top, number = 52.0, 0
    while top < box.top() - 26:
        part = _LINES[number % len(_LINES)]
        painter.drawRect(QRectF(_MARGIN, top, width * part, 2.2))
        top, number = top + _LINE, number + 1
    for above, part in ((14.0, 0.8), (7.0, 0.6)):
        wide = 64 * part
        painter.drawRect(QRectF(box.left(), box.top() - above, wide, 2.2))
