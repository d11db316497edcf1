"""What a signer should know is found, and honest papers raise no alarm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from tests.papers import letters as papers
from ttedesktop.document.findings.finding import Weight
from ttedesktop.document.findings.words import FINDING_WORDS
from ttedesktop.document.inspection import what_prevents_signing
from ttedesktop.document.pdf import MAX_FIELDS
from ttedesktop.errors.document_errors import DocumentRepaired, FormTooLarge

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.rendering.renderer import Renderer

FILE = Path("surat.pdf")


def changed_letter(change: Callable[[Any], object]) -> bytes:
    pdf = papers.changed(papers.letter(1))
    change(pdf)
    return papers.saved(pdf)


def catalog(key: str, value: str) -> Callable[[Any], object]:
    return lambda pdf: pdf.xref_set_key(pdf.pdf_catalog(), key, value)


def on_page(key: str, value: str) -> Callable[[Any], object]:
    return lambda pdf: pdf.xref_set_key(pdf[0].xref, key, value)


def link_that(action: str) -> Callable[[Any], object]:
    return on_page(
        "Annots", f"[<</Type/Annot/Subtype/Link/Rect[9 9 99 99]/A<<{action}>>>>]"
    )


def add_layer(**entries: Any) -> Callable[[Any], object]:
    return lambda pdf: pdf.add_ocg("Lapisan", **entries)


def add_stamp(flags: int) -> Callable[[Any], object]:
    def change(pdf: Any) -> None:
        note = pdf[0].add_freetext_annot((60, 600, 260, 640), "Lunas")
        note.set_flags(flags)
        note.update()

    return change


def add_field(value: str) -> Callable[[Any], object]:
    def change(pdf: Any) -> None:
        widget: Any = pymupdf.Widget()
        widget.field_type = 7  # text
        widget.field_name = "Nama"
        widget.field_value = value
        widget.rect = pymupdf.Rect(60, 600, 260, 620)
        pdf[0].add_widget(widget)

    return change


def write(**look: Any) -> Callable[[Any], object]:
    def change(pdf: Any) -> None:
        place = look.pop("place", (60, 700))
        pdf[0].insert_text(place, "Rp 1.250.000.000,00", **look)

    return change


def in_own_unit(unit: float, rotation: int) -> Callable[[Any], object]:
    def change(pdf: Any) -> None:
        pdf[0].set_rotation(rotation)
        pdf.xref_set_key(pdf[0].xref, "UserUnit", str(unit))

    return change


def write_white_and_turn(rotation: int, unit: float = 1) -> Callable[[Any], object]:
    def change(pdf: Any) -> None:
        pdf[0].insert_text((60, 700), "Rp 1.250.000.000,00", color=(1, 1, 1))
        in_own_unit(unit, rotation)(pdf)

    return change


def cover_text(pdf: Any) -> None:
    pdf[0].insert_text((60, 700), "Rp 1.250.000.000,00")
    pdf[0].draw_rect((50, 680, 300, 710), color=None, fill=(1, 1, 1))


def take_content_from_outside(pdf: Any) -> None:
    (contents,) = pdf[0].get_contents()[:1]
    pdf.xref_set_key(contents, "F", "(isi.bin)")


WARNED: dict[str, tuple[str, Callable[[Any], object]]] = {
    "program at opening": (
        "javascript",
        catalog("OpenAction", "<</S/JavaScript/JS(app.beep\\(\\);)>>"),
    ),
    "program with an escaped name": (
        "javascript",
        link_that("/S/#4aavaScript/#4aS(app.beep\\(\\);)"),
    ),
    "launch": ("leaving_action", link_that("/S/Launch/F(calc.exe)")),
    "submit": ("leaving_action", link_that("/S/SubmitForm/F(http://contoh.id)")),
    "other file": ("leaving_action", link_that("/S/GoToR/F(lain.pdf)/D[0/Fit]")),
    "hide": ("changing_action", link_that("/S/Hide/T(Nama)")),
    "layer action": ("changing_action", link_that("/S/SetOCGState/State[]")),
    "action at opening": (
        "automatic_action",
        catalog("OpenAction", "<</S/Launch/F(calc.exe)>>"),
    ),
    "action of a page": ("automatic_action", on_page("AA", "<</O<</S/Named>>>>")),
    "attachment": (
        "attachment",
        lambda pdf: pdf.embfile_add("isi.txt", b"isi", filename="isi.txt"),
    ),
    "attached note": (
        "attachment",
        lambda pdf: pdf[0].add_file_annot((60, 600), b"isi", "isi.txt"),
    ),
    "video": (
        "multimedia",
        on_page("Annots", "[<</Type/Annot/Subtype/RichMedia/Rect[9 9 99 99]>>]"),
    ),
    "content elsewhere": ("external_stream", take_content_from_outside),
    "other pictures": ("other_pictures", on_page("OPI", "<</2.0<<>>>>")),
    "fields drawn by the reader": (
        "fields_drawn_by_reader",
        catalog("AcroForm", "<</Fields[]/NeedAppearances true>>"),
    ),
    "hidden layer": ("hidden_layer", add_layer(on=False)),
    "only on paper": ("paper_differs", add_stamp(4 | 32)),
    "only on the screen": ("paper_differs", add_stamp(0)),
    "empty field": ("empty_field", add_field("")),
    "white on white": ("hidden_text", write(color=(1, 1, 1))),
    "white on white, turned right": ("hidden_text", write_white_and_turn(90)),
    "white on white, turned left": ("hidden_text", write_white_and_turn(270)),
    "white on white, turned, in its own unit": (
        "hidden_text",
        write_white_and_turn(270, 1.5),
    ),
    "covered text": ("hidden_text", cover_text),
    "tiny text": ("tiny_text", write(fontsize=0.5)),
    "text beside the page": ("text_beside_page", write(place=(700, 100))),
}


@pytest.mark.parametrize("case", WARNED)
def test_signer_is_warned(renderer: Renderer, case: str) -> None:
    code, change = WARNED[case]
    document = renderer.open_bytes(FILE, changed_letter(change))

    found = {one.code: one for one in renderer.inspect(document)}

    assert found[code].weight is Weight.WARN


TOLD: dict[str, tuple[str, Callable[[Any], object]]] = {
    "link": ("web_link", link_that("/S/URI/URI(https://contoh.id)")),
    "scan with text": ("invisible_text", write(render_mode=3)),
    "cropped": ("cropped", lambda pdf: pdf[0].set_cropbox((20, 20, 592, 916))),
    "layer": ("layers", add_layer()),
}


@pytest.mark.parametrize("case", TOLD)
def test_signer_is_told_without_a_warning(renderer: Renderer, case: str) -> None:
    code, change = TOLD[case]
    document = renderer.open_bytes(FILE, changed_letter(change))

    found = renderer.inspect(document)

    assert [(one.code, one.weight) for one in found] == [(code, Weight.INFO)]


def test_bytes_after_the_end_are_told(renderer: Renderer) -> None:
    document = renderer.open_bytes(FILE, papers.letter() + b"\nsisa unduhan")

    found = renderer.inspect(document)

    assert [one.code for one in found] == ["bytes_after"]


def test_document_does_not_begin_in_the_middle_of_a_file(renderer: Renderer) -> None:
    document = renderer.open_bytes(FILE, b"Content-Type: pdf\n\n" + papers.letter())

    assert isinstance(what_prevents_signing(document), DocumentRepaired)


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("<</Fields[]>>", 0),
        ("<</Fields[<</T(a)>> <</T(b)/Kids[<</T(c)>> <</T(d)>>]>>]>>", 4),
        ("<</Fields null>>", 0),
        ("/Name", 0),
        (f"<</Fields[{'<<>>' * MAX_FIELDS}]>>", MAX_FIELDS),
        (f"<</Fields[{'<<>>' * MAX_FIELDS}<<>>]>>", MAX_FIELDS + 1),
        (f"<</Fields[{'<<>>' * 3 * MAX_FIELDS}]>>", MAX_FIELDS + 1),
    ],
)
def test_form_is_counted_and_too_large_a_one_is_not_signed(
    renderer: Renderer, form: str, count: int
) -> None:
    document = renderer.open_bytes(FILE, changed_letter(catalog("AcroForm", form)))

    assert document.field_count == count
    assert document.has_form is (count > 0)
    hindrance = what_prevents_signing(document)
    assert isinstance(hindrance, FormTooLarge) is (count > MAX_FIELDS)


def test_revisions_and_fields_for_signatures_are_told(renderer: Renderer) -> None:
    document = renderer.open_bytes(FILE, papers.with_field())

    found = {one.code: one for one in renderer.inspect(document)}

    assert set(found) == {"revisions", "signature_field"}
    assert found["revisions"].detail == "2"
    assert found["signature_field"].page == 1


@pytest.mark.parametrize(
    "paper",
    [
        papers.letter,
        papers.with_object_streams,
        papers.with_hybrid_xref,
        lambda: papers.turned(90),
        lambda: papers.turned(270),
        lambda: papers.turned(90, (30, 40, 600, 920)),
        lambda: changed_letter(catalog("OCProperties", "<</OCGs[]/D<</OFF[]>>>>")),
        lambda: changed_letter(add_field("terisi")),
        lambda: changed_letter(on_page("UserUnit", "1.5")),
        lambda: changed_letter(in_own_unit(0.5, 90)),
        lambda: changed_letter(in_own_unit(2, 180)),
        lambda: changed_letter(add_stamp(4)),
        lambda: changed_letter(catalog("OpenAction", "[3 0 R/Fit]")),
        lambda: changed_letter(catalog("OpenAction", "<</S/GoTo/D[3 0 R/FitH null]>>")),
        lambda: changed_letter(
            lambda pdf: pdf[0].insert_text((60, 700), "/JS (/AA) /S/Launch")
        ),
        lambda: changed_letter(
            lambda pdf: pdf.set_metadata({"title": "/S/JavaScript /OPI ( /JS"})
        ),
    ],
)
def test_honest_papers_raise_no_alarm(
    renderer: Renderer, paper: Callable[[], bytes]
) -> None:
    document = renderer.open_bytes(FILE, paper())

    assert [
        one for one in renderer.inspect(document) if one.weight is Weight.WARN
    ] == []


def test_every_finding_has_words() -> None:
    codes = {code for code, _change in (*WARNED.values(), *TOLD.values())}

    assert codes <= set(FINDING_WORDS)
