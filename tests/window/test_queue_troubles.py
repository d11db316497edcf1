"""What becomes of the queue when something goes wrong, and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.papers.orders import write_orders
from tests.window.person import Person
from tests.window.running import running
from tests.window.treasurer import Treasurer, states_of
from ttedesktop.batch.journal import Journal, planned
from ttedesktop.batch.naming import OutputRule
from ttedesktop.batch.report import csv_of
from ttedesktop.data_folder import batches_folder
from ttedesktop.language import Language
from ttedesktop.register import Register, RegisterFilter, Whereabouts, whereabouts_of
from ui import rail
from ui.application import Application
from ui.completing.register_dialog import RegisterDialog
from ui.controls.error_dialog import ErrorDialog
from ui.controls.question_dialog import QuestionDialog
from ui.queue.confirmation import QueueConfirmation
from ui.queue.document import RowState
from ui.queue.orders import job_of
from ui.queue.scan import AT_ONCE
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.tokens.fault_module import FaultModule
    from ttedesktop.demo.demonstration import Demonstration

pytestmark = pytest.mark.usefixtures("own_data")


def test_nobody_who_gives_no_pin_signs_anything(
    treasurer: Treasurer, incoming: Path
) -> None:
    originals = write_orders(incoming, 2)
    treasurer.adds(incoming)
    treasurer.consents()
    given_up: list[int] = []
    treasurer.affairs.batches.flow.given_up.connect(lambda: given_up.append(1))

    def enter_wrongly(dialog: PinDialog) -> None:
        treasurer.person.will_answer(PinDialog, treasurer.person.escapes)
        treasurer.person.types(dialog.field, "999999")

    def confirm(dialog: QueueConfirmation) -> None:
        treasurer.person.will_answer(PinDialog, enter_wrongly)
        dialog.sign_button.click()

    treasurer.person.will_answer(QueueConfirmation, confirm)
    treasurer.page.foot.button.click()
    treasurer.person.waits_until(lambda: bool(given_up))

    assert states_of(treasurer.rows) == {RowState.READY}
    assert sorted(incoming.rglob("*.pdf")) == sorted(originals)
    assert not list(batches_folder().glob("*.jsonl"))
    assert Register().count() == 0


def test_cancelling_at_a_reader_with_keys_leaves_the_queue_as_it_was(
    treasurer: Treasurer, fault: FaultModule, incoming: Path
) -> None:
    fault.does("pad cancel")
    person, flow = treasurer.person, treasurer.affairs.batches.flow
    person.application.parts.tokens.restart(())
    write_orders(incoming, 2)
    treasurer.adds(incoming)
    person.waits_until(lambda: treasurer.affairs.batches.certificate is not None)
    treasurer.consents()
    given_up: list[int] = []
    flow.given_up.connect(lambda: given_up.append(1))

    person.will_answer(QueueConfirmation, lambda dialog: dialog.sign_button.click())
    person.waits_until(treasurer.page.foot.button.isEnabled)
    treasurer.page.foot.button.click()
    person.waits_until(lambda: bool(given_up))

    assert not flow.is_busy
    assert not person.reads("Masukkan PIN pada pembaca kartu Anda")
    assert states_of(treasurer.rows) == {RowState.READY}
    assert not list(batches_folder().glob("*.jsonl"))


def test_session_lost_unseen_costs_a_pin_and_no_fright(
    treasurer: Treasurer, fault: FaultModule, incoming: Path
) -> None:
    del fault
    person = treasurer.person
    parts = person.application.parts
    first, *others = write_orders(incoming, 3)
    treasurer.adds(first)
    person.waits_until(lambda: treasurer.affairs.batches.certificate is not None)
    treasurer.consents()
    treasurer.signs()
    assert parts.kept.token is not None
    treasurer.adds(*others)
    treasurer.consents()
    # The helper dies, as after a crash of the driver.
    parts.tokens.interrupt(parts.kept.token)

    treasurer.signs()

    assert states_of(treasurer.rows) == {RowState.SIGNED}


def test_token_that_is_pulled_stops_the_batch_and_the_rest_is_signed_later(
    treasurer: Treasurer, incoming: Path, fault: FaultModule
) -> None:
    write_orders(incoming, 4)
    parts = treasurer.person.application.parts
    treasurer.person.waits_until(
        lambda: (
            parts.tokens.survey is not None and bool(parts.tokens.survey.certificates())
        )
    )
    treasurer.adds(incoming)
    treasurer.consents()
    seen: list[str] = []
    treasurer.person.will_read_trouble(seen)

    def pull(outcome: object) -> None:
        del outcome
        fault.does("removed")

    flow = treasurer.affairs.batches.flow
    treasurer.affairs.batches.signed.connect(pull)
    treasurer.signs()
    treasurer.affairs.batches.signed.disconnect(pull)

    signed = sum(one.state is RowState.SIGNED for one in treasurer.rows)
    assert 1 <= signed < 4
    assert RowState.WAITING not in states_of(treasurer.rows)
    treasurer.person.waits_until(lambda: bool(seen))
    fault.does()
    parts.tokens.look_now()
    treasurer.person.waits_until(
        lambda: (
            parts.tokens.survey is not None and bool(parts.tokens.survey.certificates())
        )
    )
    for one in treasurer.rows:
        if one.state is RowState.FAILED:
            one.state, one.failure = RowState.READY, None
    treasurer.affairs.standing.refresh()
    treasurer.consents()
    assert not flow.is_busy
    treasurer.signs()

    assert states_of(treasurer.rows) == {RowState.SIGNED}
    assert len(list(incoming.rglob("*_TTE.pdf"))) == 4


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"%% lain\n")


def test_only_what_failed_is_repeated_and_told(
    treasurer: Treasurer, incoming: Path
) -> None:
    originals = write_orders(incoming, 3)
    treasurer.adds(incoming)
    treasurer.consents()
    content = originals[0].read_bytes()

    treasurer.signs(before=lambda _dialog: _append(originals[0]))
    (failed,) = [one for one in treasurer.rows if one.state is RowState.FAILED]
    assert failed.failure is not None
    assert failed.failure.code() == "document_changed_on_disk"
    # what needs a person stands first
    assert treasurer.rows[0] is failed
    told = csv_of(treasurer.affairs.batches.outcomes()).decode("utf-8-sig")
    assert (told.count("Ditandatangani"), told.count("Gagal")) == (2, 1)

    originals[0].write_bytes(content)

    def confirm(dialog: QueueConfirmation) -> None:
        assert "1 dokumen" in dialog.sign_button.text()
        dialog.sign_button.click()

    # Who is logged in is not asked again.
    treasurer.person.will_answer(QueueConfirmation, confirm)
    treasurer.person.clicks("Ulangi yang gagal", within=treasurer.page.tools)
    treasurer.person.waits_until(lambda: states_of(treasurer.rows) == {RowState.SIGNED})
    treasurer.person.waits_until(lambda: not treasurer.affairs.is_busy)


def test_batch_that_was_cut_off_is_offered_and_gone_on_with(
    treasurer: Treasurer,
    incoming: Path,
    demonstration: Demonstration,
    qtbot: QtBot,
) -> None:
    write_orders(incoming, 3)
    treasurer.adds(incoming)
    certificate = treasurer.affairs.standing.certificate
    assert certificate is not None
    jobs = [job_of(one, reason="", location="") for one in treasurer.rows]
    plan = planned(jobs, OutputRule(), certificate=certificate.sha256)
    # As a program leaves it that was killed right after the confirmation.
    Journal.begin(batches_folder() / "terputus.jsonl", plan).close()

    with running(Application(None, demonstration=demonstration.folder)) as later:
        other = Treasurer(Person(later, qtbot), demonstration.pin)
        # Told of at once, also to whoever did not mean to go there.
        other.person.waits_until(
            lambda: other.person.reads("Ada pekerjaan antrean yang belum selesai")
        )
        other.goes_there()
        other.person.waits_until(lambda: other.page.tools.is_offering)
        assert other.person.reads("0 dari 3 ditandatangani")
        other.person.will_type_pin(demonstration.pin)
        ended: list[object] = []
        other.affairs.batches.flow.ended.connect(ended.append)
        other.person.waits_until(lambda: other.affairs.standing.certificate is not None)
        other.person.clicks("Lanjutkan", within=other.page.tools)
        other.person.waits_until(lambda: bool(ended))
        assert states_of(other.rows) == {RowState.SIGNED}

    assert len(list(incoming.rglob("*_TTE.pdf"))) == 3
    assert not list(batches_folder().glob("*.jsonl"))


def test_folder_that_is_watched_brings_documents_once_they_are_whole(
    treasurer: Treasurer, incoming: Path
) -> None:
    incoming.mkdir()
    treasurer.affairs.watch_folder(incoming)
    (order,) = write_orders(incoming, 1)
    order.rename(incoming / order.name)

    treasurer.person.waits_until(lambda: len(treasurer.affairs.documents) == 1)
    treasurer.waits_for_facts()
    assert states_of(treasurer.rows) == {RowState.READY}


def test_rows_that_were_on_their_way_come_into_the_window_that_is_made_anew(
    treasurer: Treasurer, incoming: Path
) -> None:
    incoming.mkdir()
    names = {f"SPM-{number}.pdf" for number in range(3 * AT_ONCE)}
    for name in names:
        (incoming / name).write_bytes(b"%PDF")
    person, before = treasurer.person, treasurer.person.window
    treasurer.affairs.add([incoming])
    person.waits_until(lambda: bool(treasurer.affairs.documents))
    assert len(treasurer.affairs.documents) < len(names)

    person.application.parts.keeper.change(language=Language.ENGLISH)
    person.waits_until(lambda: person.window is not before)

    def come() -> set[str]:
        switchboard = person.application.switchboard
        assert switchboard is not None
        return {one.path.name for one in switchboard.queue.affairs.documents}

    person.waits_until(lambda: come() == names)


def test_empty_queue_stays_where_documents_are_dropped_in_a_window_made_anew(
    treasurer: Treasurer,
) -> None:
    treasurer.goes_there()
    person, before = treasurer.person, treasurer.person.window
    person.application.parts.keeper.change(language=Language.ENGLISH)
    person.waits_until(lambda: person.window is not before)
    person.waits_until(person.window.queue_page.empty.isVisible)
    assert not person.window.queue_page.table.isVisible()


def test_register_finds_what_was_signed_and_says_when_it_has_gone(
    treasurer: Treasurer, incoming: Path
) -> None:
    write_orders(incoming, 2)
    treasurer.adds(incoming)
    treasurer.consents()
    treasurer.signs()
    register = Register()
    treasurer.person.waits_until(lambda: register.count() == 2)
    one, other = register.find()
    assert whereabouts_of(one) is Whereabouts.UNCHANGED
    import pathlib

    pathlib.Path(one.path).unlink()
    assert register.count(RegisterFilter(words=pathlib.Path(other.path).name)) == 1

    def look(dialog: RegisterDialog) -> None:
        treasurer.person.waits_until(lambda: dialog.table.rowCount() == 2)
        treasurer.person.waits_until(
            lambda: treasurer.person.reads("Sudah dipindahkan")
        )
        treasurer.person.escapes(dialog)

    treasurer.person.will_answer(RegisterDialog, look)
    switchboard = treasurer.person.application.switchboard
    assert switchboard is not None
    switchboard.show_register()


def test_window_is_not_closed_while_the_token_signs(
    treasurer: Treasurer, incoming: Path
) -> None:
    write_orders(incoming, 3)
    treasurer.adds(incoming)
    treasurer.consents()
    ended: list[object] = []
    flow = treasurer.affairs.batches.flow
    flow.ended.connect(ended.append)
    treasurer.begins()
    treasurer.person.waits_until(lambda: flow.is_busy)

    treasurer.person.will_answer(QuestionDialog, treasurer.person.escapes)
    treasurer.person.window.close()

    assert treasurer.person.window.isVisible()
    treasurer.person.waits_until(lambda: bool(ended))
    assert treasurer.person.window.room == rail.QUEUE
    assert not treasurer.person.window.findChildren(ErrorDialog)
