"""Reads the bar codes off a drawn page; runs in the renderer's process."""

from __future__ import annotations

import math
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import pymupdf

if TYPE_CHECKING:
    from ttedesktop.untyped import MuPdfObject

_DOTS: Final = 150
"""An inch: the smallest codes of official letters are 55 points wide."""
_MOST_PIXELS: Final = 9_000_000
_MOST_CODES: Final = 20
_LONGEST: Final = 2000
"""Characters of one code; a QR code of the largest kind has 4,296."""


def codes_on(page: MuPdfObject) -> list[str]:
    """Return what the codes on a page say, from the top down.

    Raises what MuPDF raises if the page cannot be drawn.
    """
    bounds = page.rect
    area = max(1.0, bounds.width * bounds.height)
    scale = min(_DOTS / 72, math.sqrt(_MOST_PIXELS / area))
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False
    )
    grey = memoryview(pixmap.samples).cast("B", (pixmap.height, pixmap.width))
    # Loaded with the first page that is asked about; it carries no types.
    reader: Any = import_module("zxingcpp")
    found = sorted(reader.read_barcodes(grey), key=lambda one: one.position.top_left.y)
    return [str(one.text)[:_LONGEST] for one in found[:_MOST_CODES] if one.text]
