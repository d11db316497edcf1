"""Signature fields: those a document has, a name for a new one, and what is locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.validation.pdf_embedded import read_certification_data

from ttedesktop.errors.document_errors import (
    CertificationNotFirst,
    DocumentCertified,
    FieldAlreadySigned,
    FieldLocked,
    FieldMissing,
)
from ttedesktop.signing.alternative_text import tag_field

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.untyped import PdfObject


PREFIX: Final = "TTE_"


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A signature field of a document."""

    name: str
    """Fully qualified (ISO 32000-2, 12.7.4.2)."""
    is_signed: bool


def signature_fields(reader: PdfFileReader) -> tuple[SignatureField, ...]:
    """Return the signature fields in the order of the form."""
    return tuple(
        SignatureField(str(name), value is not None)
        for name, value, _reference in enumerate_sig_fields(reader)
    )


def field_dictionary(reader: PdfFileReader, name: str) -> PdfObject:
    """Return the dictionary of a signature field; raises KeyError without one."""
    for found, _value, reference in enumerate_sig_fields(reader, with_name=name):
        if str(found) == name:
            return reference.get_object()
    raise KeyError(name)


def entry(holder: PdfObject, name: str, usual: object = None) -> PdfObject:
    """Return what a dictionary holds under a name, also by reference, or ``usual``."""
    # pyHanko follows references with brackets only, never with ``get``.
    return holder[name] if name in holder else usual  # noqa: SIM401 - not the same


def next_field_name(taken: set[str], prefix: str = PREFIX) -> str:
    """Return ``TTE_<n>`` with the smallest number that is free."""
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def taken_names(reader: PdfFileReader) -> set[str]:
    """Return the names at the top of the form, whatever kind their fields are of."""
    try:
        fields = reader.root["/AcroForm"]["/Fields"]
    except KeyError:
        return set()
    names: set[str] = set()
    for field in fields:
        entry: Any = field.get_object() if hasattr(field, "get_object") else field
        names.add(str(entry.get("/T", "")))
    return names


def require_signable(  # noqa: PLR0913 - a place, and what kind of signature
    reader: PdfFileReader,
    *,
    document: str,
    field: str,
    is_new: bool,
    is_visible: bool,
    certifies: bool,
) -> None:
    """Raise what forbids a signature in ``field``, which may be new.

    Raises FieldMissing, FieldAlreadySigned, FieldLocked, CertificationNotFirst or,
    where an earlier signature allows no changes (ISO 32000-2, 12.8.2.2 and
    12.7.5.5), DocumentCertified.
    """
    certification = read_certification_data(reader)
    if certification is not None and certification.permission == MDPPerm.NO_CHANGES:
        raise DocumentCertified(document)
    earlier = reader.embedded_regular_signatures
    if certifies and earlier:
        raise CertificationNotFirst(document)
    if not is_new:
        _require_empty(reader, document=document, field=field)
    for signature in earlier:
        if signature.docmdp_level == MDPPerm.NO_CHANGES:
            raise DocumentCertified(document)
        lock = signature.fieldmdp
        # A new field that shows nothing adds nothing to what was locked.
        if lock is not None and lock.is_locked(field) and (is_visible or not is_new):
            raise FieldLocked(document, field)


def _require_empty(reader: PdfFileReader, *, document: str, field: str) -> None:
    fields = {one.name: one for one in signature_fields(reader)}
    if field not in fields:
        raise FieldMissing(document, field)
    if fields[field].is_signed:
        raise FieldAlreadySigned(document, field)


def add_field(  # noqa: PLR0913 - a place, and what is said of it
    writer: PdfObject,
    name: str,
    *,
    page: int,
    box: tuple[float, float, float, float] | None,
    words: str,
    archive_part: int = 0,
) -> None:
    """Add an empty field with the words that are heard in place of it.

    ``box`` is in user space of the page, None if invisible; ``archive_part`` is the
    part of PDF/A that the document claims.
    """
    spec = SigFieldSpec(name, on_page=page, box=box, readable_field_name=words)  # type: ignore[arg-type]  # pyHanko says int and writes floats
    append_signature_field(writer, spec)
    reference = next(
        found for title, _value, found in enumerate_sig_fields(writer) if title == name
    )
    if box is None and archive_part == 1:
        # Part 1 of PDF/A wants one from every field (ISO 19005-1, 6.9).
        _add_empty_look(writer, reference.get_object())
    if not writer.prev.embedded_signatures:
        tag_field(writer, reference, words)


def _add_empty_look(writer: PdfObject, widget: PdfObject) -> None:
    nothing = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject([generic.NumberObject(0)] * 4),
        },
        stream_data=b"",
    )
    look = {pdf_name("/N"): writer.add_object(nothing)}
    widget["/AP"] = generic.DictionaryObject(look)
