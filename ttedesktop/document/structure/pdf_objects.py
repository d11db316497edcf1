"""Walks through the objects of a document; runs in the renderer's process.

Every walk is a loop with a bound and a memory of where it was, because what a
hostile file calls a tree may be a ring, or have no end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.untyped import MuPdfObject

MAX_NODES: Final = 20_000
"""Most nodes of one tree that are looked at."""
_LONGEST: Final = 2000
"""Characters of a text that are told."""


def entry(holder: MuPdfObject, *path: str) -> MuPdfObject:
    """Return what a dictionary holds under a name, or a null object."""
    for name in path:
        holder = mupdf.pdf_dict_gets(holder, name)
    return holder


def catalog(pdf: MuPdfObject) -> MuPdfObject:
    """Return the root of a document (ISO 32000-2, 7.7.2)."""
    return entry(mupdf.pdf_trailer(pdf), "Root")


def items(array: MuPdfObject, most: int = MAX_NODES) -> Iterator[MuPdfObject]:
    """Yield the first objects of an array; none if it is not one."""
    for place in range(min(mupdf.pdf_array_len(array), most)):
        yield mupdf.pdf_array_get(array, place)


def members(holder: MuPdfObject) -> Iterator[tuple[str, MuPdfObject]]:
    """Yield the names and values of a dictionary."""
    for place in range(min(mupdf.pdf_dict_len(holder), MAX_NODES)):
        name = mupdf.pdf_to_name(mupdf.pdf_dict_get_key(holder, place))
        yield name, mupdf.pdf_dict_get_val(holder, place)


def text(value: MuPdfObject) -> str:
    """Return a text string (7.9.2.2); empty if it is none."""
    if not mupdf.pdf_is_string(value):
        return ""
    return str(mupdf.pdf_to_text_string(value))[:_LONGEST]


def name(value: MuPdfObject) -> str:
    """Return a name without its slash; empty if it is none."""
    return str(mupdf.pdf_to_name(value))[:_LONGEST]


def number(value: MuPdfObject) -> float | None:
    """Return a number, or None if it is none."""
    if not mupdf.pdf_is_number(value):
        return None
    return float(mupdf.pdf_to_real(value))


def numbered(value: MuPdfObject) -> int:
    """Return the number of an indirect object; 0 if it stands where it is used."""
    return int(mupdf.pdf_to_num(value))


def leaves(root: MuPdfObject, kind: str) -> Iterator[tuple[MuPdfObject, MuPdfObject]]:
    """Yield the keys and values of a tree of ``Names`` or ``Nums`` (7.9.6, 7.9.7)."""
    waiting, seen = [root], set[int]()
    while waiting and len(seen) < MAX_NODES:
        node = waiting.pop()
        own = numbered(node)
        if own and own in seen:
            continue
        # What has no number cannot be met twice; it counts all the same.
        seen.add(own or -len(seen) - 1)
        pairs = list(items(entry(node, kind), MAX_NODES * 2))
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        waiting.extend(reversed(list(items(entry(node, "Kids")))))


def pages(pdf: MuPdfObject, count: int) -> list[MuPdfObject]:
    """Return the objects of the pages, in order.

    One walk, where MuPDF would go through the whole tree for each page.
    """
    found: list[MuPdfObject] = []
    waiting, seen = [entry(catalog(pdf), "Pages")], set[int]()
    while waiting and len(found) <= count:
        node = waiting.pop()
        kids = entry(node, "Kids")
        if not mupdf.pdf_is_array(kids):
            found.append(node)
            continue
        own = numbered(node)
        if own in seen:
            break
        seen.add(own)
        waiting.extend(reversed(list(items(kids, count + 1))))
    if len(found) == count:
        return found
    return [mupdf.pdf_lookup_page_obj(pdf, index) for index in range(count)]
