"""A document as it is read to be validated, however it begins and ends."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ttedesktop.validation.changes.field_tree import pages_of, signature_fields
from ttedesktop.validation.changes.long_tables import Reader
from ttedesktop.validation.signatures.byte_range import signed_range, up_to_end
from ttedesktop.validation.signatures.signed_field import read_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.document.pdf import Document
    from ttedesktop.snapshot import Content
    from ttedesktop.validation.changes.field_tree import Pages
    from ttedesktop.validation.signatures.byte_range import SignedRange
    from ttedesktop.validation.signatures.signed_field import SignedField

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as pyHanko reads it, and the signatures that were found."""

    reader: Reader
    pages: Pages
    fields: list[tuple[str, Any]]
    is_tolerant: bool
    content: Content = field(repr=False)
    """What was read; where it begins in the file is ``offset``."""
    offset: int = 0


def opened_for_reading(document: Document) -> Opened:
    """Return a document as pyHanko reads it. Raises ValueError if it cannot."""
    views = list(_views(document.content))
    for is_tolerant in (False, True):
        for content, offset in views:
            try:
                opened = _read(content, offset, document, is_tolerant=is_tolerant)
            except Exception:
                # Honest files fail the strict reader in many ways.
                log.info("not read like this", exc_info=True)
                continue
            return replace(opened, is_tolerant=is_tolerant or _begins_late(document))
    raise ValueError(document.name)


def _begins_late(document: Document) -> bool:
    """Whether something stands before the header that is no white space."""
    return bool(document.content[:1024].partition(b"%PDF-")[0].strip())


def _views(content: Content) -> Iterable[tuple[Content, int]]:
    """Yield the bytes to read, and where they begin in the file.

    Some documents have white space before their header, or what a printer or a mail
    was told. Their byte ranges count from the first byte; the places of their objects
    do so too, or count from the header. What follows the end of the last revision, if
    only white space, may hide that end from the reader; what else stands there is told
    elsewhere.
    """
    whole = up_to_end(content)
    start = whole.find(b"%PDF-", 0, 1024)
    if start > 0:
        yield whole[start : start + 8] + b"\n" * start + whole[start + 8 :], 0
        yield whole[start:], start
    else:
        yield content, 0
        if whole is not content:
            yield whole, 0


def _read(
    content: Content, offset: int, document: Document, *, is_tolerant: bool
) -> Opened:
    reader = Reader(content, strict=not is_tolerant)
    try:
        if reader.encrypted:
            reader.decrypt(document.password)
        pages = pages_of(reader.root)
        fields = signature_fields(reader.root, pages)
    except BaseException:
        reader.close()
        raise
    return Opened(reader, pages, fields, is_tolerant, content, offset)


def sound_ranges(
    content: Content, opened: Opened, most: int
) -> Iterable[tuple[SignedField, SignedRange]]:
    """Yield each signature whose byte range is sound, of the first so many."""
    for name, sig_field in opened.fields[:most]:
        try:
            signed = read_field(name, sig_field)
            covered = signed_range(content, signed.byte_range, signed.contents)
        except Exception:
            log.info("a signature cannot be read", exc_info=True)
            continue
        if covered is not None:
            yield signed, covered
