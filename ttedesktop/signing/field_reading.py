"""The signature fields of a document, for whoever need not load what reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttedesktop.signing.loading import load_what_signs

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.prepared_field import ExistingField


def fields_of(document: Document) -> tuple[ExistingField, ...]:
    """Return the signature fields in the order of the form.

    The engine that signs is loaded only where there is a form at all; takes a while.
    Raises SignerCannotReadDocument or FormTooLarge.
    """
    if not document.has_form:
        return ()
    load_what_signs()
    from ttedesktop.signing.existing_field import existing_fields

    return existing_fields(document)
