"""Notices that files change on the disk, however a program writes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAUSE: Final = 300
"""Milliseconds in which news are gathered: a file is seldom written at one stroke."""


class FileWatch(QObject):
    """Tells which of some files should be looked at again; it reads none of them."""

    touched = Signal(object)
    """The ``Path`` of a file that may have changed, come or gone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: set[Path] = set()
        self._touched: set[Path] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._file_changed)
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._tell)

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these files and no others; absolute paths."""
        self._watched = set(paths)
        self._touched &= self._watched
        self._renew()

    def look(self, path: Path) -> None:
        """Have a file looked at soon, whether or not anything was noticed."""
        if path in self._watched:
            self._touched.add(path)
            # Not begun anew by more news: a busy folder would never be looked at.
            if not self._timer.isActive():
                self._timer.start()

    def _renew(self) -> None:
        """Watch again what is there: a file that was replaced is another one.

        The folders are watched too, for they tell when a file comes back.
        """
        wanted = {str(one) for one in self._watched}
        wanted |= {str(one.parent) for one in self._watched}
        now = {*self._watcher.files(), *self._watcher.directories()}
        if now - wanted:
            self._watcher.removePaths(sorted(now - wanted))
        if wanted - now:
            self._watcher.addPaths(sorted(wanted - now))

    def _file_changed(self, name: str) -> None:
        self.look(Path(name))

    def _folder_changed(self, name: str) -> None:
        for path in self._watched:
            if path.parent == Path(name):
                self.look(path)

    def _tell(self) -> None:
        self._renew()
        touched, self._touched = self._touched, set()
        for path in sorted(touched):
            self.touched.emit(path)
