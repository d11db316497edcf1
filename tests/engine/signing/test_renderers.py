"""What the preview shows is the signed page, and three programs draw it alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from tests.papers.pictures import by_mupdf, by_pdfium, by_poppler
from tests.papers.qr_codes import codes_on
from ttedesktop.demo.crest import crest_picture
from ttedesktop.document.geometry import ViewRect, points
from ttedesktop.signing.placement import place_at
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.specimens.design import HAS_QR, SpecimenDesign, SpecimenKind
from ttedesktop.specimens.profile import Profile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office

A4 = (595.0, 842.0)
PAPERS = {
    SpecimenKind.QR_CARD: papers.F4,
    SpecimenKind.CREST_CARD: A4,
    SpecimenKind.SHORT: papers.F4,
    SpecimenKind.QR_ONLY: A4,
    SpecimenKind.TEXT: papers.F4,
    SpecimenKind.PICTURE: A4,
}
ALIKE = 12.0
"""Grey levels of 255 on average: what smoothing alone makes of small type."""
SQUARE = 9
"""Pixels, three points: in squares of that size smoothing is seen no more."""
SMOOTHED = 48
"""Grey levels by which a square may differ; one that lacks a stroke differs by 80."""
ROUNDED = 0.05
"""Grey levels on average: a place on a page is rounded a little otherwise."""
PROFILE = Profile(
    "SITI AMINAH",
    "Kepala Dinas Komunikasi dan Informatika",
    "19760817 200112 2 001",
    title_before="Dr.",
    title_after="M.Si.",
    rank="Pembina Utama Muda (IV/c)",
    shows_rank=True,
)


@cache
def crest() -> bytes:
    return crest_picture()


JAWI = Profile("سيتي نورهاليزا بنت ڤڠيرن", "Kadi Negeri", title_before="Dr.")


@pytest.mark.parametrize(
    ("kind", "profile"),
    [*((kind, PROFILE) for kind in SpecimenKind), (SpecimenKind.CREST_CARD, JAWI)],
)
def test_preview_is_the_signed_page_and_three_renderers_agree(
    office: Office, tmp_path: Path, kind: SpecimenKind, profile: Profile
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.letter(1, PAPERS[kind]))
    document = office.renderer.open(path)
    (certificate,) = office.contents().certificates
    design = SpecimenDesign("uji", kind)
    size = design.size
    # Whole points, so that the box begins and ends with a pixel on the page, too.
    seen = ViewRect(300, 500, round(points(size.width)), round(points(size.height)))
    place = place_at(document.pages, 0, seen)
    text = Specimen(profile, design, crest()).text_for(certificate, document)
    preview = stamp_for(text, place, document.pages)

    signed = office.sign(
        office.request(document, placement=place, stamp_pdf=preview)
    ).path.read_bytes()

    by_window = by_mupdf(signed).part(seen.x, seen.y, seen.width, seen.height)
    assert by_window.differs_by(by_mupdf(preview)) < ROUNDED
    for draw in (by_pdfium, by_poppler):
        other = draw(signed).part(seen.x, seen.y, seen.width, seen.height)
        assert other.differs_by(by_window) < ALIKE, draw.__name__
        coarse = other.coarse(SQUARE).farthest_from(by_window.coarse(SQUARE))
        assert coarse < SMOOTHED, draw.__name__
    if kind in HAS_QR:
        assert codes_on(signed) == [text.qr_content]
