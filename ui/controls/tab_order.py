"""Where Tab leads: round what is shown, in the order in which it is read.

Qt's own chain goes by when a widget was made: rows that are made anew come last in it,
and what is hidden with the keyboard keeps it. This order is that of the layouts, looked
up at each press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE: Final = (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTabBar,
)
"""What is inside these is reached by other keys, or not at all."""
_BELOW: Final = 64
"""Pixels that are shown below what has the keyboard: what is said of a field."""


def step(root: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to what is read next, after the last to the first.

    Returns False if nothing in ``root`` takes it.
    """
    focused = root.window().focusWidget()
    order = reachable(root, focused)
    if not order or order == [focused]:
        return bool(order)
    if focused in order:
        place = order.index(focused) + (1 if forward else -1)
        following = order[place % len(order)]
    else:
        following = order[0 if forward else -1]
    reason = Qt.FocusReason.TabFocusReason
    give(following, reason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def reachable(root: QWidget, focused: QWidget | None = None) -> list[QWidget]:
    """Return what Tab leads to in ``root``, in order; ``focused`` is always there."""
    return [one for one in reading_order(root, focused) if _takes(one, focused)]


def enter(area: QWidget) -> None:
    """Give the keyboard to an area, or to what takes it first in there."""
    if not area.focusPolicy() & Qt.FocusPolicy.TabFocus:
        area = next(iter(reachable(area)), area)
    give(area, Qt.FocusReason.ShortcutFocusReason)


def give(one: QWidget, reason: Qt.FocusReason) -> None:
    """Give the keyboard to a widget, and bring it into view."""
    one.setFocus(reason)
    above = one.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(one, 0, min(_BELOW, above.height() // 4))
        above = above.parentWidget()


def reading_order(root: QWidget, focused: QWidget | None = None) -> Iterator[QWidget]:
    """Yield what is shown in ``root``, in the order of reading; and ``focused``.

    What has just been hidden or switched off under the keyboard keeps its place: Qt
    asks then where the keyboard is to go.
    """
    for one in _children(root):
        holds = focused is not None and (one is focused or one.isAncestorOf(focused))
        if not (one.isVisible() or holds):
            continue
        yield one
        if not isinstance(one, _WHOLE):
            yield from reading_order(one, focused)


def _takes(one: QWidget, focused: QWidget | None) -> bool:
    if one is focused:
        return True
    return (
        one.isVisible()
        and one.isEnabled()
        and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        # The field inside a spin box, which is reached as the box already.
        and one.focusProxy() is None
        and not _stands_behind(one, focused)
    )


def _stands_behind(one: QWidget, focused: QWidget | None) -> bool:
    """Whether arrows lead here, from another of an exclusive group."""
    group = one.group() if isinstance(one, QAbstractButton) else None
    if group is None or not group.exclusive() or not isinstance(one, QAbstractButton):
        return False
    shown = [other for other in group.buttons() if other.isVisible()]
    if focused in shown:
        return True
    chosen = group.checkedButton()
    return one is not (chosen if chosen in shown else shown[0])


def _children(one: QWidget) -> list[QWidget]:
    layout = one.layout()
    placed = list(_in_layout(layout)) if layout is not None else []
    known = set(placed)
    others = [
        child
        for child in one.children()
        if isinstance(child, QWidget) and child not in known and not child.isWindow()
    ]
    return placed + sorted(others, key=lambda child: (child.y(), child.x()))


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in _order_in(layout):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)


def _order_in(layout: QLayout) -> list[int]:
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        return sorted(numbers, key=lambda number: _cell(layout, number))
    upwards = (QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.RightToLeft)
    if isinstance(layout, QBoxLayout) and layout.direction() in upwards:
        numbers.reverse()
    return numbers


def _cell(layout: QGridLayout, number: int) -> tuple[int, int]:
    row, column, _rows, _columns = cast(
        "tuple[int, int, int, int]", layout.getItemPosition(number)
    )
    return row, column
