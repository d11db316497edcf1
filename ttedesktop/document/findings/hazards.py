"""Finds what may act, change or hide in a document; runs in the renderer's process.

Objects are read as MuPDF prints them: names come without escapes, and strings are
taken out first, so that a word in a text is never taken for a key.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from pymupdf import mupdf

from ttedesktop.document.findings.finding import Finding, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import MuPdfObject

MANY_PAGES: Final = 2000
_STRINGS: Final = re.compile(r"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]+>")
_END: Final = b"%%EOF"

# ISO 32000-2, by section. The name ends where no regular character follows.
_IN_OBJECTS: Final = tuple(
    (weight, code, re.compile(rf"(?:{pattern})(?![A-Za-z0-9])"))
    for weight, code, pattern in (
        # 12.6.4: what an action may do.
        (Weight.WARN, "javascript", r"/S/JavaScript|/JS"),
        (
            Weight.WARN,
            "leaving_action",
            r"/S/(?:Launch|SubmitForm|ImportData|GoToR|GoToE|Thread)",
        ),
        (
            Weight.WARN,
            "changing_action",
            r"/S/(?:Hide|SetOCGState|ResetForm|GoTo3DView|RichMediaExecute)",
        ),
        # 12.6.3: actions that nobody has to start.
        (Weight.WARN, "automatic_action", r"/AA"),
        # 7.11.4 and 12.5.6.15.
        (
            Weight.WARN,
            "attachment",
            r"/EmbeddedFiles|/Type/EmbeddedFile|/Subtype/FileAttachment",
        ),
        # 13.
        (
            Weight.WARN,
            "multimedia",
            r"/Subtype/(?:Movie|Sound|Screen|RichMedia|3D)|/S/(?:Rendition|Movie|Sound)",
        ),
        # 8.10.4, 8.9.5.4 and 14.11.7: what is shown depends on who shows it.
        (Weight.WARN, "other_pictures", r"/Ref<<|/Alternates|/OPI"),
        (Weight.WARN, "fields_drawn_by_reader", r"/NeedAppearances true"),
        # 8.11: layers that begin hidden, or differ between screen and paper.
        (Weight.WARN, "hidden_layer", r"/OFF\[\d+|/BaseState/OFF"),
        (Weight.WARN, "paper_differs", r"/PrintState/O|/ViewState/O"),
        (Weight.INFO, "layers", r"/Type/OCG"),
        (Weight.INFO, "web_link", r"/S/URI"),
    )
)
_EXTERNAL: Final = re.compile(r"/F(?:<<|\(|\d+ \d+ R)|/FFilter")
_OPEN_ACTION: Final = re.compile(r"/OpenAction<<(?!/S/GoTo>>|[^>]*/S/GoTo[/>])")


def in_whole(pdf: MuPdfObject, content: Content) -> Iterator[Finding]:
    """Yield what is found in the bytes and the pages of an open document."""
    yield from _in_bytes(content)
    if pdf.page_count > MANY_PAGES:
        yield Finding(Weight.WARN, "many_pages", detail=str(pdf.page_count))


def in_objects(
    pdf: MuPdfObject, first: int, *, seconds: float
) -> tuple[list[Finding], int | None]:
    """Look through objects from the number ``first`` on, for about so many seconds.

    Returns what is found, each code once, and the number to go on with, if any.
    """
    found: dict[str, Weight] = {}
    following: int | None = None
    end, table = time.monotonic() + seconds, mupdf.PdfDocument(pdf.this)
    for xref in range(first, pdf.xref_length()):
        if xref > first and time.monotonic() > end:
            following = xref
            break
        # A table may have millions of rows for what is not there.
        if not mupdf.pdf_object_exists(table, xref):
            continue
        for weight, code in _in_object(pdf, xref):
            found.setdefault(code, weight)
    return [Finding(weight, code) for code, weight in found.items()], following


def _in_bytes(content: Content) -> Iterator[Finding]:
    # A map counts nothing.
    ends = sum(1 for _end in re.finditer(_END, content))
    last = content.rfind(_END)
    if last >= 0 and content[last + len(_END) :].strip(b"\r\n\t \x00"):
        yield Finding(Weight.WARN, "bytes_after")
    if ends > 1:
        yield Finding(Weight.INFO, "revisions", detail=str(ends))


def _in_object(pdf: MuPdfObject, xref: int) -> Iterator[tuple[Weight, str]]:
    try:
        printed = pdf.xref_object(xref, compressed=True)
    except (RuntimeError, ValueError):
        return
    text = _STRINGS.sub("()", printed)
    for weight, code, pattern in _IN_OBJECTS:
        if pattern.search(text):
            yield weight, code
    if _OPEN_ACTION.search(text):
        yield Weight.WARN, "automatic_action"
    if pdf.xref_is_stream(xref) and _EXTERNAL.search(_own_entries(text)):
        yield Weight.WARN, "external_stream"


def _own_entries(text: str) -> str:
    """Return a dictionary without the dictionaries inside it."""
    inner = text[2:-2]
    while "<<" in inner:
        inner, before = re.sub(r"<<[^<>]*>>", "", inner), inner
        if inner == before:
            break
    return inner
