"""Text is where it is seen, and is found in whatever shape it was set."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import full as full_papers
from tests.papers import letters as papers
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.document_errors import PageMissing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttedesktop.document.contents import PageText
    from ttedesktop.document.geometry import ViewRect
    from ttedesktop.document.pdf import Document

NEAR = 1.0
"""Points."""


def opened(renderer: Renderer, content: bytes) -> Document:
    return renderer.open_bytes(Path("naskah.pdf"), content)


def box(text: PageText, place: int) -> Sequence[float]:
    return text.boxes[place * 4 : place * 4 + 4]


def ink(renderer: Renderer, document: Document) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what is dark on the first page."""
    image = renderer.render(document, 0, scale=1)
    dark = [n for n, grey in enumerate(bytes(image.pixels)[::4]) if grey < 100]
    xs, ys = [n % image.width for n in dark], [n // image.width for n in dark]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def contains(area: ViewRect, inner: tuple[float, float, float, float]) -> bool:
    return (
        area.x - NEAR <= inner[0]
        and area.y - NEAR <= inner[1]
        and area.x + area.width + NEAR >= inner[2]
        and area.y + area.height + NEAR >= inner[3]
    )


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (70, 90, 500, 700)])
@pytest.mark.parametrize("unit", [1.0, 1.5])
def test_words_links_and_bookmarks_lie_where_the_word_is_drawn(
    renderer: Renderer, rotation: int, crop: tuple[float, ...] | None, unit: float
) -> None:
    content = full_papers.one_word(rotation, crop=crop, unit=unit)
    document = opened(renderer, content)
    drawn = ink(renderer, document)

    (hit,) = renderer.search(document, "menimbang", range(1))
    text = renderer.text(document, 0)
    (link,) = renderer.links(document, 0)
    (line,) = renderer.outline(document)

    (area,) = hit.places
    assert contains(area, drawn)
    assert area.width * area.height < 3 * (drawn[2] - drawn[0]) * (drawn[3] - drawn[1])
    assert contains(link.area, drawn)
    assert text.characters == "Menimbang\n"
    assert min(text.boxes[0::4]) == pytest.approx(area.x, abs=0.01)
    assert max(text.boxes[3::4]) == pytest.approx(area.y + area.height, abs=0.01)
    assert line.target is not None
    assert area.y - NEAR <= line.target.y <= area.y + area.height + NEAR


def test_every_character_has_its_box_in_reading_order(renderer: Renderer) -> None:
    document = opened(renderer, full_papers.written(["Nomor 5", "Perihal"]))

    text = renderer.text(document, 0)

    assert text.characters == "Nomor 5\nPerihal\n"
    assert len(text.boxes) == 4 * len(text.characters)
    for before, after in pairwise(range(7)):
        assert box(text, before)[2] <= box(text, after)[0] + NEAR
    assert box(text, 8)[1] > box(text, 0)[1] + 10
    end = box(text, 7)
    assert end[0] == end[2] == box(text, 6)[2]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_letters_of_a_ligature_share_its_place(
    renderer: Renderer, rotation: int
) -> None:
    pdf = papers.changed(full_papers.written(["o\ufb03ce"]))
    pdf[0].set_rotation(rotation)
    document = opened(renderer, papers.saved(pdf))

    text = renderer.text(document, 0)
    (hit,) = renderer.search(document, "ice", range(1))

    assert text.characters == "office\n"
    along = 1 if rotation % 180 else 0
    lengths = [box(text, n)[along + 2] - box(text, n)[along] for n in range(1, 4)]
    assert min(lengths) > 1
    assert max(lengths) == pytest.approx(min(lengths), rel=0.01)
    starts = [box(text, n)[along] for n in range(6)]
    assert starts == sorted(starts, reverse=rotation in {180, 270})
    assert max(hit.places[0].width, hit.places[0].height) < 30


def test_word_broken_over_a_line_is_found_in_both_its_places(
    renderer: Renderer,
) -> None:
    lines = ["menetapkan surat kepu-", "tusan tentang undang-", "undang pokok"]
    document = opened(renderer, full_papers.written(lines))

    (broken,) = renderer.search(document, "Keputusan", range(1))
    (doubled,) = renderer.search(document, "undang-undang", range(1))

    first, second = broken.places
    assert second.y > first.y
    assert second.x < first.x
    assert (broken.before, broken.found, broken.after) == (
        "menetapkan surat ",
        "kepu-tusan",
        " tentang undang-undang pokok",
    )
    assert len(doubled.places) == 2


def test_words_are_found_over_line_ends_and_wide_gaps(renderer: Renderer) -> None:
    document = opened(renderer, full_papers.written(["tanda", "tangan   basah"]))

    (hit,) = renderer.search(document, "TANDA tangan basah", range(1))

    assert len(hit.places) == 2
    assert hit.found == "tanda tangan basah"


