"""What keeps a document from being signed, told before anybody asks for a PIN."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ttedesktop.document.pdf import MAX_FIELDS
from ttedesktop.document.rendering.file_reading import read_once
from ttedesktop.document.structure.late_header import may_be_added_to
from ttedesktop.errors.document_errors import (
    DocumentChangedOnDisk,
    DocumentHasXfa,
    DocumentRepaired,
    FormTooLarge,
    SigningNotPermitted,
)
from ttedesktop.errors.errors import TteError

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document


def what_prevents_signing(document: Document) -> TteError | None:
    """Return the weightiest fact that forbids a signature, or None."""
    if document.has_xfa:
        return DocumentHasXfa(document.name)
    # Other programs count from the start of the file, and find other objects there.
    if document.is_repaired or not may_be_added_to(document.content):
        return DocumentRepaired(document.name)
    if document.field_count > MAX_FIELDS:
        return FormTooLarge(document.name, MAX_FIELDS)
    if not document.may_add_signatures:
        return SigningNotPermitted(document.name)
    return None


def require_unchanged_on_disk(document: Document) -> None:
    """Raise DocumentChangedOnDisk unless the file still is the snapshot."""
    try:
        content = read_once(document.path)
    except TteError:
        raise DocumentChangedOnDisk(document.name) from None
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DocumentChangedOnDisk(document.name)
