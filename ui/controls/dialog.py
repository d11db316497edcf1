"""Dialogs inside the window: a card on a scrim, so that nothing hides behind it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.controls import theme
from ui.controls.labels import disc, frame, label
from ui.controls.scroll_area import ScrollArea

_MARGIN: Final = 16
_BUTTON: Final = 40
_BELOW_A_FIELD: Final = 64


class Dialog(QWidget):
    """Covers its parent; ``ask`` shows it and waits for an answer.

    Esc answers no. Enter answers yes where a primary button is set, on and named
    the default; the dialog of a last try names none.
    """

    guide_topic: tuple[str, str] = ("", "")
    """Chapter and section of the guide about this dialog; empty: that of its room."""

    def __init__(self, parent: QWidget, *, width: int) -> None:
        super().__init__(parent.window())
        self._loop = QEventLoop(self)
        self._accepted = False
        self._default: QAbstractButton | None = None
        self._before: QWidget | None = None
        """Where the keyboard was; None if nowhere."""
        self.card = frame("dialog")
        self.card.setParent(self)
        self._width = width
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self._scroll = _scrolling(self.body)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(20)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.buttons)
        window = parent.window()
        window.installEventFilter(self)
        self.hide()

    def add_heading(self, icon: str, tone: str, title: str, line: str = "") -> None:
        """Begin the dialog with a disc, a title and a line."""
        words = QVBoxLayout()
        words.setSpacing(2)
        heading = label(title, role="title", wrap=True)
        words.addWidget(heading)
        self.subtitle = label(line, role="helper", wrap=True)
        self.subtitle.setVisible(bool(line))
        words.addWidget(self.subtitle)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(disc(icon, tone, size=48), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.setAccessibleName(title)
        self.setWindowTitle(title)

    def set_default(self, button: QAbstractButton | None) -> None:
        """Name the button that Enter presses; None if there is to be none."""
        self._default = button

    def ask(self) -> bool:
        """Show the dialog and wait; True if it was accepted."""
        self._before = QApplication.focusWidget()
        self._accepted = False
        self.show()
        self.raise_()
        # Only what is shown has the fonts of the style sheet, and so its true height.
        self._cover()
        self._focus_first()
        self._loop.exec()
        self.hide()
        # What had the keyboard may be gone: pages are built anew behind a dialog.
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._accepted

    def show_once(self) -> None:
        """Show the dialog, and let go of it when it was answered."""
        self.ask()
        self.deleteLater()

    def accept(self) -> None:
        """Answer yes."""
        self._accepted = True
        self._loop.quit()

    def reject(self) -> None:
        """Answer no."""
        self._accepted = False
        self._loop.quit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        elif event.type() == QEvent.Type.Close and self.isVisible():
            self.reject()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.window().focusWidget()
            if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
                focused.click()
            elif self._default is not None and self._default.isEnabled():
                self._default.click()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard inside the dialog."""
        order = self._reachable()
        if not order:
            return False
        focused = self.window().focusWidget()
        position = order.index(focused) if focused in order else -1
        step = 1 if next else -1
        self._focus(
            order[(position + step) % len(order)],
            Qt.FocusReason.TabFocusReason
            if next
            else Qt.FocusReason.BacktabFocusReason,
        )
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("scrim"))

    def _cover(self) -> None:
        window = self.window()
        self.setGeometry(window.rect())
        width = min(self._width, self.width() - 2 * _MARGIN)
        height = min(self._wanted_height(width - 56), self.height() - 2 * _MARGIN)
        self.card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )

    def _wanted_height(self, room: int) -> int:
        """Return how high the card would be; ``room`` is the width of its body."""
        wanted = (
            self.body.heightForWidth(room)
            if self.body.hasHeightForWidth()
            else self.body.sizeHint().height()
        )
        # The style sheet raises the buttons, and the card has a line around it.
        foot = max(
            self.buttons.sizeHint().height(), self.buttons.minimumSize().height()
        )
        return wanted + max(foot, _BUTTON) + 48 + 20 + 2

    def refit(self) -> None:
        """Fit the card to contents that have changed."""
        self._cover()

    def _reachable(self) -> list[QWidget]:
        return [
            one
            for one in self.card.findChildren(QWidget)
            if one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one is not self._scroll
            # The field inside a spin box, which is reached as the box already.
            and one.focusProxy() is None
        ]

    def _focus_first(self) -> None:
        reachable = self._reachable()
        fields = (one for one in reachable if isinstance(one, QLineEdit))
        default = (one for one in reachable if one is self._default)
        for one in [*fields, *default, *reachable][:1]:
            self._focus(one, Qt.FocusReason.PopupFocusReason)

    def _focus(self, widget: QWidget, reason: Qt.FocusReason) -> None:
        widget.setFocus(reason)
        for scroll in self.card.findChildren(ScrollArea):
            if scroll.isAncestorOf(widget):
                # With what is said below a field, where the window is low.
                scroll.ensureWidgetVisible(widget, 0, _BELOW_A_FIELD)


def _scrolling(body: QVBoxLayout) -> ScrollArea:
    inside = QWidget()
    body.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(body)
    scroll = ScrollArea()
    scroll.setWidget(inside)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll
