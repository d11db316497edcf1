"""Looks at whatever a window shows as those do who cannot see, or point, or read small.

Used by the walk through all windows; each finding is a sentence about one widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST: Final = 32
"""Pixels across and down that a hand needs."""
CONTROLS: Final = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QAbstractItemView,
)
PARTS: Final = (QScrollBar, QHeaderView)
"""These say nothing but what the whole says that they belong to."""
INSIDE: Final = (QComboBox, QAbstractSpinBox, QLineEdit, QTabBar)
"""What is inside these is reached and named as the whole."""


def findings_in(window: QWidget) -> list[str]:
    """Return what is the matter with what is seen of a window."""
    seen = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    found: list[str] = []
    for one in seen:
        if not one.visibleRegion().isEmpty():
            found.extend(_findings_of(one))
    return found


def _findings_of(one: QWidget) -> Iterator[str]:
    if _is_control(one):
        interface = QAccessible.queryAccessibleInterface(one)
        name = interface.text(QAccessible.Text.Name)
        if not name.strip():
            yield f"{called(one)} has no name"
        if interface.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
            yield f"{called(one)} has no role"
        if isinstance(one, QAbstractButton) and min(one.width(), one.height()) < LEAST:
            yield f"{called(one)} is {one.width()}x{one.height()} small"
    if isinstance(one, QLabel):
        yield from _cut_label(one)
    elif isinstance(one, QAbstractButton):
        yield from _cut_button(one)


def _is_control(one: QWidget) -> bool:
    if isinstance(one, PARTS) or isinstance(one.parentWidget(), INSIDE):
        return False
    if isinstance(one, QAbstractScrollArea) and not isinstance(one, QAbstractItemView):
        return False
    takes_keys = one.focusPolicy() & Qt.FocusPolicy.TabFocus
    return isinstance(one, CONTROLS) or bool(takes_keys)


def _cut_label(one: QLabel) -> Iterator[str]:
    words = one.text()
    if not words or one.textFormat() is Qt.TextFormat.RichText:
        return
    margins = one.contentsMargins()
    room = one.width() - margins.left() - margins.right()
    if one.wordWrap():
        if one.heightForWidth(one.width()) > one.height() + 1:
            yield f"{called(one)} is cut at the foot"
    elif _width_of(one, words) > room + 1:
        yield f"{called(one)} is cut at the side"
    elif one.height() < QFontMetrics(one.font()).height() - 2:
        yield f"{called(one)} is cut at the foot"


def _cut_button(one: QAbstractButton) -> Iterator[str]:
    if isinstance(one, QToolButton) or not one.text():
        return
    if "paintEvent" in _own_names(type(one)):
        # Painted by hand, a button breaks or shortens its words by itself.
        return
    mark = 30 if isinstance(one, QCheckBox) else 0
    icon = one.iconSize().width() + 4 if not one.icon().isNull() else 0
    if _width_of(one, one.text().replace("&", "")) + icon + mark > one.width() + 1:
        yield f"{called(one)} is cut at the side"


def _own_names(kind: type) -> set[str]:
    """Return what a class of this program has of its own, Qt's classes left aside."""
    ours = (one for one in kind.__mro__ if one.__module__.startswith("ui."))
    return {name for one in ours for name in vars(one)}


def _width_of(one: QWidget, words: str) -> int:
    metrics = QFontMetrics(one.font())
    lines = words.replace("\u200b", "").split("\n")
    return max(metrics.horizontalAdvance(line) for line in lines)


def called(one: QWidget) -> str:
    """Return what tells a person which widget it is."""
    words = ""
    if isinstance(one, QLabel | QAbstractButton):
        words = one.text()
    names = [type(one).__name__, words or one.accessibleName() or one.objectName()]
    above = one.parentWidget()
    if above is not None:
        names.append(f"in {type(above).__name__}")
    return " ".join(name for name in names if name)
