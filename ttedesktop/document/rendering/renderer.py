"""The page renderer as the rest of the program sees it: pages in, pictures out."""

from __future__ import annotations

import contextlib
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from ttedesktop.document.findings.reader import FindingsReader
from ttedesktop.document.geometry import PageGeometry, PdfRect, ViewRect
from ttedesktop.document.pdf import (
    LARGEST_PICTURE,
    MAX_PIXELS,
    Document,
    Medium,
    PageImage,
)
from ttedesktop.document.rendering.file_reading import read_once, read_shared
from ttedesktop.document.rendering.marks import marks_of
from ttedesktop.document.rendering.renderer_child import renderer_child
from ttedesktop.document.rendering.turns import Turns
from ttedesktop.document.text.shown_text import displayable
from ttedesktop.errors.document_errors import (
    DocumentDamaged,
    DocumentRepaired,
    DocumentTakesTooLong,
    PageUndrawable,
    PictureUnreadable,
)
from ttedesktop.processes import ChildFailed, ChildStopped

if TYPE_CHECKING:
    from types import TracebackType

    from ttedesktop.channel import Message
    from ttedesktop.document.rendering.renderer_child import RendererChild
    from ttedesktop.processes import Child
    from ttedesktop.snapshot import Content
    from ttedesktop.untyped import JsonValue

log = logging.getLogger(__name__)

OPENING_DEADLINE: Final = 5.0
"""Seconds a document may take to be opened and measured."""
PAGE_DEADLINE: Final = 5.0
"""Seconds a page may take."""
_HEAVY: Final = 0.05
"""Seconds from which on a page that is tried small is tried as it is read, too."""
_READ: Final = 1000.0
"""Longest side of such a page in pixels."""
_TRIAL: Final = 24.0
"""Longest side of a page, in pixels, when only trying whether it can be drawn."""
_CAUTION: Final = 0.8
"""Part of its time that a page may take to be drawn where it is to be signed."""
_Box = tuple[int, int, int, int]


