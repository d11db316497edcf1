"""Sentences at the foot: part of the act of signing, and only of the first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from tests.engine.signing.test_pades import pdfsig
from tests.papers import letters as papers
from tests.papers.archive import archived, has_preflight, preflight, tag
from tests.papers.pictures import by_mupdf, by_pdfium, by_poppler
from ttedesktop.document.geometry import ViewRect
from ttedesktop.errors.document_errors import FootNotBare
from ttedesktop.signing.foot_layout import with_footer_laid_out
from ttedesktop.signing.footer import SIZES, drawn_footer
from ttedesktop.signing.placement import place_at
from ttedesktop.specimens.footer import USUAL as USUAL_SENTENCES
from ttedesktop.specimens.footer import Footer
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.office import Office
    from ttedesktop.signing.request import SigningRequest

SOUND = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
USUAL = Footer(is_on=True)
RENDERERS = [by_mupdf, by_pdfium, by_poppler]


def words_at_foot(path: Path, page: int, password: str = "") -> str:
    """Return what stands in the lowest tenth of a page, as it is seen."""
    with pymupdf.open(path) as pdf:
        if password:
            pdf.authenticate(password)
        shown = pdf[page].rect
        clip = pymupdf.Rect(0, shown.height * 0.9, shown.width, shown.height)
        words: Any = pdf[page].get_text(clip=clip)
    return " ".join(words.split())


def strip(office: Office, request: SigningRequest, page: int) -> tuple[ViewRect, float]:
    """Return where the sentences will stand on a page as seen, and their type."""
    laid_out = with_footer_laid_out(request, office.renderer)
    place = laid_out.footer_places[page]
    assert place.placement.page == page
    geometry = request.document.pages[page]
    return geometry.to_view(place.placement.rect, scale=1), place.size


def written(folder: Path, content: bytes) -> Path:
    path = folder / "surat.pdf"
    path.write_bytes(content)
    return path


def test_usual_sentences_stand_at_the_foot_of_every_page_of_the_signed_copy(
    office: Office, letter_path: Path
) -> None:
    before = letter_path.read_bytes()
    request = office.visible(office.renderer.open(letter_path), footer=USUAL)

    signed = office.sign(request)

    for page in range(2):
        foot = words_at_foot(signed.path, page)
        for sentence in USUAL_SENTENCES:
            assert sentence in foot
    assert letter_path.read_bytes() == before
    assert signed.path.read_bytes().startswith(before)
    assert office.verify(signed.path).verdict in SOUND
    assert "Total document signed" in pdfsig(signed.path)


def test_own_sentence_on_the_page_of_the_signature_only(
    office: Office, letter_path: Path
) -> None:
    footer = Footer(is_on=True, words="Dicetak dari arsip.", on_every_page=False)
    request = office.visible(office.renderer.open(letter_path), footer=footer)

    signed = office.sign(request)

    assert words_at_foot(signed.path, 0) == ""
    assert words_at_foot(signed.path, 1) == "Dicetak dari arsip."


def test_signed_document_is_never_drawn_upon(office: Office, letter_path: Path) -> None:
    first = office.sign(office.request(office.renderer.open(letter_path)))
    again = office.renderer.open(first.path)

    second = office.sign(office.request(again, footer=USUAL))

    report = office.verify(second.path)
    assert {one.verdict for one in report.signatures} <= SOUND
    assert words_at_foot(second.path, 0) == ""


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_footer_stands_upright_at_the_foot_in_three_renderers(
    office: Office, tmp_path: Path, rotation: int
) -> None:
    document = office.renderer.open(written(tmp_path, papers.turned(rotation)))
    footer = replace(USUAL, words="Kalimat kaki yang tegak.")

    signed = office.sign(office.request(document, footer=footer))

    content = signed.path.read_bytes()
    seen, size = strip(office, office.request(document, footer=footer), 0)
    alone = by_mupdf(drawn_footer(footer.sentences, round(seen.width, 2), size))
    for draw in RENDERERS:
        on_page = draw(content).part(seen.x, seen.y, seen.width, seen.height)
        assert on_page.differs_by(alone) < 4, draw.__name__
    assert seen.y > document.pages[0].height * 0.9


def test_sentences_go_above_what_stands_at_the_foot(
    office: Office, tmp_path: Path
) -> None:
    pdf = papers.changed(papers.letter())
    pdf[0].insert_text((100, 906), "Catatan kaki yang sudah ada")
    document = office.renderer.open(written(tmp_path, papers.saved(pdf)))
    request = office.request(document, footer=USUAL)

    signed = office.sign(request)

    (moved, size), (usual, usual_size) = (strip(office, request, on) for on in (0, 1))
    assert size == usual_size == SIZES[0]
    assert moved.y + moved.height < 897 < usual.y + usual.height
    assert office.verify(signed.path).verdict in SOUND
    foot = words_at_foot(signed.path, 0)
    assert "Catatan kaki yang sudah ada" in foot
    for sentence in USUAL_SENTENCES:
        assert sentence in foot


def test_smaller_type_is_taken_where_it_fits_into_the_foot(
    office: Office, tmp_path: Path
) -> None:
    bare = office.renderer.open(written(tmp_path, papers.letter(1)))
    large, _size = strip(office, office.request(bare, footer=USUAL), 0)
    pdf = papers.changed(papers.letter(1))
    # A line that leaves less room than the usual type wants, and more than the least.
    down = large.y - 1
    pdf[0].draw_line((60, down), (500, down))
    document = office.renderer.open(written(tmp_path, papers.saved(pdf)))

    here, size = strip(office, office.request(document, footer=USUAL), 0)

    assert size == SIZES[-1]
    assert here.y > down


def test_sentences_go_to_the_margin_at_the_head_at_last(
    office: Office, tmp_path: Path
) -> None:
    pdf = papers.changed(papers.letter(1))
    pdf[0].draw_rect(pymupdf.Rect(20, 600, 590, 930), fill=(0.3, 0.3, 0.3))
    document = office.renderer.open(written(tmp_path, papers.saved(pdf)))

    seen, _size = strip(office, office.request(document, footer=USUAL), 0)

    assert seen.y + seen.height < 90


def test_page_without_bare_paper_is_refused_before_the_pin(
    office: Office, tmp_path: Path
) -> None:
    pdf = papers.changed(papers.letter())
    for row in range(0, 936, 12):
        pdf[0].draw_line((20, row), (590, row))
    document = office.renderer.open(written(tmp_path, papers.saved(pdf)))

    with pytest.raises(FootNotBare) as refused:
        office.ceremony.prepare(office.request(document, footer=USUAL))

    assert refused.value.page == 1


def test_stamp_at_the_foot_and_sentences_do_not_share_a_place(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)
    place = place_at(document.pages, 1, ViewRect(200, 860, 198, 66))
    request = office.visible(document, placement=place, footer=USUAL)
    request = replace(request, picture_pages=(0,))

    for page in (0, 1):
        seen, _size = strip(office, request, page)
        assert seen.y + seen.height < 848


def tagged() -> bytes:
    pdf = papers.changed(papers.letter())
    tag(pdf)
    return papers.saved(pdf)


def blank() -> bytes:
    """Return a page without contents or resources."""
    with pymupdf.open() as pdf:
        pdf.new_page(width=612, height=936)
        content: bytes = pdf.tobytes()
    return content


def of_one_content() -> bytes:
    """Return two pages that show one and the same list of contents."""
    pdf = papers.changed(papers.letter())
    (shared, *_more) = pdf[0].get_contents()
    listed = pdf.get_new_xref()
    pdf.update_object(listed, f"[{shared} 0 R]")
    for page in pdf:
        pdf.xref_set_key(page.xref, "Contents", f"{listed} 0 R")
    return papers.saved(pdf)


def test_pages_that_share_their_contents_get_the_sentences_once_each(
    office: Office, tmp_path: Path
) -> None:
    document = office.renderer.open(written(tmp_path, of_one_content()))
    footer = Footer(is_on=True, words="Satu kali saja.")

    signed = office.sign(office.request(document, footer=footer))

    for page in range(2):
        assert words_at_foot(signed.path, page) == "Satu kali saja."


@pytest.mark.parametrize(
    "paper",
    [
        blank,
        lambda: archived(1),
        tagged,
        papers.with_object_streams,
        papers.with_hybrid_xref,
        lambda: papers.letter(1, (595.0, 842.0)),
    ],
    ids=["blank", "archive", "tagged", "object streams", "hybrid table", "A4"],
)
def test_every_structure_takes_the_sentences(
    office: Office, tmp_path: Path, paper: Callable[[], bytes]
) -> None:
    document = office.renderer.open(written(tmp_path, paper()))

    signed = office.sign(office.request(document, footer=USUAL))

    assert "Pasal 5" in words_at_foot(signed.path, 0)
    assert office.verify(signed.path).verdict in SOUND
    assert "Signature is Valid" in pdfsig(signed.path)
    if document.archive_part == 1 and has_preflight():
        assert preflight(signed.path) == []


def test_encrypted_document_takes_the_sentences_encrypted(
    office: Office, tmp_path: Path
) -> None:
    path = written(tmp_path, papers.encrypted())
    document = office.renderer.open(path, password=papers.PASSWORD)

    signed = office.sign(office.request(document, footer=USUAL))

    assert b"Pasal 5" not in signed.path.read_bytes()
    assert "Pasal 5" in words_at_foot(signed.path, 0, papers.PASSWORD)
    report = office.verify(signed.path, password=papers.PASSWORD)
    assert report.verdict in SOUND
