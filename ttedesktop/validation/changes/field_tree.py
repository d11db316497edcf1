"""Where the signature fields of a document are, found without trusting its structure.

A form may be broken by loops, by fields that are on a page but not in the form, or
by an update that leaves a signature out. A signature is found all the same, so that
nothing that was signed is ever passed over as unsigned.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.misc import PdfReadError

from ttedesktop.document.geometry import PdfRect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.untyped import PdfObject

log = logging.getLogger(__name__)

_MOST_FIELDS: Final = 50_000
_MOST_PAGES: Final = 20_000
_SMALLEST: Final = 1.0
"""Points; a box that is smaller shows nothing."""


@dataclass(slots=True)
class Pages:
    """The pages of a document, and which widget stands on which."""

    index_of_page: dict[int, int] = field(default_factory=dict)
    """Index from 0 by the object number of the page."""
    index_of_widget: dict[int, int] = field(default_factory=dict)
    widgets: list[Any] = field(default_factory=list)
    """References of all widgets, in the order of the pages."""


def plain(value: PdfObject) -> PdfObject:
    """Return an object for itself or for a reference to it."""
    return value.get_object() if hasattr(value, "get_object") else value


def number_of(value: PdfObject) -> int | None:
    """Return the object number that a reference names; None of a direct object."""
    reference = getattr(value, "reference", value)
    number = getattr(reference, "idnum", None)
    return number if isinstance(number, int) else None


def signature_fields(root: PdfObject, pages: Pages) -> list[tuple[str, PdfObject]]:
    """Return name and dictionary of every signature field with a value."""
    found: dict[int, tuple[str, Any]] = {}
    for name, value in form_fields(root):
        if "/V" in value and _holds_signature(value):
            found.setdefault(id(value), (name, value))
    known = {id(plain(value.raw_get("/V"))) for _name, value in found.values()}
    for reference in pages.widgets:
        widget = plain(reference)
        if widget.get("/FT") != "/Sig" or "/V" not in widget:
            continue
        if _holds_signature(widget) and id(plain(widget.raw_get("/V"))) not in known:
            found.setdefault(id(widget), (_own_name(widget), widget))
    return list(found.values())


def pages_of(root: PdfObject) -> Pages:
    """Walk the page tree once; loops and damaged branches end the walk there."""
    pages, seen = Pages(), set[int]()
    waiting: list[Any] = [root.raw_get("/Pages")] if "/Pages" in root else []
    while waiting and len(pages.index_of_page) < _MOST_PAGES:
        reference = waiting.pop()
        number = number_of(reference)
        node = plain(reference)
        if not hasattr(node, "raw_get") or (number is not None and number in seen):
            continue
        if number is not None:
            seen.add(number)
        if "/Kids" in node:
            waiting.extend(reversed(items(plain(node["/Kids"]))))
        else:
            _add_page(pages, number, node)
    return pages


def place_of(sig_field: PdfObject, pages: Pages) -> tuple[int | None, PdfRect | None]:
    """Return the page index and the box of a signature; None for both if unseen."""
    for widget, number in _widgets_of(sig_field):
        rect = rect_of(widget)
        if rect is None:
            continue
        page = number_of(widget.raw_get("/P")) if "/P" in widget else None
        index = pages.index_of_page.get(page) if page is not None else None
        if index is None and number is not None:
            index = pages.index_of_widget.get(number)
        if index is not None:
            return index, rect
    return None, None


def rect_of(widget: PdfObject) -> PdfRect | None:
    """Return the box of an annotation, or None if nothing of it can be seen."""
    try:
        sides = [float(plain(side)) for side in plain(widget["/Rect"])]
        x0, x1 = sorted((sides[0], sides[2]))
        y0, y1 = sorted((sides[1], sides[3]))
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    if x1 - x0 < _SMALLEST or y1 - y0 < _SMALLEST:
        return None
    return PdfRect(x0, y0, x1, y1)


def lost_signatures(
    reader: PdfFileReader, present: Iterable[tuple[str, PdfObject]]
) -> dict[str, str]:
    """Return the fields whose signatures of earlier revisions are gone, and why.

    ``present`` are names and dictionaries of the fields that are signed now; one of
    them may hold another signature than it did.
    """
    lost: dict[str, str] = {}
    now = dict(present)
    kept = {_range_of(one) for one in now.values()}
    for root in _earlier_roots(reader):
        for name, value in form_fields(root):
            if "/V" not in value or not _holds_signature(value):
                continue
            if name not in now:
                lost[name] = "signature_removed"
            elif _range_of(value) not in (None, *kept):
                lost[name] = "signature_replaced"
    return lost


def _earlier_roots(reader: PdfFileReader) -> Iterable[PdfObject]:
    for revision in range(reader.total_revisions - 1):
        earlier: Any = reader.get_historical_resolver(revision)
        if "/Root" not in earlier.trailer_view:
            continue  # the first section of a linearised file (ISO 32000-2, annex F)
        try:
            root = earlier.root
        except PdfReadError:
            # A section of cross-references is no revision before its catalogue came.
            continue
        yield root


def _range_of(sig_field: PdfObject) -> tuple[int, ...] | None:
    """Return what a signature covers; None if that is no range of a signature."""
    value = plain(sig_field.raw_get("/V"))
    listed = plain(value.get("/ByteRange")) if isinstance(value, dict) else None
    numbers = [one for one in listed or () if isinstance(one, int) and one >= 0]
    return tuple(numbers) if len(numbers) == 4 and all(numbers[1:]) else None


def form_fields(root: PdfObject) -> Iterable[tuple[str, PdfObject]]:
    """Yield name and dictionary of every signature field of the form, signed or not."""
    for name, kind, node in _all_fields(root):
        if kind == "/Sig":
            yield name, node


def value_fields(root: PdfObject) -> Iterable[tuple[str, PdfObject]]:
    """Yield name and dictionary of every other field of the form."""
    for name, kind, node in _all_fields(root):
        if kind != "/Sig":
            yield name, node


def _all_fields(root: PdfObject) -> Iterable[tuple[str, str, PdfObject]]:
    form = plain(root.get("/AcroForm"))
    listed = plain(form.get("/Fields")) if hasattr(form, "raw_get") else None
    waiting = [("", "", one) for one in reversed(items(listed))]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_FIELDS:
        prefix, inherited, reference = waiting.pop()
        number = number_of(reference)
        node = plain(reference)
        if not hasattr(node, "raw_get") or (number is not None and number in seen):
            continue
        seen.add(number if number is not None else -id(node))
        own = str(plain(node.get("/T", "")))
        name = f"{prefix}.{own}" if prefix and own else prefix or own
        kind = str(plain(node.get("/FT", inherited)))
        # A widget that only shows its field has neither a name nor a value.
        if "/T" in node or "/V" in node:
            yield name, kind, node
        kids = items(plain(node.get("/Kids")))
        waiting.extend((name, kind, kid) for kid in reversed(kids))


def items(listed: PdfObject) -> list[PdfObject]:
    """Return the items of an array, references as references."""
    if not isinstance(listed, list):
        return []
    raw_get = getattr(listed, "raw_get", None)
    if raw_get is None:
        return list(listed)
    return [raw_get(index) for index in range(len(listed))]


def _holds_signature(sig_field: PdfObject) -> bool:
    value = plain(sig_field.raw_get("/V"))
    return value is not None and bool(value)


def _own_name(widget: PdfObject) -> str:
    return str(widget.get("/T", "?"))


def _widgets_of(sig_field: PdfObject) -> Iterable[tuple[PdfObject, int | None]]:
    own = getattr(sig_field, "container_ref", None)
    yield sig_field, number_of(own)
    for kid in items(plain(sig_field.get("/Kids"))):
        node = plain(kid)
        if hasattr(node, "raw_get"):
            yield node, number_of(kid)


def _add_page(pages: Pages, number: int | None, node: PdfObject) -> None:
    index = len(pages.index_of_page)
    pages.index_of_page[number if number is not None else -1 - index] = index
    for reference in items(plain(node.get("/Annots"))):
        widget = plain(reference)
        if not hasattr(widget, "raw_get") or widget.get("/Subtype") != "/Widget":
            continue
        pages.widgets.append(reference)
        widget_number = number_of(reference)
        if widget_number is not None:
            pages.index_of_widget.setdefault(widget_number, index)
