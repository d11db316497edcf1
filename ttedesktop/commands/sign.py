"""``ttedesktop sign``: sign documents with one key, one PIN for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.ceremony import Ceremony
from ttedesktop.commands.passwords import open_document
from ttedesktop.commands.places import hit, rectangle, written_rule
from ttedesktop.commands.signing_keys import key_in_use
from ttedesktop.commands.speaking import (
    error_json,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.commands.wishes import CERTIFICATIONS, Wishes
from ttedesktop.document.renderer import Renderer
from ttedesktop.errors import TteError
from ttedesktop.language import _
from ttedesktop.signing.request import PadesLevel, SignedDocument, SigningRequest
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.validation.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from ttedesktop.signing.output import Destination
    from ttedesktop.tokens.session import TokenSession

_LEVELS = [level.value for level in PadesLevel]
_SCHEMES = [scheme.value for scheme in Scheme]


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
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
@click.option("--invisible", is_flag=True, help="Sign without a stamp (paraf).")
@click.option("--stamp", metavar="NAME", help="A specimen of yours, or: qr, lambang, …")
@click.option("--profile", metavar="LABEL", help="A role of yours, such as Plt.")
@click.option("--name", default="", help="Name with titles, for the stamp.")
@click.option("--position", default="", help="Jabatan, for the stamp.")
@click.option("--nip", default="", help="NIP, for the stamp.")
@click.option("--number", default="", help="Of the document, for {nomor}.")
@click.option("--reason", default="")
@click.option("--location", default="")
@click.option("--level", type=click.Choice(_LEVELS), default="B-B", show_default=True)
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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def sign(**options: Any) -> None:  # noqa: ANN401 - one for each option above
    """Sign each FILE; the originals stay as they are."""
    files: tuple[Path, ...] = options["files"]
    _require_agreement(files, options)
    try:
        outcomes = _sign_all(files, options)
    except TteError as error:
        # It concerns all of them; the words are said once.
        tell(error)
        outcomes = [_failed(file, error) for file in files]
    if options["as_json"]:
        print_json([outcome for outcome, _status in outcomes])
    leave(max(status for _outcome, status in outcomes))


def _require_agreement(files: tuple[Path, ...], options: dict[str, Any]) -> None:
    if options["output"] is not None and len(files) > 1:
        msg = _("-o hanya untuk satu berkas; pakai --out-dir.")
        raise click.UsageError(msg)
    if options["pkcs12"] is not None and (options["label"] or options["module"]):
        msg = _("--pkcs12 menggantikan token; jangan pakai --token atau --module.")
        raise click.UsageError(msg)


_Outcome = tuple[dict[str, Any], int]
"""What is told of one file, and the exit status it calls for."""


def _sign_all(files: tuple[Path, ...], options: dict[str, Any]) -> list[_Outcome]:
    wishes = Wishes.from_options(options)
    with (
        Renderer() as renderer,
        Validator() as validator,
        key_in_use(options) as key,
    ):
        ceremony = Ceremony(
            renderer=renderer, validator=validator, trust_store=TrustStore.pinned()
        )

        def prepared(file: Path) -> SigningRequest | TteError:
            try:
                document = open_document(
                    renderer, file, password_variable=options["password_env"]
                )
                request = wishes.request_for(document, key.certificate, renderer)
                ceremony.prepare(request)
            except TteError as error:
                return error
            return request

        requests = [prepared(file) for file in files]
        if all(isinstance(one, TteError) for one in requests):
            return [
                _told(file, one)
                for file, one in zip(files, requests, strict=True)
                if isinstance(one, TteError)
            ]
        with key.session() as session:
            return [
                _told(file, result)
                for file, result in zip(
                    files,
                    _carry_out(requests, session, ceremony, wishes.destination),
                    strict=True,
                )
            ]


def _carry_out(
    requests: list[SigningRequest | TteError],
    session: TokenSession,
    ceremony: Ceremony,
    destination: Destination,
) -> list[SignedDocument | TteError]:
    results: list[SignedDocument | TteError] = []
    stopped: TteError | None = None
    for request in requests:
        if isinstance(request, TteError):
            results.append(request)
        elif stopped is not None:
            results.append(stopped)
        else:
            try:
                results.append(ceremony.sign(request, session, destination))
            except TteError as error:
                results.append(error)
                stopped = error if error.stops_batch else None
    return results


def _told(file: Path, result: SignedDocument | TteError) -> _Outcome:
    if isinstance(result, TteError):
        say(f"{file}:")
        tell(result)
        return _failed(file, result)
    say(_("Ditandatangani: {path}").format(path=result.path))
    told = {
        "file": str(file),
        "signed": str(result.path),
        "sha256": result.sha256,
        "field": result.field_name,
    }
    return told, 0


def _failed(file: Path, error: TteError) -> _Outcome:
    told = {"file": str(file), "signed": None, "error": error_json(error)}
    return told, error.exit_status
