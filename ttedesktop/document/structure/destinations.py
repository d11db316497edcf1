"""Reads where outlines and links lead to; runs in the renderer's process.

A place is told as it stands in the file, in the page's user space: who asked knows
how the page is turned (ISO 32000-2, 12.3.2 and 12.6.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.structure import pdf_objects

if TYPE_CHECKING:
    from ttedesktop.untyped import MuPdfObject

Place = tuple[int, float | None, float | None]
"""Index of a page, and x and y in its user space where they are given."""
_CORNERS: Final = {
    # Where in the array the left and the upper side stand (table 149).
    "XYZ": (2, 3),
    "FitH": (None, 2),
    "FitBH": (None, 2),
    "FitV": (2, None),
    "FitBV": (2, None),
    "FitR": (2, 5),
}
_TO_OTHERS: Final = {"GoToR", "GoToE", "Launch", "SubmitForm", "ImportData"}


class Destinations:
    """The pages and named places of one document."""

    def __init__(self, pdf: MuPdfObject, count: int) -> None:
        self._pdf = pdf
        self.pages = pdf_objects.pages(pdf, count)
        """Their objects, in order."""
        self._indices: dict[int, int] = {}
        for index, page in enumerate(self.pages):
            self._indices.setdefault(pdf_objects.numbered(page), index)
        self._names: dict[str, MuPdfObject] | None = None

    def place(self, target: MuPdfObject) -> Place | None:
        """Return where a destination is: an array, a dictionary or a name."""
        if mupdf.pdf_is_name(target):
            target = self._named(pdf_objects.name(target))
        elif mupdf.pdf_is_string(target):
            target = self._named(pdf_objects.text(target))
        if mupdf.pdf_is_dict(target):
            target = pdf_objects.entry(target, "D")
        if not mupdf.pdf_array_len(target):
            return None
        index = self._index(mupdf.pdf_array_get(target, 0))
        if index is None:
            return None
        left, top = _CORNERS.get(
            pdf_objects.name(mupdf.pdf_array_get(target, 1)), (None, None)
        )
        return index, _side(target, left), _side(target, top)

    def of(self, holder: MuPdfObject, page: int = 0) -> tuple[Place | None, str]:
        """Return where an outline item or a link on ``page`` leads.

        A place of this document, or an address; neither if it does nothing.
        """
        direct = pdf_objects.entry(holder, "Dest")
        if not mupdf.pdf_is_null(direct):
            return self.place(direct), ""
        action = pdf_objects.entry(holder, "A")
        kind = pdf_objects.name(pdf_objects.entry(action, "S"))
        if kind == "GoTo":
            return self.place(pdf_objects.entry(action, "D")), ""
        if kind == "Named":
            named = pdf_objects.name(pdf_objects.entry(action, "N"))
            return self._beside(page, named), named
        return None, _address(action, kind)

    def _beside(self, page: int, named: str) -> Place | None:
        last = len(self.pages) - 1
        index = {
            "NextPage": min(page + 1, last),
            "PrevPage": max(page - 1, 0),
            "FirstPage": 0,
            "LastPage": last,
        }.get(named)
        return None if index is None else (index, None, None)

    def _index(self, page: MuPdfObject) -> int | None:
        if mupdf.pdf_is_int(page):
            index = int(mupdf.pdf_to_int(page))
            return index if 0 <= index < len(self.pages) else None
        return self._indices.get(pdf_objects.numbered(page) or -1)

    def _named(self, name: str) -> MuPdfObject:
        if self._names is None:
            root = pdf_objects.catalog(self._pdf)
            tree = pdf_objects.entry(root, "Names", "Dests")
            self._names = dict(pdf_objects.members(pdf_objects.entry(root, "Dests")))
            self._names.update(
                (pdf_objects.text(key), value)
                for key, value in pdf_objects.leaves(tree, "Names")
            )
        return self._names.get(name, mupdf.PdfObj())


def _side(target: MuPdfObject, place: int | None) -> float | None:
    if place is None:
        return None
    return pdf_objects.number(mupdf.pdf_array_get(target, place))


def _address(action: MuPdfObject, kind: str) -> str:
    if kind == "URI":
        return pdf_objects.text(pdf_objects.entry(action, "URI"))
    if kind in _TO_OTHERS:
        return file_name(pdf_objects.entry(action, "F")) or kind
    return kind


def file_name(specification: MuPdfObject) -> str:
    """Return the name in a file specification (7.11): a string or a dictionary."""
    if mupdf.pdf_is_string(specification):
        return pdf_objects.text(specification)
    for key in ("UF", "F", "Unix", "DOS", "Mac"):
        found = pdf_objects.text(pdf_objects.entry(specification, key))
        if found:
            return found
    return ""
