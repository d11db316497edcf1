"""The specimens one can choose from, as small live pictures."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget
from typing_extensions import override

from ttedesktop.language import _
from ui import icons, theme


class SpecimenTile(QAbstractButton):
    """A picture over a name."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture: QImage | None = None
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(76)

    def show_picture(self, picture: QImage) -> None:
        """Show how the specimen looks."""
        self._picture = picture
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(150, 76)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = self.isChecked()
        hover = self.underMouse() and not chosen
        painter.setBrush(
            theme.colour("soft" if chosen else "hover" if hover else "surface")
        )
        edge = QPen(theme.colour("accentink" if chosen else "line"), 2 if chosen else 1)
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        place = QRect(8, 8, self.width() - 16, self.height() - 34)
        if self._picture is not None:
            size = self._picture.size().scaled(
                place.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            target = QRect(place.topLeft(), size)
            target.moveCenter(place.center())
            painter.drawImage(target, self._picture)
        else:
            picture = icons.pixmap(self._icon, size=24, colour="text2")
            painter.drawPixmap(
                place.center().x() - 12, place.center().y() - 12, picture
            )
        painter.setPen(theme.colour("accentink" if chosen else "text"))
        painter.setFont(theme.font(12, 600 if chosen else 500))
        below = QRect(0, self.height() - 25, self.width(), 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())


class SpecimenTiles(QWidget):
    """The QR card, or an invisible signature."""

    visibility_changed = Signal(bool)

    def __init__(self, *, is_visible: bool) -> None:
        super().__init__()
        self._card = SpecimenTile(_("Kartu QR"), "qr_code")
        self._unseen = SpecimenTile(_("Tak terlihat"), "eye_off")
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for tile in (self._card, self._unseen):
            group.addButton(tile)
            row.addWidget(tile)
        (self._card if is_visible else self._unseen).setChecked(True)
        self._card.toggled.connect(self.visibility_changed)

    @property
    def is_visible_chosen(self) -> bool:
        """Whether the signature shows a stamp."""
        return self._card.isChecked()

    def choose_invisible(self) -> None:
        """Choose a signature that shows nothing."""
        self._unseen.setChecked(True)

    def show_picture(self, picture: QImage) -> None:
        """Show the QR card as it will be drawn."""
        self._card.show_picture(picture)
