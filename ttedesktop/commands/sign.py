"""``ttedesktop sign``: sign documents with a token, one PIN for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttedesktop.ceremony import Ceremony
from ttedesktop.commands.passwords import password_from, pin_from
from ttedesktop.commands.speaking import (
    error_json,
    leave,
    print_json,
    say,
    tell,
    worded,
)
from ttedesktop.commands.tokens import modules_in_use
from ttedesktop.document.geometry import PdfRect
from ttedesktop.document.renderer import Renderer
from ttedesktop.errors import AnchorAmbiguous, AnchorMissing, PageMissing, TteError
from ttedesktop.language import _
from ttedesktop.signing.existing_field import field_placement
from ttedesktop.signing.output import Destination
from ttedesktop.signing.placement import under_anchor, usual_place
from ttedesktop.signing.request import (
    Certification,
    Placement,
    SignedDocument,
    SigningRequest,
)
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.tokens.certificate import choose
from ttedesktop.validation.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession

_CERTIFICATIONS = {
    "no-changes": Certification.NO_CHANGES,
    "form-filling": Certification.FORM_FILLING,
    "annotations": Certification.ANNOTATIONS,
}


@dataclass(frozen=True, slots=True)
class _Wishes:
    """The options of one call, but the files, the token and the PIN."""

    page: str
    rect: PdfRect | None
    anchor: str
    field: str
    is_visible: bool
    specimen: Specimen
    reason: str
    location: str
    certification: Certification | None
    destination: Destination
    password: str


class _Rectangle(click.ParamType):
    name = "X,Y,W,H"

    def convert(self, value: Any, param: Any, ctx: Any) -> PdfRect:  # noqa: ANN401
        """Return the rectangle behind four numbers with commas."""
        if isinstance(value, PdfRect):
            return value
        try:
            x, y, width, height = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not X,Y,W,H", param, ctx)
        if width <= 0 or height <= 0:
            self.fail(f"{value!r} has no area", param, ctx)
        return PdfRect(x, y, x + width, y + height)


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--token", "label", default="", help="Label of the token.")
@click.option("--module", type=click.Path(path_type=Path), help="PKCS#11 module.")
@click.option(
    "--certificate", default="", metavar="SHA256", help="Begin of its fingerprint."
)
@click.option("--pin-stdin", is_flag=True, help="Read the PIN from standard input.")
@click.option("--pin-env", metavar="NAME", help="Variable with the PIN.")
@click.option("--password-env", metavar="NAME", help="Variable with the password.")
@click.option("--page", default="last", help="Page number, or “last”.")
@click.option("--rect", type=_Rectangle(), help="Box in points, origin lower left.")
@click.option("--anchor", default="", help="Text that the box covers.")
@click.option("--field", default="", help="An existing empty signature field.")
@click.option("--invisible", is_flag=True, help="Sign without a stamp (paraf).")
@click.option("--name", default="", help="Name with titles, for the stamp.")
@click.option("--position", default="", help="Jabatan, for the stamp.")
@click.option("--nip", default="", help="NIP, for the stamp.")
@click.option("--reason", default="")
@click.option("--location", default="")
@click.option("--level", type=click.Choice(["B-B"]), default="B-B", show_default=True)
@click.option("--certify", type=click.Choice(list(_CERTIFICATIONS)))
@click.option("-o", "--output", type=click.Path(path_type=Path))
@click.option("--out-dir", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@worded
def sign(**options: Any) -> None:  # noqa: ANN401 - one for each option above
    """Sign each FILE; the originals stay as they are."""
    files: tuple[Path, ...] = options["files"]
    if options["output"] is not None and len(files) > 1:
        msg = _("-o hanya untuk satu berkas; pakai --out-dir.")
        raise click.UsageError(msg)
    outcomes = _sign_all(files, options)
    if options["as_json"]:
        print_json(outcomes)
    leave(max(int(one.pop("status", 0)) for one in outcomes))


def _sign_all(files: tuple[Path, ...], options: dict[str, Any]) -> list[dict[str, Any]]:
    wishes = _wishes(options)
    with (
        modules_in_use(options["module"]) as modules,
        Renderer() as renderer,
        Validator() as validator,
    ):
        ceremony = Ceremony(
            renderer=renderer, validator=validator, trust_store=TrustStore.pinned()
        )
        contents = modules.look().find(options["label"])
        certificate = choose(contents.certificates, fingerprint=options["certificate"])
        prepared = [
            _prepared(file, certificate, wishes, renderer, ceremony) for file in files
        ]
        if not any(isinstance(one, SigningRequest) for one in prepared):
            return [_outcome(*pair) for pair in zip(files, prepared, strict=True)]
        token = contents.token
        pin = (
            None
            if token.has_pin_pad
            else pin_from(
                label=token.label,
                from_stdin=options["pin_stdin"],
                variable=options["pin_env"],
            )
        )
        with modules.module_of(token).open_session(token, pin) as session:
            return _carry_out(files, prepared, session, ceremony, wishes.destination)


def _carry_out(
    files: tuple[Path, ...],
    prepared: list[SigningRequest | TteError],
    session: TokenSession,
    ceremony: Ceremony,
    destination: Destination,
) -> list[dict[str, Any]]:
    outcomes: list[dict[str, Any]] = []
    stopped: TteError | None = None
    for file, request in zip(files, prepared, strict=True):
        result: SignedDocument | TteError
        if isinstance(request, TteError):
            result = request
        elif stopped is not None:
            result = stopped
        else:
            try:
                result = ceremony.sign(request, session, destination)
            except TteError as error:
                result = error
                stopped = error if error.stops_batch else None
        outcomes.append(_outcome(file, result))
    return outcomes


def _prepared(
    file: Path,
    certificate: TokenCertificate,
    wishes: _Wishes,
    renderer: Renderer,
    ceremony: Ceremony,
) -> SigningRequest | TteError:
    try:
        document = renderer.open(file, password=wishes.password)
        request = _request(document, certificate, wishes, renderer)
        ceremony.prepare(request)
    except TteError as error:
        return error
    return request


def _request(
    document: Document,
    certificate: TokenCertificate,
    wishes: _Wishes,
    renderer: Renderer,
) -> SigningRequest:
    placement = _placement(document, wishes, renderer)
    stamp = b""
    if placement is not None:
        text = wishes.specimen.text_for(certificate, document)
        stamp = stamp_for(text, placement, document.pages)
    return SigningRequest(
        document=document,
        certificate=certificate,
        placement=placement,
        stamp_pdf=stamp,
        field_name=wishes.field,
        reason=wishes.reason,
        location=wishes.location,
        certification=wishes.certification,
    )


def _placement(
    document: Document, wishes: _Wishes, renderer: Renderer
) -> Placement | None:
    if wishes.field:
        return field_placement(document, wishes.field)
    if not wishes.is_visible:
        return None
    total = len(document.pages)
    page = total if wishes.page == "last" else int(wishes.page)
    if not 1 <= page <= total:
        raise PageMissing(document.name, page, total)
    if wishes.anchor:
        hits = renderer.find(
            document, wishes.anchor, page=None if wishes.page == "last" else page - 1
        )
        if not hits:
            raise AnchorMissing(document.name, wishes.anchor)
        if len(hits) > 1:
            raise AnchorAmbiguous(document.name, wishes.anchor, len(hits))
        return under_anchor(document.pages, hits[0])
    if wishes.rect is not None:
        return Placement(page - 1, wishes.rect)
    return usual_place(document.pages, page=page - 1)


def _wishes(options: dict[str, Any]) -> _Wishes:
    page = str(options["page"])
    if page != "last" and not page.isdigit():
        raise click.BadParameter(page, param_hint="--page")
    return _Wishes(
        page=page,
        rect=options["rect"],
        anchor=options["anchor"],
        field=options["field"],
        is_visible=not options["invisible"],
        specimen=Specimen(options["name"], options["position"], options["nip"]),
        reason=options["reason"],
        location=options["location"],
        certification=_CERTIFICATIONS.get(options["certify"] or ""),
        destination=Destination(folder=options["out_dir"], path=options["output"]),
        password=password_from(options["password_env"]),
    )


def _outcome(
    file: Path, result: SigningRequest | SignedDocument | TteError
) -> dict[str, Any]:
    if isinstance(result, SignedDocument):
        say(_("Ditandatangani: {path}").format(path=result.path))
        return {
            "file": str(file),
            "signed": str(result.path),
            "sha256": result.sha256,
            "field": result.field_name,
            "status": 0,
        }
    if isinstance(result, TteError):
        say(f"{file}:")
        tell(result)
        return {
            "file": str(file),
            "signed": None,
            "error": error_json(result),
            "status": result.exit_status,
        }
    return {"file": str(file), "signed": None, "status": 1}
