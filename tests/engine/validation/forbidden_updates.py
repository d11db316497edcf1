"""Updates that no signature permits: each changes what a reader sees or is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from tests.engine.validation.updates import comment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OVER_WRITING = (60, 600, 500, 800)


def named(**entries: Any) -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {pdf_name(f"/{key}"): value for key, value in entries.items()}
    )


def numbers(*values: int) -> generic.ArrayObject:
    return generic.ArrayObject([generic.NumberObject(value) for value in values])


def painted(data: bytes = b"0 g 0 0 100 100 re f") -> generic.StreamObject:
    entries = named(
        Type=pdf_name("/XObject"),
        Subtype=pdf_name("/Form"),
        BBox=numbers(0, 0, 100, 100),
    )
    return generic.StreamObject(dict(entries), stream_data=data)


def _page(writer: Any) -> tuple[Any, Any]:
    reference, _parent = writer.find_page_for_modification(0)
    writer.mark_update(reference)
    return reference, reference.get_object()


def _signature(writer: Any) -> Any:
    field = writer.root["/AcroForm"]["/Fields"][0]
    writer.update_container(field)
    return field


def in_page(key: str, value: Any) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        _reference, page = _page(writer)
        page[key] = value

    return change


def in_catalogue(key: str, value: Any) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        writer.root[key] = value
        writer.update_root()

    return change


def in_signature_field(key: str, value: Any) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        _signature(writer)[key] = value

    return change


def in_form(key: str, value: Any) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        form = writer.root["/AcroForm"]
        form[key] = value
        writer.update_container(form)

    return change


def add_content(writer: Any) -> None:
    _reference, page = _page(writer)
    extra = writer.add_object(generic.StreamObject(stream_data=b"0 0 50 50 re f"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), extra])


def replace_fonts(writer: Any) -> None:
    _reference, page = _page(writer)
    fonts = page["/Resources"]["/Font"]
    other = named(
        Type=pdf_name("/Font"),
        Subtype=pdf_name("/Type1"),
        BaseFont=pdf_name("/ZapfDingbats"),
    )
    for name in list(fonts):
        fonts[name] = writer.add_object(other)
    writer.update_container(fonts)


def turn_pages_round(writer: Any) -> None:
    pages = writer.root["/Pages"]
    kids = pages["/Kids"]
    order = range(len(kids) - 1, -1, -1)
    pages["/Kids"] = generic.ArrayObject([kids.raw_get(index) for index in order])
    writer.update_container(pages)


def use_another_page_tree(writer: Any) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    one = generic.ArrayObject([kids.raw_get(1)])
    tree = named(Type=pdf_name("/Pages"), Count=generic.NumberObject(1), Kids=one)
    writer.root["/Pages"] = writer.add_object(tree)
    writer.update_root()


def add_field(kind: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        reference, page = _page(writer)
        widget = named(
            Type=pdf_name("/Annot"),
            Subtype=pdf_name("/Widget"),
            FT=pdf_name(kind),
            T=pdf_string("baru"),
            Rect=numbers(*OVER_WRITING),
            AP=named(N=writer.add_object(painted())),
            P=reference,
        )
        added = writer.add_object(widget)
        page["/Annots"] = generic.ArrayObject([*(page.get("/Annots") or ()), added])
        fields = writer.root["/AcroForm"]["/Fields"]
        fields.append(added)
        writer.update_container(fields)

    return change


def add_field_without_a_signature(writer: Any) -> None:
    """Add what looks like a signature and holds none."""
    append_signature_field(writer, SigFieldSpec("Palsu", on_page=0, box=OVER_WRITING))
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field["/AP"] = named(N=writer.add_object(painted()))
    empty = named(Type=pdf_name("/Sig"), Filter=pdf_name("/Adobe.PPKLite"))
    field["/V"] = writer.add_object(empty)
    writer.update_container(field)


def add_field_that_shows_when_pointed_at(writer: Any) -> None:
    """Add a place for a signature that shows something under the pointer only."""
    append_signature_field(writer, SigFieldSpec("Tempat", on_page=0, box=OVER_WRITING))
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field["/AP"] = named(R=writer.add_object(painted()))
    writer.update_container(field)


def look_of_signature(writer: Any) -> None:
    _signature(writer)["/AP"] = named(N=writer.add_object(painted()))


def take_out(key: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        del _signature(writer)[key]

    return change


def remove_form(writer: Any) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def rewrite_reason(writer: Any) -> None:
    value = writer.root["/AcroForm"]["/Fields"][0]["/V"]
    value["/Reason"] = pdf_string("setuju")
    writer.update_container(value)


def store_that_rewrites_a_page(writer: Any) -> None:
    """Change the content of a page under the name of a proof."""
    _reference, page = _page(writer)
    content = page["/Contents"]
    first = content[0] if isinstance(content, list) else content
    number = first.container_ref.idnum
    writer.objects[0, number] = generic.StreamObject(stream_data=b"0 0 50 50 re f")
    listed = generic.ArrayObject([generic.IndirectObject(number, 0, writer)])
    writer.root["/DSS"] = writer.add_object(named(Certs=listed))
    writer.update_root()


def switched_layers() -> generic.DictionaryObject:
    return named(OCGs=generic.ArrayObject(), D=named(BaseState=pdf_name("/OFF")))


def script() -> generic.DictionaryObject:
    return named(S=pdf_name("/JavaScript"), JS=pdf_string("1"))


def _in_pages() -> Iterable[tuple[str, Callable[[Any], None]]]:
    yield "content added", add_content
    yield "fonts replaced", replace_fonts
    yield "media box", in_page("/MediaBox", numbers(0, 0, 300, 300))
    yield "crop box", in_page("/CropBox", numbers(0, 0, 300, 300))
    yield "user unit", in_page("/UserUnit", generic.NumberObject(2))
    yield "script of a page", in_page("/AA", named(O=script()))
    yield "pages in another order", turn_pages_round
    yield "another page tree", use_another_page_tree
    yield "text over writing", comment(OVER_WRITING)
    yield "stamp over writing", comment(OVER_WRITING, kind="/Stamp")
    yield "link", comment(OVER_WRITING, kind="/Link")


def _in_the_catalogue() -> Iterable[tuple[str, Callable[[Any], None]]]:
    yield "layers", in_catalogue("/OCProperties", switched_layers())
    yield "script", in_catalogue("/AA", named(WC=script()))
    yield "names", in_catalogue("/Names", named(JavaScript=named()))
    yield "what viewers show", in_catalogue("/ViewerPreferences", named())
    yield "usage rights", in_catalogue("/Perms", named(UR3=named()))
    yield "proofs of another kind", in_catalogue("/DSS", named(X=named()))
    yield "proof that rewrites a page", store_that_rewrites_a_page


def _in_the_form() -> Iterable[tuple[str, Callable[[Any], None]]]:
    yield "defaults", in_form("/DA", pdf_string("/Helv 12 Tf 1 g"))
    yield "new text field", add_field("/Tx")
    yield "new button", add_field("/Btn")
    yield "signature field without one", add_field_without_a_signature
    yield "field that shows when pointed at", add_field_that_shows_when_pointed_at
    yield (
        "lock of the signature",
        in_signature_field(
            "/Lock", named(Type=pdf_name("/SigFieldLock"), Action=pdf_name("/All"))
        ),
    )
    yield "script of the signature", in_signature_field("/AA", named(E=script()))
    yield "look of the signature", look_of_signature
    yield "box of the signature", in_signature_field("/Rect", numbers(0, 0, 600, 900))
    yield "hidden signature", in_signature_field("/F", generic.NumberObject(2))
    yield "renamed signature", in_signature_field("/T", pdf_string("Lain"))
    yield "signature of another kind", in_signature_field("/FT", pdf_name("/Tx"))
    yield "signature emptied", in_signature_field("/V", generic.NullObject())
    yield "signature taken out", take_out("/V")
    yield "field without a name", take_out("/T")
    yield "form removed", remove_form
    yield "reason rewritten", rewrite_reason


FORBIDDEN: dict[str, Callable[[Any], None]] = dict(
    (*_in_pages(), *_in_the_catalogue(), *_in_the_form())
)
"""What is changed, in words, and the change."""
