"""The page renderer: the one process in which foreign pages are drawn.

PyMuPDF holds Python's lock for the whole of a page and hostile files make it hang;
here it can be ended at a deadline. Only pixels and words leave it.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pymupdf
from pymupdf import mupdf

from ttedesktop.channel import Message
from ttedesktop.confinement import confine
from ttedesktop.document.drawing.picture import prepared
from ttedesktop.document.findings.hazards import in_objects, in_whole
from ttedesktop.document.findings.looks import looks_of
from ttedesktop.document.page_codes import codes_on
from ttedesktop.document.pdf import MAX_FIELDS, MAX_PAGES, MAX_PIXELS, Medium
from ttedesktop.document.rendering.contents_process import Contents
from ttedesktop.document.rendering.kept_memory import give_back_what_is_large
from ttedesktop.document.rendering.page_drawing import MAX_SIDE, Drawings
from ttedesktop.document.rendering.pixel_pool import mapped
from ttedesktop.document.structure.archive_claim import part_claimed_by
from ttedesktop.document.structure.empty_fields import show_as_written
from ttedesktop.document.structure.field_count import field_count
from ttedesktop.document.structure.late_header import header_first
from ttedesktop.errors.document_errors import (
    DocumentDamaged,
    DocumentTooLarge,
    NotAPdf,
    PageMissing,
    PageUndrawable,
    PasswordNeeded,
    PasswordWrong,
    PictureUnreadable,
)
from ttedesktop.memory import limit_memory
from ttedesktop.serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from mmap import mmap

    from ttedesktop.document.findings.finding import Finding
    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import JsonValue, MuPdfObject

MEMORY_CEILING: Final = 1536 << 20
"""Bytes of address space beyond what the process has at its start."""
_HEADER_WITHIN: Final = 1024
_LONGEST: Final = 60
"""Seconds of one request, more than any that the parent waits for."""
_SLICE: Final = 1.0
"""Seconds for which objects are looked through at one request."""
_LONGEST_TITLE: Final = 4096
"""Characters."""
_MODIFY_AND_ANNOTATE: Final = 0x8 | 0x20
_PRINT, _COPY, _PRINT_SHARPLY = 0x4, 0x10, 0x800
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Opened:
    pdf: Any
    content: Content
    pages: list[list[float]]

    def size(self, index: int) -> tuple[float, float]:
        """Return the measured size of a page as it is seen, in points."""
        x0, y0, x1, y1, rotation, unit = self.pages[index]
        sides = ((x1 - x0) * unit, (y1 - y0) * unit)
        return (sides[1], sides[0]) if rotation % 180 else sides


class _Pdf(pymupdf.Document):
    """A document whose outline is read when it is asked for.

    PyMuPDF reads it at once, which takes longer than the first page.
    """

    def _loadOutline(self) -> None:  # noqa: N802 - PyMuPDF's name
        return None


_open_pdf: MuPdfObject = _Pdf


class Pages:
    """The documents that are open in this process, by the digest of their bytes."""

    def __init__(self, pool: mmap | None = None) -> None:
        """Take the memory that pictures are put into, if the parent has such."""
        self._open: dict[str, _Opened] = {}
        self._drawings = Drawings()
        self._latest: Any = None
        self._pool = pool
        self._contents = Contents(self._document, self._drawings_changed)

    def handlers(self) -> dict[str, Callable[[Message], Message]]:
        """Return what the parent may ask for."""
        return {
            "open": self._open_document,
            "forget": self._forget,
            "render": self._render,
            "drawing": self._drawing,
            "png": self._png,
            "hazards": self._hazards,
            "looks": self._looks,
            "ink": self._ink,
            "codes": self._codes,
            "picture": _picture,
            **self._contents.handlers(),
        }

    def keep_little(self) -> None:
        """Let go of what was decoded for the answers so far, where it is much."""
        self._drawings.keep_little()

    def _document(self, key: str) -> MuPdfObject:
        return self._open[key].pdf.this

    def _drawings_changed(self, key: str) -> None:
        self._drawings.forget(key)

    def _open_document(self, request: Message) -> Message:
        name = str(request.header["name"])
        content = request.lent[0] if request.lent else request.parts[0]
        content = header_first(content)
        pdf = _opened(name, content, str(request.header["password"]))
        facts, key = _facts(pdf, name), str(request.header["key"])
        # What was learnt and drawn belongs to the one that was open until now.
        self._drawings.forget(key)
        self._contents.forget(key)
        self._open[key] = _Opened(pdf, content, facts["pages"])
        return Message(facts)

    def _forget(self, request: Message) -> Message:
        key = str(request.header["key"])
        self._drawings.forget(key)
        self._contents.forget(key)
        opened = self._open.pop(key, None)
        if opened is not None:
            opened.pdf.close()
        return Message({})

    def _page(self, request: Message) -> tuple[Any, str, int]:
        pdf, name = self._pdf(request), str(request.header["name"])
        index = int(request.header["page"])
        if not 0 <= index < pdf.page_count:
            raise PageMissing(name, index + 1, pdf.page_count)
        return pdf, name, index

    def _pdf(self, request: Message) -> MuPdfObject:
        return self._open[request.header["key"]].pdf

    def _render(self, request: Message) -> Message:
        pdf, name, index = self._page(request)
        key = str(request.header["key"])
        x0, y0, x1, y1 = (int(n) for n in request.header["box"])
        if not 0 < (x1 - x0) * (y1 - y0) <= MAX_PIXELS:
            raise PageUndrawable(name, index + 1)
        target = self._target(request.header.get("place"), (x1 - x0) * (y1 - y0) * 4)
        try:
            pixmap = self._drawings.pixels(
                key,
                pdf,
                index,
                scale=float(request.header["scale"]),
                box=(x0, y0, x1, y1),
                size=self._open[key].size(index),
                medium=Medium(request.header["medium"]),
                target=target,
            )
        except (RuntimeError, ValueError, mupdf.FzErrorBase):
            raise PageUndrawable(name, index + 1) from None
        told = {"repaired": bool(pdf.is_repaired)}
        if target is not None:
            return Message(told)
        # A view spares a copy; it is sent after this function has returned.
        self._latest = pixmap
        return Message(told, (mupdf.fz_pixmap_samples_memoryview(pixmap),))

    def _target(self, place: int | None, size: int) -> memoryview | None:
        """Return the memory that a picture of so many bytes is to be drawn in."""
        if place is None or self._pool is None:
            return None
        found = memoryview(self._pool)[int(place) : int(place) + size]
        # MuPDF would write beyond the end of what is too short.
        return found if len(found) == size else None

    def _drawing(self, request: Message) -> Message:
        pdf, name, index = self._page(request)
        scale = float(request.header["scale"])
        bounds = pdf[index].rect
        if not 0 < bounds.width * bounds.height * scale * scale <= MAX_PIXELS * 4:
            raise PageUndrawable(name, index + 1)
        try:
            pixmap = pdf[index].get_pixmap(matrix=pymupdf.Matrix(scale, scale))
        except (RuntimeError, ValueError, mupdf.FzErrorBase):
            raise PageUndrawable(name, index + 1) from None
        pixmap.set_dpi(round(scale * 72), round(scale * 72))
        self._latest = pixmap
        return Message({})

    def _png(self, _request: Message) -> Message:
        return Message({}, (self._latest.tobytes("png"),))

    def _hazards(self, request: Message) -> Message:
        pdf, first = self._pdf(request), int(request.header["first"])
        content = self._open[request.header["key"]].content
        found = [] if first else list(in_whole(pdf, content))
        hazards, following = in_objects(pdf, max(1, first), seconds=_SLICE)
        told = [_told(one) for one in (*found, *hazards)]
        return Message({"findings": told, "next": following})

    def _looks(self, request: Message) -> Message:
        pdf, name, index = self._page(request)
        try:
            found = [_told(one) for one in looks_of(pdf, index)]
        except (RuntimeError, ValueError, mupdf.FzErrorBase):
            raise PageUndrawable(name, index + 1) from None
        return Message({"findings": found})

    def _codes(self, request: Message) -> Message:
        pdf, name, index = self._page(request)
        try:
            return Message({"codes": codes_on(pdf[index])})
        except (RuntimeError, ValueError, mupdf.FzErrorBase):
            raise PageUndrawable(name, index + 1) from None

    def _ink(self, request: Message) -> Message:
        pdf, name, index = self._page(request)
        key = str(request.header["key"])
        try:
            width, height, scale, cells, pictures = self._drawings.ink(
                key, pdf, index, self._open[key].size(index)
            )
        except (RuntimeError, ValueError, mupdf.FzErrorBase):
            raise PageUndrawable(name, index + 1) from None
        told = {"size": [width, height], "scale": scale, "pictures": pictures}
        return Message(told, (cells,))


def _picture(request: Message) -> Message:
    (content,) = request.parts
    try:
        return Message({}, (prepared(bytes(content)),))
    except ValueError:
        raise PictureUnreadable(str(request.header["name"])) from None


def _told(finding: Finding) -> list[Any]:
    return [finding.weight.value, finding.code, finding.page, finding.detail]


def _opened(name: str, content: Content, password: str) -> MuPdfObject:
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise NotAPdf(name)
    try:
        # MuPDF reads what it is lent where it lies.
        pdf = _open_pdf(stream=memoryview(content), filetype="pdf")
        if not pdf.is_pdf:
            raise NotAPdf(name)
        if pdf.needs_pass and not pdf.authenticate(password):
            raise PasswordWrong(name) if password else PasswordNeeded(name)
        pages = pdf.page_count
    except (RuntimeError, ValueError, mupdf.FzErrorBase):
        raise DocumentDamaged(name) from None
    if pages > MAX_PAGES:
        raise DocumentTooLarge(name, f"{MAX_PAGES} halaman")
    if pages < 1:
        raise DocumentDamaged(name)
    with contextlib.suppress(RuntimeError, ValueError, mupdf.FzErrorBase):
        show_as_written(mupdf.PdfDocument(pdf.this))
    return pdf


def _facts(pdf: MuPdfObject, name: str) -> dict[str, JsonValue]:
    try:
        pages = _measured(mupdf.PdfDocument(pdf.this), pdf.page_count)
        catalog = pdf.pdf_catalog()
        fields = field_count(mupdf.PdfDocument(pdf.this), MAX_FIELDS + 1)
        xfa = pdf.xref_get_key(catalog, "AcroForm/XFA")[0] != "null"
    except (RuntimeError, ValueError, mupdf.FzErrorBase):
        raise DocumentDamaged(name) from None
    granted = int(pdf.permissions) & _MODIFY_AND_ANNOTATE
    return {
        "pages": pages,
        "title": str((pdf.metadata or {}).get("title") or "")[:_LONGEST_TITLE],
        "encrypted": bool(pdf.is_encrypted or pdf.metadata.get("encryption")),
        "repaired": bool(pdf.is_repaired),
        "fields": fields,
        "xfa": xfa,
        "archive_part": part_claimed_by(pdf),
        "may_add_signatures": granted == _MODIFY_AND_ANNOTATE,
        "may_print": bool(int(pdf.permissions) & _PRINT),
        "may_print_sharply": bool(int(pdf.permissions) & _PRINT_SHARPLY),
        "may_copy": bool(int(pdf.permissions) & _COPY),
    }


def _measured(pdf: MuPdfObject, count: int) -> list[list[float]]:
    # A name is made once: a document may have thousands of pages.
    media_box, crop_box, rotate, user_unit = map(
        mupdf.pdf_new_name, ("MediaBox", "CropBox", "Rotate", "UserUnit")
    )

    def measured(index: int) -> list[float]:
        page = mupdf.pdf_lookup_page_obj(pdf, index)
        media = _inherited_box(page, media_box) or (0.0, 0.0, 612.0, 792.0)
        crop = _inherited_box(page, crop_box) or media
        box: _Box = (
            max(media[0], crop[0]),
            max(media[1], crop[1]),
            min(media[2], crop[2]),
            min(media[3], crop[3]),
        )
        if box[2] <= box[0] or box[3] <= box[1]:
            box = media
        rotation = mupdf.pdf_to_int(mupdf.pdf_dict_get_inheritable(page, rotate))
        unit = mupdf.pdf_to_real(mupdf.pdf_dict_get(page, user_unit))
        return [*box, (rotation + 45) // 90 * 90 % 360, unit if unit > 0 else 1.0]

    return [measured(index) for index in range(count)]


def _inherited_box(page: MuPdfObject, name: MuPdfObject) -> _Box | None:
    found = mupdf.pdf_dict_get_inheritable(page, name)
    if not mupdf.pdf_is_array(found):
        return None
    rect = mupdf.pdf_to_rect(found)
    box = (rect.x0, rect.y0, rect.x1, rect.y1)
    finite = all(abs(side) < MAX_SIDE * 10 for side in box)
    return box if finite and rect.x1 > rect.x0 and rect.y1 > rect.y0 else None


def main(arguments: Sequence[str]) -> None:
    """Draw pages until the parent ends; the argument names the memory for them."""
    pool = mapped(arguments[0]) if arguments else None
    pymupdf.TOOLS.mupdf_display_errors(on=False)
    pymupdf.TOOLS.mupdf_display_warnings(on=False)
    limit_memory(MEMORY_CEILING)
    give_back_what_is_large()
    confine()
    pages = Pages(pool)
    serve(pages.handlers(), longest=_LONGEST, afterwards=pages.keep_little)
