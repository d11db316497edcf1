"""Dialogs inside the window: a card on a scrim, so that nothing hides behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import tab_order, theme
from ui.controls.labels import disc, frame, label
from ui.controls.scroll_area import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN: Final = 16
_BUTTON: Final = 40
_BESIDE_BODY: Final = 2 * (28 + 1)
"""Pixels of the card that its body does not have: padding, and the line around it."""
_LEAFING: Final = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


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
        words.addWidget(self.subtitle)
        # Shown here, before it stands in something, it would be a window of its own.
        if not line:
            self.subtitle.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(disc(icon, tone, size=48), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.setAccessibleName(title)
        self.setWindowTitle(title)

    def add_cause(self, cause: str, steps: Sequence[str]) -> None:
        """Say why something went wrong, and what may be done, in numbered steps."""
        numbered = [f"{number}. {step}" for number, step in enumerate(steps, 1)]
        for title, sentences in (
            (_("Mengapa"), [cause]),
            (_("Yang dapat dilakukan"), numbered if len(steps) > 1 else steps),
        ):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(label(title, role="helper"))
            for sentence in sentences:
                part.addWidget(label(sentence, wrap=True))
            self.body.addLayout(part)

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
        elif event.key() in _LEAFING:
            # The buttons below, which have the keyboard, are outside of what scrolls.
            action = _LEAFING[Qt.Key(event.key())]
            self._scroll.verticalScrollBar().triggerAction(action)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep the keyboard inside the dialog while it is shown."""
        if not self.isVisible():
            return super().focusNextPrevChild(next)
        return tab_order.step(self.card, forward=next)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("scrim"))

    def _cover(self) -> None:
        window = self.window()
        self.setGeometry(window.rect())
        width = min(self._width, self.width() - 2 * _MARGIN)
        height = min(
            self._wanted_height(width - _BESIDE_BODY), self.height() - 2 * _MARGIN
        )
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

    def _focus_first(self) -> None:
        reachable = tab_order.reachable(self.card)
        fields = (one for one in reachable if isinstance(one, QLineEdit))
        default = (one for one in reachable if one is self._default)
        for one in [*fields, *default, *reachable][:1]:
            tab_order.give(one, Qt.FocusReason.PopupFocusReason)


def _scrolling(body: QVBoxLayout) -> ScrollArea:
    inside = QWidget()
    body.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(body)
    scroll = ScrollArea()
    scroll.setWidget(inside)
    return scroll