def test_only_the_pages_that_were_asked_for_are_searched_in_their_order(
    renderer: Renderer,
) -> None:
    content = full_papers.written(*[[f"Halaman {n}", "halaman"] for n in range(6)])
    document = opened(renderer, content)

    hits = renderer.search(document, "halaman", range(2, 99))

    assert [hit.page for hit in hits] == [2, 2, 3, 3, 4, 4, 5, 5]
    assert hits == renderer.search(document, "halaman", range(2, 99))
    assert renderer.search(document, "halaman", range(-3, 0)) == ()
    assert renderer.search(document, "  ", range(6)) == ()


def test_words_are_found_while_they_are_typed_and_taken_back(
    renderer: Renderer,
) -> None:
    pages = (["undang-", "undang"], ["undian"], ["undang"], ["surat m\u00b2-", "x"])
    document = opened(renderer, full_papers.written(*pages))

    def found(words: str) -> list[int]:
        return [hit.page for hit in renderer.search(document, words, range(4))]

    assert found("und") == [0, 0, 1, 2]
    assert found("undang") == [0, 0, 2]
    assert found("undang-") == [0, 0, 2]
    assert found("undang-u") == [0]
    assert found("undang-x") == []
    assert found("undang") == [0, 0, 2]
    assert found("surat m\u00b2-") == []
    assert found("surat m\u00b2-x") == [3]


def test_no_more_than_a_thousand_hits_are_told(renderer: Renderer) -> None:
    page = ["a " * 40] * 10
    document = opened(renderer, full_papers.written(page, page, page, page))

    hits = renderer.search(document, "a", range(4))

    assert len(hits) == 1000
    assert hits[-1].page == 2


def test_words_of_a_hit_steer_no_line(renderer: Renderer) -> None:
    document = opened(renderer, full_papers.written(["kepada\u202egpj yth"]))

    (hit,) = renderer.search(document, "kepadagpj", range(1))

    assert "\u202e" not in hit.found
    assert renderer.text(document, 0).characters.startswith("kepada")
    assert "\u202e" not in renderer.text(document, 0).characters


def test_words_that_are_not_on_the_page_are_not_found(renderer: Renderer) -> None:
    pdf = papers.changed(full_papers.written(["di atas kertas"]))
    pdf[0].insert_text((700, 80), "di luar kertas")
    document = opened(renderer, papers.saved(pdf))

    assert len(renderer.search(document, "kertas", range(1))) == 1


@pytest.mark.parametrize("rotation", [0, 90])
def test_anchor_is_told_in_the_space_of_its_page(
    renderer: Renderer, rotation: int
) -> None:
    content = full_papers.one_word(rotation, crop=(70, 90, 500, 700), unit=1.5)
    document = opened(renderer, content)

    (anchor,) = renderer.find(document, full_papers.WORD)

    left, baseline = full_papers.WORD_AT
    assert anchor.x0 == pytest.approx(left, abs=NEAR)
    assert anchor.y0 < full_papers.A4[1] - baseline < anchor.y1
    assert renderer.find(document, full_papers.WORD, page=0) == (anchor,)
    assert renderer.find(document, "tidak ada") == ()
    with pytest.raises(PageMissing):
        renderer.find(document, full_papers.WORD, page=1)


def test_encrypted_document_is_read(renderer: Renderer) -> None:
    document = renderer.open_bytes(
        Path("surat.pdf"), papers.encrypted(), password=papers.PASSWORD
    )

    assert renderer.text(document, 0).characters.startswith("Halaman 1\n")
    assert renderer.search(document, "sertifikat elektronik", range(2))
    assert "256-bit AES" in renderer.properties(document).encryption


def test_page_without_text_or_without_existence(renderer: Renderer) -> None:
    document = opened(renderer, full_papers.written([]))

    assert renderer.text(document, 0).characters == ""
    assert renderer.search(document, "kata", range(1)) == ()
    with pytest.raises(PageMissing):
        renderer.text(document, 1)


def test_page_without_end_costs_its_own_words_only() -> None:
    pdf = papers.changed(full_papers.written(["awal"], ["tengah"]))
    pdf.insert_pdf(papers.changed(papers.without_end()))
    pdf.insert_pdf(papers.changed(full_papers.written(["akhir"])))
    with Renderer(page_deadline=0.5) as renderer:
        document = opened(renderer, papers.saved(pdf))

        assert renderer.text(document, 2).characters == ""
        pages = [hit.page for hit in renderer.search(document, "a", range(4))]

        assert pages == [0, 0, 1, 3]
        assert renderer.search(document, "akhir", range(4))
