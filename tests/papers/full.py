"""Documents that hold more than pages: links, outlines, files, layers and more."""

from __future__ import annotations

import zlib
from typing import Any, Final

import pymupdf

from tests.papers.letters import changed, saved

A4: Final = (595.0, 842.0)
WORD: Final = "Menimbang"
WORD_AT: Final = (120.0, 300.0)
"""Where its line begins, in points from the upper left of the page not turned."""
ATTACHED: Final = b"Lampiran keputusan\n" * 50


def written(*pages: list[str], font: str = "tiro", size: int = 12) -> bytes:
    """Return a document with a page for each list of lines."""
    pdf: Any = pymupdf.open()
    face = pymupdf.Font(font)
    for lines in pages:
        page = pdf.new_page(width=A4[0], height=A4[1])
        writer = pymupdf.TextWriter(page.rect)
        for number, line in enumerate(lines):
            writer.append(
                (72, 80 + number * size * 1.3), line, font=face, fontsize=size
            )
        writer.write_text(page)
    return saved(pdf)


def one_word(
    rotation: int, *, crop: tuple[float, ...] | None = None, unit: float = 1.0
) -> bytes:
    """Return a page with a word, a link over it and a bookmark to it."""
    pdf = changed(written([]))
    page = pdf[0]
    page.insert_text(WORD_AT, WORD, fontname="tiro", fontsize=20)
    (area,) = page.search_for(WORD)
    page.insert_link({"kind": pymupdf.LINK_URI, "from": area, "uri": "https://go.id"})
    above = A4[1] - area.y0
    bookmark = pdf.get_new_xref()
    outlines = pdf.get_new_xref()
    pdf.update_object(
        bookmark,
        f"<</Title(Kata)/Parent {outlines} 0 R"
        f"/Dest[{page.xref} 0 R/XYZ {area.x0} {above} 0]>>",
    )
    pdf.update_object(outlines, f"<</First {bookmark} 0 R/Last {bookmark} 0 R>>")
    pdf.xref_set_key(pdf.pdf_catalog(), "Outlines", f"{outlines} 0 R")
    if crop is not None:
        page.set_cropbox(pymupdf.Rect(*crop))
    page.set_rotation(rotation)
    pdf.xref_set_key(page.xref, "UserUnit", str(unit))
    return saved(pdf)


def linked() -> bytes:
    """Return two pages; the first carries links of many kinds, as objects."""
    pdf = changed(written(["Satu"], ["Dua"]))
    first, second = pdf[0].xref, pdf[1].xref
    pdf.xref_set_key(
        pdf.pdf_catalog(),
        "Names",
        f"<</Dests<</Kids[<</Names[(pasal)[{second} 0 R/FitH 500]]>>]>>>>",
    )
    targets = (
        f"/Dest[{second} 0 R/XYZ 72 742 0]",
        "/Dest(pasal)",
        "/A<</S/Named/N/LastPage>>",
        "/A<</S/URI/URI(https://jdih.go.id/a?b=1)>>",
        "/A<</S/URI/URI(mailto:arsip@dinas.go.id)>>",
        "/A<</S/URI/URI(www.dinas.go.id)>>",
        "/A<</S/URI/URI(javascript:alert\\(1\\))>>",
        "/A<</S/URI/URI(https://go.id/\xad\nfile)>>",
        "/A<</S/Launch/F(C:\\\\hitung.exe)>>",
        "/A<</S/GoToR/F<</F(lain.pdf)>>/D[0/Fit]>>",
        "/A<</S/JavaScript/JS(app.alert\\(1\\))>>",
        "/F 2/A<</S/URI/URI(https://tersembunyi.go.id)>>",
    )
    links = "".join(
        f"<</Type/Annot/Subtype/Link/Rect[72 {700 - 20 * n} 172 {715 - 20 * n}]{one}>>"
        for n, one in enumerate(targets)
    )
    pdf.xref_set_key(first, "Annots", f"[{links}]")
    return saved(pdf)


