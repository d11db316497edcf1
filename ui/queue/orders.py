"""From a row of the queue to a job of the batch, and back to a request for it.

A job carries all that was decided for its document as JSON, so that a batch that was
cut off goes on as it was ordered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ttedesktop.batch.job import Job
from ttedesktop.document.geometry import PdfRect
from ttedesktop.errors.document_errors import DocumentChangedOnDisk
from ttedesktop.signing.request import PadesLevel, Placement, SigningRequest
from ttedesktop.signing.specimen import Occasion
from ttedesktop.specimens.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.rendering.renderer import Renderer
    from ttedesktop.signing.specimen import Specimen
    from ttedesktop.signing.stamp_drawer import StampDrawer
    from ttedesktop.tokens.certificate import TokenCertificate
    from ui.queue.document import QueuedDocument


@dataclass(frozen=True, slots=True)
class QueueWish:
    """What was decided for one document."""

    sha256: str
    """Of what was looked at: only that is signed."""
    placement: Placement | None
    anchor: PdfRect | None = None
    field_name: str = ""
    specimen: str = ""
    reason: str = ""
    location: str = ""
    number: str = ""
    """Of the letter, for a specimen that shows it."""
    picture_pages: tuple[int, ...] = ()
    """Indexes of the pages that show the stamp as a picture, too."""

    def to_json(self) -> dict[str, Any]:
        """Return it for the journal."""
        placement, anchor = self.placement, self.anchor
        return {
            "sha256": self.sha256,
            "page": None if placement is None else placement.page,
            "rect": None if placement is None else list(placement.rect.sides),
            "anchor": None if anchor is None else list(anchor.sides),
            "field": self.field_name,
            "specimen": self.specimen,
            "reason": self.reason,
            "location": self.location,
            "number": self.number,
            "picture_pages": list(self.picture_pages),
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> QueueWish:
        """Read it from a journal. Raises KeyError, TypeError or ValueError."""
        rect, anchor = told["rect"], told["anchor"]
        placement = None if rect is None else Placement(int(told["page"]), _rect(rect))
        return cls(
            sha256=str(told["sha256"]),
            placement=placement,
            anchor=None if anchor is None else _rect(anchor),
            field_name=str(told["field"]),
            specimen=str(told["specimen"]),
            reason=str(told["reason"]),
            location=str(told["location"]),
            # A journal of an older program says nothing of these.
            number=str(told.get("number", "")),
            picture_pages=tuple(int(one) for one in told.get("picture_pages", ())),
        )


def job_of(row: QueuedDocument, *, reason: str, location: str) -> Job:
    """Return the job for a row as it is now."""
    facts = row.facts
    wish = QueueWish(
        sha256=facts.sha256,
        placement=facts.placement,
        anchor=facts.anchor,
        field_name=facts.field_name,
        specimen=row.specimen,
        reason=reason,
        location=location,
        number=facts.number,
        picture_pages=facts.picture_pages,
    )
    return Job(row.number, row.path, row.below, wish.to_json())


@dataclass(frozen=True, slots=True)
class RequestMaker:
    """Opens the documents of a batch and says what is wanted of each."""

    renderer: Renderer
    stamps: StampDrawer
    certificate: TokenCertificate
    specimen: Callable[[str], Specimen]
    passwords: dict[int, str]
    """By number of the job."""
    level: PadesLevel = PadesLevel.B_B
    footer: Footer = field(default_factory=Footer)
    """What is written at the foot of those that nobody has signed."""

    def request_for(self, job: Job) -> SigningRequest:
        """Return the request; raises DocumentChangedOnDisk and what opening raises."""
        wish = QueueWish.from_json(job.wish)
        password = self.passwords.get(job.number, "")
        document = self.renderer.open(job.original, password=password)
        if document.sha256 != wish.sha256:
            raise DocumentChangedOnDisk(document.name)
        stamp = b""
        if wish.placement is not None:
            text = self.specimen(wish.specimen).text_for(
                self.certificate,
                document,
                occasion=Occasion(wish.reason, wish.location, wish.number),
            )
            stamp = self.stamps.draw_for(text, wish.placement, document.pages)
        return SigningRequest(
            document=document,
            certificate=self.certificate,
            placement=wish.placement,
            anchor=wish.anchor,
            stamp_pdf=stamp,
            field_name=wish.field_name,
            picture_pages=wish.picture_pages,
            footer=self.footer,
            reason=wish.reason,
            location=wish.location,
            level=self.level,
        )


def _rect(told: list[Any]) -> PdfRect:
    x0, y0, x1, y1 = (float(side) for side in told)
    return PdfRect(x0, y0, x1, y1)
