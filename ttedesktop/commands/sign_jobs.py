"""From the command line to the documents of a batch, and what is wanted of each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ttedesktop.batch.job import Job, Outcome
from ttedesktop.batch.jobs_file import read_jobs
from ttedesktop.batch.journal import BatchPlan, Journal, is_begun, planned
from ttedesktop.batch.naming import USUAL_PATTERN, OutputRule
from ttedesktop.batch.recovery import resume
from ttedesktop.commands.certifications import CERTIFICATIONS
from ttedesktop.commands.places import hit, rectangle, written_rule
from ttedesktop.commands.wishes import Wishes
from ttedesktop.errors.batch_errors import JobsFileUnreadable, JournalUnreadable
from ttedesktop.language import _
from ttedesktop.signing.place_rule_text import as_json, from_json
from ttedesktop.signing.request import PadesLevel
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.geometry import PdfRect
    from ttedesktop.signing.place_rule import PlaceRule

OF_A_DOCUMENT: Final = (
    "page",
    "rect",
    "anchor",
    "hit",
    "field",
    "own_field",
    "place",
    "also_on",
    "invisible",
    "stamp",
    "profile",
    "number",
    "name",
    "position",
    "nip",
    "reason",
    "location",
    "certify",
    "scheme",
    "level",
)
"""Options that a list of documents may give for each of them."""
_PLACES: Final = frozenset({"rect", "anchor", "field", "own_field", "place"})
"""Of these a document has one at most."""
_CHOICES: Final = {
    "certify": frozenset(CERTIFICATIONS),
    "scheme": frozenset(one.value for one in Scheme),
    "level": frozenset(one.value for one in PadesLevel),
}
_YES: Final = {"1", "true", "yes", "ya"}
_CONTEXT: Final = click.Context(click.Command("sign"))


@dataclass
class SigningOrder:
    """All that one call is to sign."""

    plan: BatchPlan
    journal: Journal | None = None
    outcomes: tuple[Outcome, ...] = ()
    """Where each document stands, in a batch that goes on."""
    unmoved: frozenset[int] = frozenset()
    options: dict[str, Any] = field(default_factory=dict)
    _known: dict[str, Wishes] = field(default_factory=dict)

    @property
    def open_jobs(self) -> list[Job]:
        """The documents that are still to be signed."""
        if not self.outcomes:
            return list(self.plan.jobs)
        return [one.job for one in self.outcomes if one.is_open]

    @property
    def is_careful(self) -> bool:
        """Whether a result that is there already counts as this document's."""
        return self.journal is not None or self.options["jobs_file"] is not None

    def wishes_for(self, job: Job) -> Wishes:
        """Return what is wanted of one document."""
        said = json.dumps(job.wish, sort_keys=True)
        if said not in self._known:
            # A specimen of one's own lies in the keyring, which takes its time.
            told = {**_without_place(self.options), **job.wish}
            self._known[said] = wishes_in(told)
        return self._known[said]


def order_from(files: tuple[Path, ...], options: dict[str, Any]) -> SigningOrder:
    """Return what is to be signed, its journal begun or opened again.

    Raises what reading a list or a journal raises, or ``click.UsageError``.
    """
    path: Path | None = options["journal"]
    if options["resume"]:
        if path is None:
            raise click.UsageError(_("--resume memerlukan --journal."))
        if is_begun(path) or not (files or options["jobs_file"]):
            return _resumed(path, options)
        # It ended before the first line was whole: nothing was done.
        path.unlink(missing_ok=True)
    plan = planned(_jobs(files, options), _output(options))
    if not plan.jobs:
        raise click.UsageError(_("Tidak ada dokumen PDF yang disebutkan."))
    if path is not None and path.exists():
        told = _("Catatan {path} sudah ada; pakai --resume untuk melanjutkan.")
        raise click.UsageError(told.format(path=path))
    journal = None if path is None else Journal.begin(path, plan)
    return SigningOrder(plan, journal, options=options)


def wishes_in(options: dict[str, Any]) -> Wishes:
    """Return the wishes in options, some of which may come from a list or a journal.

    Raises ``click.BadParameter``.
    """
    read = dict(options)
    for name, parse in (("rect", rectangle), ("hit", hit), ("place", written_rule)):
        if isinstance(read[name], str):
            read[name] = parse(_CONTEXT, click.Option([f"--{name}"]), read[name])
    if isinstance(read["place"], dict):
        read["place"] = from_json(read["place"])
    for name in ("invisible", "own_field"):
        if isinstance(read[name], str):
            read[name] = read[name].strip().lower() in _YES
    for name, choices in _CHOICES.items():
        if read[name] and read[name] not in choices:
            raise click.BadParameter(str(read[name]), param_hint=name)
    return Wishes.from_options(read)


def _resumed(path: Path, options: dict[str, Any]) -> SigningOrder:
    resumed = resume(path)
    order = SigningOrder(
        resumed.plan, resumed.journal, resumed.outcomes, resumed.unmoved, options
    )
    try:
        for job in order.plan.jobs:
            order.wishes_for(job)
    except (click.UsageError, KeyError, TypeError, ValueError):
        resumed.journal.close()
        raise JournalUnreadable(str(path)) from None
    return order


def _jobs(files: tuple[Path, ...], options: dict[str, Any]) -> Iterator[Job]:
    common = _told(options)
    number = 0
    for number, (file, below) in enumerate(_found(files), start=1):
        yield Job(number, file, below, common)
    listed: Path | None = options["jobs_file"]
    if listed is None:
        return
    for one in read_jobs(listed, columns=OF_A_DOCUMENT):
        number += 1
        # A line that says where it is signed stands above what holds for all.
        usual = {
            name: value
            for name, value in common.items()
            if name not in _PLACES or not _PLACES & set(one.wish)
        }
        wish = {**usual, **one.wish}
        try:
            wishes_in({**_without_place(options), **wish})
        except (click.UsageError, ValueError, TypeError) as refusal:
            raise JobsFileUnreadable(listed.name, one.line, str(refusal)) from None
        yield Job(number, one.file, wish=wish)


def _found(files: tuple[Path, ...]) -> Iterator[tuple[Path, Path]]:
    """Yield each document once, and the folders between it and what was named."""
    seen: set[Path] = set()
    for named in files:
        inside = _inside(named) if named.is_dir() else ((named, Path()),)
        for file, below in inside:
            whole = Path.cwd() / file
            if whole not in seen:
                seen.add(whole)
                yield file, below


def _inside(folder: Path) -> Iterator[tuple[Path, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() == ".pdf" and file.is_file():
            yield file, file.parent.relative_to(folder)


def _without_place(options: dict[str, Any]) -> dict[str, Any]:
    """Return options that leave the place to what a document's own wish says."""
    return {
        **options,
        "rect": None,
        "anchor": "",
        "field": "",
        "own_field": False,
        "place": None,
    }


def _told(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a document as JSON, for the journal."""
    told = {name: options[name] for name in OF_A_DOCUMENT if options[name]}
    rect: PdfRect | None = options["rect"]
    if rect is not None:
        sides = (rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0)
        told["rect"] = ",".join(f"{side:g}" for side in sides)
    rule: PlaceRule | None = options["place"]
    if rule is not None:
        told["place"] = as_json(rule)
    return told


def _output(options: dict[str, Any]) -> OutputRule:
    return OutputRule(
        folder=options["out_dir"],
        pattern=options["pattern"] or USUAL_PATTERN,
        archive=options["archive"],
    )
