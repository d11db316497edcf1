"""Lines of the trees in the window, found by how they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeView


def line_of(tree: QTreeView, words: str) -> QModelIndex:
    """Return the line that begins with these words, however deep it stands."""
    model = tree.model()
    found: list[QModelIndex] = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        words,
        1,
        Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive,
    )
    assert found, words
    return found[0]


def clicks_line(tree: QTreeView, words: str) -> None:
    place = tree.visualRect(line_of(tree, words)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
