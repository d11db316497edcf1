"""Updates of signed documents, as tools append them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from tests.engine.validation.authorities import NOW
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable


SIGNED = NOW - timedelta(days=3)
GOOD = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
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


def comment(
    box: tuple[float, ...], kind: str = "/FreeText", **more: Any
) -> Callable[[Any], None]:
    def add(writer: Any) -> None:
        look = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(
                    [generic.NumberObject(side) for side in (0, 0, 100, 100)]
                ),
            },
            stream_data=b"1 1 0.6 rg 0 0 100 100 re f",
        )
        page, _parent = writer.find_page_for_modification(0)
        annotation = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name(kind),
                pdf_name("/Rect"): generic.ArrayObject(
                    [generic.FloatObject(str(side)) for side in box]
                ),
                pdf_name("/Contents"): pdf_string("Komentar"),
                pdf_name("/AP"): generic.DictionaryObject(
                    {pdf_name("/N"): writer.add_object(look)}
                ),
                **{pdf_name(f"/{key}"): value for key, value in more.items()},
            }
        )
        listed = page.get_object().get("/Annots") or ()
        page.get_object()["/Annots"] = generic.ArrayObject(
            [*listed, writer.add_object(annotation)]
        )
        writer.mark_update(page)

    return add


def comment_window(**more: Any) -> generic.DictionaryObject:
    """Return the window in which readers show a comment."""
    sides = [generic.NumberObject(side) for side in (400, 60, 500, 120)]
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Popup"),
            pdf_name("/Rect"): generic.ArrayObject(sides),
            **{pdf_name(f"/{key}"): value for key, value in more.items()},
        }
    )


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
