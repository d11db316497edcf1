"""Where the signature field stands that somebody else prepared."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from ttedesktop.document.geometry import PdfRect
from ttedesktop.document_errors import FieldMissing, SignerCannotReadDocument
from ttedesktop.errors import TteError
from ttedesktop.signing.request import Placement

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.untyped import PdfObject


def field_placement(document: Document, field: str) -> Placement | None:
    """Return the page and box of a field; None if it is invisible.

    Raises FieldMissing, or SignerCannotReadDocument.
    """
    try:
        reader = PdfFileReader(BytesIO(document.content), strict=False)
        if document.is_encrypted:
            reader.decrypt(document.password)
        for name, _value, reference in enumerate_sig_fields(reader):
            if name == field:
                return _placement(reader, reference, len(document.pages))
    except TteError:
        raise
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        raise SignerCannotReadDocument(document.name) from None
    raise FieldMissing(document.name, field)


def _placement(reader: PdfObject, reference: PdfObject, pages: int) -> Placement | None:
    widget = reference.get_object()
    if "/Rect" not in widget and "/Kids" in widget:
        reference = widget["/Kids"].raw_get(0)
        widget = reference.get_object()
    x0, y0, x1, y1 = (float(side) for side in widget["/Rect"])
    rect = PdfRect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    if rect.width < 1 or rect.height < 1:
        return None
    for index in range(pages):
        page, _resources = reader.find_page_for_modification(index)
        if _stands_on(page, widget, reference):
            return Placement(index, rect)
    return None


def _stands_on(page: PdfObject, widget: PdfObject, reference: PdfObject) -> bool:
    if "/P" in widget:
        return bool(widget.raw_get("/P") == page)
    # The entry is optional (ISO 32000-2, table 166); the list of the page is not.
    return reference in list(page.get_object().get("/Annots", ()))
