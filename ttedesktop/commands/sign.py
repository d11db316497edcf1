"""``ttedesktop sign``: sign documents with one key, one PIN for all of them.

Every call is a batch, also of one document. With a journal it can be gone on with after
whatever ended it.

What signs is loaded only after the child processes were started, which load what they
need meanwhile: half of the time that one signature takes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ttedesktop.commands.certifications import CERTIFICATIONS
from ttedesktop.commands.places import hit, rectangle, written_rule
from ttedesktop.commands.services import service_options
from ttedesktop.commands.signing_keys import key_search
from ttedesktop.commands.speaking import leave, worded
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.language import _
from ttedesktop.loading import without_tidying
from ttedesktop.signing.request import PadesLevel
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.validation.validator_process import Validator

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
    with Renderer() as renderer, Validator() as validator:
        # The slowest first.
        validator.start()
        renderer.start()
        with key_search(options) as keys:
            with without_tidying():
                from ttedesktop.commands.signing_act import SigningAct

            act = SigningAct(options, renderer, validator, keys)
            status = act.carry_out(files)
    leave(status)


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
