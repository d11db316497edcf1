"""Prints pages: drawn one after another in a thread, and given up as a whole.

Nothing here is of the GUI thread. What cannot be drawn ends the job before it is
handed over, for nobody counts the sheets of a printer in another room.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from ttedesktop.document.geometry import ViewRect
from ttedesktop.document.pdf import MAX_PIXELS, Medium
from ttedesktop.errors.document_errors import (
    PageMissing,
    PageUndrawable,
    PageUnprintable,
    PrinterRefused,
)
from ui.printing.sheet import Scaling, Turning, placed
from ui.printing.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttedesktop.document.pdf import Document, PageImage
    from ttedesktop.document.rendering.renderer import Renderer
    from ui.printing.printers import PaperKind, Printers
    from ui.printing.sheet import PagePixels, Paper, PrintedPage

FINEST: Final = 300.0
"""Most dots an inch that pages are drawn with."""
COARSE: Final = 150.0
"""Where the document permits no better copy (ISO 32000-2, table 22, bit 12)."""
_MOST_AT_ONCE: Final = MAX_PIXELS // 2
"""Pixels that are asked of the renderer at one time."""
_STRIP: Final = 500_000
"""Pixels that Qt packs at one time. It keeps Python's lock for that, and the window
stands still: twenty milliseconds instead of half a second."""


@dataclass(frozen=True, slots=True)
class PrintWishes:
    """How a person wants a document printed."""

    pages: tuple[int, ...]
    """Indices from 0, in the order in which they are printed."""
    copies: int = 1
    scaling: Scaling = Scaling.SHRINK
    turning: Turning = Turning.AUTOMATIC
    sides: QPrinter.DuplexMode = QPrinter.DuplexMode.DuplexNone
    is_grey: bool = False


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is printed, on what and how."""

    document: Document
    printer: str
    paper: PaperKind
    wishes: PrintWishes
    prepared: QPrinter | None = None
    """The printer with what was set in the system's own dialog, if that was used."""

    @property
    def resolution(self) -> float:
        """Most dots an inch that the document permits."""
        return FINEST if self.document.may_print_sharply else COARSE


class PrintOutcome(Enum):
    """How a job ended that did not fail."""

    SENT = "sent"
    CANCELLED = "cancelled"


