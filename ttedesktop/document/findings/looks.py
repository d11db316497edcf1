"""Finds what a page holds but does not show; runs in the renderer's process."""

from __future__ import annotations

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
    spans = [span for span in page.get_texttrace() if _words(span).strip()]
    shown = [span for span in spans if span["type"] != _INVISIBLE]
    if len(shown) < len(spans):
        yield "invisible_text", Weight.INFO
    if any(0 < span["size"] < _TINY for span in shown):
        yield "tiny_text", Weight.WARN
    # Text is traced as if the page were not turned.
    upright = pymupdf.Rect(0, 0, page.cropbox.width, page.cropbox.height)
    inside = [span for span in shown if upright.intersects(pymupdf.Rect(span["bbox"]))]
    if len(inside) < len(shown):
        yield "text_beside_page", Weight.WARN
    if inside and not _all_can_be_seen(page, inside):
        yield "hidden_text", Weight.WARN


def _words(span: MuPdfObject) -> str:
    return "".join(chr(character[0]) for character in span["chars"])


def _all_can_be_seen(page: MuPdfObject, spans: list[MuPdfObject]) -> bool:
    area = max(1.0, page.rect.width * page.rect.height)
    scale = min(_SCALE, (_MOST_PIXELS / area) ** 0.5)
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False
    )
    samples, width = pixmap.samples_mv, pixmap.width
    whole = pymupdf.IRect(0, 0, pixmap.width, pixmap.height)
    for span in spans:
        seen = pymupdf.Rect(span["bbox"]) * page.rotation_matrix * scale
        box = pymupdf.IRect(seen.normalize()) & whole
        if box.width < 2 or box.height < 2:
            continue
        rows = [
            samples[y * width + box.x0 : y * width + box.x1]
            for y in range(box.y0, box.y1)
        ]
        if max(map(max, rows)) - min(map(min, rows)) < _CONTRAST:
            return False
    return True


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
