"""A flat list with levels becomes a tree, whatever levels a document invents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from ttedesktop.document.contents import Layer, OutlineEntry, Spot
from ui.contents.layer_tree import LayerTree
from ui.contents.outline_tree import OutlineTree
from ui.controls.leveled_model import LeveledModel

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot


def tree_of(
    model: LeveledModel, parent: QModelIndex | None = None
) -> dict[int, object]:
    inside = parent or QModelIndex()
    rows = (model.index(row, 0, inside) for row in range(model.rowCount(inside)))
    return {model.entry_at(one): tree_of(model, one) for one in rows}


@pytest.mark.parametrize(
    ("levels", "tree"),
    [
        ([], {}),
        ([0, 1, 1, 0], {0: {1: {}, 2: {}}, 3: {}}),
        # Deeper by more than one, and never at the beginning.
        ([2, 5, 4, 0], {0: {1: {}, 2: {}}, 3: {}}),
        ([3, 1, 2], {0: {}, 1: {2: {}}}),
    ],
)
def test_an_entry_belongs_to_the_last_one_that_is_less_deep(
    levels: list[int], tree: dict[int, object]
) -> None:
    model = LeveledModel(levels)

    assert tree_of(model) == tree


def test_ancestors_come_from_above() -> None:
    model = LeveledModel([0, 1, 2, 3])

    assert model.ancestors(3) == [0, 1, 2]


def test_qt_finds_no_fault_in_the_models(qtbot: QtBot) -> None:
    outline, layers = OutlineTree(), LayerTree()
    qtbot.addWidget(outline)
    qtbot.addWidget(layers)
    levels = (0, 2, 1, 0)
    outline.show_entries(
        [OutlineEntry(f"Bab {n}", level, Spot(n)) for n, level in enumerate(levels)]
    )
    layers.show_layers(
        [
            Layer(n, f"Lapisan {n}", level, is_shown=True, is_fixed=n == 1)
            for n, level in enumerate(levels)
        ],
        is_changed=False,
    )

    for model in (outline.model(), layers.tree.model()):
        is_examined(model)
    outline.show_position(2, 10.0)


def is_examined(model: QAbstractItemModel) -> None:
    """Let Qt look; what it finds is a warning, and a warning fails the test."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(model, mode, model)
