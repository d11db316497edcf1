"""From a person's profile and a certificate to the stamp on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ttedesktop.language import _
from ttedesktop.moments import moment
from ttedesktop.signing.stamp_text import StampText, qr_content_for

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import Placement
    from ttedesktop.tokens.certificate import TokenCertificate


@dataclass(frozen=True, slots=True)
class Specimen:
    """What a person states on their stamp; empty fields take the certificate's."""

    name: str = ""
    position: str = ""
    employee_number: str = ""

    def text_for(
        self,
        certificate: TokenCertificate,
        document: Document,
        *,
        when: datetime | None = None,
    ) -> StampText:
        """Return the words of the stamp for one document."""
        name = self.name or certificate.name
        return StampText(
            name=name,
            position=self.position,
            employee_number=self.employee_number,
            small_print=_(
                "Keasliannya dibuktikan oleh sertifikat elektronik di dalam berkas, "
                "bukan oleh gambar ini."
            ),
            qr_content=qr_content_for(
                name=name,
                organisation=certificate.organisation,
                moment=moment(when or datetime.now(UTC)),
                sha256=document.sha256,
            ),
        )


def stamp_for(
    text: StampText, placement: Placement, pages: tuple[PageGeometry, ...]
) -> bytes:
    """Return the stamp as a PDF of the size at which the box is seen."""
    # Loaded with the first stamp: drawing takes an engine that nothing else needs.
    from ttedesktop.signing.stamp import draw_stamp

    seen = pages[placement.page].to_view(placement.rect, scale=1)
    return draw_stamp(text, width=seen.width, height=seen.height)
