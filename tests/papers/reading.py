"""Documents to read in: many pages, words cut at a line's end, links of all kinds."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import pymupdf

from tests.papers.letters import F4, changed, letter, saved
from ttedesktop.document.drawing.sheet import Drawing, Face

RARE: Final = "kepamongprajaan"
"""Stands once on every tenth page of a book."""
PAGE_LINK: Final = (60.0, 600.0, 260.0, 620.0)
WEB_LINK: Final = (60.0, 640.0, 260.0, 660.0)
PROGRAM_LINK: Final = (60.0, 680.0, 260.0, 700.0)
ADDRESS: Final = "https://bsre.example.invalid/petunjuk?id=117"


@cache
def book(pages: int = 30) -> bytes:
    """Return pages of which every tenth has a rare word."""
    drawing = Drawing(title="Buku pedoman")
    for number in range(1, pages + 1):
        sheet = drawing.sheet(*F4)
        sheet.text(60, 70, f"Bab {number}", face=Face.SERIF_BOLD, size=13)
        words = f"Tentang {RARE} daerah" if number % 10 == 0 else "Tentang tata naskah"
        sheet.text(60, 110, words, face=Face.SERIF, size=11)
        sheet.text(60, 130, "Baris kedua dari halaman ini.", face=Face.SERIF, size=11)
    return drawing.pdf()


@cache
def hyphenated() -> bytes:
    """Return a page on which a word is cut at the end of a line."""
    drawing = Drawing(title="Keputusan")
    sheet = drawing.sheet(*F4)
    for line, words in enumerate(("Menetapkan kepu-", "tusan bupati ini.")):
        sheet.text(60, 100 + 20 * line, words, face=Face.SERIF, size=12)
    return drawing.pdf()


@cache
def with_links() -> bytes:
    """Return a letter whose first page leads to its last, to the web and elsewhere."""
    pdf = changed(letter(12))
    page = pdf[0]
    links: list[tuple[tuple[float, ...], dict[str, Any]]] = [
        (
            PAGE_LINK,
            {"kind": pymupdf.LINK_GOTO, "page": 10, "to": pymupdf.Point(0, 200)},
        ),
        (WEB_LINK, {"kind": pymupdf.LINK_URI, "uri": ADDRESS}),
        (PROGRAM_LINK, {"kind": pymupdf.LINK_LAUNCH, "file": "hitung.exe"}),
    ]
    for place, link in links:
        page.insert_link({**link, "from": pymupdf.Rect(*place)})
    return saved(pdf)
