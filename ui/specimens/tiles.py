"""The specimens one can choose from, as small live pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from ttedesktop.language import _
from ttedesktop.specimens.design import HAS_QR, SpecimenDesign
from ui.controls import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_A_ROW: Final = 4


class SpecimenTile(QAbstractButton):
    """A picture over a name."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture: QImage | None = None
        self.show_name(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(60, 76)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Carry another name, whole where it is read aloud or pointed at."""
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def show_picture(self, picture: QImage) -> None:
        """Show how the specimen looks."""
        self._picture = picture
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(74, 76)

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
        self._paint_picture(painter)
        painter.setPen(theme.colour("accentink" if chosen else "text"))
        painter.setFont(theme.font(12, 600 if chosen else 500))
        below = QRect(2, self.height() - 25, self.width() - 4, 20)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_picture(self, painter: QPainter) -> None:
        place = QRect(6, 8, self.width() - 12, self.height() - 34)
        if self._picture is None:
            picture = icons.pixmap(self._icon, size=24, colour="text2")
            middle = place.center()
            painter.drawPixmap(middle.x() - 12, middle.y() - 12, picture)
            return
        size = self._picture.size().scaled(
            place.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        target = QRect(place.topLeft(), size)
        target.moveCenter(place.center())
        # A stamp is seen on paper, whatever the colours of the window.
        painter.fillRect(target, Qt.GlobalColor.white)
        painter.drawImage(target, self._picture)


class SpecimenTiles(QWidget):
    """A person's specimens and, where one signs, a signature that shows nothing."""

    chosen = Signal(str)
    """Key of the specimen that was clicked."""
    visibility_changed = Signal(bool)

    def __init__(self, *, is_visible: bool = True, has_invisible: bool = True) -> None:
        super().__init__()
        self._tiles: dict[str, SpecimenTile] = {}
        self._unseen = SpecimenTile(_("Tak terlihat"), "eye_off")
        self._unseen.toggled.connect(self._unseen_toggled)
        self._has_invisible = has_invisible
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(_IN_A_ROW):
            self._grid.setColumnStretch(column, 1)
        if has_invisible:
            self._group.addButton(self._unseen)
            self._unseen.setChecked(not is_visible)
        else:
            # Nobody's child would outlive this, and be a window if it were shown.
            self._unseen.setParent(self)
            self._unseen.hide()

    @property
    def is_visible_chosen(self) -> bool:
        """Whether the signature shows a stamp."""
        return not self._unseen.isChecked()

    def choose_invisible(self) -> None:
        """Choose a signature that shows nothing."""
        self._unseen.setChecked(True)

    def show_designs(self, designs: Sequence[SpecimenDesign], key: str) -> None:
        """Offer these specimens, the one of that key as the one in use."""
        if [one.key for one in designs] != list(self._tiles):
            self._rebuild(designs)
        for one in designs:
            self._tiles[one.key].show_name(one.title)
        if self.is_visible_chosen and key in self._tiles:
            self._tiles[key].setChecked(True)

    def show_picture(self, key: str, picture: QImage) -> None:
        """Show a specimen as it will be drawn."""
        if key in self._tiles:
            self._tiles[key].show_picture(picture)

    def tile(self, key: str) -> SpecimenTile:
        """Return the tile of a specimen. Raises KeyError."""
        return self._tiles[key]

    def _rebuild(self, designs: Sequence[SpecimenDesign]) -> None:
        for tile in self._tiles.values():
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._grid.removeWidget(self._unseen)
        self._tiles = {one.key: self._new_tile(one) for one in designs}
        shown = list(self._tiles.values())
        if self._has_invisible:
            shown.append(self._unseen)
        for place, tile in enumerate(shown):
            self._grid.addWidget(tile, place // _IN_A_ROW, place % _IN_A_ROW)

    def _new_tile(self, design: SpecimenDesign) -> SpecimenTile:
        icon = "qr_code" if design.kind in HAS_QR else "signature"
        tile = SpecimenTile(design.title, icon)
        tile.clicked.connect(lambda _checked=False: self.chosen.emit(design.key))
        self._group.addButton(tile)
        return tile

    def _unseen_toggled(self, unseen: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.visibility_changed.emit(not unseen)
