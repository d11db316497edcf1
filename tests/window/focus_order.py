"""Goes round a window with Tab, as those do who have no mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from tests.window.access import INSIDE, PARTS, called
from ui.controls import tab_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST: Final = 200
"""Presses of Tab that lead round any window."""


def focus_findings(window: QWidget, within: QWidget) -> list[str]:
    """Return what is the matter with the way of Tab through a window or a dialog.

    The keyboard is where it was, afterwards.
    """
    before = _keyboard_in(window)
    # What came on the way, as findings and pages do, is there the second time.
    found = _round(window, within) and _round(window, within)
    if before is not None and isValid(before):
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    return found


def _round(window: QWidget, within: QWidget) -> list[str]:
    found: list[str] = []
    way = _way_round(window, next(iter(tab_order.reachable(within)), None), found)
    reached = {called(one) for one in way if isValid(one)}
    # By what they are called: some are made anew on the way.
    left = {called(one) for one in _focusable(within)} - reached
    return found + [f"Tab does not lead to {one}" for one in sorted(left)]


def _way_round(
    window: QWidget, first: QWidget | None, found: list[str]
) -> set[QWidget]:
    """Press Tab until it comes back to where it was first; note what is not right."""
    way: list[QWidget] = []
    for _ in range(MOST):
        QTest.keyClick(_keyboard_in(window) or window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = _keyboard_in(window)
        if way and now is way[-1]:
            # From link to link in a text.
            continue
        if now is None or now in way:
            break
        found += _faults_of(window, now)
        if way and now is not first and _goes_back(window, way[-1], now):
            found.append(f"after {called(way[-1])} Tab goes back to {called(now)}")
        way.append(now)
    if not way or _keyboard_in(window) is not way[0]:
        found.append(f"Tab does not come round after {[*map(called, way)][-1:]}")
    return set(way)


def _keyboard_in(window: QWidget) -> QWidget | None:
    """Return what has the keyboard, or would have it if the window were in front."""
    return window.focusWidget()


def _faults_of(window: QWidget, now: QWidget) -> Iterator[str]:
    if not is_seen(window, now):
        yield f"{called(now)} has the keyboard and is not seen"
    name = QAccessible.queryAccessibleInterface(now).text(QAccessible.Text.Name)
    if not name.strip():
        yield f"{called(now)} has the keyboard and says nothing"


def _goes_back(window: QWidget, one: QWidget, following: QWidget) -> bool:
    """Whether what follows stands before, as one reads: above, or left in the row."""
    here, there = _place(window, one), _place(window, following)
    if here.contains(there) or there.contains(here):
        return False
    overlap = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
    if overlap > min(here.height(), there.height()) / 2:
        return there.right() <= here.left()
    is_above = there.bottom() <= here.top()
    # Further right a column of its own begins at its head.
    return is_above and there.left() < here.right()


def is_seen(window: QWidget, one: QWidget) -> bool:
    """Whether some of a widget is neither hidden nor scrolled away."""
    if not one.isVisible():
        return False
    seen, above = _place(window, one), one.parentWidget()
    while above is not None and above is not window:
        seen = seen.intersected(_place(window, above))
        above = above.parentWidget()
    return not seen.isEmpty()


def _place(window: QWidget, one: QWidget) -> QRect:
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())


def _focusable(within: QWidget) -> Sequence[QWidget]:
    return [
        one
        for one in within.findChildren(QWidget)
        if one.isVisibleTo(within)
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one, PARTS)
        and not isinstance(one.parentWidget(), INSIDE)
        and not one.size().isEmpty()
        and not _is_other_of_a_group(one)
    ]


def _is_other_of_a_group(one: QWidget) -> bool:
    """Whether the arrow keys lead to it, from the one of its group that is chosen."""
    group = one.group() if isinstance(one, QAbstractButton) else None
    if group is None or not group.exclusive():
        return False
    return one is not group.checkedButton()
