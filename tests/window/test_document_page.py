"""The page of a document: what it shows of signed, changed and unsigned files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt

from ttedesktop.validation.report import Verdict
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration


def signs(person: Person, demonstration: Demonstration) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.waits_for_token()
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)
    person.consents()
    person.will_type_pin(demonstration.pin)
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        person.window.document_page.ask_to_sign()


def test_an_unsigned_letter_shows_the_signing_panel_and_no_strip(
    person: Person, letter: Path
) -> None:
    person.opens(letter)

    page = person.window.document_page
    assert page.signing_panel.isVisible()
    assert not page.strip.isVisible()
    assert person.window.windowTitle() == "surat.pdf – TTE Desktop"


def test_checking_an_unsigned_letter_says_so_loudly(
    person: Person, letter: Path
) -> None:
    person.opens(letter, for_checking=True)

    page = person.window.document_page
    assert page.strip.isVisible()
    assert page.strip.word == "TIDAK ADA TTE"
    assert person.reads("Gambar QR saja bukan tanda tangan")


def test_the_box_stands_where_the_letter_says(person: Person, letter: Path) -> None:
    person.opens(letter)
    desk = person.window.document_page.desk
    document = person.window.document_page.document
    assert document is not None
    hits = person.application.parts.making.find(document, "${ttd_pengirim}")
    (hit,) = hits

    def covers_anchor() -> bool:
        placed = desk.placement
        return (
            placed is not None
            and placed.page == hit.page
            and placed.rect.x0 < hit.x0
            and placed.rect.x1 > hit.x1
            and placed.rect.y0 < hit.y0
            and placed.rect.y1 > hit.y1
        )

    person.waits_until(covers_anchor)


def test_nothing_can_be_signed_without_consent(person: Person, letter: Path) -> None:
    person.opens(letter)
    person.waits_for_token()
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)

    button = person.button(
        "Tanda tangani", within=person.window.document_page.signing_panel
    )
    person.waits_until(lambda: person.window.document_page.signing_panel.heed.is_filled)
    assert not button.isEnabled()
    assert button.toolTip() == "Centang persetujuan terlebih dahulu"
    person.consents()
    assert button.isEnabled()


def test_the_consent_is_empty_for_each_document(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    person.consents()

    person.opens(demonstration.documents[1])

    assert not person.window.document_page.signing_panel.consent.isChecked()


def test_a_box_that_is_too_small_cannot_be_signed_with(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    person.waits_for_token()
    person.consents()

    person.drags(QPointF(60, 60), QPointF(100, 80))

    page = person.window.document_page
    assert page.box.is_too_small
    assert page.desk.placement is None
    assert not person.button("Tanda tangani", within=page.signing_panel).isEnabled()


def test_a_changed_document_is_not_valid_and_its_signed_version_can_be_seen(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    signs(person, demonstration)
    page = person.window.document_page
    assert page.document is not None
    content = bytearray(page.document.content)
    place = content.index(b"stream", 4000) + 40
    content[place] ^= 0x20
    changed = letter.with_name("diubah.pdf")
    changed.write_bytes(content)

    person.opens(changed)

    page = person.window.document_page
    assert page.report is not None
    assert page.report.verdict is Verdict.INVALID
    assert page.strip.word == "TIDAK SAH"
    person.clicks("Lihat versi yang ditandatangani", within=page.validation_panel)
    person.waits_until(lambda: page.strip.word == "Versi yang ditandatangani")
    person.clicks("Kembali ke dokumen")
    assert page.strip.word == "TIDAK SAH"


def test_giving_up_at_the_pin_leaves_everything_as_it_was(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    person.waits_for_token()
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)
    person.consents()

    def gives_up(dialog: PinDialog) -> None:
        person.escapes(dialog)

    person.will_answer(PinDialog, gives_up)
    person.window.document_page.ask_to_sign()
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.waits_until(lambda: switchboard.flow.is_busy)
    person.waits_until(lambda: not switchboard.flow.is_busy)

    assert [path.name for path in letter.parent.iterdir()] == ["surat.pdf"]
    assert person.window.document_page.document is not None


def test_the_window_stays_while_a_signature_is_made(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    person.waits_for_token()
    person.consents()
    closed: list[bool] = []

    def tries_to_leave(dialog: PinDialog) -> None:
        closed.append(person.window.close())
        if dialog.isVisible():
            person.escapes(dialog)

    person.will_answer(PinDialog, tries_to_leave)
    person.window.document_page.ask_to_sign()
    person.waits_until(lambda: bool(closed))

    assert closed == [False]
    assert person.window.isVisible()


def test_an_invisible_signature_needs_no_box(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    person.waits_for_token()
    page = person.window.document_page
    page.signing_panel.choose_invisible()
    person.consents()
    person.will_type_pin(demonstration.pin)
    switchboard = person.application.switchboard
    assert switchboard is not None
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        page.ask_to_sign()

    assert page.report is not None
    (made,) = page.report.signatures
    assert made.page is None
    assert person.reads("Paraf · tidak terlihat")


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_F4])
def test_who_reads_stays_at_the_same_words_when_the_pages_get_wider(
    person: Person, letter: Path, key: Qt.Key
) -> None:
    person.opens(letter)
    view = person.window.document_page.view
    view.verticalScrollBar().setValue(350)
    before, width = view.place(), view.viewport().width()

    person.presses(key)
    person.waits_until(lambda: view.viewport().width() != width)

    assert view.place().page == before.page
    assert view.place().y == pytest.approx(before.y, abs=1)

    person.presses(key)
    person.waits_until(lambda: view.viewport().width() == width)

    assert view.place().y == pytest.approx(before.y, abs=1)


def test_whoever_typed_a_page_goes_on_reading_by_keyboard(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    view = person.window.document_page.view

    person.presses(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert not view.hasFocus()
    person.presses(Qt.Key.Key_2)
    person.presses(Qt.Key.Key_Return)

    assert view.hasFocus()
    assert view.current_page == 1

    person.presses(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    person.presses(Qt.Key.Key_9)
    person.presses(Qt.Key.Key_Escape)

    assert view.hasFocus()
    assert view.current_page == 1
