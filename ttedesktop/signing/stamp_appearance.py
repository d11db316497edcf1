"""The stamp as the appearance of its field, and the same before anything is signed."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pyhanko.pdf_utils import generic, layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers.cms_embedder import SigAppearanceSetup
from pyhanko.stamp import StaticStampStyle

from ttedesktop.signing.archive_claim import define_colours
from ttedesktop.signing.turning import turned

if TYPE_CHECKING:
    from ttedesktop.document.geometry import PageGeometry, PdfRect

_NAME = "TTE"


def appearance_of(
    stamp_pdf: bytes,
    rect: PdfRect,
    page: PageGeometry,
    *,
    archive_part: int = 0,
    anchor: PdfRect | None = None,
) -> StaticStampStyle:
    """Return how a field at ``rect`` shows the stamp, upright for the reader.

    ``anchor`` is painted over; ``archive_part`` is the part of PDF/A that is claimed.
    """
    return StaticStampStyle(
        border_width=0,
        background=_StampContent(stamp_pdf, rect, page, archive_part, anchor),
        background_layout=layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MIN,
            y_align=layout.AxisAlignment.ALIGN_MIN,
            margins=layout.Margins(0, 0, 0, 0),
            inner_content_scaling=layout.InnerScaling.STRETCH_FILL,
        ),
        background_opacity=1.0,
    )


def on_bare_paper(
    stamp_pdf: bytes, rect: PdfRect, page: PageGeometry, *, archive_part: int = 0
) -> bytes:
    """Return a bare page like another, with the stamp on it as its signature shows it.

    Drawn at the same scale the two have the same pixels where the stamp stands.
    """
    crop = page.crop
    writer: Any = PdfFileWriter(stream_xrefs=False)
    sheet: Any = PageObject(
        contents=writer.add_object(generic.StreamObject(stream_data=b"")),
        media_box=crop.sides,
    )
    sheet[pdf_name("/Rotate")] = generic.NumberObject(page.rotation)
    if page.unit != 1:
        sheet[pdf_name("/UserUnit")] = generic.FloatObject(str(page.unit))
    writer.insert_page(sheet)
    box: Any = rect.sides
    append_signature_field(writer, SigFieldSpec(_NAME, on_page=0, box=box))
    style = appearance_of(stamp_pdf, rect, page, archive_part=archive_part)
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    setup: Any = SigAppearanceSetup(style, datetime.now(UTC), None)
    setup.apply(field, writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


class _StampContent(PdfContent):
    """The stamp as a form XObject, turned upright on a page that is turned."""

    def __init__(
        self,
        stamp_pdf: bytes,
        rect: PdfRect,
        page: PageGeometry,
        archive_part: int,
        anchor: PdfRect | None,
    ) -> None:
        super().__init__()
        self._stamp_pdf, self._rect, self._anchor = stamp_pdf, rect, anchor
        self._archive_part = archive_part
        self._rotation = page.rotation

    def render(self) -> bytes:
        """Import the stamp and return the operators that draw it."""
        reader = PdfFileReader(BytesIO(self._stamp_pdf))
        form = self._ensure_writer.import_page_as_xobject(reader)
        drawn: Any = form.get_object()
        part = self._archive_part
        define_colours(self._ensure_writer.root, drawn, archive_part=part)
        x0, y0, x1, y1 = (float(side) for side in drawn["/BBox"])
        width, height = x1 - x0, y1 - y0
        name = f"/Stamp{uuid4().hex}"
        self.resources.xobject[name] = form
        sides = (height, width) if self._rotation % 180 else (width, height)
        # pyHanko's boxes have whole points, and cut off what is beyond. The reader
        # stretches them to the field again, so that the stamp has its own size.
        self.box = layout.BoxConstraints(*sides)
        across, up = self.box.width / sides[0], self.box.height / sides[1]
        turn = turned(self._rotation, width, height)
        drawn_stamp = f"{self._whitened(*sides)}q {turn} cm {name} Do Q"
        return f"{across:.8f} 0 0 {up:.8f} 0 0 cm {drawn_stamp}".encode()

    def _whitened(self, width: float, height: float) -> str:
        """Return what paints the anchor over, in a box of these sides."""
        anchor, box = self._anchor, self._rect
        if anchor is None:
            return ""
        across, up = width / box.width, height / box.height
        # Strokes reach a little out of the box that a font claims for them.
        left, below = (anchor.x0 - box.x0 - 1) * across, (anchor.y0 - box.y0 - 1) * up
        wide, high = (anchor.width + 2) * across, (anchor.height + 2) * up
        return f"q 1 g {left:.3f} {below:.3f} {wide:.3f} {high:.3f} re f Q "
