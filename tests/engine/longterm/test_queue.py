"""A queue with time-stamps goes on whatever a service does."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.engine.longterm.stamped_queue import stamped_queue
from ttedesktop.batch.job import Fate, Outcome
from ttedesktop.batch.run import BatchRun
from ttedesktop.longterm.unfinished import UnfinishedDocuments
from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engine.longterm.archive import Archive


def sign_all(
    archive: Archive,
    folder: Path,
    *,
    count: int = 5,
    on_change: Callable[[Outcome], None] = lambda _outcome: None,
    unfinished: UnfinishedDocuments | None = None,
) -> tuple[Outcome, ...]:
    plan, workplace = stamped_queue(archive, folder, count, unfinished=unfinished)
    run = BatchRun(plan, workplace, on_change=on_change)
    return run.run(archive.session, plan.jobs)


def test_time_stamps_overlap_with_signing(archive: Archive, tmp_path: Path) -> None:
    # given an authority that answers nobody until two have asked
    services, met = archive.services, threading.Barrier(2)
    services.before_stamp = met.wait

    outcomes = sign_all(archive, tmp_path, count=4)

    assert all(one.fate is Fate.SIGNED for one in outcomes)


def test_queue_goes_on_if_an_authority_fails_on_the_way(
    archive: Archive, tmp_path: Path
) -> None:
    services = archive.services

    def fail_after_the_second(outcome: Outcome) -> None:
        if outcome.fate is Fate.SIGNED and outcome.job.number >= 2:
            services.ways["/tsa"] = "500"

    outcomes = sign_all(archive, tmp_path, on_change=fail_after_the_second)

    fates = [one.fate for one in outcomes]
    assert Fate.SIGNED in fates
    assert fates[-1] is Fate.FAILED
    failed = [one for one in outcomes if one.fate is Fate.FAILED]
    assert {one.error.code() for one in failed if one.error} == {"answer_refused"}
    signed = [one for one in outcomes if one.fate is Fate.SIGNED]
    # nothing half made lies beside what was signed
    results = sorted((tmp_path / "hasil").iterdir())
    assert results == sorted(one.path for one in signed if one.path)
    assert all(archive.signature(path).level == "B-T" for path in results)


def test_queue_signs_all_if_what_lacks_may_come_later(
    archive: Archive, tmp_path: Path
) -> None:
    archive.services.ways["/tsa"] = "500"
    unfinished = UnfinishedDocuments(tmp_path / "daftar")
    later = replace(archive, completes_later=True)

    outcomes = sign_all(later, tmp_path, count=3, unfinished=unfinished)

    assert all(one.fate is Fate.SIGNED for one in outcomes)
    assert {one.signed.level for one in outcomes if one.signed} == {PadesLevel.B_B}
    assert {one.path for one in unfinished} == {one.path for one in outcomes}
