"""The signature is the one that ETSI EN 319 142-1 calls PAdES B-B."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.engine.signing.reading import signatures
from tests.papers import letters as papers
from ttedesktop.document.geometry import PdfRect
from ttedesktop.errors.document_errors import (
    CertificationNotFirst,
    DocumentCertified,
    FieldAlreadySigned,
    FieldMissing,
    PageMissing,
    PlacementOutsidePage,
)
from ttedesktop.errors.network_errors import NoTimeStampAuthority
from ttedesktop.signing.existing_field import field_placement
from ttedesktop.signing.pades import require_readable
from ttedesktop.signing.request import Certification, PadesLevel, Placement
from ttedesktop.validation.report import Coverage, Integrity, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.office import Office

SOUND = {Verdict.VALID, Verdict.VALID_WITH_NOTES}


def pdfsig(path: Path, *options: str) -> str:
    """Return what poppler says about the signatures of a file."""
    done = subprocess.run(
        [shutil.which("pdfsig") or "pdfsig", *options, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_signature_has_the_profile_of_pades_b_b(
    office: Office, letter_path: Path
) -> None:
    request = office.visible(office.renderer.open(letter_path))

    signed = office.sign(request)

    (one,) = signatures(signed.path.read_bytes())
    assert one.field == "TTE_1" == signed.field_name
    assert one.dictionary["/Filter"] == "/Adobe.PPKLite"
    assert one.dictionary["/SubFilter"] == "/ETSI.CAdES.detached"
    assert re.fullmatch(r"D:\d{14}.*", str(one.dictionary["/M"]))
    assert one.signer["digest_algorithm"]["algorithm"].native == "sha256"
    assert one.signer["signature_algorithm"]["algorithm"].native == "sha256_rsa"
    # The time stands in /M and nowhere else (EN 319 142-1, 6.3).
    assert set(one.attributes) == {
        "content_type",
        "message_digest",
        "signing_certificate_v2",
    }
    assert one.data["encap_content_info"]["content"].native is None
    assert one.data["crls"].native is None


def test_the_zone_of_the_clock_may_have_no_name(
    office: Office, letter_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = office.request(office.renderer.open(letter_path))
    # A rule of POSIX, as computers without a database of zones have it.
    with monkeypatch.context() as here:
        here.setenv("TZ", "WIB-7")
        time.tzset()
        signed = office.sign(request)
    time.tzset()

    (one,) = signatures(signed.path.read_bytes())
    assert str(one.dictionary["/M"]).endswith("+07'00'")


def test_signature_names_and_carries_the_chosen_certificate_and_its_chain(
    office: Office, letter_path: Path
) -> None:
    request = office.request(office.renderer.open(letter_path))

    signed = office.sign(request)

    (one,) = signatures(signed.path.read_bytes())
    (named,) = one.attributes["signing_certificate_v2"]["certs"]
    assert named["cert_hash"].native.hex() == request.certificate.sha256
    assert set(one.certificates) == {
        request.certificate.der,
        office.authority.der,
        office.root.der,
    }


def test_signing_adds_to_the_bytes_and_leaves_the_original_alone(
    office: Office, letter_path: Path
) -> None:
    before = letter_path.read_bytes()

    signed = office.sign(office.visible(office.renderer.open(letter_path)))

    written = signed.path.read_bytes()
    assert letter_path.read_bytes() == before
    assert written[: len(before)] == before
    assert signed.path.name == "surat_TTE.pdf"
    assert signed.sha256 == hashlib.sha256(written).hexdigest()


def test_reason_and_place_stand_in_the_signature(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)
    request = office.request(
        document, reason="Saya menyetujui – naskah ini", location="Kota Baru"
    )

    signed = office.sign(request)

    (one,) = signatures(signed.path.read_bytes())
    assert str(one.dictionary["/Reason"]) == "Saya menyetujui – naskah ini"
    assert str(one.dictionary["/Location"]) == "Kota Baru"


def test_invisible_signature_shows_nothing(office: Office, letter_path: Path) -> None:
    document = office.renderer.open(letter_path)

    signed = office.sign(office.request(document))

    report = office.verify(signed.path)
    pages = [
        bytes(office.renderer.render(one, 0, scale=1).pixels)
        for one in (document, office.renderer.open(signed.path))
    ]
    assert report.verdict in SOUND
    assert pages[0] == pages[1]


def test_second_signature_keeps_the_first_valid(
    office: Office, letter_path: Path
) -> None:
    first = office.sign(office.visible(office.renderer.open(letter_path)))
    place = Placement(0, PdfRect(60, 60, 260, 130))

    second = office.sign(
        office.visible(office.renderer.open(first.path), placement=place)
    )

    report = office.verify(second.path)
    told = pdfsig(second.path)
    assert [one.field for one in report.signatures] == ["TTE_1", "TTE_2"]
    assert {one.verdict for one in report.signatures} <= SOUND
    assert {one.integrity for one in report.signatures} == {Integrity.INTACT}
    assert report.signatures[1].coverage is Coverage.WHOLE_FILE
    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1
    assert told.index("Not total") < told.index("Total document signed")


@pytest.mark.parametrize(
    "paper",
    [
        papers.letter,
        papers.with_object_streams,
        papers.with_hybrid_xref,
        lambda: papers.turned(90),
    ],
    ids=["table", "object streams", "hybrid table", "turned"],
)
def test_every_structure_of_file_can_be_signed_twice(
    office: Office, tmp_path: Path, paper: Callable[[], bytes]
) -> None:
    path = tmp_path / "naskah.pdf"
    path.write_bytes(paper())
    first = office.sign(office.visible(office.renderer.open(path)))

    second = office.sign(office.request(office.renderer.open(first.path)))

    report = office.verify(second.path)
    assert {one.integrity for one in report.signatures} == {Integrity.INTACT}
    assert report.verdict is not Verdict.INVALID
    assert pdfsig(second.path).count("Signature is Valid") == 2


@pytest.mark.parametrize(
    "paper",
    [papers.encrypted, papers.encrypted_in_an_object],
    ids=["in the trailer", "in an object"],
)
def test_encrypted_document_is_signed_with_its_password(
    office: Office, tmp_path: Path, paper: Callable[[], bytes]
) -> None:
    path = tmp_path / "rahasia.pdf"
    path.write_bytes(paper())
    document = office.renderer.open(path, password=papers.PASSWORD)

    signed = office.sign(office.visible(document))

    (one,) = office.verify(signed.path, password=papers.PASSWORD).signatures
    assert one.integrity is Integrity.INTACT
    assert one.verdict is not Verdict.INVALID
    assert signed.path.read_bytes().startswith(path.read_bytes())
    assert "Signature is Valid" in pdfsig(signed.path, "-upw", papers.PASSWORD)


@pytest.mark.parametrize(
    ("certification", "permission"),
    [
        (Certification.NO_CHANGES, 1),
        (Certification.FORM_FILLING, 2),
        (Certification.ANNOTATIONS, 3),
    ],
)
def test_certification_says_what_may_follow(
    office: Office, letter_path: Path, certification: Certification, permission: int
) -> None:
    document = office.renderer.open(letter_path)

    signed = office.sign(office.visible(document, certification=certification))

    (one,) = signatures(signed.path.read_bytes())
    assert one.permission == permission
    assert office.verify(signed.path).verdict in SOUND


def test_document_certified_for_form_filling_takes_a_second_signature(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)
    first = office.sign(
        office.visible(document, certification=Certification.FORM_FILLING)
    )

    second = office.sign(office.request(office.renderer.open(first.path)))

    assert {one.verdict for one in office.verify(second.path).signatures} <= SOUND


def test_document_certified_against_changes_is_refused(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)
    first = office.sign(
        office.visible(document, certification=Certification.NO_CHANGES)
    )

    with pytest.raises(DocumentCertified):
        office.sign(office.request(office.renderer.open(first.path)))


def test_only_the_first_signature_may_certify(
    office: Office, letter_path: Path
) -> None:
    first = office.sign(office.request(office.renderer.open(letter_path)))
    again = office.renderer.open(first.path)

    with pytest.raises(CertificationNotFirst):
        office.sign(office.request(again, certification=Certification.FORM_FILLING))


def test_prepared_field_is_filled_where_it_stands(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "formulir.pdf"
    path.write_bytes(papers.with_field("Pengirim"))
    document = office.renderer.open(path)
    placement = field_placement(document, "Pengirim")
    assert placement is not None

    signed = office.sign(
        office.visible(document, placement=placement, field_name="Pengirim")
    )

    (one,) = office.verify(signed.path).signatures
    assert placement == Placement(1, PdfRect(330, 150, 530, 220))
    assert (one.field, one.verdict in SOUND) == ("Pengirim", True)


def test_field_that_is_missing_or_signed_is_refused(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "formulir.pdf"
    path.write_bytes(papers.with_field("Pengirim"))
    document = office.renderer.open(path)
    signed = office.sign(office.request(document, field_name="Pengirim"))
    again = office.renderer.open(signed.path)

    with pytest.raises(FieldMissing):
        office.sign(office.request(document, field_name="Penerima"))
    with pytest.raises(FieldAlreadySigned):
        office.sign(office.request(again, field_name="Pengirim"))


def test_new_field_never_takes_a_name_that_is_taken(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "formulir.pdf"
    path.write_bytes(papers.with_field("TTE_1"))
    document = office.renderer.open(path)

    signed = office.sign(office.request(document))

    assert signed.field_name == "TTE_2"


def test_box_off_the_page_or_on_no_page_is_refused_before_the_pin(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)
    beside = Placement(0, PdfRect(500, 20, 700, 90))
    nowhere = Placement(7, PdfRect(60, 60, 260, 130))

    with pytest.raises(PlacementOutsidePage):
        require_readable(office.request(document, placement=beside))
    with pytest.raises(PageMissing):
        require_readable(office.request(document, placement=nowhere))


def test_a_level_is_not_made_without_what_it_needs(
    office: Office, letter_path: Path
) -> None:
    document = office.renderer.open(letter_path)

    with pytest.raises(NoTimeStampAuthority):
        office.sign(office.request(document, level=PadesLevel.B_T))


def test_each_signature_adds_less_than_forty_kilobytes(
    office: Office, letter_path: Path
) -> None:
    before = letter_path.stat().st_size

    first = office.sign(office.visible(office.renderer.open(letter_path)))
    second = office.sign(office.visible(office.renderer.open(first.path)))

    grown = first.path.stat().st_size
    assert grown - before < 40_000
    assert second.path.stat().st_size - grown < 40_000
