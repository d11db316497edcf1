"""The rows of the queue for the view: sorted, grouped, filtered and searched.

Two thousand rows are no burden: nothing is asked of a document here, rows that changed
are told of together, and only what is in sight is painted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from ttedesktop.language import _, mark
from ui.queue.arrangement import KEYS, PASSES, RANK, Grouping, Order, Sieve
from ui.queue.document import (
    STATE_WORDS,
    QueuedDocument,
    RowState,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_Index = QModelIndex | QPersistentModelIndex
_TOGETHER: Final = 30
"""Milliseconds in which changed rows are gathered."""
_MOST_RUNS: Final = 4
"""Places at which rows are inserted; where they are more, all is sorted anew."""
_REARRANGED: Final = 700
"""Milliseconds after which rows go where they belong by now."""


class Column(IntEnum):
    """The columns, from the left."""

    DOCUMENT = 0
    PLACE = 1
    READ = 2
    STATUS = 3


_HEADINGS: Final = {
    Column.DOCUMENT: mark("Dokumen"),
    Column.PLACE: mark("Letak"),
    Column.READ: mark("Dibaca"),
    Column.STATUS: mark("Status"),
}


class QueueModel(QAbstractTableModel):
    """All documents of the queue, and those of them that are shown."""

    counts_changed = Signal()
    """Some state changed, or something came or went; told of some at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: dict[int, QueuedDocument] = {}
        self._paths: set[Path] = set()
        self._shown: list[QueuedDocument | str] = []
        self._rows: dict[int, int] = {}
        """Row by the number of the document."""
        self._titles: list[int] = []
        """Rows that are titles of groups."""
        self._order, self._grouping, self._sieve = (
            Order.ATTENTION,
            Grouping.NONE,
            Sieve.ALL,
        )
        self._is_descending = self._is_scarce = False
        self._words: list[str] = []
        self._changed: set[int] = set()
        self._tell = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._tell.timeout.connect(self._tell_changed)
        self._again = QTimer(self, singleShot=True, interval=_REARRANGED)
        self._again.timeout.connect(self._rearrange)
        self._holds_still = False

    # --- what there is -------------------------------------------------------------

    @property
    def documents(self) -> list[QueuedDocument]:
        """All, in the order of adding."""
        return list(self._documents.values())

    @property
    def order(self) -> Order:
        """By what the rows are sorted."""
        return self._order

    @property
    def grouping(self) -> Grouping:
        """What gathers rows under a title."""
        return self._grouping

    @property
    def sieve(self) -> Sieve:
        """Which rows are shown."""
        return self._sieve

    def in_order(self) -> list[QueuedDocument]:
        """Return those that are shown, in their order."""
        return [one for one in self._shown if isinstance(one, QueuedDocument)]

    def at(self, index: _Index) -> QueuedDocument | None:
        """Return the document of a row; None for a title."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        one = self._shown[index.row()]
        return one if isinstance(one, QueuedDocument) else None

    def shown(self, row: int) -> QueuedDocument | str:
        """Return what a row shows: a document, or the title of a group."""
        return self._shown[row]

    def position(self, row: int) -> int:
        """Return the number that stands before the document of a row."""
        return row + 1 - bisect_right(self._titles, row)

    def has(self, path: Path) -> bool:
        """Say whether a file is in the queue."""
        return path in self._paths

    def numbered(self, number: int) -> QueuedDocument | None:
        """Return a document by its number."""
        return self._documents.get(number)

    def index_of(self, one: QueuedDocument) -> QModelIndex:
        """Return where a document stands; invalid if it is not shown."""
        row = self._rows.get(one.number)
        return QModelIndex() if row is None else self.index(row, 0)

    def states(self) -> Counter[RowState]:
        """Count the documents by their state."""
        return Counter(one.state for one in self._documents.values())

    def ready(self) -> list[QueuedDocument]:
        """Return what can be signed, in the order that is shown, hidden ones last."""
        shown = [one for one in self.in_order() if one.state is RowState.READY]
        numbers = {one.number for one in shown}
        hidden = [
            one
            for one in self._documents.values()
            if one.state is RowState.READY and one.number not in numbers
        ]
        return [*shown, *hidden]

    # --- changed -------------------------------------------------------------------

    def add(self, new: Sequence[QueuedDocument]) -> None:
        """Add documents; they stand where they belong."""
        self._documents.update((one.number, one) for one in new)
        self._paths.update(one.path for one in new)
        if not self._is_inserted(new):
            self._arrange()
        self.counts_changed.emit()

    def remove(self, gone: Iterable[QueuedDocument]) -> None:
        """Take documents from the queue; the files stay where they are."""
        for one in gone:
            self._documents.pop(one.number, None)
            self._paths.discard(one.path)
        self._arrange()
        self.counts_changed.emit()

    def changed(self, one: QueuedDocument) -> None:
        """Say that something about a document is different now."""
        self._changed.add(one.number)
        if not self._tell.isActive():
            self._tell.start()
        if self._again.isActive() or self._holds_still or self._is_in_place(one):
            return
        self._again.start()

    def hold_still(self, *, still: bool) -> None:
        """Let rows stay where they are while a batch runs, and no longer."""
        self._holds_still = still
        self._rearrange()

    def set_scarce(self, *, scarce: bool) -> None:
        """Leave out headings that have no room."""
        if scarce != self._is_scarce:
            self._is_scarce = scarce
            self.headerDataChanged.emit(
                Qt.Orientation.Horizontal, Column.PLACE, Column.READ
            )

    def sort_by(self, order: Order, *, descending: bool = False) -> None:
        """Sort the rows."""
        self._order, self._is_descending = order, descending
        self._arrange()

    def group_by(self, grouping: Grouping) -> None:
        """Gather rows under titles, or under none."""
        self._grouping = grouping
        self._arrange()

    def sift(self, sieve: Sieve) -> None:
        """Show only some of them."""
        self._sieve = sieve
        self._arrange()

    def search(self, words: str) -> None:
        """Show only those in which all these words stand."""
        self._words = words.casefold().split()
        self._arrange()

    def _tell_changed(self) -> None:
        rows = [self._rows[one] for one in self._changed if one in self._rows]
        self._changed.clear()
        if rows:
            self.dataChanged.emit(
                self.index(min(rows), 0),
                self.index(max(rows), len(Column) - 1),
            )
        self.counts_changed.emit()

    def _is_in_place(self, one: QueuedDocument) -> bool:
        """Say whether a row may stay where it is, so that nothing is sorted again.

        Where each row that changed is in order with those beside it, all are.
        """
        row = self._rows.get(one.number)
        if self._grouping is Grouping.STATUS or self._is_wanted(one) is (row is None):
            return False
        if row is None:
            return True
        key = KEYS[self._order]
        beside = [
            key(other)
            for other in self._shown[max(0, row - 1) : row + 2]
            if isinstance(other, QueuedDocument)
        ]
        return beside == sorted(beside, reverse=self._is_descending)

    def _rearrange(self) -> None:
        if not self._holds_still:
            self._arrange()

    def _arrange(self) -> None:
        shown = self._arranged()
        if shown == self._shown:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._shown[one.row()] for one in before]
        self._shown = shown
        self._number_rows()
        after = [
            self.index(self._rows[one.number], index.column())
            if isinstance(one, QueuedDocument) and one.number in self._rows
            else QModelIndex()
            for one, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _is_inserted(self, new: Sequence[QueuedDocument]) -> bool:
        """Insert rows among those that are shown, if they belong together there.

        A folder comes in its order: most of its rows go behind those before them, and
        nothing else has to be sorted again.
        """
        if self._grouping is not Grouping.NONE or self._is_descending:
            return False
        key, shown = KEYS[self._order], self.in_order()
        wanted = sorted(filter(self._is_wanted, new), key=key)
        runs: list[tuple[int, list[QueuedDocument | str]]] = []
        for one in wanted:
            place = bisect_right(shown, key(one), key=key)
            if not runs or runs[-1][0] != place:
                runs.append((place, []))
            runs[-1][1].append(one)
        if len(runs) > _MOST_RUNS:
            return False
        # The last first, so that the places of the others hold.
        for place, rows in reversed(runs):
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self._shown[place:place] = rows
            self._number_rows(place)
            self.endInsertRows()
        return True

    def _is_wanted(self, one: QueuedDocument) -> bool:
        passes = PASSES[self._sieve]
        return passes(one) and (not self._words or self._is_found(one))

    def _number_rows(self, first: int = 0) -> None:
        """Note where the rows are; those before the ``first`` are where they were."""
        if not first:
            self._rows, self._titles = {}, []
        for row, one in enumerate(self._shown[first:], first):
            if isinstance(one, str):
                self._titles.append(row)
            else:
                self._rows[one.number] = row

    def _arranged(self) -> list[QueuedDocument | str]:
        chosen = list(filter(self._is_wanted, self._documents.values()))
        chosen.sort(key=KEYS[self._order], reverse=self._is_descending)
        if self._grouping is Grouping.NONE:
            return [*chosen]
        return self._grouped(chosen)

    def _grouped(self, chosen: list[QueuedDocument]) -> list[QueuedDocument | str]:
        groups: dict[str, list[QueuedDocument]] = {}
        by_state = self._grouping is Grouping.STATUS
        if by_state:
            chosen = sorted(chosen, key=lambda one: RANK[one.state])
        for one in chosen:
            title = _(STATE_WORDS[one.state]) if by_state else one.folder_words
            groups.setdefault(title, []).append(one)
        rows: list[QueuedDocument | str] = []
        for title, members in groups.items():
            rows.append(f"{title} · {len(members)}")
            rows.extend(members)
        return rows

    def _is_found(self, one: QueuedDocument) -> bool:
        haystack = one.haystack()
        return all(word in haystack for word in self._words)

    # --- for the view --------------------------------------------------------------

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if (
            orientation is Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.DisplayRole
        ):
            has_room = not self._is_scarce or section not in {1, 2}
            return _(_HEADINGS[Column(section)]) if has_room else ""
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        one = self._shown[index.row()]
        spoken = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        if isinstance(one, str) or role not in (*spoken, Qt.ItemDataRole.ToolTipRole):
            is_title = isinstance(one, str) and role in spoken and not index.column()
            return one if is_title else None
        return _told(one, Column(index.column()), role)


def _told(one: QueuedDocument, column: Column, role: int) -> str:
    """Return the words of a cell, for a screen reader and for a tooltip."""
    from ui.queue.words import read_words, status_tip, status_words

    is_tip = role == Qt.ItemDataRole.ToolTipRole
    match column:
        case Column.DOCUMENT if is_tip:
            return "\n".join((str(one.path), *one.facts.notes))
        case Column.DOCUMENT:
            return f"{one.path.name}, {one.details}"
        case Column.PLACE:
            return one.place_words
        case Column.READ:
            return read_words(one)
        case Column.STATUS:
            return status_tip(one) if is_tip else status_words(one)
