"""What ``ttedesktop sign`` does once its child processes are starting."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.batch.job import Fate, Job, Outcome
from ttedesktop.batch.registering import entry_of
from ttedesktop.batch.run import UNDER_WAY, WITH_SERVICES, BatchRun, Workplace
from ttedesktop.ceremony import Ceremony
from ttedesktop.commands.passwords import Passwords
from ttedesktop.commands.services import UNFINISHED, long_term_from, trusted
from ttedesktop.commands.sign_jobs import SigningOrder, order_from
from ttedesktop.commands.speaking import error_json, print_json, say, tell
from ttedesktop.errors.batch_errors import RegisterUnavailable
from ttedesktop.errors.errors import TteError
from ttedesktop.errors.policy_errors import PolicyUnreadable
from ttedesktop.language import _
from ttedesktop.level_words import level_json, words_for_level
from ttedesktop.policy import machine_policy
from ttedesktop.register import Register
from ttedesktop.signing.request import PadesLevel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttedesktop.commands.signing_keys import KeySearch, SigningKey
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.request import SigningRequest
    from ttedesktop.validation.validator_process import Validator


_FRESH: Final = 60.0
"""Seconds for which a request that was made before the PIN is good."""


@dataclass(frozen=True, slots=True)
class SigningAct:
    """One call of the command."""

    options: dict[str, Any]
    renderer: Renderer
    validator: Validator
    keys: KeySearch

    def carry_out(self, files: tuple[Path, ...]) -> int:
        """Sign the documents, tell of each, and return the exit status."""
        options = self.options
        order = order_from(files, options)
        telling = _Telling(len(order.plan.jobs))
        try:
            outcomes = self._sign_all(order, telling)
        except TteError as error:
            # It concerns all of them; the words are said once.
            tell(error)
            telling.stopped_by = error
            outcomes = _standing(order)
        finally:
            if order.journal is not None:
                order.journal.close()
        if options["report"] is not None:
            _write_report(options["report"], outcomes)
        if options["as_json"]:
            print_json([telling.json_of(one) for one in outcomes])
        return max(telling.status_of(one) for one in outcomes)

    def _sign_all(self, order: SigningOrder, telling: _Telling) -> tuple[Outcome, ...]:
        jobs = order.open_jobs
        if not jobs:
            return _standing(order)
        with self.keys.key() as key:
            requests = self._requests(order, key)
            workplace = self._workplace(order, requests)
            refusals = _refusals(workplace, requests, jobs)
            if len(refusals) == len(jobs):
                for one in refusals:
                    telling.tell(one)
                return _joined(order, refusals)
            return _carry_out(order, workplace, telling, key)

    def _requests(self, order: SigningOrder, key: SigningKey) -> _Requests:
        passwords = Passwords(self.options["password_env"])

        def make(job: Job) -> SigningRequest:
            document = passwords.open(self.renderer, job.original)
            wishes = order.wishes_for(job)
            return wishes.request_for(document, key.certificate, self.renderer)

        return _Requests(make, self._forget)

    def _forget(self, request: SigningRequest) -> None:
        self.renderer.forget(request.document)

    def _workplace(
        self, order: SigningOrder, request_for: Callable[[Job], SigningRequest]
    ) -> Workplace:
        store = trusted(self.options["trust"])
        ceremony = Ceremony(
            renderer=self.renderer,
            validator=self.validator,
            trust_store=store,
            long_term=lambda: long_term_from(self.options, store),
            unfinished=UNFINISHED,
        )
        return Workplace(
            ceremony=ceremony,
            request_for=request_for,
            forget=self._forget,
            skips_signed=order.is_careful,
            under_way=UNDER_WAY if _signs_alone(order) else WITH_SERVICES,
            destination=self.options["output"],
        )


@dataclass(frozen=True, slots=True)
class _Requests:
    """Makes the request for a document, once; what is said of it is said once."""

    make: Callable[[Job], SigningRequest]
    forget: Callable[[SigningRequest], None]
    _kept: dict[int, tuple[SigningRequest, float]] = field(default_factory=dict)

    def __call__(self, job: Job) -> SigningRequest:
        if job.number not in self._kept:
            return self.make(job)
        request, made_at = self._kept.pop(job.number)
        if time.monotonic() - made_at < _FRESH:
            return request
        # The stamp says when it was signed, and somebody took long to type a PIN.
        self.forget(request)
        return self.make(job)

    def keep(self, job: Job, request: SigningRequest) -> None:
        """Have it ready for when its turn comes; it is checked again then."""
        self._kept[job.number] = request, time.monotonic()


def _refusals(
    workplace: Workplace, requests: _Requests, jobs: list[Job]
) -> list[Outcome]:
    """Look for one document that can be signed: only then a PIN is asked for."""
    refused: list[Outcome] = []
    for job in jobs:
        try:
            request = requests(job)
            try:
                workplace.ceremony.prepare(request)
            except TteError:
                workplace.forget(request)
                raise
        except TteError as error:
            refused.append(Outcome(job, Fate.FAILED, error=error))
        else:
            requests.keep(job, request)
            break
    return refused


def _signs_alone(order: SigningOrder) -> bool:
    """Whether no service is asked for any of the documents."""
    levels = {order.wishes_for(job).level for job in order.open_jobs}
    return levels == {PadesLevel.B_B}


def _carry_out(
    order: SigningOrder, workplace: Workplace, telling: _Telling, key: SigningKey
) -> tuple[Outcome, ...]:
    run = BatchRun(order.plan, workplace, journal=order.journal, on_change=telling.tell)
    settled = [
        run.archived(one) if one.job.number in order.unmoved else one
        for one in order.outcomes
    ]
    with key.session() as session:
        outcomes = run.run(session, order.open_jobs)
    telling.stopped_by = run.stopped_by
    order.outcomes = tuple(settled)
    return _joined(order, outcomes)


def _standing(order: SigningOrder) -> tuple[Outcome, ...]:
    return order.outcomes or tuple(Outcome(job) for job in order.plan.jobs)


def _joined(
    order: SigningOrder, news: list[Outcome] | tuple[Outcome, ...]
) -> tuple[Outcome, ...]:
    by_number = {one.job.number: one for one in (*_standing(order), *news)}
    return tuple(by_number[job.number] for job in order.plan.jobs)


def _write_report(path: Path, outcomes: tuple[Outcome, ...]) -> None:
    # The engine that draws reports is loaded with the first of them.
    from ttedesktop.batch.report import write

    say(_("Laporan disimpan: {path}").format(path=write(path, outcomes)))


class _Telling:
    """Says what becomes of each document, when it does, and notes what was signed."""

    def __init__(self, total: int) -> None:
        self.stopped_by: TteError | None = None
        self._total = total
        self._register = _register()

    def tell(self, outcome: Outcome) -> None:
        if outcome.fate is Fate.SIGNED:
            self._note(outcome)
            count = f"[{outcome.job.number}/{self._total}] " if self._total > 1 else ""
            say(count + _("Ditandatangani: {path}").format(path=outcome.path))
            for sentence in words_for_level(outcome.signed):
                say(f"  {sentence}")
        elif outcome.error is not None:
            say(f"{outcome.job.original}:")
            tell(outcome.error)

    def json_of(self, outcome: Outcome) -> dict[str, Any]:
        told: dict[str, Any] = {"file": str(outcome.job.original), "signed": None}
        if outcome.fate is Fate.SIGNED:
            told |= {
                "signed": str(outcome.path),
                "sha256": outcome.after,
                "field": outcome.field_name,
                **level_json(outcome.signed),
            }
            if outcome.archived is not None:
                told["archived"] = str(outcome.archived)
            return told
        error = outcome.error or self.stopped_by
        told["fate"] = outcome.fate.value
        return told if error is None else {**told, "error": error_json(error)}

    def status_of(self, outcome: Outcome) -> int:
        if outcome.fate in {Fate.SIGNED, Fate.SKIPPED}:
            return 0
        error = outcome.error or self.stopped_by
        return 1 if error is None else error.exit_status

    def _note(self, outcome: Outcome) -> None:
        if self._register is None:
            return
        try:
            self._register.add(entry_of(outcome))
        except RegisterUnavailable as error:
            self._register = None
            tell(error)


def _register() -> Register | None:
    try:
        return None if machine_policy().forbids_register else Register()
    except PolicyUnreadable:
        return None
