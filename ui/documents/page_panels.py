"""The panels beside the pages, one of which is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_USUAL: Final = 360
_WIDE: Final = 400
_NARROW: Final = 352
_WIDE_FROM: Final = 1600
"""Logical pixels of the window."""


def panel_width(width: int, *, compact: bool) -> int:
    """Return how wide a panel is in a window of that width, in logical pixels."""
    if compact:
        return _NARROW
    return _WIDE if width >= _WIDE_FROM else _USUAL


class PagePanels(QStackedWidget):
    """As wide as the window allows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_USUAL)

    def add(self, *panels: QWidget) -> None:
        """Take panels; the first of them is shown."""
        for panel in panels:
            self.addWidget(panel)

    def set_room(self, width: int, *, compact: bool) -> None:
        """Fit the panels to the width of the window, in logical pixels."""
        self.setFixedWidth(panel_width(width, compact=compact))

    def open(self, panel: QWidget) -> None:
        """Show one of the panels, also if all were folded away."""
        self.setCurrentWidget(panel)
        self.show()
