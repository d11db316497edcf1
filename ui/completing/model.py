"""The table of documents that need something: the most urgent first, always sorted."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush
from typing_extensions import override

from ttedesktop.language import _, mark
from ttedesktop.longterm.watch_list import Need, WatchedDocument
from ttedesktop.watch_words import level_of, need_of, until_of
from ui.controls import icons, theme
from ui.controls.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Index = QModelIndex | QPersistentModelIndex

_ROOT: Final = QModelIndex()
COLUMNS: Final = (
    mark("Dokumen"),
    mark("Tingkat"),
    mark("Yang diperlukan"),
    mark("Kapan"),
)
DOCUMENT, LEVEL, NEED, UNTIL = range(4)


class WatchFilter(Enum):
    """Which documents are shown."""

    ALL = "all"
    DUE = "due"
    """Something is to be done within ninety days."""
    COMPLETION = "completion"
    RENEWAL = "renewal"
    TROUBLE = "trouble"
    """Locked, unreadable, or too late."""


FILTERS: Final = {
    WatchFilter.ALL: mark("Semua"),
    WatchFilter.DUE: mark("Dalam 90 hari"),
    WatchFilter.COMPLETION: mark("Belum lengkap"),
    WatchFilter.RENEWAL: mark("Perlu diperbarui"),
    WatchFilter.TROUBLE: mark("Terkunci atau terlambat"),
}
_NEEDS: Final = {
    WatchFilter.COMPLETION: (Need.COMPLETION,),
    WatchFilter.RENEWAL: (Need.RENEWAL,),
    WatchFilter.TROUBLE: (Need.UNKNOWN, Need.NOTHING_HELPS),
}


class WatchModel(QAbstractTableModel):
    """Documents come and go one by one, so that what is chosen stays chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[WatchedDocument] = []
        """What is shown, in its order."""
        self._keys: list[tuple[int, datetime, str]] = []
        self._all: dict[Path, WatchedDocument] = {}
        self._outcomes: dict[Path, str] = {}
        self._words = ""
        self._kind = WatchFilter.ALL

    def fill(self, documents: Iterable[WatchedDocument]) -> None:
        """Show these documents and no others."""
        self._all = {one.path: one for one in documents}
        self._outcomes = {}
        self._arrange()

    def filter(self, words: str, kind: WatchFilter) -> None:
        """Show those in whose path every word stands, and that are of a kind."""
        self._words, self._kind = words.casefold(), kind
        self._arrange()

    def put(self, one: WatchedDocument) -> None:
        """Show a document, or what is known of it anew."""
        before = self._all.get(one.path)
        if before == one:
            return
        if before is not None:
            self.remove(one.path)
        self._all[one.path] = one
        if not self._is_wanted(one):
            return
        row = bisect_left(self._keys, one.urgency)
        self.beginInsertRows(_ROOT, row, row)
        self.rows.insert(row, one)
        self._keys.insert(row, one.urgency)
        self.endInsertRows()

    def remove(self, path: Path) -> None:
        """Show a document no more."""
        row = self.row_of(path)
        self._all.pop(path, None)
        if row >= 0:
            self.beginRemoveRows(_ROOT, row, row)
            del self.rows[row], self._keys[row]
            self.endRemoveRows()

    def tell(self, path: Path, words: str) -> None:
        """Say of a document what became of it, in place of what it needs."""
        self._outcomes[path] = words
        row = self.row_of(path)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, UNTIL))

    def row_of(self, path: Path) -> int:
        """Return where a document stands; -1 if it is not shown."""
        one = self._all.get(path)
        if one is None:
            return -1
        row = bisect_left(self._keys, one.urgency)
        is_there = row < len(self.rows) and self.rows[row].path == path
        return row if is_there else -1

    @property
    def documents(self) -> tuple[WatchedDocument, ...]:
        """All of them, whether shown or not."""
        return tuple(self._all.values())

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = filter(self._is_wanted, self._all.values())
        self.rows = sorted(wanted, key=lambda one: one.urgency)
        self._keys = [one.urgency for one in self.rows]
        self.endResetModel()

    def _is_wanted(self, one: WatchedDocument) -> bool:
        if self._kind is WatchFilter.DUE and not one.is_due(datetime.now(UTC)):
            return False
        if one.need not in _NEEDS.get(self._kind, (one.need,)):
            return False
        path = str(one.path).casefold()
        return all(word in path for word in self._words.split())

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        is_name = role == Qt.ItemDataRole.DisplayRole
        if orientation is Qt.Orientation.Horizontal and is_name:
            return _(COLUMNS[section])
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._shown(one, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            whole = str(one.path) if column == DOCUMENT else self._shown(one, column)
            return plain_tip(whole)
        is_urgent = one.is_due(datetime.now(UTC))
        if column == UNTIL and is_urgent and one.path not in self._outcomes:
            if role == Qt.ItemDataRole.ForegroundRole:
                return QBrush(theme.colour("warn.fg"))
            if role == Qt.ItemDataRole.DecorationRole:
                return icons.icon("warning", size=16, colour="warn.fg")
        return None

    def _shown(self, one: WatchedDocument, column: int) -> str:
        if column == DOCUMENT:
            return one.path.name
        if column == LEVEL:
            return level_of(one)
        if column == NEED:
            return self._outcomes.get(one.path) or need_of(one)
        return until_of(one, datetime.now(UTC))
