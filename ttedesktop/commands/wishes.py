"""From the options of ``ttedesktop sign`` to a signing request for each document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import click

from ttedesktop.document.geometry import PdfRect
from ttedesktop.document_errors import (
    AnchorAmbiguous,
    AnchorMissing,
    LevelUnavailable,
    PageMissing,
)
from ttedesktop.signing.existing_field import field_placement
from ttedesktop.signing.output import Destination
from ttedesktop.signing.placement import under_anchor, usual_place
from ttedesktop.signing.request import (
    Certification,
    PadesLevel,
    Placement,
    SigningRequest,
)
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.renderer import Renderer
    from ttedesktop.tokens.certificate import TokenCertificate

CERTIFICATIONS = {
    "no-changes": Certification.NO_CHANGES,
    "form-filling": Certification.FORM_FILLING,
    "annotations": Certification.ANNOTATIONS,
}


def rectangle(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> PdfRect | None:
    """Return the box behind ``X,Y,W,H`` in points, its lower left corner first."""
    del context, parameter
    if value is None:
        return None
    try:
        x, y, width, height = (float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(value) from None
    if not (width > 0 and height > 0):
        raise click.BadParameter(value)
    return PdfRect(x, y, x + width, y + height)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one call wants of every document."""

    page: int | None
    """Counted from 1; None for the last."""
    rect: PdfRect | None
    anchor: str
    field: str
    is_visible: bool
    specimen: Specimen
    reason: str
    location: str
    certification: Certification | None
    scheme: Scheme
    destination: Destination

    @classmethod
    def from_options(cls, options: dict[str, Any]) -> Self:
        """Read the options. Raises LevelUnavailable or ``click.BadParameter``."""
        if PadesLevel(options["level"]) is not PadesLevel.B_B:
            raise LevelUnavailable(options["level"])
        page = str(options["page"])
        if page != "last" and not page.isdecimal():
            raise click.BadParameter(page, param_hint="--page")
        return cls(
            page=None if page == "last" else int(page),
            rect=options["rect"],
            anchor=options["anchor"],
            field=options["field"],
            is_visible=not options["invisible"],
            specimen=Specimen(options["name"], options["position"], options["nip"]),
            reason=options["reason"],
            location=options["location"],
            certification=CERTIFICATIONS.get(options["certify"] or ""),
            scheme=Scheme(options["scheme"]),
            destination=Destination(folder=options["out_dir"], path=options["output"]),
        )

    def request_for(
        self, document: Document, certificate: TokenCertificate, renderer: Renderer
    ) -> SigningRequest:
        """Return the request for one document.

        Raises PageMissing, AnchorMissing, AnchorAmbiguous, FieldMissing,
        StampTooSmall or SignerCannotReadDocument.
        """
        placement = self._placement(document, renderer)
        stamp = b""
        if placement is not None:
            text = self.specimen.text_for(certificate, document)
            stamp = stamp_for(text, placement, document.pages)
        return SigningRequest(
            document=document,
            certificate=certificate,
            placement=placement,
            stamp_pdf=stamp,
            field_name=self.field,
            reason=self.reason,
            location=self.location,
            certification=self.certification,
            scheme=self.scheme,
        )

    def _placement(self, document: Document, renderer: Renderer) -> Placement | None:
        if self.field:
            return field_placement(document, self.field)
        if not self.is_visible:
            return None
        total = len(document.pages)
        page = total if self.page is None else self.page
        if not 1 <= page <= total:
            raise PageMissing(document.name, page, total)
        if self.anchor:
            return self._under_anchor(document, renderer)
        if self.rect is not None:
            return Placement(page - 1, self.rect)
        return usual_place(document.pages, page=page - 1)

    def _under_anchor(self, document: Document, renderer: Renderer) -> Placement:
        page = None if self.page is None else self.page - 1
        hits = renderer.find(document, self.anchor, page=page)
        match hits:
            case ():
                raise AnchorMissing(document.name, self.anchor)
            case (hit,):
                return under_anchor(document.pages, hit)
            case _:
                raise AnchorAmbiguous(document.name, self.anchor, len(hits))
