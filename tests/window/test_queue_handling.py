"""How documents come into the queue, how they are chosen, and where results go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.papers.orders import write_orders
from tests.window.treasurer import SECTIONS, states_of
from ttedesktop.batch.naming import ARCHIVE_FOLDER, SIGNED_FOLDER, OutputRule
from ui.program import saving
from ui.queue.arrangement import Order
from ui.queue.confirmation import QueueConfirmation, QueueOutput, Whither
from ui.queue.document import RowState

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.treasurer import Treasurer

pytestmark = [
    pytest.mark.usefixtures("own_data"),
    # The offscreen platform knows no least size, and says so of every window.
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


def drops(treasurer: Treasurer, *paths: Path) -> None:
    """Let files and folders fall on the window."""
    window, data = treasurer.person.window, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = QPoint(300, 300), Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, copy, data, button, keys)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(place, copy, data, button, keys))


def test_what_is_dropped_joins_the_queue_and_is_stepped_through_by_one_key(
    treasurer: Treasurer, incoming: Path
) -> None:
    originals = write_orders(incoming, 6)
    section = incoming / SECTIONS[0]
    lone = next(path for path in originals if section not in path.parents)

    drops(treasurer, section, lone)
    treasurer.person.waits_until(lambda: len(treasurer.rows) == 3)
    drops(treasurer, section)
    treasurer.waits_for_facts()

    assert len(treasurer.affairs.documents) == 3
    assert {one.root for one in treasurer.rows} == {SECTIONS[0], lone.parent.name}
    table, window = treasurer.page.table, treasurer.person.window
    first, second, third = treasurer.rows
    assert table.current is first
    for wanted, key in (
        (second, Qt.Key.Key_Down),
        (third, Qt.Key.Key_Down),
        (second, Qt.Key.Key_Up),
    ):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert table.current is wanted
        treasurer.person.waits_until(lambda: treasurer.page.viewer.row is table.current)


def test_rows_added_later_stand_where_they_belong(
    treasurer: Treasurer, incoming: Path
) -> None:
    originals = write_orders(incoming, 9)
    model = treasurer.page.model
    for path in (originals[7], originals[2], originals[5], originals[0]):
        treasurer.adds(path)
    treasurer.adds(incoming)

    for order in (Order.ATTENTION, Order.NAME, Order.SIZE):
        shown = treasurer.rows
        model.sort_by(order)
        if order is Order.ATTENTION:
            # inserted one by one, they stand as if all had been sorted at once
            assert treasurer.rows == shown
        assert len(treasurer.rows) == 9
        assert all(
            model.index_of(one).row() == n for n, one in enumerate(model.in_order())
        )
    model.search("keuangan")
    found = len(treasurer.rows)
    assert 0 < found < 9


def test_results_and_originals_go_apart_with_their_folders_and_a_list(
    treasurer: Treasurer,
    incoming: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    originals = write_orders(incoming, 3)
    below = [path.relative_to(incoming) for path in originals]
    tidy, listed = tmp_path / "rapi", tmp_path / "hasil.csv"
    tidy.mkdir()
    parts = treasurer.person.application.parts
    parts.keeper.change(output_folder=str(tidy), queue_separates=True)
    treasurer.adds(incoming)
    (other,) = [one for one in parts.settings.specimens if one.title == "QR saja"]
    treasurer.page.table.go_to(treasurer.rows[0])
    treasurer.affairs.use_specimen(other.key)
    assert [one.specimen for one in treasurer.rows] == [other.key, "", ""]
    treasurer.consents()

    treasurer.signs()

    assert states_of(treasurer.rows) == {RowState.SIGNED}
    for path in below:
        assert (tidy / ARCHIVE_FOLDER / path).is_file()
        signed = tidy / SIGNED_FOLDER / path.with_name(f"{path.stem}_TTE.pdf")
        assert signed.is_file()
    assert not any(path.exists() for path in originals)
    monkeypatch.setattr(saving, "choose_list_path", lambda *_told: listed)
    monkeypatch.setattr(saving, "show_in_folder", lambda _path: None)
    treasurer.person.clicks("Simpan daftar hasil", within=treasurer.page.tools)
    treasurer.person.waits_until(listed.exists)
    table = listed.read_text("utf-8-sig")
    heading = table.splitlines()[0]
    for column in ("dokumen", "sha256 sebelum", "sha256 sesudah", "sha256 sertifikat"):
        assert column in heading
    assert table.count("Ditandatangani") == 3


def test_key_that_asks_each_time_is_said_to_before_anything_is_signed(
    treasurer: Treasurer, incoming: Path
) -> None:
    write_orders(incoming, 3)
    treasurer.adds(incoming)
    treasurer.person.waits_for_token()
    certificate = treasurer.affairs.batches.certificate
    assert certificate is not None

    told: dict[bool, str] = {}
    for always in (False, True):
        dialog = QueueConfirmation(
            treasurer.page,
            treasurer.rows,
            replace(certificate, always_asks_pin=always),
            output=QueueOutput(OutputRule(), Whither.BESIDE, "", "{nama}_TTE"),
            unread=2,
        )
        told[always] = " ".join(one.text() for one in dialog.findChildren(QLabel))
        dialog.deleteLater()

    assert "PIN dimasukkan satu kali untuk semuanya." in told[False]
    assert "Kunci ini meminta PIN untuk setiap dokumen: 3 kali." in told[True]
    assert "2 di antaranya belum Anda baca" in told[True]
