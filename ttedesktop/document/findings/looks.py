"""Finds what a page holds but does not show; runs in the renderer's process."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pymupdf

from ttedesktop.document.findings.finding import Finding, Weight
from ttedesktop.document.structure.empty_fields import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.untyped import MuPdfObject

_TINY: Final = 1.0
"""Points of the size of type that nobody can read."""
_CONTRAST: Final = 16
"""Grey levels between the lightest and darkest pixel of a word that can be seen."""
_SCALE: Final = 2.0
_MOST_PIXELS: Final = 16_000_000
_INVISIBLE: Final = 3
"""Text rendering mode (ISO 32000-2, table 104): neither filled nor stroked."""
_PRINTED, _NOT_VIEWED, _HIDDEN = 1 << 2, 1 << 5, 1 << 1
"""Annotation flags (ISO 32000-2, table 167)."""
_READ_ONLY: Final = 1
_BESIDE_PAGE: Final = {"Link", "Popup", "Widget"}
_Box = tuple[float, float, float, float]
"""Left, upper, right and lower side."""


def looks_of(pdf: MuPdfObject, index: int) -> Iterator[Finding]:
    """Yield what is found on a page, each code at most once."""
    page = pdf[index]
    codes: dict[str, Weight] = {}
    codes.update(_in_text(page))
    codes.update(_in_annotations(page))
    codes.update(_in_fields(page))
    if page.cropbox != page.mediabox:
        codes["cropped"] = Weight.INFO
    for code, weight in codes.items():
        yield Finding(weight, code, page=index)


def _in_text(page: MuPdfObject) -> Iterator[tuple[str, Weight]]:
    spans = [span for span in page.get_texttrace() if _has_words(span)]
    shown = [span for span in spans if span["type"] != _INVISIBLE]
    if len(shown) < len(spans):
        yield "invisible_text", Weight.INFO
    if any(0 < span["size"] < _TINY for span in shown):
        yield "tiny_text", Weight.WARN
    # Text is traced as if the page were not turned.
    upright = (0.0, 0.0, *_upright_size(page))
    boxes: list[_Box] = [span["bbox"] for span in shown]
    inside = [box for box in boxes if _has_area(_common(box, upright))]
    if len(inside) < len(boxes):
        yield "text_beside_page", Weight.WARN
    if inside and not _all_can_be_seen(page, inside):
        yield "hidden_text", Weight.WARN


def _has_words(span: MuPdfObject) -> bool:
    return any(not chr(character[0]).isspace() for character in span["chars"])


def _common(one: _Box, other: _Box) -> _Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _has_area(box: _Box) -> bool:
    return box[0] < box[2] and box[1] < box[3]


def _all_can_be_seen(page: MuPdfObject, boxes: list[_Box]) -> bool:
    area = max(1.0, page.rect.width * page.rect.height)
    scale = min(_SCALE, (_MOST_PIXELS / area) ** 0.5)
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False
    )
    samples, width = pixmap.samples_mv, pixmap.width
    whole = (0.0, 0.0, float(width), float(pixmap.height))
    to_pixels = tuple(_turn_of(page) * pymupdf.Matrix(scale, scale))
    for box in boxes:
        seen = _common(_turned(box, to_pixels), whole)
        if not _has_area(seen):
            continue
        left, top = math.floor(seen[0]), math.floor(seen[1])
        right, bottom = math.ceil(seen[2]), math.ceil(seen[3])
        if right - left < 2 or bottom - top < 2:
            continue
        # Words are thickest in their middle: one row tells of nearly all of them.
        middle = (top + bottom) // 2
        shades: set[int] = set()
        for y in (*range(middle, bottom), *range(top, middle)):
            shades.update(samples[y * width + left : y * width + right])
            if max(shades) - min(shades) >= _CONTRAST:
                break
        else:
            return False
    return True


def _upright_size(page: MuPdfObject) -> tuple[float, float]:
    """Return the size of the page before it is turned, in the units of its text.

    The crop box knows nothing of the page's own unit (``UserUnit``).
    """
    width, height = page.rect.width, page.rect.height
    return (height, width) if page.rotation % 180 else (width, height)


def _turn_of(page: MuPdfObject) -> MuPdfObject:
    """Return what takes upright text to where it is seen on the turned page."""
    width, height = _upright_size(page)
    turns = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }
    return pymupdf.Matrix(*turns[page.rotation])


def _turned(box: _Box, matrix: tuple[float, ...]) -> _Box:
    """Return where a box is seen, on a page that is turned by quarters."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    across = (a * x0 + c * y0 + e, a * x1 + c * y1 + e)
    down = (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
    return min(across), min(down), max(across), max(down)


def _in_annotations(page: MuPdfObject) -> Iterator[tuple[str, Weight]]:
    for annotation in page.annots():
        if annotation.type[1] in _BESIDE_PAGE or annotation.flags & _HIDDEN:
            continue
        on_screen = not annotation.flags & _NOT_VIEWED
        if on_screen != bool(annotation.flags & _PRINTED):
            yield "paper_differs", Weight.WARN


def _in_fields(page: MuPdfObject) -> Iterator[tuple[str, Weight]]:
    for widget in page.widgets():
        is_empty = page.parent.xref_get_key(widget.xref, "FT")[1] == f"/{EMPTY}"
        if is_empty or widget.field_type_string == "Signature":
            yield "signature_field", Weight.INFO
        elif not widget.field_flags & _READ_ONLY and not widget.field_value:
            yield "empty_field", Weight.WARN
