"""Reads how a document numbers its pages; runs in the renderer's process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.structure import pdf_objects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ttedesktop.untyped import MuPdfObject

_LONGEST_PREFIX: Final = 32
_MOST_LETTERS: Final = 20
_MOST_ROMAN: Final = 10_000
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def page_labels_of(pdf: MuPdfObject, count: int) -> list[str]:
    """Return a label for each page (ISO 32000-2, 12.4.2); none if it has none."""
    tree = pdf_objects.entry(pdf_objects.catalog(pdf), "PageLabels")
    ranges = {
        int(mupdf.pdf_to_int(first)): numbering
        for first, numbering in pdf_objects.leaves(tree, "Nums")
        if mupdf.pdf_is_int(first)
    }
    starts = sorted(first for first in ranges if 0 <= first < count)
    if not starts:
        return []
    labels = [str(index + 1) for index in range(starts[0])]
    for start, stop in zip(starts, [*starts[1:], count], strict=True):
        labels.extend(_labels(ranges[start], stop - start))
    return labels


def _labels(numbering: MuPdfObject, count: int) -> list[str]:
    prefix = pdf_objects.text(pdf_objects.entry(numbering, "P"))[:_LONGEST_PREFIX]
    style = pdf_objects.name(pdf_objects.entry(numbering, "S"))
    first = max(1, int(mupdf.pdf_to_int(pdf_objects.entry(numbering, "St"))))
    return [prefix + _numeral(style, first + step) for step in range(count)]


def _numeral(style: str, number: int) -> str:
    written = _WRITTEN.get(style.lower(), _nothing)(number)
    return written.upper() if style.isupper() else written


def _nothing(_number: int) -> str:
    return ""


def _roman(number: int) -> str:
    if number >= _MOST_ROMAN:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _letters(number: int) -> str:
    """Return a to z, then aa to zz, and so on (table 161)."""
    times, letter = divmod(number - 1, 26)
    if times >= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + letter) * (times + 1)


_WRITTEN: Final[Mapping[str, Callable[[int], str]]] = {
    "d": str,
    "r": _roman,
    "a": _letters,
}
