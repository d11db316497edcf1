"""Printing as a person does it: Ctrl+P, a look at the sheets, a range, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.papers import letters as papers
from tests.window.paper_printers import OFFICE, FilePrinters
from ttedesktop.settings.values import Appearance
from ui.controls.error_dialog import ErrorDialog
from ui.controls.question_dialog import QuestionDialog
from ui.printing.dialog import PrintDialog
from ui.printing.job import PrintOutcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.window.person import Person
    from ui.affairs.print import PrintAffairs

_PRINT = 0x4
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tray(person: Person, tmp_path: Path) -> Path:
    """Put a printer beside the computer; its paper comes out here."""
    output = tmp_path / "baki.pdf"
    affairs_of(person).printers = FilePrinters(output)
    return output


def affairs_of(person: Person) -> PrintAffairs:
    switchboard = person.application.switchboard
    assert switchboard is not None
    return switchboard.print_affairs


def presses_print(person: Person, answer: Callable[[PrintDialog], None]) -> None:
    """Press Ctrl+P and answer the dialog once its printer is known."""
    person.will_answer(PrintDialog, answer)
    person.presses(Qt.Key.Key_P, _CTRL)


def waits_for_printer(person: Person, dialog: PrintDialog) -> None:
    person.waits_until(lambda: dialog.options.is_ready)
    person.waits_until(lambda: dialog.preview.has_picture)


def test_a_letter_is_printed_by_keyboard_alone(
    person: Person, letter: Path, tray: Path
) -> None:
    person.opens(letter)
    seen: list[str] = []
    # Else nothing has the keyboard that it could be given back to.
    person.window.activateWindow()
    person.waits_until(person.window.isActiveWindow)
    before = QApplication.focusWidget()
    presses_print(person, lambda _dialog: person.presses(Qt.Key.Key_Escape))
    assert QApplication.focusWidget() is before
    assert not tray.exists()

    def leafs_and_prints(dialog: PrintDialog) -> None:
        waits_for_printer(person, dialog)
        seen.append(dialog.leaf.number.text())
        person.presses(Qt.Key.Key_PageDown)
        seen.append(dialog.leaf.number.text())
        person.presses(Qt.Key.Key_PageDown)
        person.waits_until(lambda: dialog.preview.has_picture)
        seen.append(dialog.leaf.number.text())
        person.presses(Qt.Key.Key_PageUp)
        seen.append(dialog.leaf.number.text())
        person.presses(Qt.Key.Key_Return)

    with person.bot.waitSignal(affairs_of(person).finished, timeout=30_000) as ended:
        presses_print(person, leafs_and_prints)

    assert seen == ["1", "2", "2", "1"]
    assert ended.args == [PrintOutcome.SENT]
    assert len(pymupdf.open(tray)) == 2
    assert person.reads(f"Dikirim ke pencetak {OFFICE}")
    assert not affairs_of(person).progress.isVisible()


def test_a_document_that_forbids_printing_is_not_printed(
    person: Person, letter: Path, tray: Path
) -> None:
    permissions = ~_PRINT & 0xFFFC
    letter.write_bytes(papers.encrypted(user="", permissions=permissions))
    person.opens(letter)
    said: list[str] = []

    person.will_read_trouble(said)
    person.presses(Qt.Key.Key_P, _CTRL)

    assert "Dokumen ini tidak boleh dicetak" in said
    assert not tray.exists()


def test_a_page_that_cannot_be_printed_is_named(
    person: Person, letter: Path, tray: Path
) -> None:
    pdf = papers.changed(papers.letter(1))
    # MuPDF shows it at another size than its boxes say.
    pdf.new_page(width=300, height=300)
    pdf.xref_set_key(pdf[1].xref, "MediaBox", "[0 0 300 300]")
    pdf.xref_set_key(pdf[1].xref, "CropBox", "[-500 -500 -400 -400]")
    letter.write_bytes(papers.saved(pdf))
    person.opens(letter)
    said: list[str] = []

    def prints(dialog: PrintDialog) -> None:
        waits_for_printer(person, dialog)
        person.presses(Qt.Key.Key_Return)

    person.will_read_trouble(said)
    with person.bot.waitSignal(affairs_of(person).finished, timeout=30_000):
        presses_print(person, prints)

    assert "Halaman 2 tidak dapat dicetak" in said
    assert not tray.exists()
    assert not [
        one for one in person.window.findChildren(ErrorDialog) if one.isVisible()
    ]


def test_printing_is_cancelled_at_once_and_the_window_stays_until_then(
    person: Person, letter: Path, tray: Path
) -> None:
    letter.write_bytes(papers.letter(40))
    person.opens(letter)
    affairs = affairs_of(person)

    def prints(dialog: PrintDialog) -> None:
        waits_for_printer(person, dialog)
        person.presses(Qt.Key.Key_Return)

    presses_print(person, prints)
    person.waits_until(lambda: affairs.progress.line.startswith("Halaman 2 dari 40"))
    view = person.window.document_page.view
    view.go_to_page(5)
    assert view.current_page == 5
    person.will_answer(QuestionDialog, person.escapes)
    assert not person.window.close()
    before = person.window
    person.application.parts.keeper.change(appearance=Appearance.DARK)
    person.presses(Qt.Key.Key_P, _CTRL)
    assert QApplication.focusWidget() is affairs.progress.stop
    person.presses(Qt.Key.Key_Escape)

    assert not affairs.is_busy
    assert not affairs.progress.isVisible()
    assert person.reads("Pencetakan dibatalkan")
    person.waits_until(lambda: not tray.exists())
    # The window in other colours has waited for the end of what it told of.
    person.waits_until(lambda: person.application.window is not before)


def test_whoever_agrees_closes_the_window_and_cancels_the_printing(
    person: Person, letter: Path, tray: Path
) -> None:
    letter.write_bytes(papers.letter(40))
    person.opens(letter)
    affairs, window = affairs_of(person), person.window

    def prints(dialog: PrintDialog) -> None:
        waits_for_printer(person, dialog)
        person.presses(Qt.Key.Key_Return)

    presses_print(person, prints)
    person.waits_until(lambda: affairs.progress.line.startswith("Halaman 2 dari 40"))
    person.will_answer(
        QuestionDialog, lambda one: person.clicks("Batalkan, lalu tutup", within=one)
    )

    assert window.close()
    assert not affairs.is_busy
    person.waits_until(lambda: not tray.exists())
