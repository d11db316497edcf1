"""What claims to be PDF/A stays so when it is signed; what is tagged stays tagged.

Part 1 is judged by Apache PDFBox Preflight. No validator of parts 2 and 3 comes from
the registries of this project: there the rules are read in the signed file itself,
and what a signature adds is the same as in part 1, which is the strictest.
"""

from __future__ import annotations

import contextlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.papers import letters as papers
from tests.papers.archive import archived, has_preflight, preflight, tag
from tests.papers.pictures import by_mupdf
from ttedesktop.demo.crest import crest_picture
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.specimen import Specimen, stamp_for
from ttedesktop.specimens.design import SpecimenDesign, SpecimenKind
from ttedesktop.specimens.profile import Profile
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.office import Office
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import SigningRequest

SOUND = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
PARTS = [(1, "B"), (2, "B"), (3, "B")]
needs_preflight = pytest.mark.skipif(
    not has_preflight(), reason="Apache PDFBox Preflight is not on this computer"
)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "arsip.pdf"
    path.write_bytes(content)
    return path


def wish(office: Office, document: Document, kind: SpecimenKind) -> SigningRequest:
    """Return a request for a stamp with a picture that is partly transparent."""
    place = usual_place(document.pages)
    (certificate,) = office.contents().certificates
    specimen = Specimen(Profile(), SpecimenDesign("uji", kind), crest_picture())
    text = specimen.text_for(certificate, document)
    stamp = stamp_for(text, place, document.pages)
    return office.request(document, placement=place, stamp_pdf=stamp)


@needs_preflight
@pytest.mark.parametrize("kind", [None, SpecimenKind.QR_CARD, SpecimenKind.PICTURE])
def test_archive_of_part_1_stays_one_for_an_independent_judge(
    office: Office, tmp_path: Path, kind: SpecimenKind | None
) -> None:
    path = written(tmp_path, archived(1))
    assert preflight(path) == []
    document = office.renderer.open(path)
    request = office.request(document) if kind is None else wish(office, document, kind)

    signed = office.sign(request)

    judged = preflight(signed.path)
    assert not judged, "\n".join(judged)


@needs_preflight
def test_name_in_jawi_is_embedded_as_an_archive_wants_it(
    office: Office, tmp_path: Path
) -> None:
    document = office.renderer.open(written(tmp_path, archived(1)))
    place = usual_place(document.pages)
    text = Specimen(Profile("سيتي نورهاليزا ڤڠيرن")).text_for(None, document)
    stamp = stamp_for(text, place, document.pages)

    signed = office.sign(office.request(document, placement=place, stamp_pdf=stamp))

    judged = preflight(signed.path)
    assert not judged, "\n".join(judged)


@pytest.mark.parametrize(("part", "level"), PARTS)
def test_signature_adds_nothing_that_an_archive_forbids(
    office: Office, tmp_path: Path, part: int, level: str
) -> None:
    document = office.renderer.open(written(tmp_path, archived(part, level)))

    signed = office.sign(wish(office, document, SpecimenKind.CREST_CARD))

    with pymupdf.open(signed.path) as pdf:
        told = "\n".join(objects(pdf))
        (widget,) = pdf[1].widgets()
        look = pdf.xref_get_key(widget.xref, "AP")[1]
        flags = int(pdf.xref_get_key(widget.xref, "F")[1])
        fonts = [one for one in pdf.get_page_fonts(1, full=True) if one[0]]
        embedded = [bool(tuple(pdf.extract_font(one[0]))[3]) for one in fonts]
    # ISO 19005-1, 6.3.4, 6.5.3 and 6.6; -2 and -3 say the same.
    assert all(embedded)
    assert look.startswith("<</N")
    assert flags & 0b100
    assert not flags & 0b100011
    assert "/JavaScript" not in told
    assert "/AA" not in told
    assert "/Interpolate true" not in told
    assert "/S/Transparency" not in told.replace(" ", "")
    assert office.verify(signed.path).verdict in SOUND


def test_second_signature_on_an_archive_leaves_the_first_valid(
    office: Office, tmp_path: Path
) -> None:
    first = office.sign(
        office.request(office.renderer.open(written(tmp_path, archived(1))))
    )

    second = office.sign(office.request(office.renderer.open(first.path)))

    report = office.verify(second.path)
    assert {one.verdict for one in report.signatures} <= SOUND


