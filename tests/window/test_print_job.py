"""What comes out of the printer: measured on its paper, which is a PDF here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.papers import letters as papers
from tests.window.paper_printers import OFFICE, FilePrinters
from ttedesktop.document.geometry import millimetres, points
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.document_errors import PageUnprintable, PrinterRefused
from ui.printing.job import PrintJob, PrintOrder, PrintOutcome, PrintWishes
from ui.printing.sheet import Scaling, Turning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from ttedesktop.document.pdf import Document
    from ui.printing.printers import PaperKind

F4 = (215.9, 330.2)
A4 = (210.0, 297.0)
_DOTS = 144
_MAY_PRINT = 0x4
MARK = (100.0, 150.0, 160.0, 240.0)
"""Points from the upper left corner of the page."""


def marked(
    *sizes: tuple[float, float], fill: tuple[float, float, float] = (0, 0, 0)
) -> bytes:
    """Return white pages with one dark rectangle each, at ``MARK``."""
    pdf = pymupdf.open()
    for size in sizes:
        page = pdf.new_page(width=size[0], height=size[1])
        page.draw_rect(pymupdf.Rect(*MARK), color=None, fill=fill)
    return papers.saved(pdf)


@dataclass
class Workshop:
    """A printer, and a look at what lies in its tray."""

    printers: FilePrinters
    renderer: Renderer
    last_pages: list[tuple[int, int]]
    cancels_at: int = 0
    """Number of the page at which somebody presses Batal; 0 for nobody."""

    def opens(self, content: bytes) -> Document:
        return self.renderer.open_bytes(Path("surat.pdf"), content)

    def paper(self, size: tuple[float, float]) -> PaperKind:
        kinds = self.printers.abilities(OFFICE).papers
        (kind,) = [k for k in kinds if abs(sum(k.millimetres) - sum(size)) < 1]
        return kind

    def order(
        self, document: Document, paper: tuple[float, float], wishes: PrintWishes
    ) -> PrintOrder:
        return PrintOrder(document, OFFICE, self.paper(paper), wishes)

    def job(self, order: PrintOrder) -> PrintJob:
        def begun(page: int, pages: int) -> None:
            self.last_pages.append((page, pages))
            if page == self.cancels_at:
                job.cancel()

        job = PrintJob(
            order, renderer=self.renderer, printers=self.printers, on_page=begun
        )
        return job

    def prints(
        self, content: bytes, paper: tuple[float, float], **wishes: Any
    ) -> list[Any]:
        """Print all pages, and return the sheets that came out."""
        document = self.opens(content)
        wished = PrintWishes(pages=tuple(range(len(document.pages))))
        order = self.order(document, paper, replace(wished, **wishes))
        assert self.job(order).run() is PrintOutcome.SENT
        return self.tray()

    def tray(self) -> list[Any]:
        """Return the sheets that lie there."""
        pdf: Any = pymupdf.open(self.printers.output)
        return list(pdf)


@pytest.fixture
def shop(qapp: QApplication, renderer: Renderer, tmp_path: Path) -> Workshop:
    assert qapp is not None
    return Workshop(FilePrinters(tmp_path / "baki.pdf"), renderer, [])


def dark(sheet: Any) -> tuple[float, float, float, float]:
    """Return the box of what is not white on a sheet, in points."""
    drawn = sheet.get_pixmap(dpi=_DOTS, colorspace=pymupdf.csGRAY)
    width, height, pixels = drawn.width, drawn.height, drawn.samples
    inked = [y for y in range(height) if min(pixels[y * width : (y + 1) * width]) < 128]
    columns = [x for x in range(width) if min(pixels[x::width]) < 128]
    unit = 72 / _DOTS
    return (
        columns[0] * unit,
        inked[0] * unit,
        (columns[-1] + 1) * unit,
        (inked[-1] + 1) * unit,
    )


def test_actual_size_is_true_to_the_millimetre(shop: Workshop) -> None:
    (sheet,) = shop.prints(marked(papers.F4), F4, scaling=Scaling.ACTUAL)

    assert millimetres(sheet.rect.width) == pytest.approx(F4[0], abs=0.5)
    assert millimetres(sheet.rect.height) == pytest.approx(F4[1], abs=0.5)
    assert dark(sheet) == pytest.approx(MARK, abs=points(0.3))


def test_a_page_that_is_too_large_is_fitted_without_distortion(shop: Workshop) -> None:
    (sheet,) = shop.prints(marked(papers.F4), A4)

    scale = (points(A4[1]) - 2 * shop.printers.margin) / papers.F4[1]
    left = (points(A4[0]) - scale * papers.F4[0]) / 2
    x0, y0, x1, y1 = (scale * side for side in MARK)
    edge = shop.printers.margin
    there = (left + x0, edge + y0, left + x1, edge + y1)
    assert dark(sheet) == pytest.approx(there, abs=points(0.4))


def test_a_page_that_lies_across_is_printed_across_the_sheet(shop: Workshop) -> None:
    width, height = points(A4[1]), points(A4[0])

    (sheet,) = shop.prints(marked((width, height)), A4, scaling=Scaling.ACTUAL)

    # The printer is fed as always; the top of the page lies at the left of the sheet.
    assert millimetres(sheet.rect.width) == pytest.approx(A4[0], abs=0.5)
    there = (MARK[1], width - MARK[2], MARK[3], width - MARK[0])
    assert dark(sheet) == pytest.approx(there, abs=points(0.3))


def test_pages_that_the_file_turns_come_out_as_they_are_seen(shop: Workshop) -> None:
    pdf = papers.changed(marked((500, 400)))
    pdf[0].set_rotation(90)
    # As it is seen it is 400 wide, and what was up lies at the right.
    seen = (400 - MARK[3], MARK[0], 400 - MARK[1], MARK[2])

    (sheet,) = shop.prints(papers.saved(pdf), A4, scaling=Scaling.ACTUAL)

    left, top = (points(A4[0]) - 400) / 2, (points(A4[1]) - 500) / 2
    there = (left + seen[0], top + seen[1], left + seen[2], top + seen[3])
    assert dark(sheet) == pytest.approx(there, abs=points(0.4))


def test_pages_come_in_the_order_that_was_asked_for(shop: Workshop) -> None:
    pdf = pymupdf.open()
    for number in range(4):
        page = pdf.new_page(width=595, height=842)
        page.draw_rect(
            (100, 100 + 100 * number, 200, 150 + 100 * number), fill=(0, 0, 0)
        )

    sheets = shop.prints(papers.saved(pdf), A4, pages=(3, 0, 1), scaling=Scaling.ACTUAL)

    tops = [dark(sheet)[1] for sheet in sheets]
    assert tops == pytest.approx([400, 100, 200], abs=2)
    assert shop.last_pages == [(1, 3), (2, 3), (3, 3)]


def test_copies_that_a_printer_cannot_make_are_drawn_again(shop: Workshop) -> None:
    size = (595, 842)

    sheets = shop.prints(marked(size, size, size), A4, copies=2)

    assert len(sheets) == 6
    assert shop.last_pages[-1] == (6, 6)


def test_a_second_copy_does_not_begin_on_the_back_of_the_first(shop: Workshop) -> None:
    size = (595, 842)
    long_side = QPrinter.DuplexMode.DuplexLongSide

    sheets = shop.prints(marked(size, size, size), A4, copies=2, sides=long_side)

    assert len(sheets) == 7
    assert not sheets[3].get_images()


def test_black_and_white_has_no_colour(shop: Workshop) -> None:
    orange = marked((595, 842), fill=(1, 0.5, 0))

    (coloured,) = shop.prints(orange, A4)
    before = set(coloured.get_pixmap().color_count(colors=True))
    (grey,) = shop.prints(orange, A4, is_grey=True)
    after = set(grey.get_pixmap().color_count(colors=True))

    assert any(len(set(ink)) > 1 for ink in before)
    assert all(len(set(ink)) == 1 for ink in after)
    assert len(after) > 1


def test_strips_that_a_page_is_printed_in_leave_no_seam(shop: Workshop) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    page.draw_rect(page.rect, color=None, fill=(0.5, 0.5, 0.5))

    (sheet,) = shop.prints(papers.saved(pdf), A4, scaling=Scaling.FILL)

    for dots in (97, 150, 301):
        inside = pymupdf.Rect(30, 30, 60, 800)
        drawn = sheet.get_pixmap(dpi=dots, clip=inside, colorspace=pymupdf.csGRAY)
        assert max(drawn.samples) - min(drawn.samples) <= 2


def test_a_poster_is_cut_without_drawing_what_is_not_printed(shop: Workshop) -> None:
    size = (14_000.0, 9_000.0)
    pdf = pymupdf.open()
    page = pdf.new_page(width=size[0], height=size[1])
    page.draw_rect((6990, 4480, 7010, 4520), fill=(0, 0, 0))

    (sheet,) = shop.prints(
        papers.saved(pdf), A4, scaling=Scaling.ACTUAL, turning=Turning.UPRIGHT
    )

    width, height = points(A4[0]), points(A4[1])
    middle = (width / 2 - 10, height / 2 - 20, width / 2 + 10, height / 2 + 20)
    assert dark(sheet) == pytest.approx(middle, abs=points(0.5))


def test_a_copy_is_no_better_than_the_document_permits(shop: Workshop) -> None:
    content = papers.encrypted(permissions=_MAY_PRINT)
    document = shop.renderer.open_bytes(
        Path("x.pdf"), content, password=papers.PASSWORD
    )
    order = shop.order(document, F4, PrintWishes(pages=(0,), scaling=Scaling.ACTUAL))

    shop.job(order).run()

    assert (document.may_print, document.may_print_sharply) == (True, False)
    (sheet,) = shop.tray()
    assert {one[2] for one in sheet.get_images()} == {round(612 / 72 * 150)}


# --- what goes wrong ---------------------------------------------------------------


def test_cancelled_at_the_second_page_leaves_nothing(shop: Workshop) -> None:
    document = shop.opens(papers.letter(4))
    wishes = PrintWishes(pages=(0, 1, 2, 3))
    shop.cancels_at = 2

    outcome = shop.job(shop.order(document, F4, wishes)).run()

    assert outcome is PrintOutcome.CANCELLED
    assert not shop.printers.output.exists()
    assert list(shop.printers.output.parent.iterdir()) == []


@pytest.fixture
def impatient() -> Iterator[Renderer]:
    with Renderer(page_deadline=0.5) as renderer:
        yield renderer


def test_a_page_that_cannot_be_drawn_ends_the_job_and_is_named(
    shop: Workshop, impatient: Renderer
) -> None:
    shop.renderer = impatient
    pdf = papers.changed(papers.letter(2))
    pdf.insert_pdf(pymupdf.open(stream=papers.without_end()))
    document = shop.opens(papers.saved(pdf))
    job = shop.job(shop.order(document, F4, PrintWishes(pages=(0, 2, 1))))

    with pytest.raises(PageUnprintable) as told:
        job.run()

    assert told.value.page == 3
    assert not shop.printers.output.exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_told(shop: Workshop) -> None:
    shop.printers.output = shop.printers.output.parent / "tidak" / "ada.pdf"
    document = shop.opens(papers.letter(1))

    with pytest.raises(PrinterRefused) as told:
        shop.job(shop.order(document, F4, PrintWishes(pages=(0,)))).run()

    assert told.value.printer == OFFICE
