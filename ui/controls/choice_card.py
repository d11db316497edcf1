"""One of a few choices, as a wide card: icon, name, a sentence, and a round mark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from ui.controls import icons, theme

_HEIGHT: Final = 80
_TEXT_LEFT: Final = 72
_MARK: Final = 10.0
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)


class ChoiceCard(QAbstractButton):
    """Belongs into a ``QButtonGroup`` with the others."""

    def __init__(self, icon: str, name: str, sentence: str) -> None:
        super().__init__()
        self._icon, self._sentence = icon, sentence
        self.setText(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(280)

    @property
    def sentence(self) -> str:
        """What stands below the name."""
        return self._sentence

    def show_sentence(self, sentence: str) -> None:
        """Say something else below the name."""
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(max(self.width(), 280)))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(_HEIGHT, 46 + self._sentence_place(width).height() + 14)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        fill = "soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(fill))
        painter.setPen(
            QPen(theme.colour("accentink" if chosen else "line"), 2 if chosen else 1)
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        self._paint_icon(painter)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(15, 600))
        painter.drawText(
            QRect(_TEXT_LEFT, 14, self.width() - _TEXT_LEFT - 60, 28),
            Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(13))
        painter.drawText(self._sentence_place(self.width()), _WRAPPED, self._sentence)
        self._paint_mark(painter)

    def _sentence_place(self, width: int) -> QRect:
        from PySide6.QtGui import QFontMetrics

        room = QRect(_TEXT_LEFT, 42, width - _TEXT_LEFT - 60, 400)
        metrics = QFontMetrics(theme.font(13))
        return metrics.boundingRect(room, _WRAPPED, self._sentence)

    def _paint_icon(self, painter: QPainter) -> None:
        place = QRectF(18, 20, 40, 40)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface" if self.isChecked() else "sunken"))
        painter.drawRoundedRect(place, 8, 8)
        ink = "accentink" if self.isChecked() else "text2"
        painter.drawPixmap(
            QPointF(place.x() + 8, place.y() + 8),
            icons.pixmap(self._icon, size=24, colour=ink),
        )

    def _paint_mark(self, painter: QPainter) -> None:
        centre = QPointF(self.width() - 31, 40)
        chosen = self.isChecked()
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("accentink" if chosen else "edge"), 1.8))
        painter.drawEllipse(centre, _MARK - 1, _MARK - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accentink"))
            painter.drawEllipse(centre, 5.0, 5.0)