class PrintJob:
    """One job; ``run`` is for a thread of its own, ``cancel`` for any."""

    def __init__(
        self,
        order: PrintOrder,
        *,
        renderer: Renderer,
        printers: Printers,
        on_page: Callable[[int, int], None],
    ) -> None:
        """Take what is printed; ``on_page`` gets each page, and of how many."""
        self._order = order
        self._renderer = renderer
        self._printers = printers
        self._on_page = on_page
        self._is_cancelled = threading.Event()

    def cancel(self) -> None:
        """Give the job up; nothing of it is printed that was not sent already."""
        self._is_cancelled.set()

    def run(self) -> PrintOutcome:
        """Print.

        Raises PrinterRefused, or PageUnprintable for the first page that cannot be
        drawn; then nothing is printed.
        """
        order, wishes = self._order, self._order.wishes
        printer = order.prepared or self._printers.make(order.printer)
        printer.setDocName(order.document.name)
        printer.setDuplex(wishes.sides)
        printer.setColorMode(
            QPrinter.ColorMode.GrayScale if wishes.is_grey else QPrinter.ColorMode.Color
        )
        printer.setPrintRange(QPrinter.PrintRange.AllPages)
        repeats = 1 if printer.supportsMultipleCopies() else wishes.copies
        printer.setCopyCount(wishes.copies if repeats == 1 else 1)
        printer.setCollateCopies(True)
        paper = self._printers.feed(printer, order.paper)
        with Spool() as spool:
            return self._draw(printer, paper, spool, repeats)

    def _draw(
        self, printer: QPrinter, paper: Paper, spool: Spool, repeats: int
    ) -> PrintOutcome:
        painter = QPainter()
        with spool.receives():
            has_begun = painter.begin(printer)
        if not has_begun:
            raise PrinterRefused(self._order.printer)
        is_whole = False
        try:
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            is_whole = self._draw_copies(painter, printer, paper, repeats)
        finally:
            if not is_whole:
                spool.discard()
                printer.abort()
            painter.end()
            if not is_whole and printer.outputFileName():
                Path(printer.outputFileName()).unlink(missing_ok=True)
        return PrintOutcome.SENT if is_whole else PrintOutcome.CANCELLED

    def _draw_copies(
        self, painter: QPainter, printer: QPrinter, paper: Paper, repeats: int
    ) -> bool:
        """Draw all pages ``repeats`` times; False if the job was cancelled."""
        pages = self._order.wishes.pages
        is_two_sided = self._order.wishes.sides is not QPrinter.DuplexMode.DuplexNone
        for repeat in range(repeats):
            # The next copy begins on a sheet of its own.
            if repeat and is_two_sided and len(pages) % 2:
                self._require(printer.newPage())
            for number, index in enumerate(pages):
                if self._is_cancelled.is_set():
                    return False
                self._on_page(repeat * len(pages) + number + 1, repeats * len(pages))
                if repeat or number:
                    self._require(printer.newPage())
                if not self._draw_page(painter, printer, paper, index):
                    return False
        return not self._is_cancelled.is_set()

    def _require(self, has_page: bool) -> None:  # noqa: FBT001 - what Qt answered
        if not has_page:
            raise PrinterRefused(self._order.printer)

    def _draw_page(
        self, painter: QPainter, printer: QPrinter, paper: Paper, index: int
    ) -> bool:
        """Draw one page; False if the job was cancelled meanwhile."""
        order, wishes = self._order, self._order.wishes
        page = order.document.pages[index]
        on_sheet = placed(page, paper, scaling=wishes.scaling, turning=wishes.turning)
        dots = min(float(printer.resolution()), order.resolution)
        seen = on_sheet.pixels(dots)
        painter.setTransform(_to_sheet(on_sheet, printer.resolution() / 72))
        for top, bottom in strips(seen.width, (seen.top, seen.bottom), _MOST_AT_ONCE):
            if self._is_cancelled.is_set():
                return False
            clip = ViewRect(seen.left, top, seen.width, bottom - top)
            try:
                drawn = self._renderer.render(
                    order.document,
                    index,
                    scale=seen.scale,
                    clip=clip,
                    medium=Medium.PAPER,
                )
            except (PageUndrawable, PageMissing):
                if self._is_cancelled.is_set():
                    return False
                raise PageUnprintable(order.document.name, index + 1) from None
            self._paint(painter, on_sheet, seen, (drawn, top))
        return True

    def _paint(
        self,
        painter: QPainter,
        on_sheet: PrintedPage,
        seen: PagePixels,
        part: tuple[PageImage, int],
    ) -> None:
        """Paint a part of a page, which begins at a row of it."""
        drawn, top = part
        dot = 1 / (seen.scale / on_sheet.scale)
        is_grey = self._order.wishes.is_grey
        for start, end in strips(drawn.width, (0, drawn.height), _STRIP):
            place = QRectF(
                on_sheet.x + seen.left * dot,
                on_sheet.y + (top + start) * dot,
                drawn.width * dot,
                (end - start) * dot,
            )
            painter.drawImage(
                place, picture_of_rows(drawn, start, end, is_grey=is_grey)
            )


def strips(width: int, rows: tuple[int, int], most: int) -> Iterator[tuple[int, int]]:
    """Yield first and last row (excluded) of strips of about ``most`` pixels.

    Each but the last has a row of the next one, so that no hairline of the paper
    shines through where they meet.
    """
    first, last = rows
    step = max(1, most // max(1, width))
    for start in range(first, last, step):
        yield start, min(start + step + 1, last)


def picture_of_rows(
    drawn: PageImage, start: int, end: int, *, is_grey: bool = False
) -> QImage:
    """Return rows of a drawn page; they borrow its pixels unless they are grey."""
    stride = drawn.width * 4
    picture = QImage(
        memoryview(drawn.pixels)[start * stride : end * stride],
        drawn.width,
        end - start,
        stride,
        QImage.Format.Format_RGB32,
    )
    return (
        picture.convertToFormat(QImage.Format.Format_Grayscale8) if is_grey else picture
    )


def _to_sheet(on_sheet: PrintedPage, units: float) -> QTransform:
    """Return the way from points of the sheet as it is held to the printer's units."""
    made = QTransform.fromScale(units, units)
    if on_sheet.is_turned:
        # Counter-clockwise: what is read as the top lies at the left of what is fed.
        made.translate(0, on_sheet.paper.width)
        made.rotate(-90)
    return made
