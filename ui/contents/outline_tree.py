"""The table of contents: a tree whose lines lead to places in the document."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeView
from typing_extensions import override

from ttedesktop.language import _
from ui.controls import theme
from ui.controls.labels import plain_tip
from ui.controls.leveled_model import LeveledModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ttedesktop.document.contents import OutlineEntry, Spot

    Index = QModelIndex | QPersistentModelIndex

_FEW: Final = 60
"""Lines up to which the second level is open from the start."""
_INDENT: Final = 14


class OutlineTree(QTreeView):
    """A click or Enter goes to a section; the section that is read is marked."""

    spot_chosen = Signal(object)
    """The ``Spot`` that a line leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Daftar isi"))
        self.setProperty("kind", "tree")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self._chosen: int | None = None
        self._spots: list[tuple[int, float, int]] = []
        """Page, points below its upper edge, and entry; in the order of the pages."""
        self._read: int | None = None
        self._lines = _Lines(())
        self.show_entries(())
        self.clicked.connect(self._choose)
        self.expanded.connect(self._mark)
        self.collapsed.connect(self._mark)

    def show_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show a table of contents from its beginning."""
        before, self._lines = self._lines, _Lines(entries)
        self._chosen, self._read = None, None
        self._spots = sorted(
            (one.target.page, one.target.y, number)
            for number, one in enumerate(entries)
            if one.target is not None
        )
        self.setModel(self._lines)
        before.deleteLater()
        if len(entries) <= _FEW:
            self.expandToDepth(0)

    @property
    def chosen(self) -> Spot | None:
        """Where the line leads that was chosen last; None if none was."""
        return (
            None if self._chosen is None else self._lines.entries[self._chosen].target
        )

    @property
    def marked(self) -> int | None:
        """Place of the line that is marked, in the table from its beginning."""
        return self._lines.marked

    def show_position(self, page: int, y: float) -> None:
        """Mark the section that holds a place that is read; ``y`` in points."""
        self._chosen = None
        number = bisect_right(self._spots, (page, y, len(self._lines.entries)))
        self._read = self._spots[number - 1][2] if number else None
        self._mark()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._lines.entry_at(index)
        target = self._lines.entries[entry].target
        if target is None:
            self.setExpanded(index, not self.isExpanded(index))
            return
        self._chosen = self._read = entry
        self._mark()
        self.spot_chosen.emit(target)

    def _mark(self) -> None:
        """Mark the section, or the line below which it is folded away."""
        shown = self._read
        if shown is not None:
            for above in self._lines.ancestors(shown):
                if not self.isExpanded(self._lines.index_of(above)):
                    shown = above
                    break
        if shown == self._lines.marked:
            return
        self._lines.mark(shown)
        if shown is not None and not self.hasFocus():
            self.scrollTo(self._lines.index_of(shown))


class _Lines(LeveledModel):
    def __init__(self, entries: Sequence[OutlineEntry]) -> None:
        super().__init__([one.level for one in entries])
        self.entries = tuple(entries)
        self.marked: int | None = None

    def mark(self, entry: int | None) -> None:
        changed = (self.marked, entry)
        self.marked = entry
        for one in changed:
            if one is not None:
                index = self.index_of(one)
                self.dataChanged.emit(index, index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number = self.entry_at(index)
        entry, is_read = self.entries[number], number == self.marked
        if is_read and role == Qt.ItemDataRole.FontRole:
            return theme.font(14, 600)
        told: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: entry.title or _("Tanpa judul"),
            Qt.ItemDataRole.ToolTipRole: plain_tip(_tip(entry)),
            Qt.ItemDataRole.ForegroundRole: theme.colour(_ink(entry, is_read=is_read)),
            Qt.ItemDataRole.AccessibleDescriptionRole: (
                _("Bagian yang sedang dibaca") if is_read else ""
            ),
        }
        return told.get(role)


def _ink(entry: OutlineEntry, *, is_read: bool) -> str:
    if is_read:
        return "accentink"
    return "text3" if entry.target is None else "text"


def _tip(entry: OutlineEntry) -> str:
    if entry.target is None:
        return entry.title
    page = _("halaman {page}").format(page=entry.target.page + 1)
    return f"{entry.title} · {page}" if entry.title else page
