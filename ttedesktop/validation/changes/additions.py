"""What was added to a file since a revision, by its kind and name.

Whether it is permitted is told elsewhere; here it gets a name that a person is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ttedesktop.validation.changes.field_tree import (
    form_fields,
    items,
    number_of,
    plain,
    value_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyhanko.pdf_utils.generic import Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

    from ttedesktop.untyped import PdfObject

_IN_CATALOGUE: Final = {
    "/DSS": "security_store",
    "/OutputIntents": "output_intents",
    "/Metadata": "metadata",
    "/AA": "scripts",
    "/OpenAction": "scripts",
    "/Names": "names",
    "/OCProperties": "layers",
    "/Pages": "page_order",
    "/AcroForm": "",
    "/Perms": "",
    "/Extensions": "",
    "/Version": "",
}
"""Entries of the catalogue (ISO 32000-2, table 29), and what to call their change."""
_IN_PAGES: Final = frozenset(("/Contents", "/Resources"))
_LOOK_OF_PAGES: Final = (
    "/Contents",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Group",
)
"""Entries of a page (ISO 32000-2, table 31) that change what is seen of it."""
_LONGEST: Final = 60
_MOST: Final = 50
"""Additions that are told one by one."""


def additions_since(
    earlier: HistoricalResolver, reader: PdfFileReader, changed: Iterable[Reference]
) -> tuple[str, ...]:
    """Return a code for each kind of addition; some name a field behind a colon."""
    found: dict[str, None] = {}
    paths = [path for one in changed for path in _paths(earlier, one)]
    for code in (
        *_signatures(earlier, reader),
        *_values(earlier, reader),
        *_catalogue(earlier.root, reader.root, paths),
        *_pages(paths),
        *_page_tree(earlier, reader, changed),
        *_comments(reader, changed),
    ):
        if code:
            found[code] = None
    if _information(earlier, reader, changed):
        found["information"] = None
    return tuple(found)[:_MOST]


def _paths(earlier: HistoricalResolver, one: Reference) -> Iterable[tuple[str, ...]]:
    """Return how an object was reached in the earlier revision, names alone."""
    for path in earlier._get_usages_of_ref(one):  # noqa: SLF001 - pyHanko offers no other way  # pyright: ignore[reportPrivateUsage]
        yield tuple(str(step) for step in path.path if isinstance(step, str))


def _signatures(earlier: HistoricalResolver, reader: PdfFileReader) -> Iterator[str]:
    before = {name: "/V" in one for name, one in form_fields(earlier.root)}
    for name, one in form_fields(reader.root):
        if "/V" in one and not before.get(name, False):
            kind = str(plain(plain(one.raw_get("/V")).get("/SubFilter", "")))
            code = "time_stamp" if kind == "/ETSI.RFC3161" else "signature"
            yield f"{code}:{_shown(name)}"
        elif name not in before:
            yield f"empty_field:{_shown(name)}"


def _values(earlier: HistoricalResolver, reader: PdfFileReader) -> Iterator[str]:
    before = {name: _value(one) for name, one in value_fields(earlier.root)}
    for name, one in value_fields(reader.root):
        if before.get(name) != _value(one):
            yield f"value:{_shown(name)}"


def _value(one: PdfObject) -> str:
    return repr(plain(one.get("/V")))


def _shown(name: str) -> str:
    return "".join(one for one in name if one.isprintable())[:_LONGEST]


def _catalogue(
    before: PdfObject, now: PdfObject, paths: Iterable[tuple[str, ...]]
) -> Iterator[str]:
    for key in {*before, *now}:
        was = before.raw_get(key) if key in before else None
        if was != (now.raw_get(key) if key in now else None):
            yield _IN_CATALOGUE.get(str(key), "catalogue")
    for path in paths:
        if path[:1] == ("/Root",) and len(path) > 1 and path[1] != "/Pages":
            yield _IN_CATALOGUE.get(path[1], "catalogue")


def _pages(paths: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for path in paths:
        if "/Pages" in path and _IN_PAGES & set(path):
            yield "page_content"


def _page_tree(
    earlier: HistoricalResolver, reader: PdfFileReader, changed: Iterable[Reference]
) -> Iterator[str]:
    """Name pages that came, went or changed places, and those of another look."""
    for one in changed:
        was, now = _object(reader, one, earlier.revision), _object(reader, one)
        if not isinstance(was, dict) or not isinstance(now, dict):
            continue
        kind = str(plain(was.get("/Type", "")))
        if kind == "/Pages" and plain(was.get("/Kids")) != plain(now.get("/Kids")):
            yield "page_order"
        is_other = any(was.get(key) != now.get(key) for key in _LOOK_OF_PAGES)
        if kind == "/Page" and is_other:
            yield "page_content"


def _comments(reader: PdfFileReader, changed: Iterable[Reference]) -> Iterator[str]:
    numbers = {one.idnum for one in changed}
    for one in changed:
        page = plain(_object(reader, one))
        if not isinstance(page, dict):
            continue
        for raw in items(plain(page.get("/Annots"))):
            note = plain(raw)
            is_new = number_of(raw) is None or number_of(raw) in numbers
            if is_new and isinstance(note, dict) and note.get("/Subtype") != "/Widget":
                yield "comments"


def _object(
    reader: PdfFileReader, reference: Reference, revision: int | None = None
) -> PdfObject:
    try:
        return reader.get_object(reference, revision)
    except Exception:  # noqa: BLE001 - a freed or damaged object holds no comment
        return None


def _information(
    earlier: HistoricalResolver, reader: PdfFileReader, changed: Iterable[Reference]
) -> bool:
    before, now = earlier.trailer_view, reader.trailer_view
    was = before.raw_get("/Info") if "/Info" in before else None
    here = now.raw_get("/Info") if "/Info" in now else None
    return was != here or any(one.idnum == number_of(here) for one in changed)
