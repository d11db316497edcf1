"""``ttedesktop revocation``: revocation data as files, for offices without a network.

Fetched where there is a network, taken along, and imported where there is none.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.commands.passwords import password_from
from ttedesktop.commands.services import long_term_from, service_options, trusted
from ttedesktop.commands.speaking import leave, print_json, say, tell, worded
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.errors import TteError
from ttedesktop.errors.output_errors import FolderReadOnly
from ttedesktop.language import _
from ttedesktop.moments import day
from ttedesktop.validation.trust.trust_folder import own_trust_folder
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.longterm.gathering import ProofGatherer
    from ttedesktop.signing.security_store import Proof
    from ttedesktop.validation.report import ValidationReport


@click.group()
def revocation() -> None:
    """Fetch revocation lists and OCSP responses as files, and import them."""


@revocation.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--out-dir", required=True, type=click.Path(path_type=Path))
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@service_options
@worded
def fetch(**options: Any) -> None:  # noqa: ANN401 - one for each option above
    """Ask the authorities of every signature in FILE, and keep what they answer."""
    store = trusted(options["trust"])
    gatherer = long_term_from(options, store).gatherer
    password, is_whole = password_from(options["password_env"]), True
    with Renderer() as renderer, Validator() as validator:
        for file in options["files"]:
            document = renderer.open(file, password=password)
            report = validator.validate(document, store)
            renderer.forget(document)
            for proof, missing in _asked(report, gatherer):
                for path in _kept(proof, options["out_dir"]):
                    say(_("Disimpan: {path}").format(path=path))
                if missing is not None:
                    is_whole = False
                    tell(missing)
    leave(0 if is_whole else 1)


def _asked(
    report: ValidationReport, gatherer: ProofGatherer
) -> Iterator[tuple[Proof, TteError | None]]:
    now = datetime.now(UTC)
    for one in report.signatures:
        for chain in (one.certificates, one.stamp_certificates):
            if chain:
                pool = [facts.der for facts in chain[1:]]
                found = gatherer.gather(chain[0].der, pool, moment=now)
                yield found.proof, found.missing


def _kept(proof: Proof, folder: Path) -> Iterator[Path]:
    """Write what is new into the folder. Raises FolderReadOnly."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, ders in (("ocsp", proof.responses), ("crl", proof.lists)):
            for der in ders:
                path = folder / f"{hashlib.sha256(der).hexdigest()[:16]}.{ending}"
                if not path.exists():
                    path.write_bytes(der)
                    yield path
    except OSError:
        raise FolderReadOnly(str(folder)) from None


@revocation.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)
)
@worded
def import_(*, paths: tuple[Path, ...]) -> None:
    """Keep revocation lists and OCSP responses (.ocsp) for verifying offline."""
    folder, failed = own_trust_folder(), False
    for path in _files_in(paths):
        try:
            if path.suffix.lower() == ".ocsp":
                folder.import_response(path)
            else:
                folder.import_list(path)
        except TteError as error:
            failed = True
            tell(error)
        else:
            say(_("Diimpor: {name}").format(name=path.name))
    leave(2 if failed else 0)


def _files_in(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for one in inside:
            if not path.is_dir() or one.suffix.lower() in {".crl", ".ocsp"}:
                yield one


@revocation.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def list_(*, as_json: bool) -> None:
    """Say which lists are kept here: of whom, how old, and when the next one comes."""
    now = datetime.now(UTC)
    lists = own_trust_folder().lists()
    if as_json:
        print_json(
            [
                {
                    "issuer": one.name,
                    "made_at": one.made_at.isoformat(),
                    "next_at": one.next_at.isoformat() if one.next_at else None,
                    "entries": one.entries,
                    "is_current": one.next_at is None or one.next_at >= now,
                }
                for one in lists
            ]
        )
        return
    for one in lists:
        age = max(0, (now - one.made_at).days)
        words = _("{name}: dibuat {day} ({age} hari yang lalu)").format(
            name=one.name, day=day(one.made_at), age=age
        )
        if one.next_at is not None:
            words += ", " + _("berikutnya {day}").format(day=day(one.next_at))
        say(words)
