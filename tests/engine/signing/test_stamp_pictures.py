"""The stamp on further pages: pictures under one signature, and called so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pymupdf
import pytest

from tests.engine.signing.test_pades import pdfsig
from tests.papers import letters as papers
from tests.papers.archive import archived, has_preflight, preflight, tag
from tests.papers.pictures import by_mupdf, by_pdfium, by_poppler
from ttedesktop.document.geometry import ViewRect
from ttedesktop.errors.document_errors import PageMissing, PicturesForbidden
from ttedesktop.signing.page_range import EVERYWHERE, PageRange, pages_in_words
from ttedesktop.signing.place_finding import find_places
from ttedesktop.signing.place_rule import AnchorRule, SavedPlace
from ttedesktop.signing.place_rule_text import as_text, from_text
from ttedesktop.signing.placement import place_at
from ttedesktop.signing.stamp_pictures import picture_places, pictures_in_words
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office

SOUND = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
DRAWN_ALIKE = 8.0
"""Grey levels of squares of two points: a box begins where no pixel does."""
RENDERERS = [by_mupdf, by_pdfium, by_poppler]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "surat.pdf"
    path.write_bytes(content)
    return path


def mixed() -> bytes:
    """Return pages turned every way, one of them cropped, one of another size."""
    with pymupdf.open() as pdf:
        for rotation in (0, 90, 180, 270):
            pdf.new_page(width=612, height=936).set_rotation(rotation)
        pdf.new_page(width=612, height=936).set_cropbox(pymupdf.Rect(30, 50, 580, 880))
        pdf.new_page(width=595, height=842)
        content: bytes = pdf.tobytes()
    return content


def tagged() -> bytes:
    pdf = papers.changed(papers.letter(3))
    tag(pdf)
    return papers.saved(pdf)


@pytest.mark.parametrize(
    ("text", "indexes"),
    [
        ("all", (0, 1, 2, 3, 4)),
        ("semua", (0, 1, 2, 3, 4)),
        ("2-5", (1, 2, 3, 4)),
        ("1, 3–4", (0, 2, 3)),
        ("4-", (3, 4)),
        ("-2", (0, 1)),
        ("last", (4,)),
        ("3-last,1", (0, 2, 3, 4)),
        ("", ()),
    ],
)
def test_pages_are_read_as_people_write_them(
    office: Office, tmp_path: Path, text: str, indexes: tuple[int, ...]
) -> None:
    document = office.renderer.open(written(tmp_path, papers.letter(5)))
    pages = PageRange.read(text)

    assert pages.indexes(document) == indexes
    assert PageRange.read(str(pages)) == pages


@pytest.mark.parametrize("text", ["0", "5-2", "-", "a", "1,,2", "1-2-3", "99999", "²"])
def test_what_names_no_pages_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no pages"):
        PageRange.read(text)


def test_pages_in_words() -> None:
    assert pages_in_words((0, 1, 2, 3, 5, 7, 8)) == "1–4, 6, 8–9"


def test_one_signature_and_its_picture_upright_on_every_kind_of_page(
    office: Office, tmp_path: Path
) -> None:
    document = office.renderer.open(written(tmp_path, mixed()))
    place = place_at(document.pages, 0, ViewRect(340, 640, 198, 66))
    request = office.visible(document, placement=place, picture_pages=tuple(range(6)))

    signed = office.sign(request)

    places = tuple(picture_places(request))
    content = signed.path.read_bytes()
    assert [one.page for one in places] == [1, 2, 3, 4, 5]
    for one in places:
        seen = document.pages[one.page].to_view(one.rect, scale=1)
        for draw in RENDERERS:
            alone = draw(request.stamp_pdf)
            on_page = draw(content, one.page).part(
                seen.x, seen.y, seen.width, seen.height
            )
            differs = on_page.coarse(6).differs_by(alone.coarse(6))
            assert differs < DRAWN_ALIKE, (draw, one.page)
    report = office.verify(signed.path)
    assert report.verdict in SOUND
    assert len(report.signatures) == 1
    told = pdfsig(signed.path)
    assert told.count("Signature Validation: Signature is Valid") == 1
    assert "Total document signed" in told


def test_pictures_are_vectors_and_no_part_of_what_is_read_aloud(
    office: Office, tmp_path: Path
) -> None:
    document = office.renderer.open(written(tmp_path, tagged()))
    request = office.visible(document, picture_pages=(0, 1, 2))

    signed = office.sign(request)

    with pymupdf.open(signed.path) as pdf:
        assert all(not pdf[page].get_images() for page in range(3))
        assert "SITI AMINAH" in pdf[0].get_text()
        assert b"/Artifact" in pdf[0].read_contents()
        assert b"/StampPicture" not in pdf[2].read_contents()
    assert office.verify(signed.path).verdict in SOUND


def test_archive_stays_an_archive(office: Office, tmp_path: Path) -> None:
    document = office.renderer.open(written(tmp_path, archived(1)))
    pages = tuple(range(len(document.pages)))

    signed = office.sign(
        office.visible(
            document,
            placement=place_at(document.pages, pages[-1], ViewRect(300, 700, 198, 66)),
            picture_pages=pages,
        )
    )

    assert office.verify(signed.path).verdict in SOUND
    if has_preflight():
        assert preflight(signed.path) == []


def test_document_that_is_signed_already_is_refused_before_the_pin(
    office: Office, letter_path: Path
) -> None:
    first = office.sign(office.request(office.renderer.open(letter_path)))
    again = office.renderer.open(first.path)

    with pytest.raises(PicturesForbidden):
        office.ceremony.prepare(office.visible(again, picture_pages=(0,)))

    rule = SavedPlace("SPM", also_on=EVERYWHERE)
    found = find_places(rule, again, office.renderer)
    assert isinstance(found.difficulty, PicturesForbidden)


def test_rule_says_on_which_pages_and_is_written_down(
    office: Office, tmp_path: Path
) -> None:
    document = office.renderer.open(written(tmp_path, papers.letter(5)))
    rule = AnchorRule(papers.ANCHOR, also_on=PageRange.read("2-5"))

    assert from_text(as_text(rule)) == rule
    found = find_places(rule, document, office.renderer).require_one()
    assert found.picture_pages == (1, 2, 3, 4)
    assert pictures_in_words(found.placement, found.picture_pages) == (
        "1 tanda tangan di halaman 5; gambarnya di halaman 2–4"
    )
    missing = replace(rule, also_on=PageRange.read("2-6"))
    with pytest.raises(PageMissing) as refused:
        find_places(missing, document, office.renderer).require_one()
    assert refused.value.page == 6
