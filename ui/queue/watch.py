"""Watches a folder for documents; a new one joins the queue once it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from ui.program.background import Background

_LOOK: Final = 5_000
"""Milliseconds between two looks: drives of a network tell of nothing."""
_SOON: Final = 800
"""Milliseconds after which a file that is being written is looked at again."""


class QueueWatch(QObject):
    """At most one folder; nothing is opened, moved or signed by itself."""

    arrived = Signal(list)
    """Paths of files that have not changed between two looks."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._folder: Path | None = None
        self._seen: dict[Path, tuple[int, float]] = {}
        self._told: set[Path] = set()
        self._is_looking = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self._soon.start())
        self._now_and_then = QTimer(self, interval=_LOOK)
        self._now_and_then.timeout.connect(self._look)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        return self._folder

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none. What lies there already arrives, too."""
        if self._folder is not None:
            self._watcher.removePath(str(self._folder))
        self._folder = folder
        self._seen, self._told = {}, set()
        if folder is None:
            self._now_and_then.stop()
            self._soon.stop()
            return
        self._watcher.addPath(str(folder))
        self._now_and_then.start()
        self._look()

    def _look(self) -> None:
        folder = self._folder
        if folder is None or self._is_looking:
            return
        self._is_looking = True
        self._background.run(
            lambda: _files_in(folder),
            to=self,
            on_success=lambda found: self._take(folder, found),
            on_failure=lambda _error: None,
        )

    def _take(self, folder: Path, found: dict[Path, tuple[int, float]]) -> None:
        self._is_looking = False
        if folder != self._folder:
            return
        new = {path: told for path, told in found.items() if path not in self._told}
        whole = [path for path, told in new.items() if self._seen.get(path) == told]
        self._seen = new
        self._told.update(whole)
        if len(whole) < len(new):
            self._soon.start()
        if whole:
            self.arrived.emit(sorted(whole))


def _files_in(folder: Path) -> dict[Path, tuple[int, float]]:
    """Return size and time of each PDF; nothing if the folder is not there."""
    found: dict[Path, tuple[int, float]] = {}
    try:
        for path in folder.iterdir():
            if path.suffix.lower() == ".pdf" and not path.name.startswith("."):
                told = path.stat()
                found[path] = (told.st_size, told.st_mtime)
    except OSError:
        return found
    return found
