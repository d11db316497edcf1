"""What a document claims to be: an archive file of some part of ISO 19005 (PDF/A)."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*([1-4])")
_LARGEST: Final = 1 << 20
"""Bytes of metadata that are looked through."""


def claimed_part(metadata: bytes) -> int:
    """Return the part of PDF/A that XMP metadata name; 0 for none."""
    found = _PART.search(metadata[:_LARGEST])
    return int(found[1]) if found else 0
