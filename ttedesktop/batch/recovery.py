"""Finds out, after a crash, what of a batch was done, and takes away what was not."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ttedesktop.batch.claims import sweep_claim
from ttedesktop.batch.job import Fate, Outcome
from ttedesktop.batch.journal import Journal
from ttedesktop.signing.output import candidates_of, sweep_marked

if TYPE_CHECKING:
    from pathlib import Path

    from ttedesktop.batch.journal import BatchPlan, Past, Verified


@dataclass(frozen=True, slots=True)
class Resumed:
    """A batch that can go on."""

    journal: Journal
    plan: BatchPlan
    outcomes: tuple[Outcome, ...]
    """Where each document truly stands."""
    unmoved: frozenset[int]
    """Numbers of signed documents whose original is still to be moved."""


def resume(path: Path) -> Resumed:
    """Open a journal to go on, and note what the crash kept from being noted.

    A result that was verified may have got its name or not: the disk tells. Raises
    JournalInUse, JournalUnreadable or JournalNotWritten.
    """
    journal, past = Journal.resume(path)
    try:
        outcomes = tuple(_settled(journal, past, one) for one in past.outcomes)
        _sweep(past)
    except BaseException:
        journal.close()
        raise
    unmoved = frozenset(
        one.job.number
        for one in outcomes
        if one.fate is Fate.SIGNED
        and one.archived is None
        and past.plan.output.archive_for(one.job) is not None
    )
    return Resumed(journal, past.plan, outcomes, unmoved)


def _settled(journal: Journal, past: Past, one: Outcome) -> Outcome:
    half_done = past.half_done.get(one.job.number)
    if half_done is None:
        return one
    path = _published(half_done)
    if path is None:
        return replace(one, after="", field_name="")
    journal.note(one.job.number, "signed", path=str(path))
    return replace(one, fate=Fate.SIGNED, path=path)


def _published(half_done: Verified) -> Path | None:
    """Return the file that holds the very bytes that were verified."""
    for candidate in candidates_of(half_done.choice):
        with contextlib.suppress(OSError):
            if sha256_of(candidate) == half_done.after:
                return candidate
    return None


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sweep(past: Past) -> None:
    plan = past.plan
    if not plan.identity or plan.begun is None:
        return
    folders = {
        plan.output.destination_for(one, day=plan.begun.date())
        .first_choice(one.original)
        .parent
        for one in plan.jobs
    }
    for folder in folders:
        sweep_marked(folder, plan.identity)
        sweep_claim(folder)
