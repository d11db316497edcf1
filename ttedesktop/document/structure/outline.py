"""Reads the table of contents and the links; runs in the renderer's process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.structure import pdf_objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.structure.destinations import Destinations, Place
    from ttedesktop.untyped import MuPdfObject

MAX_ENTRIES: Final = 20_000
MAX_DEPTH: Final = 32
MAX_LINKS: Final = 5000
"""Most links of a page."""
_UNSEEN: Final = 1 << 1 | 1 << 5
"""Hidden, or not viewed (ISO 32000-2, table 167)."""


def outline_of(
    pdf: MuPdfObject, destinations: Destinations
) -> Iterator[tuple[str, int, Place | None]]:
    """Yield title, level and target of each line (ISO 32000-2, 12.3.3)."""
    first = pdf_objects.entry(pdf_objects.catalog(pdf), "Outlines", "First")
    waiting, seen, level = [first], set[int](), 0
    while waiting and len(seen) < MAX_ENTRIES:
        item = waiting.pop()
        level = len(waiting)
        own = pdf_objects.numbered(item)
        # Items are always indirect objects: a ring comes back to one of them.
        if not mupdf.pdf_is_dict(item) or own in seen:
            continue
        seen.add(own)
        place, _address = destinations.of(item)
        yield pdf_objects.text(pdf_objects.entry(item, "Title")), level, place
        waiting.append(pdf_objects.entry(item, "Next"))
        if level + 1 < MAX_DEPTH:
            waiting.append(pdf_objects.entry(item, "First"))


def links_of(
    destinations: Destinations, index: int
) -> Iterator[tuple[list[float], Place | None, str]]:
    """Yield area (user space), target and address of each link of a page."""
    annotations = pdf_objects.entry(destinations.pages[index], "Annots")
    count = 0
    for one in pdf_objects.items(annotations):
        if pdf_objects.name(pdf_objects.entry(one, "Subtype")) != "Link":
            continue
        flags = int(mupdf.pdf_to_int(pdf_objects.entry(one, "F")))
        box = pdf_objects.entry(one, "Rect")
        if flags & _UNSEEN or mupdf.pdf_array_len(box) != 4:
            continue
        area = mupdf.pdf_to_rect(box)
        place, address = destinations.of(one, index)
        yield [area.x0, area.y0, area.x1, area.y1], place, address
        count += 1
        if count == MAX_LINKS:
            return