def objects(pdf: Any) -> Iterator[str]:
    for number in range(1, pdf.xref_length()):
        # An incremental update may leave numbers out.
        with contextlib.suppress(RuntimeError):
            yield pdf.xref_object(number)


def structure(content: bytes) -> Any:
    return PdfFileReader(BytesIO(content)).root["/StructTreeRoot"]


@pytest.mark.parametrize("is_archive", [True, False])
def test_signature_is_a_part_of_a_tagged_document_with_words_of_its_own(
    office: Office,
    tmp_path: Path,
    is_archive: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    content = archived(1, "A", is_tagged=True) if is_archive else tagged_letter()
    document = office.renderer.open(written(tmp_path, content))

    signed = office.sign(office.visible(document))

    root = structure(signed.path.read_bytes())
    whole = root["/K"]
    *paragraphs, form = (one.get_object() for one in whole["/K"])
    numbers = root["/ParentTree"]["/Nums"]
    widget = form["/K"]["/Obj"]
    assert [one["/S"] for one in paragraphs] == ["/P", "/P"]
    assert (form["/S"], whole["/S"]) == ("/Form", "/Document")
    assert form["/Alt"] == widget["/TU"] == "Tanda tangan elektronik: SITI AMINAH"
    assert widget["/StructParent"] == numbers[-2] == 2
    assert numbers[-1].get_object()["/Alt"] == form["/Alt"]
    assert root["/ParentTreeNextKey"] == 3
    assert office.verify(signed.path).verdict in SOUND
    if is_archive and has_preflight():
        assert preflight(signed.path) == []


def tagged_letter() -> bytes:
    pdf = papers.changed(papers.letter())
    tag(pdf)
    return papers.saved(pdf)


def test_second_signature_leaves_the_structure_of_the_first_alone(
    office: Office, tmp_path: Path
) -> None:
    document = office.renderer.open(written(tmp_path, tagged_letter()))
    first = office.sign(office.visible(document))

    second = office.sign(office.request(office.renderer.open(first.path)))

    assert {one.verdict for one in office.verify(second.path).signatures} <= SOUND
    assert len(structure(second.path.read_bytes())["/K"]["/K"]) == 3


@pytest.mark.parametrize(
    "tree",
    ["null", "<</Nums 7>>", "<</Kids[1 0 R]>>", "[]", "<</Nums[0]>>"],
)
def test_structure_that_is_not_sound_keeps_nobody_from_signing(
    office: Office, tmp_path: Path, tree: str
) -> None:
    pdf = papers.changed(tagged_letter())
    root = int(pdf.xref_get_key(pdf.pdf_catalog(), "StructTreeRoot")[1].split()[0])
    pdf.xref_set_key(root, "ParentTree", tree)
    document = office.renderer.open(written(tmp_path, pdf.tobytes()))
    pdf.close()

    signed = office.sign(office.visible(document))

    assert office.verify(signed.path).verdict in SOUND


def test_picture_is_transparent_but_in_an_archive_of_part_1(
    office: Office, tmp_path: Path
) -> None:
    letter = office.renderer.open(written(tmp_path, papers.letter()))
    archive = office.renderer.open(written(tmp_path, archived(1)))

    masks = []
    for document in (letter, archive):
        request = wish(office, document, SpecimenKind.PICTURE)
        masks.append(b"/SMask" in request.stamp_pdf)
        assert by_mupdf(request.stamp_pdf).width

    assert masks == [True, False]


def test_metadata_that_unpack_to_more_than_anybody_reads_claim_nothing(
    office: Office, tmp_path: Path
) -> None:
    pdf = papers.changed(papers.letter(1))
    metadata = pdf.get_new_xref()
    pdf.update_object(metadata, "<</Type/Metadata/Subtype/XML>>")
    pdf.update_stream(metadata, b" " * (64 << 20) + b"<pdfaid:part>1")
    pdf.xref_set_key(pdf.pdf_catalog(), "Metadata", f"{metadata} 0 R")
    path = written(tmp_path, papers.saved(pdf))

    assert office.renderer.open(path).archive_part == 0
    assert [
        office.renderer.open(written(tmp_path, archived(part))).archive_part
        for part, _level in PARTS
    ] == [1, 2, 3]
