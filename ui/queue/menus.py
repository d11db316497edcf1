"""The menus of the queue: what is done to rows, and the folder that is watched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from ttedesktop.language import _

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ui.program.parts import Parts
    from ui.queue.page import QueuePage


class QueueMenus(QObject):
    """Offers; what is chosen is somebody else's affair."""

    sorting_out_wanted = Signal()
    removal_wanted = Signal()
    done_removal_wanted = Signal()
    clearing_wanted = Signal()
    watching_wanted = Signal(object)
    """The folder that is to be watched, or None."""
    specimen_chosen = Signal(str)

    def __init__(self, parts: Parts, page: QueuePage) -> None:
        super().__init__(page)
        self._parts, self._page = parts, page
        page.tools.more_menu.aboutToShow.connect(self._fill)
        self._fill()

    def show(self, point: QPoint) -> None:
        """Show the menu of the rows at a point of the screen."""
        menu = QMenu(self._page)
        self._offer(menu, _("Sisihkan, atau kembalikan (X)"), self.sorting_out_wanted)
        self._offer(menu, _("Keluarkan dari antrean (Delete)"), self.removal_wanted)
        specimens = menu.addMenu(_("Spesimen"))
        for design in self._parts.settings.specimens:
            action = specimens.addAction(design.title.replace("&", "&&"))
            action.triggered.connect(
                lambda _on=False, key=design.key: self.specimen_chosen.emit(key)
            )
        menu.popup(point)

    def _fill(self) -> None:
        menu = self._page.tools.more_menu
        menu.clear()
        for words, signal in (
            (_("Sisihkan, atau kembalikan (X)"), self.sorting_out_wanted),
            (_("Keluarkan dari antrean (Delete)"), self.removal_wanted),
            (_("Keluarkan yang sudah ditandatangani"), self.done_removal_wanted),
            (_("Kosongkan antrean"), self.clearing_wanted),
        ):
            self._offer(menu, words, signal)
        menu.addSeparator()
        watched = self._parts.settings.watched_folder
        if watched:
            words = _("Berhenti mengamati “{folder}”").format(folder=Path(watched).name)
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _on=False: self.watching_wanted.emit(None))
        else:
            action = menu.addAction(_("Amati folder dokumen masuk…"))
            action.triggered.connect(lambda _on=False: self._ask_folder())

    def _offer(self, menu: QMenu, words: str, signal: SignalInstance) -> None:
        menu.addAction(words).triggered.connect(lambda _on=False: signal.emit())

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._page.window(), _("Pilih folder dokumen masuk"), str(Path.home())
        )
        if folder:
            self.watching_wanted.emit(Path(folder))
