"""Each document of a batch is signed once, in order, and the rest is left alone."""

from __future__ import annotations

import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.engine.batch.trays import Tray
from ttedesktop.batch.claims import FolderClaims
from ttedesktop.batch.job import Fate
from ttedesktop.batch.naming import OutputRule, moved_aside
from ttedesktop.batch.run import BatchRun
from ttedesktop.batch.turns import Pace
from ttedesktop.errors.batch_errors import AlreadySigned, FolderInUse
from ttedesktop.errors.errors import Cancelled
from ttedesktop.errors.token_errors import TokenRemoved
from ttedesktop.validation.report import Coverage, Integrity

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office

WHOLE = (Integrity.INTACT, Coverage.WHOLE_FILE)


@pytest.fixture
def tray(office: Office, tmp_path: Path) -> Tray:
    return Tray(office, tmp_path / "SPM")


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_all_are_signed_in_order_with_one_login_and_originals_stay(tray: Tray) -> None:
    before = {one.original: one.original.read_bytes() for one in tray.jobs}
    plan = tray.plan()

    with tray.session() as session:
        outcomes = tray.run(plan).run(session, plan.jobs)

    signed = [one.job.number for one in tray.told if one.fate is Fate.SIGNED]
    assert sorted(signed) == [1, 2, 3, 4]
    assert session.signatures == 4
    assert {path: path.read_bytes() for path in before} == before
    assert names_in(tray.folder / "hasil") == {f"SPM-{n}_TTE.pdf" for n in range(1, 5)}
    for one in outcomes:
        assert one.path is not None
        report = tray.office.verify(one.path)
        assert report.sha256 == one.after
        (signature,) = report.signatures
        assert (signature.integrity, signature.coverage) == WHOLE


def test_next_document_waits_ready_while_the_token_signs(tray: Tray) -> None:
    plan = tray.plan()
    begun = threading.Event()

    def wait_for_the_next(signature: int) -> None:
        # The token is still at the first one when the second has been begun.
        if signature == 0:
            assert begun.wait(30)

    def on_change(number: int) -> None:
        if number == 2:
            begun.set()

    run = BatchRun(
        plan,
        tray.workplace(),
        on_change=lambda outcome: on_change(outcome.job.number),
    )
    with tray.session() as session:
        session.before = wait_for_the_next
        outcomes = run.run(session, plan.jobs)

    assert all(one.fate is Fate.SIGNED for one in outcomes)


def test_failure_of_one_document_is_its_own(tray: Tray) -> None:
    tray.jobs[1].original.write_bytes(b"bukan pdf")
    plan = tray.plan()

    with tray.session() as session:
        outcomes = tray.run(plan).run(session, plan.jobs)

    assert [one.fate for one in outcomes] == [
        Fate.SIGNED, Fate.FAILED, Fate.SIGNED, Fate.SIGNED,
    ]  # fmt: skip
    assert outcomes[1].error is not None
    assert outcomes[1].error.code() == "not_a_pdf"


def test_token_that_goes_stops_the_batch_and_is_asked_no_more(tray: Tray) -> None:
    plan = tray.plan()

    def pulled(signature: int) -> None:
        if signature == 1:
            raise TokenRemoved("CKR_DEVICE_REMOVED")

    run = tray.run(plan)
    with tray.session() as session:
        session.before = pulled
        outcomes = run.run(session, plan.jobs)

    assert isinstance(run.stopped_by, TokenRemoved)
    assert session.signatures == 1
    assert [one.fate for one in outcomes] == [
        Fate.SIGNED, Fate.FAILED, Fate.WAITING, Fate.WAITING,
    ]  # fmt: skip
    assert names_in(tray.folder / "hasil") == {"SPM-1_TTE.pdf"}


def test_stop_finishes_what_the_token_has_signed(tray: Tray) -> None:
    plan = tray.plan()
    run = tray.run(plan)

    with tray.session() as session:
        session.before = lambda signature: run.stop() if signature == 1 else None
        outcomes = run.run(session, plan.jobs)

    assert [one.fate for one in outcomes] == [
        Fate.SIGNED, Fate.SIGNED, Fate.WAITING, Fate.WAITING,
    ]  # fmt: skip
    assert run.stopped_by is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_whoever_is_interrupted_waits_for_what_the_token_is_at(tray: Tray) -> None:
    class Interrupted(BaseException):
        """What the handler of a signal raises, in the middle of waiting."""

    def interrupt(_number: int, _frame: object) -> None:
        raise Interrupted

    def be_long(signature: int) -> None:
        if signature == 0:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
            threading.Event().wait(0.5)

    plan = tray.plan()
    handler = signal.signal(signal.SIGUSR1, interrupt)
    try:
        with tray.session() as session:
            session.before = be_long
            with pytest.raises(Interrupted):
                tray.run(plan).run(session, plan.jobs)
            assert {name[-4:] for name in names_in(tray.folder / "hasil")} == {".pdf"}
    finally:
        signal.signal(signal.SIGUSR1, handler)


