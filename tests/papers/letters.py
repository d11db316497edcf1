"""Documents of the tests, drawn as an office would print them, in many structures."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any

import pymupdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import (
    MDPPerm,
    SeedSignatureType,
    SigFieldSpec,
    SigSeedValFlags,
    SigSeedValueSpec,
    append_signature_field,
)

from ttedesktop.document.drawing.sheet import Drawing, Face

_AES_256 = 5  # PDF_ENCRYPT_AES_256, which the type hints of PyMuPDF do not know
PASSWORD = "rahasia"  # noqa: S105 - of no document but those below
_OWNER = "pemilik"
F4 = (612.0, 936.0)
ANCHOR = "${ttd_pengirim}"
SENTENCE = (
    "Menindaklanjuti surat Saudara tentang penerapan tanda tangan elektronik, "
    "bersama ini disampaikan bahwa seluruh perangkat daerah telah menerima sertifikat "
    "elektronik dan wajib memakainya pada naskah dinas mulai bulan depan."
)


@cache
def letter(pages: int = 2, size: tuple[float, float] = F4) -> bytes:
    """Return a letter; its last page carries an anchor for the signature."""
    drawing = Drawing(title="Surat dinas")
    for number in range(1, pages + 1):
        sheet = drawing.sheet(*size)
        sheet.text(60, 70, f"Halaman {number}", face=Face.SERIF_BOLD, size=13)
        top = 100.0
        for _paragraph in range(4):
            top = 8 + sheet.paragraph(
                60, top, size[0] - 120, SENTENCE, face=Face.SERIF, size=11,
                align="justify",
            )  # fmt: skip
        if number == pages:
            sheet.text(380, size[1] * 0.75, ANCHOR, face=Face.SERIF, size=9)
    return drawing.pdf()


def changed(content: bytes, **saving: Any) -> Any:
    """Return the document open, to be changed; ``saved`` gives its bytes."""
    return pymupdf.open(stream=content, filetype="pdf", **saving)


def saved(pdf: Any, **saving: Any) -> bytes:
    content: bytes = pdf.tobytes(garbage=3, deflate=True, **saving)
    pdf.close()
    return content


def encrypted(*, user: str = PASSWORD, permissions: int = -1) -> bytes:
    return saved(
        changed(letter()),
        encryption=_AES_256,
        user_pw=user,
        owner_pw=_OWNER,
        permissions=permissions,
    )


def encrypted_in_an_object() -> bytes:
    """Return a letter whose encryption settings are an object of their own."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(letter())))
    writer.encrypt(owner_pass=_OWNER, user_pass=PASSWORD)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(
    rotation: int, crop: tuple[float, float, float, float] | None = None
) -> bytes:
    """Return a one-page letter turned by degrees, with a crop box inside it."""
    pdf = changed(letter(1))
    page = pdf[0]
    if crop is not None:
        page.set_cropbox(pymupdf.Rect(*crop))
    page.set_rotation(rotation)
    return saved(pdf)


def shifted(rotation: int) -> bytes:
    """Return a one-page letter whose media box does not begin at the origin."""
    pdf = changed(letter(1))
    page = pdf[0]
    page.set_mediabox(pymupdf.Rect(-150, -220, F4[0] - 150, F4[1] - 220))
    page.set_rotation(rotation)
    return saved(pdf)


def with_object_streams() -> bytes:
    return saved(changed(letter()), use_objstms=1)


