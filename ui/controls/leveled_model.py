"""A tree for Qt from a flat list in which every entry tells how deep it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex

    Index = QModelIndex | QPersistentModelIndex

_ROOT: Final = -1


class LeveledModel(QAbstractItemModel):
    """Asks for no more than is in sight, so that ten thousand entries are no burden.

    An entry belongs to the nearest one before it that is less deep, however many
    levels lie between.
    """

    def __init__(self, levels: Sequence[int]) -> None:
        super().__init__()
        self._parents: list[int] = []
        self._places: list[int] = []
        """Of each entry among those that have the same parent."""
        self._children: dict[int, list[int]] = {_ROOT: []}
        above: list[int] = []
        for entry, level in enumerate(levels):
            while above and levels[above[-1]] >= level:
                above.pop()
            parent = above[-1] if above else _ROOT
            siblings = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._places.append(len(siblings))
            siblings.append(entry)
            above.append(entry)

    def index_of(self, entry: int) -> QModelIndex:
        """Return where an entry stands; ``entry`` is its place in the flat list."""
        if not 0 <= entry < len(self._places):
            return QModelIndex()
        return self.createIndex(self._places[entry], 0, entry)

    def entry_at(self, index: Index) -> int:
        """Return the place in the flat list."""
        return int(index.internalId())

    def ancestors(self, entry: int) -> list[int]:
        """Return the entries above one, the uppermost first."""
        found: list[int] = []
        while (entry := self._parents[entry]) != _ROOT:
            found.append(entry)
        return found[::-1]

    @override
    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        siblings = self._children.get(self._entry(parent), [])
        if column or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    @overload
    def parent(self) -> QObject | None: ...

    @overload
    def parent(self, child: Index) -> QModelIndex: ...

    @override
    def parent(self, child: Index | None = None) -> QObject | QModelIndex | None:
        if child is None:
            return super().parent()
        if not child.isValid():
            return QModelIndex()
        return self.index_of(self._parents[self.entry_at(child)])

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._children.get(self._entry(parent), ()))

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 1

    def _entry(self, index: Index | None) -> int:
        if index is None or not index.isValid():
            return _ROOT
        return self.entry_at(index)
