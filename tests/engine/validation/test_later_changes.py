"""What may follow a signature, and what must not; each test states one rule."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field

from tests.engine.validation.registry import NOW, Registry, with_security_store
from tests.papers import (
    F4,
    letter,
    with_field,
    with_hybrid_xref,
    with_object_streams,
)
from ttedesktop.document.geometry import PdfRect
from ttedesktop.validation.report import Changes, Coverage, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engine.validation.conftest import Judge

SIGNED = NOW - timedelta(days=3)
GOOD = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
OPENS_IT = "rahasia"
BOX = (330, 150, 530, 220)


def updated(content: bytes, change: Callable[[Any], None], password: str = "") -> bytes:
    """Return the document with an update appended, as an honest tool writes it."""
    file = BytesIO(content)
    writer = IncrementalPdfFileWriter(file, strict=False)
    if password:
        writer.encrypt(password)
    change(writer)
    writer.write_in_place()
    return file.getvalue()


def add_output_intent(writer: Any) -> None:
    profile = writer.add_object(generic.StreamObject(stream_data=b"profil warna"))
    intent = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/OutputIntent"),
            pdf_name("/S"): pdf_name("/GTS_PDFA1"),
            pdf_name("/OutputConditionIdentifier"): pdf_string("sRGB"),
            pdf_name("/DestOutputProfile"): profile,
        }
    )
    writer.root["/OutputIntents"] = generic.ArrayObject([writer.add_object(intent)])
    writer.update_root()


def change_title(writer: Any) -> None:
    writer.set_info(
        writer.add_object(
            generic.DictionaryObject({pdf_name("/Title"): pdf_string("Judul baru")})
        )
    )


def add_metadata(writer: Any) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
    stream = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/Metadata"),
            pdf_name("/Subtype"): pdf_name("/XML"),
        },
        stream_data=xmp,
    )
    writer.root["/Metadata"] = writer.add_object(stream)
    writer.update_root()


def rewrite_store_entries(writer: Any) -> None:
    store = writer.root["/DSS"]
    stream = store["/CRLs"].raw_get(0)
    entry = generic.DictionaryObject({pdf_name("/CRL"): generic.ArrayObject([stream])})
    store["/VRI"] = generic.DictionaryObject(
        {pdf_name("/" + "AB" * 20): writer.add_object(entry)}
    )
    writer.mark_update(writer.root.raw_get("/DSS"))


def change_page(writer: Any) -> None:
    page, _parent = writer.find_page_for_modification(0)
    page.get_object()["/Rotate"] = generic.NumberObject(90)
    writer.mark_update(page)


def add_script(writer: Any) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("")}
    writer.root["/OpenAction"] = generic.DictionaryObject(action)
    writer.update_root()


def switch_appearances_on(writer: Any) -> None:
    form = writer.root["/AcroForm"]
    form["/NeedAppearances"] = generic.BooleanObject(value=True)
    writer.update_container(form)


def add_empty_field(writer: Any) -> None:
    append_signature_field(writer, SigFieldSpec("Kosong", on_page=0, box=BOX))


@pytest.mark.parametrize("change", [add_output_intent, change_title, add_metadata])
def test_addition_that_no_page_shows_is_permitted(
    registry: Registry, judge: Judge, change: Callable[[Any], None]
) -> None:
    content = updated(registry.sign(letter(), at=SIGNED), change)

    report = judge(content)

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.LTV
    assert report.signatures[0].coverage is Coverage.WHOLE_REVISION


def test_security_store_may_be_added_and_its_entries_written_anew(
    registry: Registry, judge: Judge
) -> None:
    content = with_security_store(
        registry.sign(letter(), at=SIGNED), crls=(registry.crl(),)
    )
    for _time in range(2):
        content = updated(content, rewrite_store_entries)

    report = judge(content)

    assert report.verdict is Verdict.VALID
    assert report.signatures[0].level == "B-LT"


@pytest.mark.parametrize("change", [change_page, add_script, switch_appearances_on])
@pytest.mark.parametrize("permission", [None, MDPPerm.FILL_FORMS])
def test_change_of_what_was_signed_is_forbidden(
    registry: Registry,
    judge: Judge,
    change: Callable[[Any], None],
    permission: MDPPerm | None,
) -> None:
    options: dict[str, Any] = {}
    if permission is not None:
        options = {"certify": True, "docmdp_permissions": permission}
    content = updated(registry.sign(letter(), at=SIGNED, **options), change)

    report = judge(content)

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("forbidden_changes",)


def test_second_signature_keeps_the_first_one_valid(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(letter(), at=SIGNED, box=BOX)
    content = registry.sign(content, at=SIGNED, box=(60, 150, 260, 220), page=1)

    report = judge(content)

    assert report.verdict in GOOD
    first, second = report.signatures
    assert (first.field, first.changes_after) == ("TTE_1", Changes.SIGNATURES)
    assert (first.page, second.page) == (0, 1)
    assert first.rect == PdfRect(*BOX)
    assert second.coverage is Coverage.WHOLE_FILE


def test_second_signature_over_writing_is_not_passed_over(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(letter(), at=SIGNED)
    content = registry.sign(content, at=SIGNED, box=(0, F4[1] / 2, *F4))

    report = judge(content)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("writing_hidden",)
    assert report.signatures[1].verdict in GOOD


@pytest.mark.parametrize(
    "permission",
    [
        MDPPerm.FILL_FORMS,
        MDPPerm.ANNOTATE,
    ],
)
def test_certification_that_permits_forms_permits_a_signature(
    registry: Registry, judge: Judge, permission: MDPPerm
) -> None:
    content = registry.sign(
        letter(), at=SIGNED, certify=True, docmdp_permissions=permission
    )
    content = registry.sign(content, at=SIGNED, box=BOX)

    report = judge(content)

    assert report.verdict in GOOD
    assert report.signatures[0].kind.value == "certification"


def test_certification_against_changes_permits_proofs_for_the_long_term(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(
        letter(), at=SIGNED, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    content = with_security_store(content, crls=(registry.crl(),))
    content = registry.stamp_document(content, NOW - timedelta(days=1))

    report = judge(content)

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.LTV
    assert report.signatures[0].level == "B-LTA"


def test_empty_field_after_a_certification_is_forbidden(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(
        letter(), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS
    )

    report = judge(updated(content, add_empty_field))

    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param(letter, id="plain"),
        pytest.param(with_object_streams, id="object-streams"),
        pytest.param(with_hybrid_xref, id="hybrid"),
        pytest.param(lambda: with_field("TTE_1"), id="existing-field"),
        pytest.param(lambda: letter() + b"\r\n\r\n", id="lines-after-the-end"),
    ],
)
def test_structure_that_the_signature_does_not_suffer_from_is_tolerated(
    registry: Registry, judge: Judge, paper: Callable[[], bytes]
) -> None:
    content = registry.sign(paper(), at=SIGNED)

    report = judge(content)

    assert report.verdict in GOOD, report.signatures


def test_newline_before_the_header_is_tolerated(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(letter())
    first, second, rest = content.split(b"\n", 2)

    report = judge(registry.sign_again(b"\n".join((b"", first, second[1:], rest))))

    assert report.verdict in GOOD, report.signatures


def test_later_revision_of_a_hybrid_document_is_never_called_a_forgery(
    registry: Registry, judge: Judge
) -> None:
    # given an update of an object that one of the two tables calls free
    content = registry.sign(registry.sign(with_hybrid_xref(), at=SIGNED), at=SIGNED)

    report = judge(content)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("tolerant_reading",)
    assert report.signatures[1].verdict in GOOD


def test_encrypted_document_is_validated_with_its_password(
    registry: Registry, judge: Judge
) -> None:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(letter())))
    writer.encrypt(owner_pass=OPENS_IT[::-1], user_pass=OPENS_IT)
    file = BytesIO()
    writer.write(file)
    content = registry.sign(file.getvalue(), at=SIGNED, password=OPENS_IT)
    content = registry.sign(content, at=SIGNED, password=OPENS_IT)

    report = judge(content, password=OPENS_IT)

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.SIGNATURES


@pytest.mark.parametrize("box", [None, (0, 0, 0, 0)])
def test_invisible_signature_has_no_page(
    registry: Registry, judge: Judge, box: tuple[int, ...] | None
) -> None:
    content = registry.sign(letter(), at=SIGNED, box=box)

    (one,) = judge(content).signatures

    assert one.page is None
    assert not one.is_visible


def test_bytes_that_belong_to_no_revision_are_forbidden(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(letter(), at=SIGNED)
    tail = content[content.rindex(b"startxref") :]

    appended = content + b"isi asing\n" + tail

    assert judge(appended).verdict is Verdict.INVALID
    assert judge(content + b"isi asing\n").verdict is Verdict.INVALID
    assert judge(content + b"\n\n").verdict in GOOD


def test_signature_that_an_update_takes_out_of_the_form_is_not_forgotten(
    registry: Registry, judge: Judge
) -> None:
    def take_out(writer: Any) -> None:
        form = writer.root["/AcroForm"]
        form["/Fields"] = generic.ArrayObject([])
        writer.update_container(form)
        page, _parent = writer.find_page_for_modification(0)
        page.get_object()["/Annots"] = generic.ArrayObject([])
        writer.mark_update(page)

    content = updated(registry.sign(letter(), at=SIGNED), take_out)

    report = judge(content)

    assert report.verdict is Verdict.INVALID
    assert report.signatures[-1].notes == ("signature_removed",)


def test_document_with_hundreds_of_bookmarks_is_judged(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(updated(letter(), add_bookmarks), at=SIGNED)
    content = registry.sign(content, at=SIGNED)

    report = judge(content)

    assert report.verdict in GOOD, report.signatures


def add_bookmarks(writer: Any) -> None:
    page, _parent = writer.find_page_for_modification(0)
    top = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Outlines")})
    top_reference = writer.add_object(top)
    items = [
        generic.DictionaryObject(
            {
                pdf_name("/Title"): pdf_string(f"Bab {number}"),
                pdf_name("/Parent"): top_reference,
                pdf_name("/Dest"): generic.ArrayObject([page, pdf_name("/Fit")]),
            }
        )
        for number in range(1200)
    ]
    references = [writer.add_object(item) for item in items]
    for item, following in zip(items, references[1:], strict=False):
        item["/Next"] = following
    for item, preceding in zip(items[1:], references, strict=False):
        item["/Prev"] = preceding
    top["/First"], top["/Last"] = references[0], references[-1]
    writer.root["/Outlines"] = top_reference
    writer.update_root()


def test_file_is_said_to_be_undecided_where_later_changes_are_not_compared(
    registry: Registry, judge: Judge
) -> None:
    content = registry.sign(registry.sign(letter(), at=SIGNED), at=SIGNED)

    report = judge(content, judge_changes=False)

    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].notes == ("changes_not_judged",)
    assert report.signatures[1].verdict in GOOD
