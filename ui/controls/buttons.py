"""Buttons by their kind, and the fold that hides what few people need."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls import icons

_ICON_COLOURS = {
    "primary": "onaccent",
    "danger": "bad.fg",
    "link": "accentink",
    "fold": "accentink",
}


class Button(QPushButton):
    """A button that carries a verb; its kind decides how it looks."""

    def __init__(
        self,
        words: str,
        *,
        kind: str = "secondary",
        icon: str = "",
        size: str = "",
        filled: bool = False,
    ) -> None:
        super().__init__(words)
        self._kind, self._icon, self._filled = kind, icon, filled
        self.setProperty("kind", kind)
        self.setProperty("measure", size)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.refresh_icon()

    def show_as(self, words: str, icon: str) -> None:
        """Carry another verb and icon."""
        self.setText(words)
        self._icon = icon
        self.refresh_icon()

    def refresh_icon(self) -> None:
        """Draw the icon in the colours of the theme."""
        if self._icon:
            ink = _ICON_COLOURS.get(self._kind, "text")
            self.setIconSize(QSize(20, 20))
            self.setIcon(icons.icon(self._icon, colour=ink, filled=self._filled))


class ToolButton(QPushButton):
    """A button that is only an icon; its name is its tooltip."""

    def __init__(self, icon: str, name: str, *, checkable: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "tool")
        self.setAutoDefault(False)
        self.setCheckable(checkable)
        self.setIconSize(QSize(20, 20))
        self.setIcon(icons.icon(icon))
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self.setIcon(icons.icon(icon))


class Fold(QWidget):
    """A heading that opens and closes what stands below it."""

    toggled = Signal(bool)

    def __init__(self, words: str, *, is_open: bool = False) -> None:
        super().__init__()
        self._button = Button(words, kind="fold", icon="chevron_right")
        self._button.setCheckable(True)
        self._body = QWidget()
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._button)
        column.addWidget(self._body)
        self._button.toggled.connect(self._toggle)
        self._button.setChecked(is_open)
        self._toggle(is_open)

    def _toggle(self, is_open: bool) -> None:  # noqa: FBT001 - a Qt slot
        name = "chevron_down" if is_open else "chevron_right"
        self._button.setIcon(icons.icon(name, colour="accentink"))
        self._body.setVisible(is_open)
        self.toggled.emit(is_open)

    @override
    def sizeHint(self) -> QSize:
        """Take the whole width."""
        return self.minimumSizeHint()
