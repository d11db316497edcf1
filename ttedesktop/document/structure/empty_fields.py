"""Lets empty signature fields look as the document says; runs where pages are drawn.

MuPDF paints a red “SIGN” of its own over each of them, which stands in no document,
covers what does, and is taken for writing that a signature hides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.structure.pdf_objects import catalog, entry, items, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.untyped import MuPdfObject

EMPTY: Final = "TteEmptySignature"
"""Stands as the type of such a field in memory; no other program ever sees it."""
_MOST: Final = 2000
"""Fields that are looked at."""
_DEEPEST: Final = 8


def show_as_written(pdf: MuPdfObject) -> None:
    """Keep MuPDF from painting over the empty signature fields of a ``PdfDocument``."""
    for number, (field, kind) in enumerate(_fields(pdf)):
        if number >= _MOST:
            return
        is_empty = kind == "Sig" and not mupdf.pdf_is_dict(entry(field, "V"))
        if is_empty:
            for one in (field, *items(entry(field, "Kids"), _MOST)):
                mupdf.pdf_dict_puts(one, "FT", mupdf.pdf_new_name(EMPTY))


def _fields(pdf: MuPdfObject) -> Iterator[tuple[MuPdfObject, str]]:
    """Yield each field with its type, which it may inherit (ISO 32000-2, table 226)."""
    roots = entry(catalog(pdf), "AcroForm", "Fields")
    waiting = [(one, "", 0) for one in items(roots, _MOST)]
    while waiting:
        field, inherited, depth = waiting.pop()
        kind = name(entry(field, "FT")) or inherited
        yield field, kind
        if depth < _DEEPEST and kind != "Sig":
            kids = items(entry(field, "Kids"), _MOST)
            waiting.extend((kid, kind, depth + 1) for kid in kids)
