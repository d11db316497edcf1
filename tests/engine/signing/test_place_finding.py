"""A rule comes to one place, to none, or to several of which a person chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.document.geometry import PdfRect
from ttedesktop.errors.document_errors import (
    AnchorAmbiguous,
    AnchorMissing,
    FieldAlreadySigned,
    FieldMissing,
    FieldsAmbiguous,
    NoFieldForSigner,
    PageMissing,
)
from ttedesktop.signing.place_finding import find_places, saved_place_of
from ttedesktop.signing.place_rule import (
    FIRST,
    LAST,
    Across,
    AnchorRule,
    Down,
    FieldChoice,
    FieldRule,
    SavedPlace,
)
from ttedesktop.signing.placement import MARGIN

if TYPE_CHECKING:
    from tests.office import Office
    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer


def opened(renderer: Renderer, content: bytes) -> Document:
    return renderer.open_bytes(Path("surat.pdf"), content)


def with_marks(*places: tuple[int, float, float], mark: str = "#") -> bytes:
    """Return three pages with a mark at these pages and points from upper left."""
    drawing = Drawing(title="Surat")
    for number in range(3):
        sheet = drawing.sheet(*papers.F4)
        sheet.text(60, 70, f"Halaman {number + 1}", face=Face.SERIF, size=11)
        for page, x, y in places:
            if page == number:
                sheet.text(x, y, f"Kepala Dinas {mark}", face=Face.SERIF, size=11)
    return drawing.pdf()


# --- anchors ------------------------------------------------------------------------


@pytest.mark.parametrize("anchor", ["#", "^", "$", "*", "[qr_bsre]", "${ttd_pengirim}"])
def test_an_anchor_that_stands_there_once_is_the_place(
    renderer: Renderer, anchor: str
) -> None:
    document = opened(renderer, with_marks((1, 350, 700), mark=anchor))

    found = find_places(AnchorRule(anchor), document, renderer).require_one()

    assert found.placement is not None
    assert found.anchor is not None
    assert found.placement.page == 1
    assert found.anchor.lies_within(found.placement.rect)
    assert found.words.endswith(f"Kepala Dinas {anchor}")


def test_several_hits_are_all_told_and_none_is_guessed(renderer: Renderer) -> None:
    document = opened(renderer, with_marks((0, 90, 300), (2, 90, 500), (2, 350, 500)))

    found = find_places(AnchorRule("#"), document, renderer)

    assert found.only is None
    assert [one.placement.page for one in found.places if one.placement] == [0, 2, 2]
    with pytest.raises(AnchorAmbiguous):
        found.require_one()


@pytest.mark.parametrize(("hit", "page"), [(FIRST, 0), (2, 1), (LAST, 2)])
def test_one_hit_of_several_can_be_named(
    renderer: Renderer, hit: int, page: int
) -> None:
    document = opened(renderer, with_marks((0, 90, 300), (1, 90, 300), (2, 90, 300)))

    found = find_places(AnchorRule("#", hit=hit), document, renderer).require_one()

    assert found.placement is not None
    assert found.placement.page == page


@pytest.mark.parametrize(
    "rule",
    [AnchorRule("^"), AnchorRule("#", hit=3), AnchorRule("#", page=2)],
)
def test_an_anchor_that_is_not_there_is_no_place(
    renderer: Renderer, rule: AnchorRule
) -> None:
    document = opened(renderer, with_marks((0, 90, 300), (2, 90, 300)))

    found = find_places(rule, document, renderer)

    assert found.places == ()
    with pytest.raises(AnchorMissing):
        found.require_one()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("across", Across)
@pytest.mark.parametrize("down", Down)
def test_the_box_lies_to_its_anchor_as_it_is_seen(
    renderer: Renderer, rotation: int, across: Across, down: Down
) -> None:
    document = opened(renderer, papers.turned(rotation, (50, 60, 590, 900)))
    rule = AnchorRule(
        papers.ANCHOR, across=across, down=down, shift_right=3, shift_down=-2,
        width=120, height=80, keeps_clear=False,
    )  # fmt: skip

    found = find_places(rule, document, renderer).require_one()

    assert found.placement is not None
    assert found.anchor is not None
    page = document.pages[0]
    box = page.to_view(found.placement.rect, scale=1)
    anchor = page.to_view(found.anchor, scale=1)
    assert (box.width, box.height) == pytest.approx((120, 80))
    wanted = {
        Across.LEFT: anchor.x,
        Across.CENTRE: anchor.x + anchor.width / 2 - 60,
        Across.RIGHT: anchor.x + anchor.width - 120,
    }[across] + 3
    assert box.x == pytest.approx(within(wanted, 120, page.width), abs=0.01)
    wanted = {
        Down.OVER: anchor.y + anchor.height / 2 - 40,
        Down.BELOW: anchor.y + anchor.height,
        Down.ABOVE: anchor.y - 80,
    }[down] - 2
    assert box.y == pytest.approx(within(wanted, 80, page.height), abs=0.01)


def within(start: float, length: float, room: float) -> float:
    """Return where what would begin there begins, kept off the edges of the page."""
    return min(max(start, MARGIN), room - length - MARGIN)


def test_a_box_over_a_long_anchor_grows_until_nothing_looks_out(
    renderer: Renderer,
) -> None:
    document = opened(renderer, papers.letter(1))
    rule = AnchorRule(papers.ANCHOR, width=20, height=5)

    found = find_places(rule, document, renderer).require_one()

    assert found.placement is not None
    assert found.anchor is not None
    assert found.anchor.lies_within(found.placement.rect)


# --- fields ---------------------------------------------------------------------------


def test_a_field_is_found_by_its_name_with_page_and_box(renderer: Renderer) -> None:
    document = opened(renderer, papers.with_field("Pengirim"))

    found = find_places(FieldRule("Pengirim"), document, renderer).require_one()

    assert found.field_name == "Pengirim"
    assert found.placement is not None
    assert found.placement.page == 1
    assert found.placement.rect == PdfRect(330, 150, 530, 220)


def test_a_name_that_no_field_has_is_told(renderer: Renderer) -> None:
    document = opened(renderer, papers.with_field("Pengirim"))

    with pytest.raises(FieldMissing):
        find_places(FieldRule("Penerima"), document, renderer).require_one()


def test_without_any_field_there_is_no_place(renderer: Renderer) -> None:
    document = opened(renderer, papers.letter())

    with pytest.raises(NoFieldForSigner):
        find_places(FieldRule(), document, renderer).require_one()


@pytest.mark.parametrize(
    ("signer", "field"),
    [
        (("RINA KUSUMAWATI",), "Kepala"),
        (("HADI PRANOTO", "Sekretaris Daerah"), "Sekda"),
        (("orang lain", "sekretaris"), "Sekda"),
    ],
)
def test_the_field_that_is_meant_for_the_signer_is_the_place(
    renderer: Renderer, signer: tuple[str, ...], field: str
) -> None:
    content = papers.with_fields(
        ("Kepala", "Dr. Rina Kusumawati, M.Si."), ("Sekda", "Sekretaris Daerah")
    )
    document = opened(renderer, content)
    rule = FieldRule(choice=FieldChoice.MINE)

    found = find_places(rule, document, renderer, signer=signer).require_one()

    assert found.field_name == field


def test_a_field_for_another_is_not_taken(renderer: Renderer) -> None:
    content = papers.with_fields(("Kepala", "Rina Kusumawati"))
    document = opened(renderer, content)
    rule = FieldRule(choice=FieldChoice.MINE)

    with pytest.raises(NoFieldForSigner):
        find_places(rule, document, renderer, signer=("HADI PRANOTO",)).require_one()


def test_of_fields_for_nobody_in_particular_a_person_chooses(
    renderer: Renderer,
) -> None:
    document = opened(renderer, papers.with_fields(("A", ""), ("B", "")))
    mine = FieldRule(choice=FieldChoice.MINE)

    with pytest.raises(FieldsAmbiguous):
        find_places(mine, document, renderer, signer=("RINA",)).require_one()
    first = find_places(FieldRule(), document, renderer).require_one()
    assert first.field_name == "A"


def test_a_signed_field_is_no_place_any_more(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.with_fields(("A", ""), ("B", "")))
    request = office.request(office.renderer.open(path), field_name="A")
    document = office.renderer.open(office.sign(request).path)

    first = find_places(FieldRule(), document, office.renderer).require_one()

    assert first.field_name == "B"
    with pytest.raises(FieldAlreadySigned):
        find_places(FieldRule("A"), document, office.renderer).require_one()


# --- saved places ---------------------------------------------------------------------


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_saved_place_comes_back_where_it_was_kept(
    renderer: Renderer, rotation: int
) -> None:
    document = opened(renderer, papers.turned(rotation, (50, 60, 590, 900)))
    kept = SavedPlace("SPM", across=0.6, down=0.4, width=150, height=50)

    found = find_places(kept, document, renderer).require_one()
    assert found.placement is not None
    again = saved_place_of("SPM", found.placement, document)

    assert again.page == LAST
    assert (again.across, again.down) == pytest.approx((0.6, 0.4))
    assert (again.width, again.height) == pytest.approx((150, 50))


def test_a_saved_place_stands_on_the_page_it_names(renderer: Renderer) -> None:
    document = opened(renderer, papers.letter(3))

    for page, index in ((FIRST, 0), (2, 1), (LAST, 2)):
        rule = SavedPlace("SPM", page=page)
        found = find_places(rule, document, renderer).require_one()
        assert found.placement is not None
        assert found.placement.page == index
    with pytest.raises(PageMissing):
        find_places(SavedPlace("SPM", page=4), document, renderer).require_one()


def test_a_saved_place_is_kept_on_a_smaller_page(renderer: Renderer) -> None:
    document = opened(renderer, papers.letter(1, (300.0, 400.0)))
    rule = SavedPlace("SPM", across=1, down=1, width=400, height=60)

    found = find_places(rule, document, renderer).require_one()

    assert found.placement is not None
    assert found.placement.rect.lies_within(document.pages[0].crop)
