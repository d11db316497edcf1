"""Reads and switches the layers of a document; runs in the renderer's process.

What is switched here is how this process draws; the document stays as it was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.structure import pdf_objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.untyped import MuPdfObject

MAX_LAYERS: Final = 5000
MAX_DEPTH: Final = 32
Told = tuple[int, str, int, bool, bool]
"""Number, name, level, whether it is shown, whether it cannot be switched."""


def layers_of(pdf: MuPdfObject) -> Iterator[Told]:
    """Yield the layers as the document orders them (ISO 32000-2, 8.11.4.3)."""
    count = int(mupdf.pdf_count_layer_config_ui(pdf))
    if not count:
        yield from _unordered(pdf)
        return
    for number in range(min(count, MAX_LAYERS)):
        told = mupdf.PdfLayerConfigUi()
        mupdf.pdf_layer_config_ui_info(pdf, number, told)
        is_heading = told.type == mupdf.PDF_LAYER_UI_LABEL
        yield (
            number,
            str(told.text or ""),
            min(int(told.depth), MAX_DEPTH),
            bool(told.selected) or is_heading,
            bool(told.locked) or is_heading,
        )


def show(pdf: MuPdfObject, number: int, *, shown: bool) -> None:
    """Switch a layer, and with a radio button those that exclude it."""
    known = {told[0]: told for told in layers_of(pdf)}
    if number not in known or known[number][-1]:
        return
    if not mupdf.pdf_count_layer_config_ui(pdf):
        mupdf.pdf_enable_layer(pdf, number, int(shown))
    elif shown:
        mupdf.pdf_select_layer_config_ui(pdf, number)
    else:
        mupdf.pdf_deselect_layer_config_ui(pdf, number)


def _unordered(pdf: MuPdfObject) -> Iterator[Told]:
    """Yield all layers by their names, which is how MuPDF numbers them then."""
    fixed = pdf_objects.entry(pdf_objects.catalog(pdf), "OCProperties", "D", "Locked")
    locked = {
        pdf_objects.text(pdf_objects.entry(group, "Name"))
        for group in pdf_objects.items(fixed)
    }
    for number in range(min(int(mupdf.pdf_count_layers(pdf)), MAX_LAYERS)):
        name = str(mupdf.pdf_layer_name(pdf, number) or "")
        is_shown = bool(mupdf.pdf_layer_is_enabled(pdf, number))
        yield number, name, 0, is_shown, name in locked
