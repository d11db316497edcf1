"""Signs a batch: the next document is prepared while the token signs the present one.

Three documents are under way: one is prepared, one is at the token, one is verified.
A wrong PIN and a token that is locked, gone or silent stop the batch, as does a disk
that is full; any other failure is its document's own.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.batch.claims import FolderClaims
from ttedesktop.batch.job import Fate, Outcome
from ttedesktop.batch.journal import error_facts, level_facts
from ttedesktop.batch.registering import place_in_words
from ttedesktop.batch.turns import (
    InTurn,
    Pace,
    Postponed,
    TokenTurns,
    swift_turns,
)
from ttedesktop.errors.batch_errors import AlreadySigned
from ttedesktop.errors.errors import Cancelled, TteError
from ttedesktop.errors.output_errors import (
    FolderMissing,
    FolderReadOnly,
    OutputNotWritten,
)
from ttedesktop.signing.output import move_new

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ttedesktop.batch.job import Job
    from ttedesktop.batch.journal import BatchPlan, Journal
    from ttedesktop.ceremony import Ceremony
    from ttedesktop.signing.output import Destination
    from ttedesktop.signing.request import SigningRequest
    from ttedesktop.tokens.session import Signatory

log = logging.getLogger(__name__)

UNDER_WAY: Final = 3
"""Documents at once: more would only wait for the token."""
WITH_SERVICES: Final = 6
"""Documents at once where each also waits for a time-stamp, and needs no token then."""
_OF_ONE_FOLDER: Final = (FolderReadOnly, FolderMissing)
"""They stop whoever signs into one folder; a batch may have others."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """With what a batch is signed."""

    ceremony: Ceremony
    request_for: Callable[[Job], SigningRequest]
    """Opens the document and says what is wanted of it; raises what hinders that."""
    forget: Callable[[SigningRequest], None]
    """Lets go of the document afterwards."""
    skips_signed: bool = True
    """Whether a document whose result is there already is left alone."""
    under_way: int = UNDER_WAY
    """Documents at once."""
    destination: Path | None = None
    """The whole path of the result, where there is one document only."""


class BatchRun:
    """One run over the open documents of a batch; ``run`` is called once."""

    def __init__(
        self,
        plan: BatchPlan,
        workplace: Workplace,
        *,
        journal: Journal | None = None,
        on_change: Callable[[Outcome], None] = lambda _outcome: None,
    ) -> None:
        """Take what to do, with what, and who is told each time one has come further.

        ``on_change`` is called from threads of this run.
        """
        self._plan = plan
        self._workplace = workplace
        self._journal = journal
        self._on_change = on_change
        self._turns = TokenTurns()
        self._claims = FolderClaims()
        self._stopped_by: TteError | None = None
        self._digits = max(
            3, len(str(max((one.number for one in plan.jobs), default=0)))
        )

    @property
    def pace(self) -> Pace:
        """Whether it goes on, pauses or stops."""
        return self._turns.pace

    @property
    def stopped_by(self) -> TteError | None:
        """What kept the rest from being signed; None if nothing did."""
        return self._stopped_by

    def pause(self) -> None:
        """Ask the token no more until ``go_on``; what it has signed is finished."""
        self._turns.set_pace(Pace.PAUSED)

    def go_on(self) -> None:
        """Go on after a pause."""
        self._turns.set_pace(Pace.GOING)

    def stop(self) -> None:
        """Ask the token no more; what it has signed is finished, the rest untouched."""
        self._turns.set_pace(Pace.STOPPED)

    def run(self, session: Signatory, jobs: Sequence[Job]) -> tuple[Outcome, ...]:
        """Sign these documents of the plan and return what became of each.

        What is still ``WAITING`` then was not touched. Raises nothing of a document's.
        """
        work = _Work(jobs)
        try:
            self._carry_out(session, work, min(self._workplace.under_way, len(jobs)))
            self._end(work)
        finally:
            self._claims.release()
        if work.defect is not None:
            raise work.defect
        return work.outcomes()

    def _carry_out(self, session: Signatory, work: _Work, count: int) -> None:
        # Threads are waited for by what they do. ``Thread.join`` takes one for ended
        # when a signal interrupts it, and leaves it behind at its work.
        with ThreadPoolExecutor(max(1, count), "batch") as threads, swift_turns():
            under_way: list[Future[None]] = []
            try:
                under_way.extend(
                    threads.submit(self._work, session, work)
                    for _number in range(count)
                )
                wait(under_way)
            finally:
                # Who is asked to end in the middle finishes what the token has signed.
                self.stop()
                wait(under_way)
        for one in under_way:
            one.result()

    def _end(self, work: _Work) -> None:
        if self._journal is None or work.defect is not None:
            return
        if self._stopped_by is None:
            with contextlib.suppress(TteError):
                self._journal.end()

    def _work(self, session: Signatory, work: _Work) -> None:
        while self._turns.await_going():
            taken = work.take()
            if taken is None:
                return
            place, job = taken
            try:
                if not self._attend(session, work, place, job):
                    work.put_back(place, job)
            except BaseException as defect:  # noqa: BLE001 - told by ``run``
                work.defect = defect
                self.stop()
            finally:
                # A place that comes again keeps its turn.
                if not work.is_put_back(place):
                    self._turns.pass_on(place)

    def _attend(self, session: Signatory, work: _Work, place: int, job: Job) -> bool:
        """Do all there is to one document; return False if it is to be done anew."""
        begun = Outcome(job, Fate.SIGNING)
        self._tell(work, begun)
        try:
            outcome = self._signed(InTurn(session, self._turns, place), job)
        except Postponed:
            self._tell(work, Outcome(job))
            return False
        except Cancelled:
            self._turns.set_pace(Pace.STOPPED)
            self._tell(work, Outcome(job))
            return True
        except TteError as error:
            outcome = self._failed(job, error)
        self._tell(work, outcome)
        return True

    def _signed(self, session: InTurn, job: Job) -> Outcome:
        workplace, now = self._workplace, datetime.now(UTC)
        destination = self._plan.output.destination_for(
            job, day=now.astimezone().date(), mark=self._plan.identity,
            digits=self._digits,
        )  # fmt: skip
        if workplace.destination is not None:
            destination = replace(destination, path=workplace.destination)
        choice = destination.first_choice(job.original)
        self._claim(destination, job)
        request = workplace.request_for(job)
        try:
            if workplace.skips_signed:
                _require_not_signed(request, destination)
            workplace.ceremony.require_allowed(request)
            begun = _begun(job, request)
            self._note(
                job, "begun", before=begun.before, certificate=begun.certificate,
                signer=begun.signer, place=begun.place,
            )  # fmt: skip
            signed = workplace.ceremony.sign(
                request,
                session,
                destination,
                on_verified=lambda after, field: self._note(
                    job, "verified", after=after, choice=str(choice), field=field
                ),
            )
        finally:
            workplace.forget(request)
        made = replace(
            begun,
            fate=Fate.SIGNED,
            after=signed.sha256,
            path=signed.path,
            field_name=signed.field_name,
            at=datetime.now(UTC),
            signed=signed,
        )
        try:
            self._note(job, "signed", path=str(signed.path), **level_facts(signed))
        except TteError as refusal:
            # It is signed all the same, and found by its digest when one goes on.
            self._stop_for(refusal)
            return made
        return self.archived(made)

    def archived(self, outcome: Outcome) -> Outcome:
        """Move the original of a signed document to where it is to go, if anywhere."""
        target = self._plan.output.archive_for(outcome.job)
        if target is None or not outcome.job.original.exists():
            return outcome
        try:
            moved = move_new(outcome.job.original, target)
        except OSError:
            # The result is there and noted: the original simply stays.
            log.warning("the original could not be moved", exc_info=True)
            return outcome
        try:
            self._note(outcome.job, "archived", to=str(moved))
        except TteError as refusal:
            self._stop_for(refusal)
        return replace(outcome, archived=moved)

    def _failed(self, job: Job, error: TteError) -> Outcome:
        fate = Fate.SKIPPED if isinstance(error, AlreadySigned) else Fate.FAILED
        if error.stops_batch and not isinstance(error, _OF_ONE_FOLDER):
            # Before the turn is passed on: nobody asks a token that failed.
            self._stop_for(error)
        try:
            self._note(job, fate.value, error=error_facts(error))
        except TteError as refusal:
            self._stop_for(refusal)
        return Outcome(job, fate, error=error, at=datetime.now(UTC))

    def _stop_for(self, error: TteError) -> None:
        self._stopped_by = self._stopped_by or error
        self._turns.set_pace(Pace.STOPPED)

    def _claim(self, destination: Destination, job: Job) -> None:
        folder = destination.first_choice(job.original).parent
        try:
            if destination.makes_folder:
                folder.mkdir(parents=True, exist_ok=True)
            self._claims.claim(folder)
        except FileNotFoundError:
            raise FolderMissing(str(folder)) from None
        except PermissionError:
            raise FolderReadOnly(str(folder)) from None
        except OSError as refusal:
            raise OutputNotWritten(str(folder), str(refusal.errno)) from None

    def _note(self, job: Job, step: str, **facts: Any) -> None:  # noqa: ANN401 - JSON
        if self._journal is not None:
            self._journal.note(job.number, step, **facts)

    def _tell(self, work: _Work, outcome: Outcome) -> None:
        work.tell(outcome)
        self._on_change(outcome)


class _Work:
    """What is left to do, and what became of the rest."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.defect: BaseException | None = None
        self._turn = threading.Lock()
        self._left = list(enumerate(jobs))
        self._put_back: set[int] = set()
        self._outcomes = {one.number: Outcome(one) for one in jobs}

    def take(self) -> tuple[int, Job] | None:
        with self._turn:
            if not self._left:
                return None
            place, job = self._left.pop(0)
            self._put_back.discard(place)
            return place, job

    def put_back(self, place: int, job: Job) -> None:
        with self._turn:
            self._put_back.add(place)
            self._left.append((place, job))
            self._left.sort(key=lambda one: one[0])

    def is_put_back(self, place: int) -> bool:
        with self._turn:
            return place in self._put_back

    def tell(self, outcome: Outcome) -> None:
        with self._turn:
            self._outcomes[outcome.job.number] = outcome

    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(self._outcomes.values())


def _begun(job: Job, request: SigningRequest) -> Outcome:
    return Outcome(
        job,
        Fate.SIGNING,
        before=request.document.sha256,
        certificate=request.certificate.sha256,
        signer=request.certificate.name,
        organisation=request.certificate.organisation,
        place=place_in_words(request.placement),
    )


def _require_not_signed(request: SigningRequest, destination: Destination) -> None:
    """Raise AlreadySigned if the result of this very original lies there."""
    there = destination.first_choice(request.document.path)
    content = request.document.content
    try:
        if there.stat().st_size <= len(content):
            return
        with there.open("rb") as file:
            is_result = file.read(len(content)) == content
    except OSError:
        return
    if is_result:
        raise AlreadySigned(request.document.name, there.name)
