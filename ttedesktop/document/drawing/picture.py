"""Crests and pictures of one's own: read once where nothing can harm, then kept small.

What a person chose is read in the renderer's child: any file calls itself a picture.
It comes back as a PNG without the empty margins, of a size that a page has use for.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

if TYPE_CHECKING:
    from ttedesktop.untyped import MuPdfObject

LONGEST_SIDE: Final = 640
"""Pixels kept: 25 mm at 650 dots an inch."""
_MOST_PIXELS: Final = 40_000_000
_FAINT: Final = 8
"""Of 255: what is more transparent, or nearer to white, counts as empty."""
_SVG_SIDE: Final = 1600.0
"""Pixels of the longest side at which a drawing is first set."""
_DOTS_PER_POINT: Final = 600 / 72
_WORTH_PACKING: Final = 24 << 10
"""Bytes from which on a photograph is packed as one."""
_QUALITY: Final = 88
_SIGNATURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_OPEN: Final = bytes(0 if value <= _FAINT else 1 for value in range(256))
_INK: Final = bytes(0 if value >= 255 - _FAINT else 1 for value in range(256))
_INVERTED: Final = bytes(255 - value for value in range(256))


@dataclass(frozen=True, slots=True)
class PictureInPdf:
    """A picture as it goes into a PDF."""

    pixmap: Any
    packed: bytes
    """JPEG, if that is how it is embedded."""


def prepared(content: bytes) -> bytes:
    """Return a picture as a trimmed PNG of at most ``LONGEST_SIDE`` pixels.

    Raises ValueError for what is no PNG, JPEG, SVG or PDF, is empty or too large.
    """
    try:
        pixmap = _trimmed(_pixmap(content))
        longest = max(pixmap.width, pixmap.height)
        if longest > LONGEST_SIDE:
            pixmap = _scaled(pixmap, LONGEST_SIDE / longest)
        png: bytes = pixmap.tobytes("png")
    except (RuntimeError, mupdf.FzErrorBase) as fault:
        raise ValueError(str(fault)) from None
    return png


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height of a prepared picture, in pixels."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def for_page(
    png: bytes, *, width: float, height: float, is_opaque: bool
) -> PictureInPdf:
    """Return a prepared picture for a place of that many points on a page.

    ``is_opaque`` lays it on white: a stamp that may not be transparent (ISO 19005-1,
    6.4), and those that stand on white anyway.
    """
    pixmap = pymupdf.Pixmap(png)
    wanted = max(width, height) * _DOTS_PER_POINT
    longest = max(pixmap.width, pixmap.height)
    if longest > wanted:
        pixmap = _scaled(pixmap, wanted / longest)
    if pixmap.alpha and not is_opaque:
        return PictureInPdf(pixmap, b"")
    pixmap = _on_white(pixmap)
    if len(zlib.compress(pixmap.samples, 9)) < _WORTH_PACKING:
        return PictureInPdf(pixmap, b"")
    return PictureInPdf(pixmap, pixmap.tobytes("jpeg", jpg_quality=_QUALITY))


def _pixmap(content: bytes) -> MuPdfObject:
    if content.startswith(_SIGNATURES):
        buffer = mupdf.fz_new_buffer_from_copied_data(content)
        image = mupdf.fz_new_image_from_buffer(buffer)
        if image.w() * image.h() > _MOST_PIXELS:
            raise ValueError("too many pixels")
        pixmap = pymupdf.Pixmap(content)
    elif b"<svg" in content[:4096]:
        pixmap = _drawing(content, "svg")
    elif content.startswith(b"%PDF-"):
        pixmap = _drawing(content, "pdf")
    else:
        raise ValueError("no picture")
    if pixmap.colorspace is None or pixmap.colorspace.n != 3:
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
    return pixmap


def _drawing(content: bytes, kind: str) -> MuPdfObject:
    with pymupdf.open(stream=content, filetype=kind) as drawing:
        page = drawing[0]
        longest = max(page.rect.width, page.rect.height)
        if not 0 < longest < math.inf:
            raise ValueError("no size")
        scale = _SVG_SIDE / longest
        return page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=True)


def _trimmed(pixmap: MuPdfObject) -> MuPdfObject:
    """Return the part that shows something; white counts as nothing if all is opaque.

    Raises ValueError if nothing does.
    """
    width, height = pixmap.width, pixmap.height
    marks = _marks(pixmap)
    rows = [
        row
        for row in range(height)
        if marks.find(1, row * width, (row + 1) * width) >= 0
    ]
    if not rows:
        raise ValueError("nothing is shown")
    top, bottom = rows[0], rows[-1] + 1
    shown = marks[top * width : bottom * width]
    columns = [column for column in range(width) if 1 in shown[column::width]]
    left, right = columns[0], columns[-1] + 1
    if (left, top, right, bottom) == (0, 0, width, height):
        return pixmap
    part = pymupdf.Pixmap(
        pixmap.colorspace, pymupdf.IRect(left, top, right, bottom), pixmap.alpha
    )
    pixmap.set_origin(0, 0)
    part.copy(pixmap, pymupdf.IRect(left, top, right, bottom))
    part.set_origin(0, 0)
    return part


def _marks(pixmap: MuPdfObject) -> bytes:
    """Return 1 for each pixel that shows something, row by row."""
    samples, parts = pixmap.samples, pixmap.n
    alpha: bytes = samples[3::parts] if pixmap.alpha else b""
    if alpha.translate(_OPEN).count(0):
        return alpha.translate(_OPEN)
    inks = [samples[colour::parts].translate(_INK) for colour in range(3)]
    count = len(inks[0])
    whole = 0
    for ink in inks:
        whole |= int.from_bytes(ink)
    return whole.to_bytes(count)


def _scaled(pixmap: MuPdfObject, factor: float) -> MuPdfObject:
    width = max(1, round(pixmap.width * factor))
    height = max(1, round(pixmap.height * factor))
    return pymupdf.Pixmap(pixmap, width, height, None)


def _on_white(pixmap: MuPdfObject) -> MuPdfObject:
    if not pixmap.alpha:
        return pixmap
    samples = pixmap.samples
    alpha = samples[3::4].translate(_INVERTED)
    colours, white = bytearray(len(alpha) * 3), bytearray(len(alpha) * 3)
    for place in range(3):
        colours[place::3] = samples[place::4]
        white[place::3] = alpha
    # Colours are stored multiplied by their alpha, so that no sum exceeds a byte.
    total = int.from_bytes(colours) + int.from_bytes(white)
    return pymupdf.Pixmap(
        pymupdf.csRGB, pixmap.width, pixmap.height, total.to_bytes(len(colours)), 0
    )
