"""From a design, a profile and a certificate to the stamp on a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ttedesktop.language import _
from ttedesktop.moments import clock_with_zone, day, moment
from ttedesktop.signing.stamp_text import StampText, qr_content_for
from ttedesktop.specimens.design import (
    HAS_QR,
    STARTING,
    SpecimenDesign,
    SpecimenKind,
    usual_heading,
    usual_lines,
    usual_small_print,
)
from ttedesktop.specimens.profile import Profile
from ttedesktop.specimens.template import filled, filled_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import Placement
    from ttedesktop.tokens.certificate import TokenCertificate

_BSRE: Final = ("bsre", "sertifikasi elektronik", "osd lu kelas 2")
"""In the names of BSrE's authorities, the older one among them."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of a signature only when it is made."""

    reason: str = ""
    location: str = ""
    number: str = ""
    """Of the official document, such as "800.1.11.1/123/BKPSDM/2026"."""
    when: datetime | None = None
    """None for now."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """How a person's stamp looks, and what they state about themselves on it."""

    profile: Profile = field(default_factory=Profile)
    design: SpecimenDesign = STARTING[0]
    picture: bytes = field(default=b"", repr=False)
    """What the design's picture is: a PNG that was prepared."""

    def text_for(
        self,
        certificate: TokenCertificate | None,
        document: Document | None,
        *,
        occasion: Occasion | None = None,
    ) -> StampText:
        """Return the words of the stamp for one document.

        Without a certificate or a document a preview is made, with stand-ins.
        """
        design, profile = self.design, self.profile
        facts = facts_of(profile, certificate, document, occasion or Occasion())
        small = filled(design.small_print, facts) or usual_small_print(design.kind)
        lines = filled(design.lines or usual_lines(), facts).splitlines()
        is_bsre = design.names_issuer and _is_bsre(certificate)
        return StampText(
            name=facts["nama"],
            kind=design.kind,
            heading=filled(design.heading, facts) or usual_heading(design.kind),
            position=facts["jabatan"],
            employee_number=facts["nip"],
            rank=facts["pangkat"],
            small_print=small if design.has_small_print else "",
            lines=tuple(lines) if design.kind is SpecimenKind.TEXT else (),
            qr_content=self._qr_content(facts),
            issuer_mark="BSrE" if is_bsre else "",
            is_framed=design.is_framed,
            picture=self.picture,
            is_opaque=document is not None and document.archive_part == 1,
        )

    def _qr_content(self, facts: Mapping[str, str]) -> str:
        if self.design.kind not in HAS_QR:
            return ""
        if self.design.qr:
            return filled_address(self.design.qr, facts)
        return qr_content_for(
            name=facts["nama_saja"],
            organisation=facts["instansi"],
            moment=facts["saat"],
            sha256=facts["sha256"],
        )


def facts_of(
    profile: Profile,
    certificate: TokenCertificate | None,
    document: Document | None,
    occasion: Occasion,
) -> dict[str, str]:
    """Return what stands in the place of each field of a template."""
    when = occasion.when or datetime.now(UTC)
    certified = certificate.name if certificate else _("Nama penanda tangan")
    issued_to = certificate.organisation if certificate else ""
    return {
        "nama": profile.name_over(certified),
        "nama_saja": profile.name or certified,
        "gelar": profile.titles,
        "jabatan": profile.position_lines,
        "pangkat": profile.written_rank,
        "nip": profile.written_employee_number,
        "nik": profile.written_national_id,
        "instansi": profile.organisation or issued_to,
        "tanggal": day(when),
        "waktu": clock_with_zone(when),
        "saat": moment(when),
        "alasan": occasion.reason,
        "lokasi": occasion.location,
        "nomor": occasion.number,
        "sha256": document.sha256 if document else "",
        "penerbit": certificate.issuer if certificate else "",
    }


def stamp_for(
    text: StampText, placement: Placement, pages: tuple[PageGeometry, ...]
) -> bytes:
    """Return the stamp as a PDF of the size at which the box is seen."""
    # Loaded with the first stamp: drawing takes an engine that nothing else needs.
    from ttedesktop.signing.stamp import draw_stamp

    seen = pages[placement.page].to_view(placement.rect, scale=1)
    return draw_stamp(text, width=seen.width, height=seen.height)


def _is_bsre(certificate: TokenCertificate | None) -> bool:
    issuer = certificate.issuer.casefold() if certificate else ""
    return any(name in issuer for name in _BSRE)
