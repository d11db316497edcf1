"""Draws sentences at the foot of the pages, before the first signature is made.

It is the same act as the signature and the same output: an increment of its own,
which the signature then covers. A document that carries a signature already is never
drawn upon.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from ttedesktop.document.geometry import ViewRect, points
from ttedesktop.signing.archive_claim import define_colours
from ttedesktop.signing.request import Placement
from ttedesktop.signing.turning import turned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttedesktop.document.geometry import PageGeometry
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import SigningRequest
    from ttedesktop.untyped import PdfObject

SIZE: Final = 7.0
"""Points of the type; offices write it at 6 to 9."""
_LEADING: Final = 1.3
_SIDE: Final = points(18)
_FOOT: Final = points(7)
"""Points between the last line and the edge of the paper."""
_NARROWEST: Final = points(60)
_NARROWER: Final = 0.97


def footer_places(request: SigningRequest) -> Iterator[Placement]:
    """Yield where on which pages the sentences stand; none without sentences."""
    footer, document = request.footer, request.document
    if not footer.sentences:
        return
    last = len(document.pages) - 1
    signed = request.placement.page if request.placement is not None else last
    for index in range(last + 1) if footer.on_every_page else (signed,):
        place = _place(document, index, footer.sentences)
        if place is not None:
            yield place


def draw_footers(writer: PdfObject, request: SigningRequest) -> bool:
    """Draw the sentences into their pages; False if there is nothing to draw.

    ``writer`` makes an increment of a document without a signature.
    """
    drawn = False
    forms: dict[bytes, PdfObject] = {}
    for place in footer_places(request):
        geometry = request.document.pages[place.page]
        width = geometry.to_view(place.rect, scale=1).width
        pdf = drawn_footer(request.footer.sentences, round(width, 2))
        if pdf not in forms:
            forms[pdf] = writer.import_page_as_xobject(PdfFileReader(BytesIO(pdf)))
            define_colours(
                writer.root,
                forms[pdf].get_object(),
                archive_part=request.document.archive_part,
            )
        _paint(writer, forms[pdf], place, geometry)
        drawn = True
    return drawn


def _paint(
    writer: PdfObject, form: PdfObject, place: Placement, geometry: PageGeometry
) -> None:
    name = pdf_name(f"/Footer{uuid4().hex}")
    x0, y0, x1, y1 = (float(side) for side in form.get_object()["/BBox"])
    rect = place.rect
    turn = turned(geometry.rotation, x1 - x0, y1 - y0)
    scale = 1 / geometry.unit
    operators = (
        # An artefact is no part of what is read aloud (ISO 32000-2, 14.8.2.2).
        "Q /Artifact <</Type/Pagination/Subtype/Footer>> BDC q "
        f"{scale:.6f} 0 0 {scale:.6f} {rect.x0:.4f} {rect.y0:.4f} cm "
        f"{turn} cm {name} Do Q EMC"
    )
    # What the page leaves of its state behind must not move the footer.
    before = writer.add_object(generic.StreamObject(stream_data=b"q"))
    after = writer.add_object(generic.StreamObject(stream_data=operators.encode()))
    resources = generic.DictionaryObject(
        {pdf_name("/XObject"): generic.DictionaryObject({name: form})}
    )
    _own_contents(writer, place.page)
    writer.add_stream_to_page(place.page, before, prepend=True)
    writer.add_stream_to_page(place.page, after, resources)


def _own_contents(writer: PdfObject, index: int) -> None:
    """Give a page a list of contents of its own.

    It may have none, or share its list with another page that is written upon, too.
    """
    reference, _resources = writer.find_page_for_modification(index)
    page = reference.get_object()
    parts: list[PdfObject] = []
    if "/Contents" in page:
        raw = page.raw_get("/Contents")
        held = raw.get_object()
        if isinstance(held, generic.ArrayObject):
            parts = list(held)
        elif isinstance(held, generic.StreamObject):
            parts = [raw]
    page["/Contents"] = writer.add_object(generic.ArrayObject(parts))
    writer.mark_update(reference)


def _place(
    document: Document, index: int, sentences: tuple[str, ...]
) -> Placement | None:
    geometry = document.pages[index]
    width = geometry.width - 2 * _SIDE
    if width < _NARROWEST:
        return None
    height = len(_lines(sentences, round(width, 2))) * SIZE * _LEADING + SIZE
    top = geometry.height - _FOOT - height
    if top < geometry.height / 2:
        return None
    box = ViewRect(_SIDE, top, width, height)
    return Placement(index, geometry.to_pdf(box, scale=1))


@lru_cache(maxsize=64)
def _lines(sentences: tuple[str, ...], width: float) -> tuple[str, ...]:
    return tuple(line for one in sentences for line in _balanced(one, width))


def _balanced(sentence: str, width: float) -> list[str]:
    """Return a sentence in lines of much the same length, as few as it needs."""
    from ttedesktop.document.drawing import Face, broken_into_lines

    lines = broken_into_lines(sentence, face=Face.SANS, size=SIZE, width=width)
    while True:
        width *= _NARROWER
        tried = broken_into_lines(sentence, face=Face.SANS, size=SIZE, width=width)
        if len(tried) > len(lines) or width < _NARROWEST:
            return lines
        lines = tried


@lru_cache(maxsize=16)
def drawn_footer(sentences: tuple[str, ...], width: float) -> bytes:
    """Return the sentences as a one-page PDF, a thin line above them."""
    from ttedesktop.document.drawing import Drawing, Face

    lines = _lines(sentences, width)
    drawing = Drawing()
    sheet = drawing.sheet(width, len(lines) * SIZE * _LEADING + SIZE)
    sheet.line(0, SIZE * 0.3, width, SIZE * 0.3, width=0.4, colour=(0.6, 0.62, 0.66))
    for number, line in enumerate(lines):
        sheet.text(
            width / 2, SIZE * (1.7 + number * _LEADING), line,
            face=Face.SANS, size=SIZE, colour=(0.25, 0.27, 0.31), align="centre",
        )  # fmt: skip
    return drawing.pdf()
