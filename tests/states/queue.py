"""Pictures of the queue: empty, filling, signing, failed in parts, resumed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.papers.orders import write_orders
from tests.states.dialogs import queue_dialogs
from ttedesktop.language import _
from ttedesktop.moments import moment
from ui import rail
from ui.completing.register_dialog import RegisterDialog
from ui.queue.confirmation import QueueConfirmation
from ui.queue.document import RowState
from ui.queue.stop_dialog import StopDialog
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.states.visitor import Visitor
    from ui.controls.dialog import Dialog
    from ui.queue.affairs import QueueAffairs
    from ui.queue.document import QueuedDocument
    from ui.queue.viewer import QueueViewer


def queue_states(
    photo: Visitor,
    folder: Path,
    pin: str,
    wait_for: Callable[[Callable[[], bool]], None],
    count: int = 38,
) -> None:
    """Walk through the queue as a treasurer would."""
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None
    photo.application.parts.keeper.change(output_folder=str(folder / "hasil"))
    window.show_room(rail.QUEUE)
    photo.take("20-queue-empty")
    incoming = folder / "SPM November"
    orders = write_orders(incoming, count)
    orders[3].write_bytes(b"%PDF-1.7 rusak")
    (incoming / "Umum" / "SPM-2026-0099-dobel.pdf").write_bytes(
        orders[1].read_bytes() + b"%%\n"
    )
    affairs = switchboard.queue.affairs
    affairs.add([incoming])
    page = window.queue_page
    wait_for(lambda: bool(page.model.documents))
    photo.take("21-queue-filling")
    _wait_for_facts(affairs, wait_for)
    _read_some(photo, wait_for)
    photo.take("22-queue-ready")
    queue_dialogs(photo, page.model.in_order())
    page.foot.consent.setChecked(True)
    photo.take("23-queue-consented")
    _sign(photo, affairs, pin, wait_for)
    _afterwards(photo, wait_for)


def _wait_for_facts(
    affairs: QueueAffairs, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    wait_for(
        lambda: not any(one.state is RowState.LOOKING for one in affairs.documents)
    )


def _read_some(
    photo: Visitor,
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    window = photo.application.window
    assert window is not None
    page = window.queue_page
    if not page.viewer.isVisible():
        photo.take("21-queue-folded")
        page.tools.preview.setChecked(True)
    rows = page.model.in_order()
    for row in [one for one in rows if one.state is RowState.READY][:5]:
        page.table.go_to(row)
        wait_for(partial(_is_shown, page.viewer, row))
        page.viewer.view.go_to_page(len(page.viewer.view.pages) - 1)
        wait_for(partial(_was_read, row))


def _is_shown(viewer: QueueViewer, row: QueuedDocument) -> bool:
    return viewer.row is row and viewer.document is not None


def _was_read(row: QueuedDocument) -> bool:
    return row.read_at is not None


def _sign(
    photo: Visitor,
    affairs: QueueAffairs,
    pin: str,
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    window = photo.application.window
    assert window is not None
    page, flow = window.queue_page, affairs.batches.flow
    victim = next(
        one for one in reversed(page.model.in_order()) if one.state is RowState.READY
    )

    def confirm(dialog: QueueConfirmation) -> None:
        photo.take("24-queue-confirm")
        # It changes behind the person's back: this one will not be signed.
        with victim.path.open("ab") as file:
            file.write(b"%% diubah\n")
        photo.with_dialog(PinDialog, enter, dialog.sign_button.click)

    def enter(dialog: PinDialog) -> None:
        photo.take("25-queue-pin")
        QTest.keyClicks(dialog.field, pin)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    ended: list[int] = []
    flow.ended.connect(lambda _error: ended.append(1))
    photo.with_dialog(QueueConfirmation, confirm, page.foot.sign_wanted.emit)
    states = page.model.states
    wait_for(lambda: states()[RowState.SIGNED] >= 4)
    flow.pause_or_go_on()
    photo.take("26-queue-signing")
    flow.pause_or_go_on()
    photo.with_dialog(StopDialog, lambda one: _seen(photo, one), page.tools.stop.click)
    wait_for(lambda: bool(ended))
    photo.take("27-queue-failed-in-parts")


def _seen(photo: Visitor, dialog: Dialog) -> None:
    photo.take("26-queue-stop")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def _afterwards(
    photo: Visitor,
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    window, switchboard = photo.application.window, photo.application.switchboard
    assert window is not None
    assert switchboard is not None

    def look(dialog: RegisterDialog) -> None:
        wait_for(lambda: dialog.table.rowCount() > 0)
        photo.take("28-register")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    photo.with_dialog(RegisterDialog, look, switchboard.show_register)
    page = window.queue_page
    words = _("Pekerjaan {when} terhenti: {done} dari {total} ditandatangani.")
    when = moment(datetime(2026, 11, 30, 1, 20, tzinfo=UTC))
    page.tools.show_resume(words.format(when=when, done=17, total=38))
    photo.take("29-queue-resumed")
    page.tools.show_tools()
