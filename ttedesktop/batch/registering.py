"""From the outcome of a document to its entry in the register."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ttedesktop.batch.job import Fate, Job, Outcome
from ttedesktop.register import RegisterEntry

if TYPE_CHECKING:
    from ttedesktop.signing.request import Placement, SignedDocument, SigningRequest


def entry_for(request: SigningRequest, signed: SignedDocument) -> RegisterEntry:
    """Return the entry for one document that was signed by itself."""
    document, certificate = request.document, request.certificate
    return entry_of(
        Outcome(
            Job(1, document.path),
            Fate.SIGNED,
            before=document.sha256,
            after=signed.sha256,
            path=signed.path,
            field_name=signed.field_name,
            certificate=certificate.sha256,
            signer=certificate.name,
            organisation=certificate.organisation,
            place=place_in_words(request.placement),
        )
    )


def place_in_words(placement: Placement | None) -> str:
    """Return page from 1, left, bottom, width and height in points; empty for none."""
    if placement is None:
        return ""
    rect = placement.rect
    sides = (rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0)
    return f"{placement.page + 1}: " + ",".join(f"{side:.0f}" for side in sides)


def entry_of(outcome: Outcome) -> RegisterEntry:
    """Return the entry for a document that was signed."""
    path = outcome.path or Path()
    original = outcome.archived or outcome.job.original
    return RegisterEntry(
        original=str(original.absolute()),
        before=outcome.before,
        path=str(path.absolute()),
        sha256=outcome.after,
        signer=outcome.signer,
        certificate=outcome.certificate,
        at=outcome.at or datetime.now(UTC),
        organisation=outcome.organisation,
        size=path.stat().st_size if path.is_file() else 0,
        field=outcome.field_name,
        place=outcome.place,
    )
