"""What a document claims to be: an archive file of some part of ISO 19005 (PDF/A)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

if TYPE_CHECKING:
    from ttedesktop.untyped import MuPdfObject

_PART: Final = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*([1-4])")
_LARGEST: Final = 1 << 20
"""Bytes of metadata that are unpacked and looked through."""
_FIRST_READ: Final = 8 << 10


def part_claimed_by(pdf: MuPdfObject) -> int:
    """Return the part that an open document claims; unpacks no more than it must."""
    try:
        trailer = mupdf.pdf_trailer(mupdf.PdfDocument(pdf.this))
        root = mupdf.pdf_dict_get(trailer, mupdf.pdf_new_name("Root"))
        metadata = mupdf.pdf_dict_get(root, mupdf.pdf_new_name("Metadata"))
        if not mupdf.pdf_is_stream(metadata):
            return 0
        stream = mupdf.pdf_open_stream(metadata)
        buffer, _is_cut = mupdf.fz_read_best_outparams_fn(stream, _FIRST_READ, _LARGEST)
        return claimed_part(bytes(mupdf.fz_buffer_extract(buffer)))
    except (RuntimeError, ValueError, MemoryError, mupdf.FzErrorBase):
        return 0


def claimed_part(metadata: bytes) -> int:
    """Return the part of PDF/A that XMP metadata name; 0 for none."""
    found = _PART.search(metadata[:_LARGEST])
    return int(found[1]) if found else 0
