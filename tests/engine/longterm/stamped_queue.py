"""A queue of letters that are to get time-stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.papers import letters as papers
from ttedesktop.batch.job import Job
from ttedesktop.batch.journal import BatchPlan, planned
from ttedesktop.batch.naming import OutputRule
from ttedesktop.batch.run import UNDER_WAY, Workplace
from ttedesktop.signing.request import PadesLevel, SigningRequest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.longterm.archive import Archive
    from ttedesktop.longterm.unfinished import UnfinishedDocuments


def stamped_queue(
    archive: Archive,
    folder: Path,
    count: int,
    *,
    unfinished: UnfinishedDocuments | None = None,
    under_way: int = UNDER_WAY,
) -> tuple[BatchPlan, Workplace]:
    """Write so many letters and return with what they are signed; B-T is wanted."""
    letters = folder / "antrean"
    letters.mkdir()
    for number in range(1, count + 1):
        # No two are the same to the byte.
        content = papers.letter(1) + b"%% %d\n" % number
        (letters / f"SPM-{number:03}.pdf").write_bytes(content)
    jobs = [
        Job(number, path) for number, path in enumerate(sorted(letters.iterdir()), 1)
    ]

    def request_for(job: Job) -> SigningRequest:
        document = archive.renderer.open(job.original)
        return SigningRequest(document, archive.certificate, level=PadesLevel.B_T)

    workplace = Workplace(
        ceremony=archive.ceremony(unfinished),
        request_for=request_for,
        forget=lambda request: archive.renderer.forget(request.document),
        under_way=under_way,
    )
    return planned(jobs, OutputRule(folder=folder / "hasil")), workplace
