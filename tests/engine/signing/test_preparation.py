"""Empty fields are put into an unsigned document, and signed by those they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.signing.reading import signatures
from tests.papers import letters as papers
from ttedesktop.document.geometry import PdfRect
from ttedesktop.errors.document_errors import (
    AlreadySigned,
    DocumentHasXfa,
    FieldDemandsOther,
    PlacementOutsidePage,
    PlacesOverlap,
)
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.signing.output import Destination
from ttedesktop.signing.preparation import (
    SUFFIX,
    PreparedDocument,
    PreparedPlace,
    prepare_document,
)
from ttedesktop.signing.request import Placement
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office

LEFT = Placement(1, PdfRect(60, 150, 260, 215))
RIGHT = Placement(1, PdfRect(330, 150, 530, 215))
SOUND = {Verdict.VALID, Verdict.VALID_WITH_NOTES}


def prepared(
    office: Office, path: Path, *places: PreparedPlace, password: str = ""
) -> PreparedDocument:
    document = office.renderer.open(path, password=password)
    return prepare_document(
        document, places, Destination(suffix=SUFFIX), office.renderer
    )


def test_each_place_becomes_an_empty_field_in_the_order_of_signing(
    office: Office, letter_path: Path
) -> None:
    before = letter_path.read_bytes()

    made = prepared(
        office, letter_path, PreparedPlace("Kepala Bidang", LEFT),
        PreparedPlace("Kepala Dinas", RIGHT),
    )  # fmt: skip

    told = existing_fields(office.renderer.open(made.path))
    assert made.fields == ("TTE_1", "TTE_2")
    assert [one.name for one in told] == ["TTE_1", "TTE_2"]
    assert [one.who for one in told] == ["Kepala Bidang", "Kepala Dinas"]
    assert [one.placement for one in told] == [LEFT, RIGHT]
    assert not any(one.is_signed for one in told)
    assert made.path.name == "surat_siap.pdf"
    assert letter_path.read_bytes() == before
    # An incremental update: what was there stays byte for byte.
    assert made.path.read_bytes().startswith(before)


def test_both_sign_in_turn_and_both_signatures_are_sound(
    office: Office, letter_path: Path
) -> None:
    made = prepared(
        office, letter_path, PreparedPlace("A", LEFT), PreparedPlace("B", RIGHT)
    )
    path = made.path
    for field, place in zip(made.fields, (LEFT, RIGHT), strict=True):
        document = office.renderer.open(path)
        request = office.visible(document, placement=place, field_name=field)
        path = office.sign(request).path

    report = office.verify(path)

    assert [one.field for one in report.signatures] == ["TTE_1", "TTE_2"]
    assert {one.verdict for one in report.signatures} <= SOUND


def test_a_field_that_closes_locks_all_that_could_follow(
    office: Office, letter_path: Path
) -> None:
    made = prepared(office, letter_path, PreparedPlace("A", RIGHT, closes=True))
    document = office.renderer.open(made.path)

    path = office.sign(office.visible(document, placement=RIGHT, field_name="TTE_1"))

    (one,) = signatures(path.path.read_bytes())
    references = one.dictionary["/Reference"]
    assert "/FieldMDP" in {str(each["/TransformMethod"]) for each in references}
    assert one.permission == 1
    assert {each.verdict for each in office.verify(path.path).signatures} <= SOUND


def test_a_binding_field_takes_only_the_certificate_of_its_name(
    office: Office, letter_path: Path
) -> None:
    mine = office.contents().certificates[0].name
    made = prepared(
        office, letter_path, PreparedPlace("Orang Lain", LEFT, is_binding=True),
        PreparedPlace(mine, RIGHT, is_binding=True),
    )  # fmt: skip
    document = office.renderer.open(made.path)

    with pytest.raises(FieldDemandsOther) as refused:
        office.sign(office.visible(document, placement=LEFT, field_name="TTE_1"))
    signed = office.sign(office.visible(document, placement=RIGHT, field_name="TTE_2"))

    assert (refused.value.demand, refused.value.detail) == ("certificate", "Orang Lain")
    assert [one.field for one in office.verify(signed.path).signatures] == ["TTE_2"]


def test_an_encrypted_document_is_prepared_and_signed(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.encrypted())

    made = prepared(office, path, PreparedPlace("A", RIGHT), password=papers.PASSWORD)

    document = office.renderer.open(made.path, password=papers.PASSWORD)
    signed = office.sign(office.visible(document, placement=RIGHT, field_name="TTE_1"))
    report = office.verify(signed.path, password=papers.PASSWORD)
    assert {one.verdict for one in report.signatures} <= SOUND, report.signatures


def test_nothing_is_prepared_in_a_signed_document(
    office: Office, letter_path: Path
) -> None:
    signed = office.sign(office.request(office.renderer.open(letter_path)))

    with pytest.raises(AlreadySigned):
        prepared(office, signed.path, PreparedPlace("A", LEFT))


def test_places_that_cover_one_another_are_refused(
    office: Office, letter_path: Path
) -> None:
    over = Placement(1, PdfRect(200, 160, 400, 200))

    with pytest.raises(PlacesOverlap):
        prepared(
            office, letter_path, PreparedPlace("A", LEFT), PreparedPlace("B", over)
        )
    made = prepared(office, letter_path, PreparedPlace("A", LEFT))
    with pytest.raises(PlacesOverlap):
        prepared(office, made.path, PreparedPlace("B", over))


def test_a_place_outside_its_page_is_refused(office: Office, letter_path: Path) -> None:
    outside = Placement(1, PdfRect(500, 150, 700, 215))

    with pytest.raises(PlacementOutsidePage):
        prepared(office, letter_path, PreparedPlace("A", outside))
    assert {one.name for one in letter_path.parent.iterdir()} == {"surat.pdf"}


def test_what_can_never_be_signed_is_not_prepared(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(papers.with_xfa())

    with pytest.raises(DocumentHasXfa):
        prepared(office, path, PreparedPlace("A", LEFT))
