"""Puts empty signature fields into an unsigned document: who signs, where, in turn.

The secretariat prepares, the officials sign: each finds the place that is theirs and
needs no more than to read, to consent and to type a PIN. What changes the pages, such
as a footer sentence, comes before: it makes the document that is prepared here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import x509
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigCertConstraintFlags,
    SigCertConstraints,
    SigFieldSpec,
    SigSeedValueSpec,
    append_signature_field,
)

from ttedesktop.document.inspection import what_prevents_signing
from ttedesktop.errors.document_errors import (
    AlreadySigned,
    PlacesOverlap,
    SignerCannotReadDocument,
)
from ttedesktop.errors.errors import TteError
from ttedesktop.errors.output_errors import OutputNotVerified
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.signing.field import next_field_name, taken_names
from ttedesktop.signing.opening import opened_for_update
from ttedesktop.signing.output import Destination, write_signed
from ttedesktop.signing.placement import require_on_page
from ttedesktop.signing.surroundings import overlap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.request import Placement
    from ttedesktop.untyped import PdfObject

SUFFIX: Final = "_siap"
"""Between the name of the original and ``.pdf``."""
MOST_PLACES: Final = 20
_SPACES: Final = re.compile(r"\s+")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class PreparedPlace:
    """One empty field: for whom it is, and where it stands."""

    who: str
    """The name in the certificate or the position; empty for whoever comes."""
    placement: Placement
    is_binding: bool = False
    """Whether only a certificate with the common name ``who`` may sign."""
    closes: bool = False
    """Whether nothing may follow this signature, not even another one."""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document with empty fields that was written and read back."""

    path: Path
    fields: tuple[str, ...]
    """The names of the new fields, in the order of signing."""


def prepare_document(
    document: Document,
    places: Sequence[PreparedPlace],
    destination: Destination,
    renderer: Renderer,
) -> PreparedDocument:
    """Write a copy of ``document`` with an empty field at each place, in their order.

    Raises AlreadySigned, PlacesOverlap, PageMissing, PlacementOutsidePage, what
    forbids a signature anyway, and what ``write_signed`` raises; nothing is written
    then. ValueError for no places, or more than twenty.
    """
    require_preparable(document, places)
    names: list[str] = []

    def produce(copy: Path) -> None:
        with copy.open("r+b") as file:
            names.extend(_add_fields(file, document, places))

    def verify(content: bytes) -> None:
        _require_prepared(document, content, names, places, renderer)

    path = write_signed(document, destination, produce=produce, verify=verify)
    return PreparedDocument(path, tuple(names))


def require_preparable(document: Document, places: Sequence[PreparedPlace]) -> None:
    """Raise what keeps these places from being put into the document."""
    if not 0 < len(places) <= MOST_PLACES:
        msg = "one place at least, twenty at most"
        raise ValueError(msg)
    hindrance = what_prevents_signing(document)
    if hindrance is not None:
        raise hindrance
    there = existing_fields(document)
    if any(one.is_signed for one in there):
        raise AlreadySigned(document.name)
    taken = [
        (one.placement, one.who or one.name)
        for one in there
        if one.placement is not None
    ]
    for one in places:
        require_on_page(document, one.placement)
        for other, who in taken:
            if _cover_one_another(one.placement, other, document):
                raise PlacesOverlap(document.name, who, one.who)
        taken.append((one.placement, one.who))


def _cover_one_another(one: Placement, other: Placement, document: Document) -> bool:
    page = document.pages[one.page]
    return one.page == other.page and overlap(
        page.to_view(one.rect, scale=1), page.to_view(other.rect, scale=1)
    )


def _add_fields(
    file: IO[bytes], document: Document, places: Sequence[PreparedPlace]
) -> list[str]:
    try:
        writer = opened_for_update(file, document)
        taken = taken_names(writer.prev)
        names: list[str] = []
        for place in places:
            name = next_field_name(taken | set(names))
            append_signature_field(writer, _spec_of(name, place))
            names.append(name)
        writer.write_in_place()
    except (TteError, OSError):
        raise
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        raise SignerCannotReadDocument(document.name) from None
    return names


def _spec_of(name: str, place: PreparedPlace) -> PdfObject:
    rect = place.placement.rect
    who = _SPACES.sub(" ", place.who).strip()[:_LONGEST]
    box: Any = rect.sides  # pyHanko says int, writes floats
    return SigFieldSpec(
        name,
        on_page=place.placement.page,
        box=box,
        readable_field_name=who or None,
        seed_value_dict=_only_for(who) if place.is_binding and who else None,
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if place.closes else None,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if place.closes else None,
    )


def _only_for(name: str) -> SigSeedValueSpec:
    return SigSeedValueSpec(
        cert=SigCertConstraints(
            flags=SigCertConstraintFlags.SUBJECT_DN,
            subject_dn=x509.Name.build({"common_name": name}),
        )
    )


def _require_prepared(
    document: Document,
    content: bytes,
    names: Sequence[str],
    places: Sequence[PreparedPlace],
    renderer: Renderer,
) -> None:
    """Raise OutputNotVerified unless what was written is what was meant."""
    written = renderer.open_bytes(
        Path(document.name), content, password=document.password
    )
    try:
        if written.is_repaired or written.pages != document.pages:
            raise OutputNotVerified("repaired")
        made = {one.name: one for one in existing_fields(written)}
        for name, place in zip(names, places, strict=True):
            one = made.get(name)
            is_there = one is not None and not one.is_signed
            if (
                not is_there
                or one is None
                or not _stands_as_meant(one.placement, place)
            ):
                raise OutputNotVerified("field_missing")
    finally:
        renderer.forget(written)


def _stands_as_meant(found: Placement | None, place: PreparedPlace) -> bool:
    wanted = place.placement
    return (
        found is not None
        and found.page == wanted.page
        and found.rect.lies_within(wanted.rect, tolerance=0.1)
        and wanted.rect.lies_within(found.rect, tolerance=0.1)
    )