def outlined(*, ring: bool = False) -> bytes:
    """Return three pages with an outline of two levels; ``ring`` leads it back."""
    pdf = changed(written(["Satu"], ["Dua"], ["Tiga"]))
    root, one, inner, two = (pdf.get_new_xref() for _ in range(4))
    pages = [pdf[index].xref for index in range(3)]
    pdf.update_object(root, f"<</First {one} 0 R/Last {two} 0 R>>")
    pdf.update_object(
        one,
        f"<</Title<FEFF0042004100420020202E0049>/Parent {root} 0 R/Next {two} 0 R"
        f"/First {inner} 0 R/Last {inner} 0 R/Dest[{pages[1]} 0 R/Fit]>>",
    )
    pdf.update_object(
        inner,
        f"<</Title(Pasal 1)/Parent {one} 0 R/A<</S/GoTo/D[{pages[2]} 0 R/FitH 642]>>"
        + (f"/First {one} 0 R/Next {inner} 0 R>>" if ring else ">>"),
    )
    pdf.update_object(
        two,
        f"<</Title(Penutup)/Parent {root} 0 R/Dest[9999 0 R/Fit]"
        + (f"/Next {one} 0 R>>" if ring else ">>"),
    )
    pdf.xref_set_key(pdf.pdf_catalog(), "Outlines", f"{root} 0 R")
    return saved(pdf)


def with_attachments() -> bytes:
    """Return a document with a named file and one that is pinned to a page."""
    pdf = changed(written(["Surat"]))
    pdf.embfile_add(
        "daftar", ATTACHED, filename="arsip/daftar\u202egpj.txt", desc="Daftar"
    )
    pdf[0].add_file_annot((100, 100), b"peta", "peta.txt", desc="Peta lokasi")
    return saved(pdf)


def with_attachment(packed: bytes) -> bytes:
    """Return a document with an attachment of these bytes, said to be deflated."""
    pdf = changed(written(["Surat"]))
    pdf.embfile_add("berkas", bytes(99), filename="berkas.bin")
    (xref,) = (
        number
        for number in range(1, pdf.xref_length())
        if pdf.xref_get_key(number, "Type")[1] == "/EmbeddedFile"
    )
    pdf.update_stream(xref, packed, compress=False)
    pdf.xref_set_key(xref, "Filter", "/FlateDecode")
    return saved(pdf)


def swelling() -> bytes:
    """Return deflated bytes that become 257 MB of zeros."""
    packer = zlib.compressobj(wbits=-15)
    start = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\x9c" + start * 257 + packer.flush() + b"\0\0\0\1"


def layered(*, is_ordered: bool = True) -> bytes:
    """Return a page with a black square on each of three layers, one of them locked.

    The squares stand below one another, and the second layer is hidden.
    """
    pdf = changed(written([]))
    names = ("Denah", "Catatan", "Cap")
    groups = [pdf.add_ocg(name, on=number != 1) for number, name in enumerate(names)]
    for number, group in enumerate(groups):
        top = 100 + number * 100
        pdf[0].draw_rect((100, top, 150, top + 50), fill=(0, 0, 0), oc=group)
    pdf[0].insert_text((300, 120), "rahasia", oc=groups[1])
    first, second, third = groups
    order = f"[{first} 0 R[(Gambar){second} 0 R {third} 0 R]]" if is_ordered else "null"
    catalog = pdf.pdf_catalog()
    pdf.xref_set_key(catalog, "OCProperties/D/Order", order)
    pdf.xref_set_key(catalog, "OCProperties/D/Locked", f"[{third} 0 R]")
    return saved(pdf)


def labelled() -> bytes:
    pdf = changed(written(*[["Halaman"] for _ in range(7)]))
    pdf.xref_set_key(
        pdf.pdf_catalog(),
        "PageLabels",
        "<</Nums[0<</S/r>> 2<</S/D>> 4<</S/A/P(Lamp-)/St 26>> 6<</P(Sampul)>>]>>",
    )
    return saved(pdf)


def described() -> bytes:
    pdf = changed(written(["Arial \u20ac"], ["Lagi"]))
    pdf[0].insert_text((72, 300), "Tidak disematkan", fontname="helv")
    pdf.set_metadata(
        {
            "title": "Surat\u202e edaran",
            "author": "Dinas Arsip",
            "creationDate": "D:20260708091500+07'00'",
            "modDate": "kemarin",
        }
    )
    pdf.xref_set_key(pdf.pdf_catalog(), "MarkInfo", "<</Marked true>>")
    return saved(pdf)
