"""Where the signature field stands that somebody else prepared."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from ttedesktop.document.geometry import PdfRect
from ttedesktop.errors import FieldMissing, SignerCannotReadDocument, TteError
from ttedesktop.signing.request import Placement

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document


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
                return _placement(reader, reference.get_object(), len(document.pages))
    except TteError:
        raise
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        raise SignerCannotReadDocument(document.name) from None
    raise FieldMissing(document.name, field)


def _placement(reader: PdfFileReader, widget: Any, pages: int) -> Placement | None:  # noqa: ANN401
    if "/Rect" not in widget and "/Kids" in widget:
        widget = widget["/Kids"][0]
    x0, y0, x1, y1 = (float(side) for side in widget["/Rect"])
    rect = PdfRect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    if rect.width < 1 or rect.height < 1:
        return None
    wanted = widget.raw_get("/P").reference if "/P" in widget else None
    for index in range(pages):
        page, _resources = reader.find_page_for_modification(index)
        if page.reference == wanted:
            return Placement(index, rect)
    return None
