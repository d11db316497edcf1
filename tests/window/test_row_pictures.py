"""Rows that are painted come all in the end, however little is painted in one go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPainter, QPixmap

from ui.queue.document import QueuedDocument
from ui.queue.row_pictures import RowPictures
from ui.queue.rows import Look

_COLUMNS = ((0, 400), (400, 172), (572, 84), (656, 160))
_LOOK = Look(_COLUMNS, number=1, is_chosen=False, is_under_mouse=False)
_ROWS = 4


@pytest.mark.usefixtures("qtbot")
def test_each_go_comes_a_row_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.queue.row_pictures._AT_ONCE", 1e-9)
    monkeypatch.setattr("ui.queue.row_pictures._KEPT", _ROWS // 2)
    documents = [
        QueuedDocument(number, Path(f"/surat/{number}.pdf"), Path(), "surat", 0)
        for number in range(_ROWS)
    ]
    rows, picture = RowPictures(), QPixmap(1, 1)
    goes = 0
    while goes == 0 or not rows.are_all_painted:
        goes += 1
        assert goes <= _ROWS
        rows.begin()
        with QPainter(picture) as painter:
            for one in documents:
                rows.draw(painter, 0, one, _LOOK)
    assert goes == _ROWS
