"""Form fields after a signature: a value may be filled in, a look may not be forged."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from tests.engine.validation.authorities import Authorities, store, with_security_store
from tests.engine.validation.updates import GOOD, updated
from tests.papers.letters import changed, letter, saved
from ttedesktop.validation.report import Changes, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engine.validation.conftest import Judge

TEXT, CHECKBOX = 7, 2
"""Fields, as PyMuPDF numbers their kinds."""


CORNER = pymupdf.Rect(400, 800, 560, 830)
"""Where nothing else stands on the page."""


def form(place: Any = CORNER, value: str = "1000") -> bytes:
    """Return a letter with a text field."""
    pdf = changed(letter())
    widget: Any = pymupdf.Widget()
    widget.rect = place
    widget.field_type = TEXT
    widget.field_name = "nominal"
    widget.field_value = value
    pdf[0].add_widget(widget)
    return saved(pdf)


def fill(value: str | None, shown: bytes) -> Callable[[Any], None]:
    """Give the field a value, if told, and a look."""

    def change(writer: Any) -> None:
        look = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(
                    [generic.NumberObject(side) for side in (0, 0, 160, 30)]
                ),
            },
            stream_data=shown,
        )
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/AP"] = generic.DictionaryObject(
            {pdf_name("/N"): writer.add_object(look)}
        )
        if value is not None:
            field["/V"] = pdf_string(value)
        writer.update_container(field)

    return change


BLOCK = b"0 0 0 rg 10 5 60 20 re f"
ONE = generic.NumberObject(1)


def written(words: str) -> bytes:
    """Return a look that writes some words in a field."""
    return b"BT /Helv 12 Tf 10 10 Td (%s) Tj ET" % words.encode()


@pytest.mark.parametrize("permission", [None, MDPPerm.FILL_FORMS])
def test_value_that_is_filled_in_is_a_note(
    authorities: Authorities, judge: Judge, permission: MDPPerm | None
) -> None:
    options: dict[str, Any] = {}
    if permission is not None:
        options = {"certify": True, "docmdp_permissions": permission}
    content = updated(authorities.sign(form(), **options), fill("2000", BLOCK))

    report = judge(content)

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.FORM_FILLING
    assert "later_form_filling" in report.signatures[0].notes


def test_value_is_forbidden_where_a_certification_forbids_changes(
    authorities: Authorities, judge: Judge
) -> None:
    content = authorities.sign(
        form(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )

    report = judge(updated(content, fill("2000", BLOCK)))

    assert report.signatures[0].notes == ("forbidden_changes",)


def test_field_that_looks_different_with_the_same_value_is_forbidden(
    authorities: Authorities, judge: Judge
) -> None:
    content = updated(authorities.sign(form()), fill(None, BLOCK))

    report = judge(content)

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("looks_different",)
    assert report.signatures[0].changed_pages == (0,)


def test_value_that_the_look_goes_on_to_contradict_is_forbidden(
    authorities: Authorities, judge: Judge
) -> None:
    def change(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/V"] = pdf_string("9000")
        writer.update_container(field)

    report = judge(updated(authorities.sign(form()), change))

    assert report.signatures[0].notes == ("field_misspelt",)


@pytest.mark.parametrize("state", ["/D", "/R", ""])
def test_field_keeps_its_look_and_gets_none_that_only_a_pointer_shows(
    authorities: Authorities, judge: Judge, state: str
) -> None:
    def change(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        if state:
            look = writer.add_object(generic.StreamObject(stream_data=BLOCK))
            field["/AP"][state] = look
        else:
            field["/AP"] = generic.DictionaryObject()
        writer.update_container(field)

    report = judge(updated(authorities.sign(form()), change))

    assert report.signatures[0].notes == ("forbidden_changes",)


@pytest.mark.parametrize(
    ("action", "field", "verdicts"),
    [
        (FieldMDPAction.INCLUDE, "nominal", {Verdict.INVALID}),
        (FieldMDPAction.INCLUDE, "lain", GOOD),
        (FieldMDPAction.EXCLUDE, "lain", {Verdict.INVALID}),
        (FieldMDPAction.EXCLUDE, "nominal", GOOD),
    ],
)
def test_lock_holds_for_the_fields_that_it_names(
    authorities: Authorities,
    judge: Judge,
    action: FieldMDPAction,
    field: str,
    verdicts: set[Verdict],
) -> None:
    content = _locking(authorities, FieldMDPSpec(action, fields=[field]))

    report = judge(updated(content, fill("2000", written("2000"))))

    assert report.verdict in verdicts


def test_proofs_and_another_signature_may_follow_a_lock(
    authorities: Authorities, judge: Judge
) -> None:
    lock = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=["nominal"])
    content = with_security_store(
        _locking(authorities, lock), crls=(authorities.crl(),)
    )

    report = judge(authorities.sign(content, name="TTE_2"))

    assert report.verdict in GOOD
    assert report.signatures[0].changes_after is Changes.SIGNATURES


def _locking(authorities: Authorities, lock: FieldMDPSpec) -> bytes:
    signer = PdfSigner(
        PdfSignatureMetadata(field_name="TTE_1", md_algorithm="sha256"),
        SimpleSigner(
            authorities.official.asn1,
            authorities.official.asn1_key,
            store((authorities.authority, authorities.root)),
            embed_roots=True,
        ),
        new_field_spec=SigFieldSpec("TTE_1", field_mdp_spec=lock),
    )
    signed: Any = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(form())))
    content: bytes = signed.getvalue()
    return content


@pytest.mark.parametrize("shown", ["2000", "Rp 2.000", "20"])
def test_look_may_spell_the_value_in_its_own_format(
    authorities: Authorities, judge: Judge, shown: str
) -> None:
    content = updated(authorities.sign(form()), fill("2000", written(shown)))

    assert judge(content).verdict in GOOD


def test_field_that_shows_other_words_than_its_value_is_forbidden(
    authorities: Authorities, judge: Judge
) -> None:
    content = updated(authorities.sign(form()), fill("2000", written("9000")))

    report = judge(content)

    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("field_misspelt",)


def test_field_that_hides_what_the_page_says_is_forbidden(
    authorities: Authorities, judge: Judge
) -> None:
    # given a field over the first paragraph, empty when the letter was signed
    content = authorities.sign(form(pymupdf.Rect(50, 90, 560, 400), value=""))

    report = judge(updated(content, fill("2000", b"1 g 0 0 160 30 re f")))

    assert judge(content).verdict in GOOD
    assert report.verdict is Verdict.INVALID
    assert report.signatures[0].notes == ("looks_different",)


@pytest.mark.parametrize(
    ("key", "value"), [("/DA", pdf_string("/Helv 12 Tf 1 g")), ("/Q", ONE)]
)
def test_field_that_keeps_its_value_keeps_the_way_it_is_written(
    authorities: Authorities, judge: Judge, key: str, value: Any
) -> None:
    def change(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[key] = value
        writer.update_container(field)

    report = judge(updated(authorities.sign(form()), change))

    assert report.signatures[0].notes == ("forbidden_changes",)


@pytest.mark.parametrize(
    ("own", "verdicts"), [(True, GOOD), (False, {Verdict.INVALID})]
)
def test_form_may_get_the_defaults_that_it_lacks_if_no_field_uses_them(
    authorities: Authorities, judge: Judge, *, own: bool, verdicts: set[Verdict]
) -> None:
    # given a form as most libraries leave it, and one that fills it in
    def lay_out(writer: Any) -> None:
        form_ = writer.root["/AcroForm"]
        form_.pop("/DA", None)
        if not own:
            del form_["/Fields"][0]["/DA"]
            writer.update_container(form_["/Fields"][0])
        writer.update_container(form_)

    def fill_in(writer: Any) -> None:
        fill("2000", BLOCK)(writer)
        form_ = writer.root["/AcroForm"]
        form_["/DA"] = pdf_string("/Helv 0 Tf 0 g")
        writer.update_container(form_)

    content = authorities.sign(updated(form(), lay_out))

    report = judge(updated(content, fill_in))

    assert report.verdict in verdicts
    assert report.signatures[0].changes_after is (
        Changes.FORM_FILLING if own else Changes.OTHER
    )


@pytest.mark.parametrize(
    ("key", "value", "verdicts"),
    [
        # Hidden, and a password field, which shows nothing.
        ("/F", 2, {Verdict.INVALID}),
        ("/Ff", 1 << 13, {Verdict.INVALID}),
        # Printed, and read-only.
        ("/F", 4, GOOD),
        ("/Ff", 1, GOOD),
    ],
)
def test_field_that_is_filled_in_stays_what_it_was_and_is_seen(
    authorities: Authorities,
    judge: Judge,
    *,
    key: str,
    value: int,
    verdicts: set[Verdict],
) -> None:
    def change(writer: Any) -> None:
        fill("2000", written("2000"))(writer)
        field = writer.root["/AcroForm"]["/Fields"][0]
        field[key] = generic.NumberObject(value)
        writer.update_container(field)

    assert judge(updated(authorities.sign(form()), change)).verdict in verdicts


def test_look_is_compared_with_a_value_that_is_a_stream_or_a_choice(
    authorities: Authorities, judge: Judge
) -> None:
    def as_stream(writer: Any) -> None:
        fill(None, written("9000"))(writer)
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/V"] = writer.add_object(generic.StreamObject(stream_data=b"2000"))
        writer.update_container(field)

    (one,) = judge(updated(authorities.sign(form()), as_stream)).signatures
    (other,) = judge(
        updated(authorities.sign(_choice()), fill("b", written("Setuju")))
    ).signatures
    (right,) = judge(
        updated(authorities.sign(_choice()), fill("b", written("Tolak")))
    ).signatures

    assert one.notes == other.notes == ("field_misspelt",)
    assert right.verdict in GOOD


def _choice() -> bytes:
    """Return a letter with a field in which one of two words is chosen."""

    def choose(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/FT"] = pdf_name("/Ch")
        field["/Opt"] = generic.ArrayObject(
            [
                generic.ArrayObject([pdf_string("a"), pdf_string("Setuju")]),
                generic.ArrayObject([pdf_string("b"), pdf_string("Tolak")]),
            ]
        )
        field["/V"] = pdf_string("a")
        writer.update_container(field)

    return updated(form(), choose)


@pytest.mark.parametrize(
    ("state", "look", "verdicts"),
    [
        ("/Yes", None, GOOD),
        ("/Yes", BLOCK, {Verdict.INDETERMINATE}),
    ],
)
def test_button_shows_a_look_that_it_had_when_it_was_signed(
    authorities: Authorities,
    judge: Judge,
    *,
    state: str,
    look: bytes | None,
    verdicts: set[Verdict],
) -> None:
    pdf = changed(letter())
    widget: Any = pymupdf.Widget()
    widget.rect = CORNER
    widget.field_type = CHECKBOX
    widget.field_name = "setuju"
    widget.field_value = False
    pdf[0].add_widget(widget)

    def tick(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/V"] = field["/AS"] = pdf_name(state)
        if look is not None:
            stream = generic.StreamObject(stream_data=look)
            stream["/BBox"] = generic.ArrayObject(
                [generic.NumberObject(side) for side in (0, 0, 160, 30)]
            )
            field["/AP"]["/N"][state] = writer.add_object(stream)
            writer.update_container(field["/AP"]["/N"])
        writer.update_container(field)

    report = judge(updated(authorities.sign(saved(pdf)), tick))

    assert report.verdict in verdicts
    assert report.signatures[0].changes_after is Changes.FORM_FILLING
    assert "value:setuju" in report.signatures[0].additions
