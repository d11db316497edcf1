"""``ttedesktop sign``: sign documents with one key, one PIN for all of them.

Every call is a batch, also of one document. With a journal it can be gone on with after
whatever ended it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.batch.job import Fate, Job, Outcome
from ttedesktop.batch.registering import entry_of
from ttedesktop.batch.run import UNDER_WAY, WITH_SERVICES, BatchRun, Workplace
from ttedesktop.ceremony import Ceremony
from ttedesktop.commands.passwords import Passwords
from ttedesktop.commands.places import hit, rectangle, written_rule
from ttedesktop.commands.services import (
    UNFINISHED,
    long_term_from,
    service_options,
    trusted,
)
from ttedesktop.commands.sign_jobs import SigningOrder, order_from
from ttedesktop.commands.signing_keys import key_in_use
from ttedesktop.commands.speaking import (
    error_json,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.commands.wishes import CERTIFICATIONS
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.batch_errors import RegisterUnavailable
from ttedesktop.errors.errors import TteError
from ttedesktop.errors.policy_errors import PolicyUnreadable
from ttedesktop.language import _
from ttedesktop.level_words import level_json, words_for_level
from ttedesktop.policy import machine_policy
from ttedesktop.register import Register
from ttedesktop.signing.request import PadesLevel, SigningRequest
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from ttedesktop.commands.signing_keys import SigningKey

_LEVELS = [level.value for level in PadesLevel]
_SCHEMES = [scheme.value for scheme in Scheme]


@click.command()
@click.argument(
    "files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE|FOLDER..."
)
@click.option("--token", "label", default="", help="Label of the token.")
@click.option("--module", type=click.Path(path_type=Path), help="PKCS#11 module.")
@click.option(
    "--pkcs12",
    # Whether it can be read is told in our own words.
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="A .p12 or .pfx file with the key, instead of a token.",
)
@click.option(
    "--certificate", default="", metavar="SHA256", help="Begin of its fingerprint."
)
@click.option("--pin-stdin", is_flag=True, help="Read the PIN from standard input.")
@click.option("--pin-env", metavar="NAME", help="Variable with the PIN.")
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@click.option("--page", default="last", help="Page number, or “last”.")
@click.option(
    "--rect", callback=rectangle, metavar="X,Y,W,H", help="Points, origin lower left."
)
@click.option("--anchor", default="", help="Text that the box covers.")
@click.option(
    "--hit", callback=hit, default="only", help="Which of several: first, last, N."
)
@click.option("--field", default="", help="An existing empty signature field.")
@click.option("--own-field", is_flag=True, help="The field prepared for the signer.")
@click.option(
    "--place", callback=written_rule, help="Name of a saved place, or JSON of a rule."
)
@click.option(
    "--also-on",
    default="",
    metavar="PAGES",
    help="Pages with the stamp as a picture: all, 2-5, 1,3-; no signatures.",
)
@click.option("--invisible", is_flag=True, help="Sign without a stamp (paraf).")
@click.option("--stamp", metavar="NAME", help="A specimen of yours, or: qr, lambang, …")
@click.option("--profile", metavar="LABEL", help="A role of yours, such as Plt.")
@click.option("--name", default="", help="Name with titles, for the stamp.")
@click.option("--position", default="", help="Jabatan, for the stamp.")
@click.option("--nip", default="", help="NIP, for the stamp.")
@click.option("--number", default="", help="For {nomor}; else it is read off.")
@click.option(
    "--footer",
    multiple=True,
    metavar="TEXT",
    help="Sentence at the foot, unless somebody signed; may be repeated.",
)
@click.option(
    "--footer-page",
    "footer_once",
    is_flag=True,
    help="Only on the page of the signature.",
)
@click.option("--reason", default="")
@click.option("--location", default="")
@click.option("--level", type=click.Choice(_LEVELS), default="B-B", show_default=True)
@click.option(
    "--complete-later",
    is_flag=True,
    help="Sign also without a network; see “augment”.",
)
@service_options
@click.option(
    "--scheme",
    type=click.Choice(_SCHEMES),
    default=_SCHEMES[0],
    show_default=True,
    help="How an RSA key signs.",
)
@click.option("--certify", type=click.Choice(list(CERTIFICATIONS)))
@click.option("-o", "--output", type=click.Path(path_type=Path))
@click.option("--out-dir", type=click.Path(path_type=Path))
@click.option(
    "--pattern", default="", metavar="NAME", help="Such as “{nama}_TTE” or “{nomor}”."
)
@click.option(
    "--archive", type=click.Path(path_type=Path), help="Originals go there afterwards."
)
@click.option(
    "--jobs-file", type=click.Path(path_type=Path), help="CSV or JSON: file, place…"
)
@click.option(
    "--journal", type=click.Path(path_type=Path), help="Each step is noted there."
)
@click.option("--resume", is_flag=True, help="Go on with the batch of the journal.")
@click.option("--report", type=click.Path(path_type=Path), help="A .csv or .pdf.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def sign(**options: Any) -> None:  # noqa: ANN401 - one for each option above
    """Sign each FILE, and each PDF in a FOLDER; the originals stay as they are."""
    files: tuple[Path, ...] = options["files"]
    _require_agreement(files, options)
    order = order_from(files, options)
    telling = _Telling(len(order.plan.jobs))
    try:
        outcomes = _sign_all(order, telling, options)
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
    leave(max(telling.status_of(one) for one in outcomes))


def _require_agreement(files: tuple[Path, ...], options: dict[str, Any]) -> None:
    if not (files or options["jobs_file"] or options["resume"]):
        raise click.UsageError(_("Sebutkan dokumen yang ditandatangani."))
    if options["output"] is not None and (
        len(files) != 1 or options["jobs_file"] or files[0].is_dir()
    ):
        msg = _("-o hanya untuk satu berkas; pakai --out-dir.")
        raise click.UsageError(msg)
    if options["pkcs12"] is not None and (options["label"] or options["module"]):
        msg = _("--pkcs12 menggantikan token; jangan pakai --token atau --module.")
        raise click.UsageError(msg)


def _sign_all(
    order: SigningOrder, telling: _Telling, options: dict[str, Any]
) -> tuple[Outcome, ...]:
    passwords = Passwords(options["password_env"])
    jobs = order.open_jobs
    if not jobs:
        return _standing(order)
    with (
        Renderer() as renderer,
        Validator() as validator,
        key_in_use(options) as key,
    ):
        store = trusted(options["trust"])
        ceremony = Ceremony(
            renderer=renderer,
            validator=validator,
            trust_store=store,
            long_term=lambda: long_term_from(options, store),
            unfinished=UNFINISHED,
        )

        def request_for(job: Job) -> SigningRequest:
            document = passwords.open(renderer, job.original)
            wishes = order.wishes_for(job)
            return wishes.request_for(document, key.certificate, renderer)

        workplace = Workplace(
            ceremony=ceremony,
            request_for=request_for,
            forget=lambda request: renderer.forget(request.document),
            skips_signed=order.is_careful,
            under_way=UNDER_WAY if _signs_alone(order) else WITH_SERVICES,
            destination=options["output"],
        )
        refusals = _refusals(workplace, jobs)
        if len(refusals) == len(jobs):
            for one in refusals:
                telling.tell(one)
            return _joined(order, refusals)
        return _carry_out(order, workplace, telling, key)


def _signs_alone(order: SigningOrder) -> bool:
    """Whether no service is asked for any of the documents."""
    levels = {order.wishes_for(job).level for job in order.open_jobs}
    return levels == {PadesLevel.B_B}


def _refusals(workplace: Workplace, jobs: list[Job]) -> list[Outcome]:
    """Look for one document that can be signed: only then a PIN is asked for."""
    refused: list[Outcome] = []
    for job in jobs:
        try:
            request = workplace.request_for(job)
            try:
                workplace.ceremony.prepare(request)
            finally:
                workplace.forget(request)
        except TteError as error:
            refused.append(Outcome(job, Fate.FAILED, error=error))
        else:
            break
    return refused


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
