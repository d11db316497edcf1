"""How a person reads: arrangement, turning, night, and the whole screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import tab_order
from ui.pages.document_view import DocumentView
from ui.pages.page_layout import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.actions import Actions
    from ui.main_window import MainWindow
    from ui.program.settings_keeper import SettingsKeeper

_MODES = {
    "continuous": Mode.CONTINUOUS,
    "single": Mode.SINGLE,
    "two_up": Mode.TWO_UP,
}


class ViewAffairs(QObject):
    """One for a window; it speaks to the view that is in front."""

    def __init__(self, window: MainWindow, keeper: SettingsKeeper) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._actions: Actions | None = None
        window.installEventFilter(self)

    @property
    def _view(self) -> DocumentView:
        return self._window.document_page.view

    def runs(self) -> dict[str, Callable[[], None]]:
        """Return what the actions of this matter do."""
        modes = {
            name: lambda mode=mode: self._choose(mode) for name, mode in _MODES.items()
        }
        return {
            "zoom_in": partial(self._ask, DocumentView.zoom_in),
            "zoom_out": partial(self._ask, DocumentView.zoom_out),
            "actual_size": partial(self._ask, DocumentView.actual_size),
            "fit_page": partial(self._ask, DocumentView.fit_page),
            "fit_width": partial(self._ask, DocumentView.fit_width),
            **modes,
            "turn_right": lambda: self._view.turn(90),
            "turn_left": lambda: self._view.turn(-90),
            "night": self._toggle_night,
            "full_screen": self._toggle_full_screen,
            "next_area": self._next_area,
        }

    def join(self, actions: Actions) -> None:
        """Keep the ticks in the menu true."""
        self._actions = actions
        self.show()

    def show(self) -> None:
        """Show in menu and view what holds now; another view may have come in front."""
        night = self._keeper.settings.night_reading
        self._view.set_night(night=night)
        if self._actions is None:
            return
        for name, mode in _MODES.items():
            self._actions.set_checked(name, checked=self._view.mode is mode)
        self._actions.set_checked("night", checked=night)
        self._actions.set_checked("full_screen", checked=self._window.is_reading)

    def leave_full_screen(self) -> None:
        """Bring back what stands around the pages."""
        if self._window.is_reading:
            self._toggle_full_screen()

    def _next_area(self) -> None:
        focused = QApplication.focusWidget()
        order = list(tab_order.reading_order(self._window, focused))
        here = order.index(focused) if focused in order else -1
        areas = [one for one in self._window.areas() if one in order]
        following = (one for one in areas if order.index(one) > here)
        tab_order.enter(next(following, areas[0]))

    def _ask(self, what: Callable[[DocumentView], None]) -> None:
        what(self._view)

    def _choose(self, mode: Mode) -> None:
        self._view.set_mode(mode)
        if mode is Mode.SINGLE:
            self._view.fit_page()
        self.show()

    def _toggle_night(self) -> None:
        night = not self._keeper.settings.night_reading
        self._keeper.change(night_reading=night)
        self.show()

    def _toggle_full_screen(self) -> None:
        window = self._window
        if not window.is_document_shown and not window.is_reading:
            return
        window.set_reading(reading=not window.is_reading)
        if window.is_reading:
            window.toast.tell(_("Layar penuh. Tekan Esc untuk kembali."))
            self._view.setFocus()
        else:
            window.toast.hide()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the full screen with Esc, if nothing else wants the key."""
        is_escape = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        )
        if is_escape and self._window.is_reading:
            self.leave_full_screen()
            return True
        return False
