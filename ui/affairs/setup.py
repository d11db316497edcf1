"""Leads through the first start, and remembers how far a person came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ttedesktop.language import _
from ttedesktop.settings.store import StoreOutcome
from ui import rail

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.main_window import MainWindow
    from ui.program.parts import Parts
    from ui.setup.page import SetupPage


class SetupAffairs(QObject):
    """One for a window."""

    def __init__(
        self,
        parts: Parts,
        window: MainWindow,
        *,
        use_key_file: Callable[[], None],
        open_file: Callable[[Path], None],
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._use_key_file = use_key_file
        self._open_file = open_file
        self._page: SetupPage | None = None

    @property
    def is_due(self) -> bool:
        """Whether it should be offered: nothing was ever set, or it was broken off."""
        keeper = self._parts.keeper
        if not keeper.settings.offers_setup:
            return False
        is_new = keeper.outcome is StoreOutcome.ABSENT and keeper.has_store
        return is_new or keeper.settings.setup_step > 0

    def begin(self) -> None:
        """Show the step at which the person was last."""
        page = self._made()
        page.go_to(self._parts.settings.setup_step)
        self._window.show_setup(page)

    def _made(self) -> SetupPage:
        if self._page is None:
            # Most starts never need it.
            from ui.setup.contents import (
                ProfileStep,
                ToolStep,
                beginning_step,
                result_step,
            )
            from ui.setup.page import SetupPage
            from ui.setup.practice import PracticeStep

            tool, practice = ToolStep(self._parts), PracticeStep(self._parts)
            contents = (
                beginning_step(self._parts),
                tool,
                ProfileStep(self._parts),
                result_step(self._parts),
                practice,
            )
            page = SetupPage(contents, step=self._parts.settings.setup_step)
            page.step_changed.connect(self._note_step)
            page.left.connect(self._leave)
            page.finished.connect(self._finish)
            tool.ladder_wanted.connect(self._show_ladder)
            tool.key_file_wanted.connect(self._use_key_file)
            practice.result_wanted.connect(self._show_practice)
            self._page = page
        return self._page

    def _note_step(self, step: int) -> None:
        self._parts.keeper.change(setup_step=step)

    def _leave(self) -> None:
        self._parts.keeper.change(offers_setup=False)
        self._window.show_room(rail.DOCUMENT)
        self._window.toast.tell(
            _("Penyiapan dapat dilanjutkan kapan saja dari menu Bantuan"),
            action=_("Lanjutkan"),
            run=self.begin,
        )

    def _finish(self) -> None:
        self._parts.keeper.change(offers_setup=False, setup_step=0)
        self._window.show_room(rail.DOCUMENT)

    def _show_ladder(self) -> None:
        self._window.show_room(rail.TOKEN)
        self._window.toast.tell(
            _("Penyiapan menunggu Anda"), action=_("Lanjutkan"), run=self.begin
        )

    def _show_practice(self, path: Path) -> None:
        self._finish()
        self._open_file(path)
