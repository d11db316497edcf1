"""The rows of the queue stay in order while documents change, sorted or not."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ui.queue.arrangement import KEYS, PASSES, Grouping, Order, Sieve
from ui.queue.document import QueuedDocument, RowState, natural_key
from ui.queue.model import QueueModel
from ui.queue.tally import tally

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

COUNT = 60


@pytest.mark.parametrize("order", [Order.ATTENTION, Order.STATUS, Order.NAME])
@pytest.mark.parametrize("sieve", [Sieve.ALL, Sieve.ATTENTION])
def test_rows_go_where_they_belong(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, order: Order, sieve: Sieve
) -> None:
    monkeypatch.setattr("ui.queue.model._REARRANGED", 1)
    chance = random.Random(20261130)  # noqa: S311 - no secret
    documents = [_document(number) for number in range(1, COUNT + 1)]
    model = QueueModel()
    model.sort_by(order)
    model.sift(sieve)
    for start in range(0, COUNT, 10):
        model.add(documents[start : start + 10])
    for _round in range(3):
        for one in chance.sample(documents, 5):
            one.state = chance.choice(list(RowState))
            model.changed(one)
        qtbot.waitUntil(
            lambda: (
                model.in_order()
                == sorted(filter(PASSES[sieve], documents), key=KEYS[order])
            )
        )
        shown = model.in_order()
        assert [model.index_of(one).row() for one in shown] == list(range(len(shown)))


def test_numbers_leave_titles_out() -> None:
    model = QueueModel()
    model.add([_document(number) for number in range(1, 5)])
    model.documents[0].state = RowState.READY
    model.group_by(Grouping.STATUS)
    numbers = [
        model.position(row)
        for row in range(model.rowCount())
        if isinstance(model.shown(row), QueuedDocument)
    ]
    assert numbers == [1, 2, 3, 4]
    assert model.rowCount() == 6


def test_all_counts_come_of_one_walk() -> None:
    documents = [_document(number) for number in range(1, 6)]
    for one in documents[:3]:
        one.state = RowState.READY
    documents[3].state = RowState.SIGNED
    counts = tally(documents)
    assert counts.total == 5
    assert counts.ready == {1, 2, 3}
    assert (counts.read, counts.unread) == (0, 3)
    assert counts.states[RowState.LOOKING] == counts.states[RowState.SIGNED] == 1


def _document(number: int) -> QueuedDocument:
    path = Path(f"/surat/SPM-{number}.pdf")
    return QueuedDocument(
        number, path, Path(), "surat", 1000,
        folder_key="surat", sort_key=natural_key(path.name),
    )  # fmt: skip
