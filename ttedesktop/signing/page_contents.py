"""Draws forms upon pages that nobody has signed, in front of what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from ttedesktop.signing.archive_claim import define_colours
from ttedesktop.signing.turning import turned

if TYPE_CHECKING:
    from ttedesktop.document.pdf import Document
    from ttedesktop.signing.request import Placement
    from ttedesktop.untyped import PdfObject


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something that is drawn upon pages."""

    pdf: bytes
    """Of one page, which becomes a form."""
    name: str
    """Begin of the name by which pages call the form."""
    artefact: str
    """Properties of an artefact (ISO 32000-2, table 363): it is no part of what is
    read aloud."""


class PagePen:
    """Draws with one writer; what is drawn twice is written once."""

    def __init__(self, writer: PdfObject, document: Document) -> None:
        """Take a writer that makes an increment of the document."""
        self._writer, self._document = writer, document
        self._forms: dict[bytes, PdfObject] = {}

    def draw(self, what: Drawn, place: Placement) -> None:
        """Draw into a place upright for the reader, as large as the place is wide."""
        form = self._form(what.pdf)
        geometry = self._document.pages[place.page]
        name = pdf_name(f"/{what.name}{uuid4().hex}")
        x0, y0, x1, y1 = (float(side) for side in form.get_object()["/BBox"])
        rect = place.rect
        turn = turned(geometry.rotation, x1 - x0, y1 - y0)
        scale = geometry.to_view(rect, scale=1).width / (x1 - x0) / geometry.unit
        operators = (
            f"Q /Artifact <<{what.artefact}>> BDC q "
            f"{scale:.6f} 0 0 {scale:.6f} {rect.x0:.4f} {rect.y0:.4f} cm "
            f"{turn} cm {name} Do Q EMC"
        )
        # What the page leaves of its state behind must not move what is drawn.
        writer = self._writer
        before = writer.add_object(generic.StreamObject(stream_data=b"q"))
        after = writer.add_object(generic.StreamObject(stream_data=operators.encode()))
        resources = generic.DictionaryObject(
            {pdf_name("/XObject"): generic.DictionaryObject({name: form})}
        )
        _own_contents(writer, place.page)
        writer.add_stream_to_page(place.page, before, prepend=True)
        writer.add_stream_to_page(place.page, after, resources)

    def _form(self, pdf: bytes) -> PdfObject:
        if pdf not in self._forms:
            made = self._writer.import_page_as_xobject(PdfFileReader(BytesIO(pdf)))
            part = self._document.archive_part
            define_colours(self._writer.root, made.get_object(), archive_part=part)
            self._forms[pdf] = made
        return self._forms[pdf]


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
