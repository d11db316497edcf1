"""The table of files that are checked: a row for each, filled as answers come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from ttedesktop.language import _, mark
from ttedesktop.messages import words_of
from ttedesktop.moments import moment
from ttedesktop.validation.report import Verdict
from ttedesktop.validation.reporting.explanation import explain, signer_name
from ui.controls import icons
from ui.controls.chips import verdict_picture
from ui.controls.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttedesktop.validation.checking import CheckedFile, ListedFile

Index = QModelIndex | QPersistentModelIndex

_ROOT: Final = QModelIndex()
COLUMNS: Final = (
    mark("Dokumen"),
    mark("Hasil"),
    mark("Penanda tangan"),
    mark("Waktu"),
    mark("Penjelasan"),
)
DOCUMENT, VERDICT, SIGNERS, TIME, EXPLANATION = range(5)
SORT_ROLE: Final = Qt.ItemDataRole.UserRole
VERDICT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_WORST_FIRST: Final = (
    Verdict.INVALID,
    Verdict.UNREADABLE,
    Verdict.INDETERMINATE,
    Verdict.UNSIGNED,
    Verdict.VALID_WITH_NOTES,
    Verdict.VALID,
)


@dataclass(slots=True)
class CheckingRow:
    """A file, and what was found of it; None while it waits."""

    listed: ListedFile
    checked: CheckedFile | None = None


class CheckingModel(QAbstractTableModel):
    """Rows stand in the order in which files were added."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CheckingRow] = []

    def add(self, files: Sequence[ListedFile]) -> None:
        """Append files that are not listed yet."""
        known = {row.listed.path for row in self.rows}
        new = [one for one in files if one.path not in known]
        if not new:
            return
        first = len(self.rows)
        self.beginInsertRows(_ROOT, first, first + len(new) - 1)
        self.rows.extend(CheckingRow(one) for one in new)
        self.endInsertRows()

    def set_checked(self, row: int, checked: CheckedFile) -> None:
        """Note what was found of a file."""
        self.rows[row].checked = checked
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def clear(self) -> None:
        """Forget all files."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def count_of(self, *verdicts: Verdict) -> int:
        """Return how many files got one of these verdicts."""
        return sum(
            1
            for row in self.rows
            if row.checked is not None and row.checked.report.verdict in verdicts
        )

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
        row = self.rows[index.row()]
        verdict = row.checked.report.verdict if row.checked is not None else None
        if role == VERDICT_ROLE:
            return verdict.value if verdict is not None else ""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == VERDICT:
            return _picture(verdict)
        words = _words(row, index.column())
        if role == SORT_ROLE and index.column() == VERDICT:
            return _rank(verdict)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        shown = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return words if role in {*shown, SORT_ROLE} else None


class CheckingFilter(QSortFilterProxyModel):
    """Shows the files with some verdicts, and with some words in any column."""

    def __init__(self, model: CheckingModel) -> None:
        super().__init__()
        self._verdicts: tuple[Verdict, ...] = ()
        self._words = ""
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show_only(self, verdicts: tuple[Verdict, ...], words: str) -> None:
        """Show what has one of the verdicts (none named: any) and these words."""
        self._verdicts, self._words = verdicts, words.casefold()
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        values = {one.value for one in self._verdicts}
        told = model.index(source_row, 0, source_parent).data(VERDICT_ROLE)
        if values and told not in values:
            return False
        if not self._words:
            return True
        cells = (
            str(model.index(source_row, column, source_parent).data())
            for column in range(len(COLUMNS))
        )
        return any(self._words in cell.casefold() for cell in cells)


def _picture(verdict: Verdict | None) -> object:
    if verdict is None:
        return icons.pixmap("clock", size=16, colour="text3")
    _words_of_it, icon, tone = verdict_picture(verdict)
    return icons.pixmap(icon, size=16, colour=f"{tone}.fg", filled=True)


def _rank(verdict: Verdict | None) -> int:
    return len(_WORST_FIRST) if verdict is None else _WORST_FIRST.index(verdict)


def _words(row: CheckingRow, column: int) -> str:
    if column == DOCUMENT:
        return row.listed.name
    if row.checked is None:
        return _("Menunggu") if column == VERDICT else ""
    return _ANSWERS[column](row.checked)


def _signers(checked: CheckedFile) -> str:
    names = (signer_name(one) for one in checked.report.signatures)
    return ", ".join(dict.fromkeys(names))


def _last_time(checked: CheckedFile) -> str:
    signatures = checked.report.signatures
    times = [one.trusted_time or one.claimed_time for one in signatures]
    known = [one for one in times if one is not None]
    return moment(max(known)) if known else ""


def _why(checked: CheckedFile) -> str:
    if checked.error is not None:
        return words_of(checked.error).heading
    return explain(checked.report).sentence


_ANSWERS: Final[dict[int, Callable[[CheckedFile], str]]] = {
    VERDICT: lambda checked: verdict_picture(checked.report.verdict)[0],
    SIGNERS: _signers,
    TIME: _last_time,
    EXPLANATION: _why,
}