def test_pause_asks_the_token_no_more_until_it_goes_on(tray: Tray) -> None:
    plan = tray.plan()
    run = tray.run(plan)
    paused = threading.Event()

    def pause(signature: int) -> None:
        if signature == 0:
            run.pause()
            paused.set()

    def go_on() -> None:
        paused.wait(30)
        # Whatever waited for the token is put back meanwhile.
        assert run.pace is Pace.PAUSED
        threading.Event().wait(0.5)
        asked.append(session.signatures)
        run.go_on()

    asked: list[int] = []
    with tray.session() as session:
        session.before = pause
        helper = threading.Thread(target=go_on)
        helper.start()
        outcomes = run.run(session, plan.jobs)
        helper.join()

    assert asked == [1]
    assert session.signatures == 4
    assert all(one.fate is Fate.SIGNED for one in outcomes)


def test_whoever_gives_no_pin_leaves_the_rest_untouched(tray: Tray) -> None:
    plan = tray.plan()

    def refuse(signature: int) -> None:
        if signature == 2:
            raise Cancelled

    run = tray.run(plan)
    with tray.session() as session:
        session.before = refuse
        outcomes = run.run(session, plan.jobs)

    assert [one.fate for one in outcomes] == [
        Fate.SIGNED, Fate.SIGNED, Fate.WAITING, Fate.WAITING,
    ]  # fmt: skip


def test_document_is_not_signed_twice(tray: Tray) -> None:
    plan = tray.plan()
    with tray.session() as session:
        tray.run(plan).run(session, plan.jobs)
        again = tray.plan()
        outcomes = tray.run(again).run(session, again.jobs)

    assert session.signatures == 4
    assert all(one.fate is Fate.SKIPPED for one in outcomes)
    assert isinstance(outcomes[0].error, AlreadySigned)


def test_second_program_does_not_sign_into_the_same_folder(tray: Tray) -> None:
    plan, other = tray.plan(), FolderClaims()
    (tray.folder / "hasil").mkdir()
    other.claim(tray.folder / "hasil")

    with tray.session() as session:
        refused = tray.run(plan).run(session, plan.jobs)
        other.release()
        outcomes = tray.run(plan).run(session, plan.jobs)

    assert {type(one.error) for one in refused} == {FolderInUse}
    assert all(one.fate is Fate.SIGNED for one in outcomes)
    assert names_in(tray.folder / "hasil") == {f"SPM-{n}_TTE.pdf" for n in range(1, 5)}


def test_folders_are_kept_and_originals_go_to_the_archive(
    tray: Tray, tmp_path: Path
) -> None:
    contents = {one.number: one.original.read_bytes() for one in tray.jobs}
    rule = moved_aside(tmp_path)
    below = tmp_path.joinpath("x").relative_to(tmp_path)
    jobs = [
        type(one)(one.number, one.original, below / f"bagian {one.number % 2}")
        for one in tray.jobs
    ]
    plan = tray.plan(rule)
    plan = type(plan)(tuple(jobs), rule, plan.certificate, plan.identity, plan.begun)

    with tray.session() as session:
        outcomes = tray.run(plan).run(session, plan.jobs)

    assert not any(tray.folder.iterdir())
    for one in outcomes:
        assert one.path is not None
        assert one.archived is not None
        section = f"bagian {one.job.number % 2}"
        assert one.path.parent == tmp_path / "sudah ditandatangani" / "x" / section
        assert one.archived.parent == tmp_path / "arsip" / "x" / section
        assert one.archived.read_bytes() == contents[one.job.number]


def test_folder_that_cannot_be_written_fails_its_documents_only(
    tray: Tray, tmp_path: Path
) -> None:
    (tmp_path / "hasil").write_bytes(b"berkas, bukan folder")
    plan = tray.plan(OutputRule(folder=tmp_path / "hasil" / "x"))

    run = tray.run(plan)
    with tray.session() as session:
        outcomes = run.run(session, plan.jobs)

    assert run.stopped_by is None
    assert {one.fate for one in outcomes} == {Fate.FAILED}
