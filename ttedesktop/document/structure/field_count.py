"""How many fields a form has, for whoever would have to read all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pymupdf import mupdf

if TYPE_CHECKING:
    from ttedesktop.untyped import MuPdfObject


def field_count(document: MuPdfObject, most: int) -> int:
    """Return the fields of a form, groups of them with what is in them; 0 for none.

    Counts to ``most`` and no further (ISO 32000-2, 12.7.3 and 12.7.4): a form that
    goes round has no end. Raises what MuPDF raises.
    """
    form = mupdf.pdf_dict_getp(mupdf.pdf_trailer(document), "Root/AcroForm/Fields")
    count, waiting = 0, [form]
    while waiting and count < most:
        group = waiting.pop()
        length = min(mupdf.pdf_array_len(group), most - count)
        count += length
        for place in range(length):
            kids = mupdf.pdf_dict_gets(mupdf.pdf_array_get(group, place), "Kids")
            if mupdf.pdf_is_array(kids):
                waiting.append(kids)
    return count
