"""Something tall behind a scroll bar, as wide as the room it is given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea


class ScrollArea(QScrollArea):
    """Without a frame; words are broken into lines rather than scrolled sideways.

    Tab passes it by: the keys that scroll reach it from what stands in it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
