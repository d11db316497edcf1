"""Tells where a page carries ink; runs in the renderer's process."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from pymupdf import mupdf

if TYPE_CHECKING:
    from ttedesktop.untyped import MuPdfObject

LONGEST: Final = 2000
"""Most cells of a side."""
_DIFFERENT: Final = 28
"""Grey levels, of 256, between paper and ink; the grain of a scan has fewer."""
_WHITE: Final = 255
_MOST_PICTURES: Final = 500
_NOT_AS_TEXT: Final = mupdf.FZ_STEXT_PRESERVE_IMAGES | mupdf.FZ_STEXT_CLIP


def grays_of(
    steps: MuPdfObject, bounds: tuple[float, float, float, float], scale: float
) -> tuple[int, int, bytes]:
    """Draw a page in shades of grey; return its sides in cells and a byte for each."""
    x0, y0, x1, y1 = bounds
    width, height = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
    pixmap = mupdf.fz_new_pixmap_with_bbox(
        mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY),
        mupdf.FzIrect(0, 0, width, height),
        mupdf.FzSeparations(),
        0,
    )
    mupdf.fz_clear_pixmap_with_value(pixmap, 0xFF)
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixmap)
    matrix = mupdf.FzMatrix(scale, 0, 0, scale, -x0 * scale, -y0 * scale)
    area = mupdf.FzRect(0, 0, width, height)
    mupdf.fz_run_display_list(steps, device, matrix, area, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return width, height, bytes(mupdf.fz_pixmap_samples_memoryview(pixmap))


def cells_of(grays: bytes) -> bytes:
    """Return 1 for each cell that differs from the paper, else 0.

    The paper is the shade that most cells have.
    """
    paper = _paper_of(grays)
    inked = bytes(int(abs(gray - paper) > _DIFFERENT) for gray in range(256))
    return grays.translate(inked)


def _paper_of(grays: bytes) -> int:
    # Nearly all paper is white; to count all shades takes fifty times as long.
    if 2 * grays.count(_WHITE) > len(grays):
        return _WHITE
    ((paper, _count),) = Counter(grays).most_common(1)
    return paper


def pictures_on(
    steps: MuPdfObject, bounds: tuple[float, float, float, float]
) -> list[list[float]]:
    """Return where pictures stand: left, top, right, bottom in points as seen."""
    options = mupdf.FzStextOptions()
    options.flags = _NOT_AS_TEXT
    text = mupdf.FzStextPage(mupdf.FzRect(*bounds))
    device = mupdf.fz_new_stext_device(text, options)
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    mupdf.fz_run_display_list(
        steps, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie()
    )
    mupdf.fz_close_device(device)
    left, top, *_rest = bounds
    found: list[list[float]] = []
    block: Any = text.m_internal.first_block
    while block and len(found) < _MOST_PICTURES:
        if block.type == mupdf.FZ_STEXT_BLOCK_IMAGE:
            box = block.bbox
            found.append([box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top])
        block = block.next
    return found
