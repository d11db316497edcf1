"""The rows of the settings: icon, name, one sentence, and a control at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ttedesktop.settings.values import TextSize
from ui.controls import icons, theme
from ui.controls.labels import frame, hairline, label
from ui.controls.switch import Switch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

CONTROL_WIDTH: Final = 248
_ANY_WIDTH: Final = (1 << 24) - 1
"""What Qt calls QWIDGETSIZE_MAX: a widget may be as wide as it likes."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says."""

    icon: str
    name: str
    sentence: str


def row(
    words: RowWords, control: QWidget | None, *, beside: QWidget | None = None
) -> QWidget:
    """Return a row; the control reads the row's name aloud.

    ``beside`` the name stands a chip.
    """
    made = QWidget()
    made.setMinimumHeight(64)
    picture = QLabel()
    picture.setPixmap(icons.pixmap(words.icon, size=20, colour="text2"))
    picture.setFixedWidth(20)
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addStretch(1)
    said.addLayout(_name_line(words.name, beside))
    said.addWidget(label(words.sentence, role="caption", wrap=True))
    said.addStretch(1)
    across = QHBoxLayout(made)
    across.setContentsMargins(16, 10, 16, 10)
    across.setSpacing(16)
    across.addWidget(picture)
    across.addLayout(said, 1)
    if control is not None:
        # What only holds several controls is nothing that is read aloud.
        if control.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            if not control.accessibleName():
                control.setAccessibleName(words.name)
            control.setAccessibleDescription(words.sentence)
        # One that may be narrower takes the room that name and chip leave it.
        yields = control.minimumWidth() < control.maximumWidth() < _ANY_WIDTH
        across.addWidget(control, 1 if yields else 0, Qt.AlignmentFlag.AlignVCenter)
    return made


def _name_line(words: str, beside: QWidget | None) -> QBoxLayout:
    # A name and its chip in the largest words leave no room for the control.
    is_below = theme.scaled(100) >= TextSize.LARGEST.value
    ways = QBoxLayout.Direction
    line = QBoxLayout(ways.TopToBottom if is_below else ways.LeftToRight)
    line.setSpacing(8)
    name = label(words, role="row", wrap=beside is None)
    line.addWidget(name, 1 if beside is None else 0)
    if beside is not None:
        line.addWidget(beside, 0, Qt.AlignmentFlag.AlignLeft)
        line.addStretch(0 if is_below else 1)
    return line


def card(rows: Iterable[QWidget]) -> QWidget:
    """Return a card with rows, hairlines between them."""
    made = frame("card")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for number, one in enumerate(rows):
        if number:
            line = QHBoxLayout()
            line.setContentsMargins(52, 0, 16, 0)
            line.addWidget(hairline())
            column.addLayout(line)
        column.addWidget(one)
    return made


def choice(
    options: Sequence[tuple[str, Any]], chosen: object, take: Callable[[Any], None]
) -> QComboBox:
    """Return a combo box; ``take`` gets the value behind the chosen words."""
    made = QComboBox()
    made.setFixedWidth(CONTROL_WIDTH)
    for words, value in options:
        made.addItem(words, value)
        if value == chosen:
            made.setCurrentIndex(made.count() - 1)
    made.activated.connect(lambda index: take(made.itemData(index)))
    return made


def field(text: str, take: Callable[[str], None], *, hint: str = "") -> QLineEdit:
    """Return a line of text; ``take`` gets it when it was edited."""
    made = QLineEdit(text)
    # Of what is longer than the field its begin is seen.
    made.setCursorPosition(0)
    made.setFixedWidth(CONTROL_WIDTH)
    made.setPlaceholderText(hint)
    made.textEdited.connect(lambda words: take(words.strip()))
    return made


def switch(name: str, take: Callable[[bool], None], *, is_on: bool) -> Switch:
    """Return a switch; ``take`` gets whether it is on."""
    made = Switch(name, is_on=is_on)
    made.toggled.connect(take)
    return made
