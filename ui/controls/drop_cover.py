"""Takes files that are dragged onto the window, and says so while they hover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls import theme

if TYPE_CHECKING:
    from collections.abc import Callable


class DropCover(QWidget):
    """Covers the window while a file is dragged over it."""

    def __init__(
        self,
        window: QWidget,
        take: Callable[[list[Path]], None],
        words: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._words = words
        self._area = window
        self._take = take
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and _files_in(event.mimeData()):
            event.acceptProposedAction()
            self.setGeometry(self._area.rect())
            self.show()
            self.raise_()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.hide()
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hide()
            paths = _files_in(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self._take(paths)
                return True
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = theme.colour("soft")
        soft.setAlpha(235)
        painter.fillRect(self.rect(), soft)
        painter.setPen(QPen(theme.colour("accentink"), 2))
        inside = QRectF(self.rect()).adjusted(12, 12, -12, -12)
        painter.drawRoundedRect(inside, 16, 16)
        painter.setFont(theme.font(26, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words())


def _files_in(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
