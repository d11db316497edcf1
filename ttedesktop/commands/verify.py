"""``ttedesktop verify``: the verdict on every signature of a document, offline."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ttedesktop.anchor_choice import anchors_of
from ttedesktop.commands.passwords import password_from
from ttedesktop.commands.speaking import (
    ProgressLine,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.language import _
from ttedesktop.policy import machine_policy
from ttedesktop.validation.checking import check_file, documents_in
from ttedesktop.validation.progress import Attendance
from ttedesktop.validation.report import ValidationReport, Verdict, to_json
from ttedesktop.validation.reporting.explanation import explain
from ttedesktop.validation.reporting.progress_words import heading_of, sentence_of
from ttedesktop.validation.trust.trust_folder import own_trust_folder
from ttedesktop.validation.trust.trust_store import (
    TrustStore,
    age_of,
    read_certificates,
    read_revocation_lists,
)
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.progress import Progress

_GOOD = (Verdict.VALID, Verdict.VALID_WITH_NOTES)


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Certificate file or folder to trust as anchors for this call.",
)
@click.option(
    "--crl",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Revocation list, or a folder of them, to be used in this call.",
)
@click.option(
    "--certificates",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Certificate file or folder that may complete chains; trusts nothing.",
)
@click.option("--only-trust", is_flag=True, help="Trust nothing but --trust.")
@click.option("--at", metavar="TIME", help="Validate for this moment (ISO 8601).")
@click.option("--policy", type=click.Choice(["default", "strict"]), default="default")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="Write a report here: .pdf, .json, .csv (a table), else HTML.",
)
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@worded
def verify(  # noqa: PLR0913 - one parameter for each option
    *,
    files: tuple[Path, ...],
    trust: tuple[Path, ...],
    crl: tuple[Path, ...],
    certificates: tuple[Path, ...],
    only_trust: bool,
    at: str | None,
    policy: str,
    as_json: bool,
    report: Path | None,
    password_env: str | None,
) -> None:
    """Validate every signature of FILE, or of all PDFs in a folder, without a network.

    The folder of this computer with imported revocation lists and with authorities
    that were met before is used as well.
    """
    moment, password = _moment(at), password_from(password_env)
    reports, line = list[ValidationReport](), ProgressLine()
    with Renderer(shares=True) as renderer, Validator() as validator:
        # They load what they need meanwhile.
        validator.start()
        renderer.start()
        store = trust_store(trust, only=only_trust).with_crls(_lists(crl))
        store = own_trust_folder().extend(store.with_helpers(_helpers(certificates)))

        def validate(document: Document) -> ValidationReport:
            waiting = Attendance(lambda told: line.show(_shown(document.name, told)))
            is_strict = policy == "strict"
            return validator.validate(
                document, store, at=moment, strict=is_strict, attendance=waiting
            )

        for listed in documents_in(files):
            checked = check_file(listed, renderer, validate, password=password)
            line.clear()
            if checked.error is not None:
                tell(checked.error)
            reports.append(checked.report)
    if report is not None:
        _write(report, reports)
    if as_json:
        print_json([to_json(one) for one in reports])
    else:
        for one in reports:
            _speak(one)
    leave(_status(reports))


def _write(path: Path, reports: Sequence[ValidationReport]) -> None:
    # What draws reports is loaded with the first of them.
    from ttedesktop.validation.reporting.export import write_report

    write_report(path, reports)
    say(_("Laporan disimpan: {path}").format(path=path))


def _shown(name: str, progress: Progress) -> str:
    return f"{name}: {heading_of(progress)} {sentence_of(progress)}".rstrip()


def trust_store(paths: Sequence[Path], *, only: bool) -> TrustStore:
    """Return the pinned anchors with the certificates in files and folders added.

    Those that an administrator fixed are pinned as well. Raises PolicyUnreadable.
    """
    certificates = [
        certificate for path in paths for certificate in read_certificates(path)
    ]
    if only:
        return TrustStore.empty().with_certificates(certificates)
    fixed = anchors_of(machine_policy())
    return TrustStore.pinned().with_certificates([*fixed, *certificates])


def _helpers(paths: Sequence[Path]) -> Iterator[bytes]:
    for path in paths:
        yield from read_certificates(path)


def _lists(paths: Sequence[Path]) -> list[bytes]:
    """Return revocation lists, and say how old each is."""
    lists: list[bytes] = []
    for path in paths:
        for der in read_revocation_lists(path):
            days = age_of(der, datetime.now(UTC)).days
            words = _("Daftar pencabutan di {name} berumur {days} hari.")
            say(words.format(name=path.name, days=max(0, days)))
            lists.append(der)
    return lists


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(text, param_hint="--at") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _speak(report: ValidationReport) -> None:
    told = explain(report)
    say(f"{report.file}: {told.word}")
    say(f"  {told.sentence}")
    for signature in told.signatures:
        say(f"  {signature.heading}: {signature.word}. {signature.sentence}")
        for note in signature.notes:
            say(f"    – {note}")


def _status(reports: Sequence[ValidationReport]) -> int:
    if any(report.verdict is Verdict.UNREADABLE for report in reports):
        return 2
    return 0 if all(report.verdict in _GOOD for report in reports) else 1
