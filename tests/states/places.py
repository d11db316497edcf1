"""Pictures of the ways to place a signature, for ``make screenshots``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from tests.papers import letters as papers
from ttedesktop.document.drawing.sheet import Drawing, Face
from ttedesktop.document.geometry import ViewRect
from ttedesktop.signing.place_rule import SavedPlace
from ttedesktop.signing.place_rule_text import as_text
from ttedesktop.signing.request import Placement
from ttedesktop.specimens.design import SpecimenKind
from ui.controls.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.states.visitor import Visitor
    from ui.documents.document_page import DocumentPage
    from ui.placing.place_card import PlaceCard


def place_states(
    photo: Visitor,
    folder: Path,
    opened: Callable[[Path], None],
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Place by number, over text, by anchor, and where somebody prepared it."""
    window = photo.application.window
    assert window is not None
    kept = tuple(as_text(SavedPlace(name)) for name in ("SPM", "Surat tugas"))
    photo.application.parts.keeper.change(places=kept)
    letter = folder / "Undangan.pdf"
    letter.write_bytes(papers.letter())
    opened(letter)
    page = window.document_page
    card = page.signing_panel.place
    wait_for(lambda: page.signing_panel.heed.is_filled)
    card.ask_for_numbers()
    _put(page, ViewRect(120, 150, 198, 65))
    wait_for(lambda: page.box.has_stamp and bool(card.troubles))
    photo.take("26-place-over-text")
    card.options.setChecked(False)
    _seek(card, "mulai")
    wait_for(lambda: bool(card.anchor.places))
    wait_for(lambda: page.box.has_stamp)
    photo.take("26-place-anchor")
    card.seek.setChecked(False)
    certificate = page.desk.certificate
    assert certificate is not None
    prepared = folder / "Undangan_siap.pdf"
    prepared.write_bytes(
        papers.with_fields(("TTE_1", "Hadi Pranoto"), ("TTE_2", certificate.name))
    )
    opened(prepared)
    page = window.document_page
    wait_for(lambda: page.desk.place.field is not None and page.box.has_stamp)
    page.desk.place.go_to_box()
    photo.take("26-place-prepared")


def further_pages_states(
    photo: Visitor,
    folder: Path,
    opened: Callable[[Path], None],
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Let other pages show the stamp as a picture."""
    window = photo.application.window
    assert window is not None
    letter = folder / "Berita acara.pdf"
    letter.write_bytes(papers.letter(5))
    opened(letter)
    page = window.document_page
    further = page.signing_panel.place.further
    wait_for(lambda: page.box.has_stamp)
    further.offered.setCurrentIndex(2)
    further.offered.activated.emit(2)
    further.typed.setText("1-3")
    further.typed.editingFinished.emit()
    wait_for(lambda: bool(page.box.pictures))
    page.view.bring_into_view(2, QRectF(340, 600, 200, 200))
    page.signing_panel.place.unfolded.emit(further)
    photo.take("26-place-further-pages")


def several_places_states(
    photo: Visitor,
    folder: Path,
    opened: Callable[[Path], None],
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Choose among prepared places and an anchor."""
    window = photo.application.window
    assert window is not None
    letter = folder / "Nota kesepahaman.pdf"
    letter.write_bytes(papers.with_fields(("TTE_1", "Hadi Pranoto"), ("TTE_2", "Rina")))
    opened(letter)
    page = window.document_page
    wait_for(lambda: page.box.has_stamp)
    page.box.bring_into_view()
    QTest.keyClick(page.box, Qt.Key.Key_Tab)
    wait_for(lambda: page.box.has_stamp)
    photo.take("26-place-several")


def letter_number_states(
    photo: Visitor,
    folder: Path,
    opened: Callable[[Path], None],
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Print the letter's own number on the stamp."""
    window, keeper = photo.application.window, photo.application.parts.keeper
    assert window is not None
    before = keeper.settings.specimens
    lines = replace(
        before[0], kind=SpecimenKind.TEXT, lines="{jabatan}\n{nama}\nNomor {nomor}"
    )
    keeper.change(specimens=(lines, *before[1:]), specimen=lines.key)
    drawing = Drawing(title="Surat")
    sheet = drawing.sheet(612, 936)
    sheet.text(60, 150, "Nomor : 800.1.11.1/123/BKPSDM/2026", face=Face.SERIF, size=11)
    letter = folder / "Surat tugas.pdf"
    letter.write_bytes(drawing.pdf())
    opened(letter)
    page = window.document_page
    wait_for(lambda: bool(page.signing_panel.letter_number.number))
    wait_for(lambda: page.box.shows_the_signed_pixels)
    page.box.bring_into_view()
    photo.take("26-place-number")
    keeper.change(specimens=before, specimen=before[0].key)


def _put(page: DocumentPage, seen: ViewRect) -> None:
    pages = page.view.pages
    placement = Placement(0, pages[0].to_pdf(seen, scale=1))
    page.box.set_placement(placement)
    page.box.placement_changed.emit(placement)
    page.view.go_to_page(0)


def _seek(card: PlaceCard, words: str) -> None:
    card.seek.setChecked(True)
    card.anchor.text.setText(words)
    card.anchor.text.returnPressed.emit()


def preparation_states(
    photo: Visitor,
    folder: Path,
    opened: Callable[[Path], None],
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Lay out the places of two who sign."""
    window = photo.application.window
    assert window is not None
    letter = folder / "Nota dinas.pdf"
    letter.write_bytes(papers.letter())
    opened(letter)
    page = window.document_page
    wait_for(lambda: page.signing_panel.heed.is_filled)
    page.prepare_places()
    panel = page.preparation.panel
    wait_for(panel.anchor_button(0).isVisible)
    for number, who in enumerate(("Hadi Pranoto", "Kepala Dinas Kominfo")):
        if number:
            panel.added.emit()
        panel.name_field(number).setText(who)
        panel.named.emit(number, who)
    wait_for(lambda: page.view.is_sharp)
    photo.take("27-prepare-two")
    switchboard = photo.application.switchboard
    assert switchboard is not None

    def stays(question: QuestionDialog) -> None:
        photo.take("27-close-asks")
        QTest.keyClick(question, Qt.Key.Key_Escape)

    photo.with_dialog(QuestionDialog, stays, switchboard.close_document)
    page.preparation.leave()
