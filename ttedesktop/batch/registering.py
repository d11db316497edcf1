"""From the outcome of a document to its entry in the register."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ttedesktop.register import RegisterEntry

if TYPE_CHECKING:
    from ttedesktop.batch.job import Outcome


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
