"""Pictures of the guide, drawn as wide as the text and as fine as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPen

from ui.controls import theme

if TYPE_CHECKING:
    from pathlib import Path


class GuidePictures:
    """Scales each picture itself, since rich text draws a scaled one coarsely."""

    def __init__(self) -> None:
        self.width = 0
        """Logical pixels that a picture may take."""

    def at(self, path: Path) -> QImage | None:
        """Return the picture in a file with a line around it; None if none is there."""
        if not path.is_file():
            return None
        source = QImage(str(path))
        if source.isNull():
            return None
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        width = round(min(self.width, source.width()) * ratio)
        shown = source.scaledToWidth(
            width, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(shown)
        painter.setPen(QPen(theme.colour("line"), max(1, round(ratio))))
        painter.drawRect(QRectF(shown.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
        shown.setDevicePixelRatio(ratio)
        return shown