def with_hybrid_xref() -> bytes:
    """Return a file whose table of objects is continued in a stream (7.5.8.4)."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 936]/Contents 4 0 R>>",
        4: b"<</Length 30>>\nstream\n0.9 g 60 60 200 100 re f      \nendstream",
    }
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    hidden = b"<</Title(Hibrida)>>"
    head = b"6 0 "
    stream = head + hidden
    places[5] = len(out)
    out += (
        b"5 0 obj\n<</Type/ObjStm/N 1/First %d/Length %d>>\nstream\n%s\nendstream\n"
        b"endobj\n" % (len(head), len(stream), stream)
    )
    entry = bytes([2]) + (5).to_bytes(2) + bytes([0])
    places[7] = len(out)
    out += (
        b"7 0 obj\n<</Type/XRef/Size 8/W[1 2 1]/Index[6 1]/Length %d>>\n"
        b"stream\n%s\nendstream\nendobj\n" % (len(entry), entry)
    )
    start = len(out)
    out += b"xref\n0 8\n0000000000 65535 f \n"
    for number in range(1, 8):
        out += (
            b"0000000000 00000 f \n"
            if number == 6
            else b"%010d 00000 n \n" % places[number]
        )
    out += b"trailer\n<</Size 8/Root 1 0 R/Info 6 0 R/XRefStm %d>>\n" % places[7]
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def with_field(
    name: str = "Pengirim",
    *,
    box: tuple[int, int, int, int] = (330, 150, 530, 220),
    page: int = 1,
    **more: Any,
) -> bytes:
    """Return a letter with an empty signature field that somebody prepared."""
    file = BytesIO(letter())
    writer = IncrementalPdfFileWriter(file)
    append_signature_field(writer, SigFieldSpec(name, on_page=page, box=box, **more))
    writer.write_in_place()
    return file.getvalue()


def demanding(*, reasons: list[str], certifies: int) -> SigSeedValueSpec:
    """Return what a field demands: one of these reasons, and this certification."""
    return SigSeedValueSpec(
        flags=SigSeedValFlags.REASONS,
        reasons=reasons,
        seed_signature_type=SeedSignatureType(MDPPerm(certifies)),
    )


def with_fields(*fields: tuple[str, str]) -> bytes:
    """Return a letter with empty signature fields: their names, and for whom."""
    file = BytesIO(letter())
    writer = IncrementalPdfFileWriter(file)
    for number, (name, who) in enumerate(fields):
        left = 60 + 240 * (number % 2)
        box = (left, 150, left + 200, 220)
        spec = SigFieldSpec(name, on_page=1, box=box, readable_field_name=who or None)
        append_signature_field(writer, spec)
    writer.write_in_place()
    return file.getvalue()


def with_xfa() -> bytes:
    pdf = changed(letter())
    xref = pdf.get_new_xref()
    pdf.update_object(xref, "<<>>")
    pdf.update_stream(xref, b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    pdf.xref_set_key(pdf.pdf_catalog(), "AcroForm", f"<</Fields[]/XFA {xref} 0 R>>")
    return saved(pdf)


def without_table() -> bytes:
    """Return a letter that viewers can only show by repairing it."""
    return re.sub(rb"startxref\s+\d+", b"startxref\n1", letter())


def damaged_inside() -> bytes:
    """Return a letter whose second page is found only by repairing the file."""
    content = letter()
    with changed(content) as pdf:
        (number,) = pdf[1].get_contents()[:1]
    table = content.rindex(b"xref\n0 ", 0, content.rindex(b"startxref"))
    entries = content.index(b"\n", table + 5) + 1
    place = entries + number * 20
    return content[:place] + b"0000000003" + content[place + 10 :]


def without_end() -> bytes:
    """Return a page whose content would be drawn for hours."""
    pdf = changed(letter(1))
    page = pdf[0]
    forms = [pdf.get_new_xref() for _level in range(9)]
    for number, xref in enumerate(forms):
        inner = forms[number + 1] if number + 1 < len(forms) else None
        resources = "" if inner is None else f"/XObject<</F {inner} 0 R>>"
        pdf.update_object(
            xref,
            "<</Type/XObject/Subtype/Form/BBox[0 0 612 936]"
            f"/Resources<<{resources}>>>>",
        )
        drawing = b"0 0 612 936 re f " if inner is None else b"/F Do "
        pdf.update_stream(xref, drawing * 12)
    pdf.xref_set_key(page.xref, "Resources", f"<</XObject<</F {forms[0]} 0 R>>>>")
    (contents, *_more) = page.get_contents()
    pdf.xref_set_key(page.xref, "Contents", f"{contents} 0 R")
    pdf.update_stream(contents, b"/F Do")
    return saved(pdf)
