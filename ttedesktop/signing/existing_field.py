"""The signature fields that somebody else prepared: where they stand, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from ttedesktop.document.geometry import PdfRect
from ttedesktop.document.pdf import MAX_FIELDS
from ttedesktop.document.structure.late_header import header_first
from ttedesktop.document.text.shown_text import displayable
from ttedesktop.errors.document_errors import (
    FieldMissing,
    FormTooLarge,
    SignerCannotReadDocument,
)
from ttedesktop.errors.errors import TteError
from ttedesktop.signing.field import entry
from ttedesktop.signing.prepared_field import ExistingField, SeedValues
from ttedesktop.signing.request import Placement
from ttedesktop.signing.seed_values import seed_values
from ttedesktop.snapshot import stream_of

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.untyped import PdfObject

MOST_FIELDS: Final = 500
"""Signature fields that are told of one document."""
_LONGEST: Final = 200
_NOTHING: Final = SeedValues()


def existing_fields(document: Document) -> tuple[ExistingField, ...]:
    """Return the signature fields in the order of the form.

    Raises SignerCannotReadDocument or FormTooLarge.
    """
    if not document.has_form:
        return ()
    # All of them are read, and kept, to find those for signatures.
    if document.field_count > MAX_FIELDS:
        raise FormTooLarge(document.name, MAX_FIELDS)
    try:
        with stream_of(header_first(document.content)) as stream:
            reader = PdfFileReader(stream, strict=False)
            if document.is_encrypted:
                reader.decrypt(document.password)
            pages = _Pages(reader, len(document.pages))
            found = enumerate_sig_fields(reader)
            return tuple(
                _field(str(name), value is not None, reference, pages)
                for (name, value, reference), _number in zip(
                    found, range(MOST_FIELDS), strict=False
                )
            )
    except TteError:
        raise
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        raise SignerCannotReadDocument(document.name) from None


def empty_fields(document: Document) -> tuple[ExistingField, ...]:
    """Return those that nobody signed; raises SignerCannotReadDocument."""
    return tuple(one for one in existing_fields(document) if not one.is_signed)


def field_placement(document: Document, field: str) -> Placement | None:
    """Return the page and box of a field; None if it is invisible.

    Raises FieldMissing, or SignerCannotReadDocument.
    """
    for one in existing_fields(document):
        if one.name == field:
            return one.placement
    raise FieldMissing(document.name, field)


def _field(
    name: str, is_signed: bool, reference: PdfObject, pages: _Pages  # noqa: FBT001 - a fact
) -> ExistingField:  # fmt: skip
    field = reference.get_object()
    who = displayable(str(entry(field, "/TU", "")))[:_LONGEST]
    wants = _NOTHING if is_signed else _wants(field)
    return ExistingField(name, is_signed, pages.placement(reference), who, wants)


def _wants(field: PdfObject) -> SeedValues:
    try:
        return seed_values(field)
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        # The signing raises what is the matter; other fields do not suffer.
        return _NOTHING


class _Pages:
    """Knows on which page a widget stands; reads them once for all fields."""

    def __init__(self, reader: PdfObject, count: int) -> None:
        self._reader = reader
        self._count = count
        self._pages: list[PdfObject] | None = None

    def placement(self, reference: PdfObject) -> Placement | None:
        widget = reference.get_object()
        if "/Rect" not in widget and "/Kids" in widget:
            reference = widget["/Kids"].raw_get(0)
            widget = reference.get_object()
        if "/Rect" not in widget:
            return None
        x0, y0, x1, y1 = (float(side) for side in widget["/Rect"])
        rect = PdfRect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if rect.width < 1 or rect.height < 1:
            return None
        for index, page in enumerate(self._all()):
            if _stands_on(page, widget, reference):
                return Placement(index, rect)
        return None

    def _all(self) -> list[PdfObject]:
        if self._pages is None:
            find: Any = self._reader.find_page_for_modification
            self._pages = [find(index)[0] for index in range(self._count)]
        return self._pages


def _stands_on(page: PdfObject, widget: PdfObject, reference: PdfObject) -> bool:
    if "/P" in widget:
        return bool(widget.raw_get("/P") == page)
    # The entry is optional (ISO 32000-2, table 166); the list of the page is not.
    return reference in list(entry(page.get_object(), "/Annots", ()))
