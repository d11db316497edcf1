"""Reads what a document tells of itself; runs in the renderer's process."""

from __future__ import annotations

import re
import time
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.structure import pdf_objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttedesktop.untyped import JsonValue, MuPdfObject

MAX_FONTS: Final = 500
MAX_PAGES_SEEN: Final = 5000
_SECONDS: Final = 2.0
_MOST_RESOURCES: Final = 20_000
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
"""Tag of a font of which only a part is embedded (ISO 32000-2, 9.9.2)."""
_PERMISSIONS: Final = (
    ("print", 0x4),
    ("modify", 0x8),
    ("copy", 0x10),
    ("annotate", 0x20),
    ("fill_in", 0x100),
    ("assemble", 0x400),
)
"""Bits of ISO 32000-2, table 22."""
_DATE: Final = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?"
    r"(?:(Z)|([+-])(\d\d)'?(\d\d)?)?"
)
"""ISO 32000-2, 7.9.4."""


def properties_of(
    document: MuPdfObject, pages: Sequence[MuPdfObject]
) -> dict[str, JsonValue]:
    """Return the fields of ``DocumentProperties`` by their names."""
    pdf = mupdf.pdf_document_from_fz_document(document)
    information = pdf_objects.entry(mupdf.pdf_trailer(pdf), "Info")
    root = pdf_objects.catalog(pdf)
    granted = int(mupdf.pdf_document_permissions(pdf))
    told = {
        field: pdf_objects.text(pdf_objects.entry(information, key))
        for field, key in (
            ("title", "Title"),
            ("author", "Author"),
            ("subject", "Subject"),
            ("keywords", "Keywords"),
            ("creator", "Creator"),
            ("producer", "Producer"),
            ("created", "CreationDate"),
            ("changed", "ModDate"),
        )
    }
    return {
        **told,
        "created": moment(told["created"]),
        "changed": moment(told["changed"]),
        "pdf_version": _looked_up(document, "format").removeprefix("PDF "),
        "fonts": list(_fonts(pages)),
        "encryption": _encryption(document),
        "is_tagged": bool(
            mupdf.pdf_to_bool(pdf_objects.entry(root, "MarkInfo", "Marked"))
        ),
        "is_linearized": bool(mupdf.pdf_doc_was_linearized(pdf)),
        "forbidden": [
            name for name, permission in _PERMISSIONS if not granted & permission
        ],
    }


def moment(told: str) -> str:
    """Return a date in ISO 8601 as exact as it was told, or what stood there."""
    match = _DATE.match(told.strip())
    if match is None:
        return told
    *numbers, utc, sign, hours, minutes = match.groups()
    year, *rest = [int(number) for number in numbers if number is not None]
    month, day, hour, minute, second = rest + [1, 1, 0, 0, 0][len(rest) :]
    try:
        datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - only tried
    except ValueError:
        return told
    date = "-".join([f"{year:04}", *(f"{number:02}" for number in rest[:2])])
    clock = [f"{number:02}" for number in rest[2:]]
    if not clock:
        return date
    # A moment is written to the minute at least.
    time_of_day = ":".join([*clock, "00"] if len(clock) == 1 else clock)
    zone = "Z" if utc else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{date}T{time_of_day}{zone}"


def _looked_up(document: MuPdfObject, key: str) -> str:
    try:
        return str(mupdf.fz_lookup_metadata2(document, key))
    except (RuntimeError, ValueError, mupdf.FzErrorBase):
        return ""


def _encryption(document: MuPdfObject) -> str:
    told = _looked_up(document, "encryption")
    return "" if told == "None" else told


def _fonts(pages: Sequence[MuPdfObject]) -> Iterator[tuple[str, str, bool]]:
    """Yield name, kind and whether it is embedded, each font once."""
    told: set[tuple[str, str, bool]] = set()
    looked_at: set[int] = set()
    for resources in _resources(pages):
        for _key, font in pdf_objects.members(pdf_objects.entry(resources, "Font")):
            own = pdf_objects.numbered(font)
            if own in looked_at:
                continue
            looked_at.add(own or -len(looked_at) - 1)
            one = _font(font)
            if one not in told:
                told.add(one)
                yield one
            if len(told) == MAX_FONTS:
                return


def _resources(pages: Sequence[MuPdfObject]) -> Iterator[MuPdfObject]:
    """Yield what pages and the forms in them draw with."""
    seen: set[int] = set()
    end = time.monotonic() + _SECONDS
    for page in pages[:MAX_PAGES_SEEN]:
        waiting = [mupdf.pdf_dict_gets_inheritable(page, "Resources")]
        while waiting and len(seen) < _MOST_RESOURCES:
            resources = waiting.pop()
            own = pdf_objects.numbered(resources)
            if own and own in seen:
                continue
            seen.add(own or -len(seen) - 1)
            yield resources
            waiting.extend(_inner(resources, seen))
        if time.monotonic() >= end:
            return


def _inner(resources: MuPdfObject, seen: set[int]) -> Iterator[MuPdfObject]:
    for _key, form in pdf_objects.members(pdf_objects.entry(resources, "XObject")):
        own = pdf_objects.numbered(form)
        if own in seen:
            continue
        seen.add(own)
        if pdf_objects.name(pdf_objects.entry(form, "Subtype")) == "Form":
            yield pdf_objects.entry(form, "Resources")


def _font(font: MuPdfObject) -> tuple[str, str, bool]:
    name = pdf_objects.name(pdf_objects.entry(font, "BaseFont"))
    kind = pdf_objects.name(pdf_objects.entry(font, "Subtype"))
    if kind == "Type0":
        font = mupdf.pdf_array_get(pdf_objects.entry(font, "DescendantFonts"), 0)
        kind = pdf_objects.name(pdf_objects.entry(font, "Subtype"))
    descriptor = pdf_objects.entry(font, "FontDescriptor")
    is_embedded = kind == "Type3" or any(
        mupdf.pdf_is_stream(pdf_objects.entry(descriptor, key))
        for key in ("FontFile", "FontFile2", "FontFile3")
    )
    return _SUBSET.sub("", name), kind, is_embedded
