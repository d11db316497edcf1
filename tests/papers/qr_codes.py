"""QR codes read off a page by a decoder that knows nothing of what drew them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pymupdf
import zxingcpp

if TYPE_CHECKING:
    from collections.abc import Callable


def codes_on(
    content: bytes,
    page: int = 0,
    *,
    dots: int = 150,
    wear: Callable[[pymupdf.Pixmap], pymupdf.Pixmap] | None = None,
) -> list[str]:
    """Return what the codes on a page say, drawn at ``dots`` an inch and worn."""
    with pymupdf.open(stream=content, filetype="pdf") as pdf:
        pixmap = pdf[page].get_pixmap(dpi=dots, colorspace=pymupdf.csGRAY)
    if wear is not None:
        pixmap = wear(pixmap)
    grey = memoryview(pixmap.samples).cast("B", (pixmap.height, pixmap.width))
    return [code.text for code in zxingcpp.read_barcodes(grey)]


def worn(pixmap: pymupdf.Pixmap) -> pymupdf.Pixmap:
    """Return a picture as paper gives it back: grey ink, specks, and all blurred."""
    grey = bytearray(pixmap.samples.translate(_FADED))
    dice = random.Random(44)  # noqa: S311 - specks, not secrets
    for _speck in range(len(grey) // 50):
        grey[dice.randrange(len(grey))] = dice.randrange(256)
    width, height = pixmap.width, pixmap.height
    specked = pymupdf.Pixmap(pymupdf.csGRAY, width, height, bytes(grey), 0)
    half = pymupdf.Pixmap(specked, width * 2 // 3, height * 2 // 3, None)
    return pymupdf.Pixmap(half, width, height, None)


_FADED = bytes(60 + value * 180 // 255 for value in range(256))
"""Black that became dark grey, and white that became light grey."""
