"""Finds and reads the files inside a document; runs in the renderer's process."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.structure import pdf_objects
from ttedesktop.document.structure.destinations import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.untyped import MuPdfObject

MAX_ATTACHMENTS: Final = 5000
MAX_SIZE: Final = 256 << 20
"""Most bytes of one attachment, unpacked."""
MAX_PAGES_SEEN: Final = 5000
_SECONDS: Final = 2.0
"""Of looking through pages for attachments that are pinned to them."""
_FIRST_READ: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file inside the document (ISO 32000-2, 7.11.4)."""

    name: str
    size: int | None
    """What the document claims."""
    description: str
    stream: MuPdfObject


def attachments_of(pdf: MuPdfObject, pages: Sequence[MuPdfObject]) -> list[Embedded]:
    """Return the files of the document, then those that are pinned to pages."""
    found: dict[object, Embedded] = {}
    for specification, name, description in _specifications(pdf, pages):
        one = _embedded(specification, name, description)
        if one is not None:
            # The same file is often named in several places.
            found.setdefault(pdf_objects.numbered(one.stream) or object(), one)
        if len(found) == MAX_ATTACHMENTS:
            break
    return list(found.values())


def content_of(embedded: Embedded) -> bytes | None:
    """Return the bytes; None if they are damaged or more than ``MAX_SIZE``."""
    try:
        stream = mupdf.pdf_open_stream(embedded.stream)
        buffer, is_cut = mupdf.fz_read_best_outparams_fn(stream, _FIRST_READ, MAX_SIZE)
    except (RuntimeError, ValueError, MemoryError, mupdf.FzErrorBase):
        return None
    # MuPDF takes damaged data as far as it goes: less than promised is not the file.
    size = mupdf.fz_buffer_storage_memoryview(buffer).nbytes
    if is_cut or not (embedded.size or 0) <= size <= MAX_SIZE:
        return None
    content: bytes = mupdf.fz_buffer_extract(buffer)
    return content


def _specifications(
    pdf: MuPdfObject, pages: Sequence[MuPdfObject]
) -> Iterator[tuple[MuPdfObject, str, str]]:
    root = pdf_objects.catalog(pdf)
    named = pdf_objects.entry(root, "Names", "EmbeddedFiles")
    for key, specification in pdf_objects.leaves(named, "Names"):
        yield specification, pdf_objects.text(key), ""
    for specification in pdf_objects.items(pdf_objects.entry(root, "AF")):
        yield specification, "", ""
    end = time.monotonic() + _SECONDS
    for page in pages[:MAX_PAGES_SEEN]:
        for one in pdf_objects.items(pdf_objects.entry(page, "Annots")):
            kind = pdf_objects.name(pdf_objects.entry(one, "Subtype"))
            if kind == "FileAttachment":
                words = pdf_objects.text(pdf_objects.entry(one, "Contents"))
                yield pdf_objects.entry(one, "FS"), "", words
        if time.monotonic() >= end:
            return


def _embedded(
    specification: MuPdfObject, name: str, description: str
) -> Embedded | None:
    for key in ("UF", "F", "Unix", "DOS", "Mac"):
        stream = pdf_objects.entry(specification, "EF", key)
        if mupdf.pdf_is_stream(stream):
            break
    else:
        return None
    size = pdf_objects.number(pdf_objects.entry(stream, "Params", "Size"))
    told = pdf_objects.text(pdf_objects.entry(specification, "Desc"))
    return Embedded(
        name=_without_folders(file_name(specification) or name),
        size=int(size) if size is not None and size >= 0 else None,
        description=told or description,
        stream=stream,
    )


def _without_folders(name: str) -> str:
    return re.split(r"[\\/]", name)[-1]
