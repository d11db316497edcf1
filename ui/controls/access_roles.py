"""Tells those who hear a window what a widget is that is painted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface


_ROLES: Final = {
    "SetupSteps": QAccessible.Role.StaticText,
    "SignatureBox": QAccessible.Role.Graphic,
}
"""By the names of their classes, of which none is loaded for this."""


class _Installed:
    """Qt keeps a factory for the whole process."""

    is_there = False


def install_roles() -> None:
    """Let the widgets of the table say what they are."""
    if not _Installed.is_there:
        _Installed.is_there = True
        QAccessible.installFactory(_made)


def _made(_class: str, thing: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(type(thing).__name__)
    if role is None or not isinstance(thing, QWidget):
        # Qt knows its own classes, and those made of them.
        return None
    # Without a name of its own it has the accessible name of the widget.
    return QAccessibleWidget(thing, role, "")
