"""After whatever ended a batch the journal and the disk tell where it stands."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.engine.batch.trays import Tray
from ttedesktop.batch import journal as journals
from ttedesktop.batch.claims import LOCK_NAME, FolderClaims
from ttedesktop.batch.job import Fate
from ttedesktop.batch.journal import Journal
from ttedesktop.batch.naming import moved_aside
from ttedesktop.batch.recovery import resume
from ttedesktop.errors.batch_errors import (
    JournalInUse,
    JournalNotWritten,
    JournalUnreadable,
)
from ttedesktop.signing.output import TEMPORARY

if TYPE_CHECKING:
    from tests.office import Office


@pytest.fixture
def tray(office: Office, tmp_path: Path) -> Tray:
    return Tray(office, tmp_path / "SPM", count=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catatan" / "batch.jsonl"


def signed(tray: Tray, path: Path) -> None:
    plan = tray.plan()
    with Journal.begin(path, plan) as journal, tray.session() as session:
        tray.run(plan, journal).run(session, plan.jobs)


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def go_on(tray: Tray, path: Path) -> tuple[int, dict[int, Fate]]:
    """Resume and finish; return how many signatures it took, and where all stand."""
    resumed = resume(path)
    open_jobs = [one.job for one in resumed.outcomes if one.is_open]
    fates = {one.job.number: one.fate for one in resumed.outcomes}
    with resumed.journal as journal, tray.session() as session:
        outcomes = tray.run(resumed.plan, journal).run(session, open_jobs)
    fates |= {one.job.number: one.fate for one in outcomes}
    return session.signatures, fates


def test_journal_tells_all_of_a_batch_that_ended(tray: Tray, path: Path) -> None:
    signed(tray, path)

    past = journals.read(path)

    assert past.is_ended
    assert [one.fate for one in past.outcomes] == [Fate.SIGNED] * 3
    for one in past.outcomes:
        assert one.path is not None
        assert one.certificate == tray.certificate.sha256
        assert tray.office.verify(one.path).sha256 == one.after


@pytest.mark.parametrize("kept", range(1, 12))
def test_cut_off_after_any_step_nothing_is_lost_or_doubled(
    tray: Tray, path: Path, kept: int
) -> None:
    """The disk keeps all results; the journal only its first lines."""
    signed(tray, path)
    results = {one.name: one.read_bytes() for one in (tray.folder / "hasil").iterdir()}
    kept_lines = lines_of(path)[:kept]
    told = [json.loads(line) for line in kept_lines[1:]]
    verified = {one["job"] for one in told if one.get("step") == "verified"}
    path.write_bytes(b"".join(kept_lines))
    # What was not even verified when it was cut off had no name yet.
    for number in {1, 2, 3} - verified:
        (tray.folder / "hasil" / f"SPM-{number}_TTE.pdf").unlink()

    signatures, fates = go_on(tray, path)

    assert signatures == 3 - len(verified)
    assert set(fates.values()) == {Fate.SIGNED}
    there = {one.name: one.read_bytes() for one in (tray.folder / "hasil").iterdir()}
    assert set(there) == set(results)
    for number in verified:
        name = f"SPM-{number}_TTE.pdf"
        assert there[name] == results[name]


def test_verified_but_unnamed_is_signed_again_and_its_temporary_file_goes(
    tray: Tray, path: Path
) -> None:
    signed(tray, path)
    lines = lines_of(path)
    last = max(
        place for place, line in enumerate(lines) if b'"step":"verified"' in line
    )
    number = json.loads(lines[last])["job"]
    kept = [
        line for line in lines[: last + 1]
        if json.loads(line).get("job") in {number, None}
    ]  # fmt: skip
    identity = journals.read(path).plan.identity
    path.write_bytes(b"".join(kept))
    for result in (tray.folder / "hasil").iterdir():
        result.unlink()
    left = tray.folder / "hasil" / f"{TEMPORARY}{identity}0000.tmp"
    foreign = tray.folder / "hasil" / f"{TEMPORARY}ffffffff0000.tmp"
    left.write_bytes(b"separuh")
    foreign.write_bytes(b"milik program lain")

    signatures, fates = go_on(tray, path)

    assert signatures == 3
    assert set(fates.values()) == {Fate.SIGNED}
    assert not left.exists()
    assert foreign.exists()


def test_lock_of_a_killed_program_is_taken_away_one_that_is_held_is_not(
    tray: Tray, path: Path
) -> None:
    signed(tray, path)
    left, other = tray.folder / "hasil" / LOCK_NAME, FolderClaims()
    other.claim(tray.folder / "hasil")
    resume(path).journal.close()
    assert left.exists()
    other.release()
    left.write_bytes(b"")

    resume(path).journal.close()

    assert not left.exists()


def test_torn_last_line_is_cut_off(tray: Tray, path: Path) -> None:
    signed(tray, path)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"job":1,"st')

    resumed = resume(path)
    resumed.journal.close()

    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan catatan\n",
        b"{}\n",
        b'{"kind":"ttedesktop-batch","version":99}\n',
        b"[" * 100_000 + b"\n",
    ],
    ids=["empty", "text", "no head", "newer", "deep"],
)
def test_what_is_no_journal_is_said_to_be_none(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(JournalUnreadable):
        resume(path)


def test_damaged_middle_is_not_passed_over(tray: Tray, path: Path) -> None:
    signed(tray, path)
    lines = lines_of(path)
    path.write_bytes(b"".join([*lines[:2], b"\0\0\0\n", *lines[3:]]))

    with pytest.raises(JournalUnreadable):
        resume(path)


def test_only_one_program_carries_on_with_a_journal(tray: Tray, path: Path) -> None:
    with Journal.begin(path, tray.plan()), pytest.raises(JournalInUse):
        resume(path)

    resume(path).journal.close()


def test_journal_is_never_written_over(tray: Tray, path: Path) -> None:
    signed(tray, path)
    before = path.read_bytes()

    with pytest.raises(JournalNotWritten):
        Journal.begin(path, tray.plan())

    assert path.read_bytes() == before


def test_what_cannot_be_noted_is_not_done(tray: Tray, path: Path) -> None:
    plan = tray.plan()
    journal = Journal.begin(path, plan)
    (descriptor,) = (
        int(one.name)
        for one in Path("/proc/self/fd").iterdir()
        if one.exists() and one.samefile(path)
    )
    os.dup2(os.open("/dev/full", os.O_WRONLY), descriptor)

    run = tray.run(plan, journal)
    with journal, tray.session() as session:
        outcomes = run.run(session, plan.jobs)

    assert isinstance(run.stopped_by, JournalNotWritten)
    assert session.signatures == 0
    assert Fate.SIGNED not in {one.fate for one in outcomes}
    assert not list((tray.folder / "hasil").iterdir())


def test_original_that_was_not_moved_before_the_crash_is_moved_after(
    tray: Tray, path: Path, tmp_path: Path
) -> None:
    plan = tray.plan(moved_aside(tmp_path))
    with Journal.begin(path, plan) as journal, tray.session() as session:
        tray.run(plan, journal).run(session, plan.jobs[:1])
    lines = [line for line in lines_of(path) if b'"archived"' not in line]
    path.write_bytes(b"".join(line for line in lines if b'"ended"' not in line))
    (tmp_path / "arsip" / "SPM-1.pdf").rename(plan.jobs[0].original)

    resumed = resume(path)
    run = tray.run(resumed.plan, resumed.journal)
    with resumed.journal:
        moved = [
            run.archived(one)
            for one in resumed.outcomes
            if one.job.number in resumed.unmoved
        ]

    assert [one.archived for one in moved] == [tmp_path / "arsip" / "SPM-1.pdf"]
    assert not plan.jobs[0].original.exists()
