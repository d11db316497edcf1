"""The print dialog by itself: sheets, ranges, printers and what is said of paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.papers import letters as papers
from tests.window.paper_printers import OFFICE, FilePrinters
from ttedesktop.document.geometry import millimetres
from ttedesktop.validation.report import (
    Changes,
    Coverage,
    Indication,
    Integrity,
    Revocation,
    SignatureKind,
    SignatureReport,
    Trust,
    ValidationReport,
    Verdict,
)
from ui.printing.dialog import PrintDialog, PrintSubject
from ui.printing.sheet import Scaling
from ui.program.children import Children
from ui.program.parts import Parts, make_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer
    from ui.printing.job import PrintOrder

_PATIENCE = 30_000


@dataclass
class Desk:
    """A window with nothing but the dialog, and somebody before it."""

    parts: Parts
    window: QWidget
    printers: FilePrinters
    bot: QtBot

    def asks(
        self,
        subject: PrintSubject,
        answer: Callable[[PrintDialog], None],
    ) -> PrintOrder | None:
        """Show the dialog, and answer it as soon as printer and page are there."""
        dialog = PrintDialog(self.window, self.parts, self.printers, subject)

        ordered: list[bool] = []
        dialog.print_button.clicked.connect(lambda: ordered.append(True))

        def look() -> None:
            has_printer = dialog.options.is_ready or not self.printers.names
            if dialog.isVisible() and has_printer and dialog.preview.has_picture:
                answer(dialog)
                if not ordered:
                    QTest.keyClick(dialog, Qt.Key.Key_Escape)
            else:
                QTimer.singleShot(20, look)

        QTimer.singleShot(0, look)
        return dialog.order()

    def waits_until(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=_PATIENCE)


@pytest.fixture
def desk(qtbot: QtBot, renderer: Renderer, tmp_path: Path) -> Iterator[Desk]:
    parts = make_parts(None, children=Children(renderer, renderer))
    window = QWidget()
    window.resize(1000, 640)
    qtbot.addWidget(window)
    window.show()
    yield Desk(parts, window, FilePrinters(tmp_path / "baki.pdf"), qtbot)
    parts.background.stop()


@pytest.fixture
def document(renderer: Renderer) -> Document:
    return renderer.open_bytes(Path("surat.pdf"), papers.letter(5))


def presses(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def words_in(dialog: QWidget) -> str:
    labels = dialog.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


def test_sheets_are_leafed_through_from_the_page_that_is_read(
    desk: Desk, document: Document
) -> None:
    seen: list[str] = []

    def leafs(dialog: PrintDialog) -> None:
        seen.append(dialog.leaf.number.text())
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            presses(key)
            seen.append(dialog.leaf.number.text())
        desk.waits_until(lambda: dialog.preview.has_picture)

    order = desk.asks(PrintSubject(document, 3, None), leafs)

    assert seen == ["4", "5", "5", "4"]
    assert order is None


def test_a_range_is_typed_and_what_is_wrong_with_it_is_said(
    desk: Desk, document: Document
) -> None:
    said: list[str] = []

    def types_a_range(dialog: PrintDialog) -> None:
        while QApplication.focusWidget() is not dialog.options.which:
            presses(Qt.Key.Key_Tab)
        presses(Qt.Key.Key_Down)
        presses(Qt.Key.Key_Down)
        assert QApplication.focusWidget() is dialog.options.range
        assert not dialog.print_button.isEnabled()
        QTest.keyClicks(dialog.options.range, "4, 6")
        said.append(words_in(dialog))
        assert not dialog.print_button.isEnabled()
        presses(Qt.Key.Key_Return)
        assert dialog.isVisible()
        presses(Qt.Key.Key_Backspace)
        QTest.keyClicks(dialog.options.range, "1-2")
        said.append(words_in(dialog))
        said.append(dialog.print_button.text())
        presses(Qt.Key.Key_Return)

    order = desk.asks(PrintSubject(document, 0, None), types_a_range)

    assert "Halaman dokumen ini bernomor 1 sampai 5." in said[0]
    assert "Halaman 4 dokumen" in said[1]
    assert said[2] == "Cetak 3 halaman"
    assert order is not None
    assert order.wishes.pages == (3, 0, 1)


def test_enter_in_the_page_number_leafs_and_does_not_print(
    desk: Desk, document: Document
) -> None:
    seen: list[str] = []

    def types_a_number(dialog: PrintDialog) -> None:
        dialog.leaf.number.setFocus()
        dialog.leaf.number.selectAll()
        QTest.keyClicks(dialog.leaf.number, "3")
        presses(Qt.Key.Key_Return)
        seen.append(dialog.leaf.number.text())
        assert dialog.isVisible()

    order = desk.asks(PrintSubject(document, 0, None), types_a_number)

    assert seen == ["3"]
    assert order is None


def test_paper_is_as_large_as_the_page_and_its_edges_are_reckoned_with(
    desk: Desk, document: Document
) -> None:
    desk.printers.margin = 30
    seen: list[object] = []

    def looks(dialog: PrintDialog) -> None:
        def is_measured() -> bool:
            return dialog.printed is not None and dialog.printed.paper.left > 0

        desk.waits_until(is_measured)
        one = dialog.printed
        assert one is not None
        seen.extend([dialog.options.paper.currentText(), one.scale])
        dialog.options.scaling.setCurrentIndex(
            dialog.options.scaling.findData(Scaling.ACTUAL)
        )
        seen.append("tepinya terpotong" in words_in(dialog))

    desk.asks(PrintSubject(document, 0, None), looks)

    assert seen == ["Folio/F4 (216 × 330 mm)", pytest.approx((612 - 60) / 612), True]


def test_all_that_was_chosen_is_ordered(desk: Desk, document: Document) -> None:
    def chooses(dialog: PrintDialog) -> None:
        options = dialog.options
        options.printer.setCurrentIndex(1)
        desk.waits_until(lambda: options.is_ready)
        options.copies.setFocus()
        presses(Qt.Key.Key_Up)
        presses(Qt.Key.Key_Up)
        options.paper.setCurrentIndex(options.paper.findText("A4 (210 × 297 mm)"))
        options.sides.setCurrentIndex(1)
        options.colour.setCurrentIndex(1)
        dialog.print_button.click()

    order = desk.asks(PrintSubject(document, 0, None), chooses)

    assert order is not None
    assert order.printer == desk.printers.names[1]
    assert order.paper.millimetres == pytest.approx((210, 297), abs=0.5)
    assert (order.wishes.copies, order.wishes.is_grey) == (3, True)
    assert order.wishes.sides.name == "DuplexLongSide"


def test_without_a_printer_it_is_said_what_to_do(
    desk: Desk, document: Document
) -> None:
    desk.printers.names = ()
    said: list[str] = []

    def reads(dialog: PrintDialog) -> None:
        desk.waits_until(lambda: "Tidak ada pencetak" in words_in(dialog))
        said.append(words_in(dialog))
        assert not dialog.print_button.isEnabled()
        desk.printers.names = (OFFICE,)
        (again,) = [
            one for one in dialog.findChildren(QPushButton) if one.text() == "Cari lagi"
        ]
        again.click()
        desk.waits_until(dialog.print_button.isEnabled)

    desk.asks(PrintSubject(document, 0, None), reads)

    assert "Pasang pencetak lewat setelan sistem" in said[0]


def test_a_page_that_lies_across_is_seen_on_a_sheet_that_does(
    desk: Desk, renderer: Renderer
) -> None:
    across = renderer.open_bytes(Path("tabel.pdf"), papers.letter(1, (842, 595)))
    seen: list[float] = []

    def looks(dialog: PrintDialog) -> None:
        assert dialog.printed is not None
        seen.append(millimetres(dialog.printed.paper.width))
        assert dialog.preview.sheet.width() > dialog.preview.sheet.height()

    desk.asks(PrintSubject(across, 0, None), looks)

    assert seen == [pytest.approx(297, abs=0.5)]


# --- what paper is worth -----------------------------------------------------------


def report(verdict: Verdict) -> ValidationReport:
    signature = SignatureReport(
        field="Pengirim",
        kind=SignatureKind.SIGNATURE,
        verdict=verdict,
        indication=Indication.TOTAL_PASSED,
        sub_indication="",
        integrity=Integrity.INTACT,
        coverage=Coverage.WHOLE_FILE,
        changes_after=Changes.NONE,
        trust=Trust.TRUSTED,
        trust_anchor="",
        revocation=Revocation.UNKNOWN,
        level="B-B",
        signer=None,
        claimed_time=None,
        trusted_time=None,
    )
    return ValidationReport("surat.pdf", verdict, (signature,))


def test_paper_carries_no_signature_and_a_broken_one_is_named(
    desk: Desk, document: Document
) -> None:
    said: list[str] = []

    def reads(dialog: PrintDialog) -> None:
        said.append(words_in(dialog))
        # The verdict may come while the dialog is open.
        dialog.show_report(report(Verdict.VALID))
        said.append(words_in(dialog))
        dialog.show_report(report(Verdict.INVALID))
        desk.waits_until(lambda: "TIDAK SAH" in words_in(dialog))
        said.append(words_in(dialog))

    desk.asks(PrintSubject(document, 0, None), reads)

    unsigned, valid, broken = said
    assert "tanda tangan elektronik" not in unsigned
    assert "Kertas tidak membawa tanda tangan elektronik. Yang sah adalah" in valid
    assert "TIDAK SAH" not in valid
    assert "Tanda tangan dokumen ini: TIDAK SAH" in broken
    assert "Yang sah adalah" not in broken


def test_a_signed_document_is_told_of_while_it_is_checked_and_if_it_cannot_be(
    desk: Desk, renderer: Renderer
) -> None:
    content = papers.letter(1) + b"\n%/ByteRange\n"
    signed = renderer.open_bytes(Path("surat.pdf"), content)
    said: list[str] = []

    def reads(dialog: PrintDialog) -> None:
        said.append(words_in(dialog))
        dialog.show_report(ValidationReport("surat.pdf", Verdict.UNREADABLE))
        desk.waits_until(lambda: "TIDAK TERBACA" in words_in(dialog))
        said.append(words_in(dialog))

    desk.asks(PrintSubject(signed, 0, None), reads)

    assert "Kertas tidak membawa tanda tangan elektronik" in said[0]
    assert "Tanda tangan dokumen ini: TIDAK TERBACA" in said[1]
