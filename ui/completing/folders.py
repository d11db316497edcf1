"""The folders that are looked through as archives: added, and let go again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from ttedesktop.language import _, n_
from ttedesktop.settings.catalogue import declared
from ui.controls.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.program.settings_keeper import SettingsKeeper


class ArchiveFolders(Button):
    """A button with their number; its menu names them."""

    def __init__(self, keeper: SettingsKeeper, look: Callable[[], None]) -> None:
        """Take what looks through them anew."""
        super().__init__("", icon="folder", size="dialog")
        self._keeper, self._look = keeper, look
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._show()

    def add(self, folder: str) -> None:
        """Look through another folder from now on."""
        folders = self._keeper.settings.archive_folders
        if folder and folder not in folders:
            self._change((*folders, folder))

    def remove(self, folder: str) -> None:
        """Look through a folder no more; nothing in it is changed."""
        folders = self._keeper.settings.archive_folders
        self._change(tuple(one for one in folders if one != folder))

    def _change(self, folders: tuple[str, ...]) -> None:
        self._keeper.change(archive_folders=folders)
        self._show()
        self._look()

    def _fill(self) -> None:
        self._menu.clear()
        adding = self._menu.addAction(_("Awasi folder…"))
        adding.triggered.connect(self._choose)
        folders = self._keeper.settings.archive_folders
        is_fixed = self._keeper.locks(declared("archive.folders"))
        adding.setEnabled(not is_fixed)
        if folders:
            self._menu.addSeparator()
        for one in folders:
            words = _("Jangan awasi lagi: {folder}").format(folder=one)
            leaving = self._menu.addAction(words)
            leaving.setEnabled(not is_fixed)
            leaving.triggered.connect(lambda _on=False, o=one: self.remove(o))
        if is_fixed:
            self._menu.addAction(_("Diatur administrator")).setEnabled(False)

    def _choose(self) -> None:
        title = _("Pilih folder arsip")
        start = str(Path.home())
        self.add(QFileDialog.getExistingDirectory(self, title, start))

    def _show(self) -> None:
        count = len(self._keeper.settings.archive_folders)
        words = n_("{count} folder arsip", "{count} folder arsip", count)
        self.setText(words.format(count=count) if count else _("Folder arsip"))