class Renderer(FindingsReader):
    """Opens documents, draws their pages and reads them in a child process.

    Safe to use from several threads, which get their turns in the order in which
    they ask. A child that hangs or dies is replaced, and the documents it had are
    opened again.
    """

    def __init__(
        self,
        *,
        page_deadline: float = PAGE_DEADLINE,
        child: RendererChild | None = None,
        spare: bool = False,
        shares: bool = False,
    ) -> None:
        """Take the seconds that a page may take, and what draws, else its own child.

        One that ``shares`` opens large files as snapshots, which all who look at them
        have in common.

        With a ``spare`` another child gets ready when a page takes long, so that after
        a page that had to be ended the next one comes without a start.
        """
        super().__init__(page_deadline)
        self._page_deadline = page_deadline
        self._shares = shares
        made = child or renderer_child()
        self._worker, self._pool = made.worker, made.pool
        self._owns_pool = made.owns_pool
        self._on_long = self._worker.warm_spare if spare else None
        self._asked: Child | None = None
        """The child that has the documents in ``_opened``."""
        self._opened: set[str] = set()
        self._turn = Turns()

    def __enter__(self) -> Self:
        """Use the renderer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    def start(self) -> None:
        """Start the child before it is needed."""
        self._worker.start()

    def open(self, path: Path, *, password: str = "") -> Document:
        """Read a file once and measure it.

        Raises FileMissing, FileForbidden, DocumentEmpty, NotAPdf, DocumentDamaged,
        DocumentTooLarge, DocumentTakesTooLong, PasswordNeeded or PasswordWrong.
        """
        return self.open_bytes(path, self.read(path), password=password)

    def read(self, path: Path) -> Content:
        """Read a file as it is read to be opened; raises what has to do with files."""
        return read_shared(path) if self._shares else read_once(path)

    def open_bytes(
        self, path: Path, content: Content, *, password: str = ""
    ) -> Document:
        """Measure bytes that were read already; ``path`` is only a name."""
        marks = marks_of(content)
        with self._turn:
            facts = self._open_in_child(path.name, marks.sha256, content, password)
        return Document(
            path=path,
            content=content,
            sha256=marks.sha256,
            pages=tuple(
                PageGeometry(PdfRect(*page[:4]), int(page[4]), float(page[5]))
                for page in facts["pages"]
            ),
            password=password,
            title=displayable(facts["title"]),
            carries_signature=marks.carries_signature,
            field_count=facts["fields"],
            is_encrypted=facts["encrypted"],
            is_repaired=facts["repaired"],
            has_xfa=facts["xfa"],
            archive_part=facts["archive_part"],
            may_add_signatures=facts["may_add_signatures"],
            may_print=facts["may_print"],
            may_print_sharply=facts["may_print_sharply"],
            may_copy=facts["may_copy"],
        )

    def render(
        self,
        document: Document,
        index: int,
        *,
        scale: float,
        clip: ViewRect | None = None,
        medium: Medium = Medium.SCREEN,
    ) -> PageImage:
        """Draw a page, or the part of it in ``clip``, at ``scale`` pixels a point.

        Raises PageMissing, or PageUndrawable if it cannot be drawn, would be more
        than 16 million pixels, or takes longer than the deadline, 5 seconds.
        """
        box = _pixel_box(document, index, scale, clip)
        width, height = _size_of(box)
        pool, size = self._pool, width * height * 4
        lease = pool.lease(size) if pool is not None else None
        answer = self._drawn(
            document,
            index,
            scale,
            box,
            medium=medium,
            place=None if lease is None else lease.offset,
        )
        if lease is None or answer.parts:
            return PageImage(width, height, scale, answer.parts[0])
        return PageImage(width, height, scale, lease.pixels, lease)

    def require_drawable(self, document: Document) -> None:
        """Raise PageUndrawable or DocumentRepaired unless every page can be drawn.

        What cannot be drawn must not be signed, nor what is repaired only when a page
        is drawn: repair happens late, and what it shows is this program's guess.
        """
        for index in range(len(document.pages)):
            began = time.monotonic()
            answer = self._tried(document, index, _TRIAL)
            # Some pages cost by the pixel, and would only hang where they are read.
            if time.monotonic() - began > _HEAVY:
                answer = self._tried(document, index, _READ)
            if answer.header["repaired"]:
                raise DocumentRepaired(document.name)

    def _tried(self, document: Document, index: int, longest: float) -> Message:
        page = document.pages[index]
        scale = longest / max(page.width, page.height, 1.0)
        box = _pixel_box(document, index, scale, None)
        # What just so could be drawn now could not be when it was to be read.
        deadline = self._page_deadline * _CAUTION
        return self._drawn(document, index, scale, box, deadline=deadline)

    def _drawn(  # noqa: PLR0913 - a page, and how and where it is drawn
        self, document: Document, index: int, scale: float, box: _Box, *,
        medium: Medium = Medium.SCREEN, place: int | None = None,
        deadline: float | None = None,
    ) -> Message:  # fmt: skip
        width, height = _size_of(box)
        if width < 1 or height < 1 or width * height > MAX_PIXELS:
            raise PageUndrawable(document.name, index + 1)
        with self._turn:
            return self._ask_of(
                document,
                "render",
                index,
                deadline=self._page_deadline if deadline is None else deadline,
                page=index,
                scale=scale,
                box=box,
                medium=medium.value,
                place=place,
            )

    def png(self, document: Document, index: int, *, scale: float) -> bytes:
        """Draw a page as a PNG file."""
        # Pixels are packed without a document's help, however long they take.
        packing = self._page_deadline * 4
        with self._turn:
            self._ask_of(
                document,
                "drawing",
                index,
                deadline=self._page_deadline,
                page=index,
                scale=scale,
            )
            return self._ask_of(document, "png", index, deadline=packing).parts[0]

    def draw(
        self, pdf: bytes, *, scale: float, clip: ViewRect | None = None
    ) -> PageImage:
        """Draw the first page of a PDF that the program made itself, or a part."""
        document = self.open_bytes(Path("spesimen.pdf"), pdf)
        try:
            return self.render(document, 0, scale=scale, clip=clip)
        finally:
            self.forget(document)

    def prepare_picture(self, name: str, content: bytes) -> bytes:
        """Return a chosen PNG, JPEG or SVG as a trimmed PNG that is kept small.

        ``name`` is the file's. Raises PictureUnreadable.
        """
        if len(content) > LARGEST_PICTURE:
            raise PictureUnreadable(name)
        with self._turn:
            try:
                answer = self._living().ask(
                    "picture", content, deadline=self._page_deadline * 2, name=name
                )
            except (ChildStopped, ChildFailed):
                raise PictureUnreadable(name) from None
        return answer.parts[0]

    def interrupt(self) -> None:
        """End the child in the middle of a page; what waits for it gets no page.

        Waits for nothing: the thread of a window may call it.
        """
        child = self._asked
        if child is not None:
            child.kill()

    def forget(self, document: Document) -> None:
        """Let go of a document; it is opened again if it is asked for."""
        with self._turn:
            if document.sha256 in self._opened and self._asked is not None:
                self._opened.discard(document.sha256)
                with contextlib.suppress(ChildStopped, ChildFailed):
                    self._asked.ask("forget", deadline=5.0, key=document.sha256)
        self.trim()

    def trim(self) -> None:
        """Give memory that holds no picture back to the system, where it can be."""
        if self._pool is not None:
            self._pool.trim()

    def close(self) -> None:
        """End the child, also in the middle of a page."""
        self._worker.close()
        if self._pool is not None and self._owns_pool:
            self._pool.close()

    def _ask_in_turn(
        self,
        document: Document,
        verb: str,
        index: int = 0,
        *,
        deadline: float,
        **arguments: JsonValue,
    ) -> Message:
        with self._turn:
            return self._ask_of(document, verb, index, deadline=deadline, **arguments)

    # --- inside; the turn is held ------------------------------------------------

    def _open_in_child(
        self, name: str, digest: str, content: Content, password: str
    ) -> dict[str, Any]:
        try:
            answer = self._living().ask(
                "open",
                content,
                deadline=OPENING_DEADLINE,
                name=name,
                key=digest,
                password=password,
            )
            self._opened.add(digest)
            # The child may be gone by now, as it is when the program ends.
            self._switch_layers_again(self._living(), name, digest)
        except ChildStopped:
            raise DocumentTakesTooLong(name) from None
        except ChildFailed:
            raise DocumentDamaged(name) from None
        return answer.header

    def _ask_of(
        self,
        document: Document,
        verb: str,
        index: int,
        *parts: bytes,
        deadline: float,
        **arguments: JsonValue,
    ) -> Message:
        try:
            child = self._living()
            if document.sha256 not in self._opened:
                self._open_in_child(
                    document.name, document.sha256, document.content, document.password
                )
            return child.ask(
                verb,
                *parts,
                deadline=deadline,
                key=document.sha256,
                on_long=self._on_long,
                name=document.name,
                **arguments,
            )
        except (ChildStopped, ChildFailed):
            log.info("page %d could not be drawn", index + 1)
            raise PageUndrawable(document.name, index + 1) from None

    def _living(self) -> Child:
        child = self._worker.child()
        child.become_ready()
        if child is not self._asked:
            self._asked = child
            self._opened.clear()
        return child


def _size_of(box: _Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def _pixel_box(
    document: Document, index: int, scale: float, clip: ViewRect | None
) -> _Box:
    if not 0 <= index < len(document.pages):
        return (0, 0, 1, 1)
    page = document.pages[index]
    width, height = round(page.width * scale), round(page.height * scale)
    if clip is None:
        return (0, 0, max(1, width), max(1, height))
    left, top = max(0, int(clip.x)), max(0, int(clip.y))
    right = min(width, int(clip.x + clip.width + 0.999))
    bottom = min(height, int(clip.y + clip.height + 0.999))
    return (left, top, right, bottom)
