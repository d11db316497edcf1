"""The secretariat lays out two places; two officials sign in them, both soundly."""

from __future__ import annotations

import shutil
import subprocess
from ssl import DER_cert_to_PEM_cert
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.tokens.key_files import PASSWORD, official
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration
    from ttedesktop.document.pdf import Document
    from ui.documents.document_page import DocumentPage

SOUND = {Verdict.VALID, Verdict.VALID_WITH_NOTES}
"""Nobody has a revocation list of the first one's authority."""
FIRST, SECOND = "SITI AMINAH", "RINA KUSUMAWATI"


def page_of(person: Person) -> DocumentPage:
    return person.window.document_page


def document_of(person: Person) -> Document:
    document = page_of(person).document
    assert document is not None
    return document


def prepares(person: Person, letter: Path) -> None:
    """Lay out two places as the secretariat does, and save."""
    person.opens(letter)
    person.waits_until(lambda: page_of(person).signing_panel.heed.is_filled)
    switchboard = person.application.switchboard
    assert switchboard is not None
    page_of(person).prepare_places()
    panel = page_of(person).preparation.panel
    save = person.button("Simpan dengan tempatnya", within=panel)
    assert not save.isEnabled()
    QTest.keyClicks(panel.name_field(0), FIRST)
    person.clicks("Tambah penanda tangan", within=panel)
    assert not save.isEnabled()
    QTest.keyClicks(panel.name_field(1), SECOND)
    assert save.isEnabled()
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        QTest.mouseClick(save, Qt.MouseButton.LeftButton)


def signs_in_own_place(person: Person, name: str, pin: str = "") -> None:
    """Do what is left for an official: consent, and the PIN with Enter."""
    page, switchboard = page_of(person), person.application.switchboard
    assert switchboard is not None
    place = page.desk.place
    person.waits_until(lambda: place.field is not None and place.field.who == name)
    assert person.reads("Tempat Anda")
    assert person.reads(f"Disiapkan untuk {name}")
    person.consents()
    if pin:
        person.will_type_pin(pin)
    else:
        person.will_confirm()
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        page.ask_to_sign()


def test_two_places_are_prepared_and_signed_by_two_officials(
    person: Person, letter: Path, demonstration: Demonstration, tmp_path: Path
) -> None:
    siti = official(name=FIRST)
    key_file = tmp_path / "siti.p12"
    key_file.write_bytes(siti.file())
    root = DER_cert_to_PEM_cert(siti.chain[-1])
    person.application.parts.keeper.change(trust_anchors=(root,))
    switchboard = person.application.switchboard
    assert switchboard is not None

    prepares(person, letter)
    assert document_of(person).path.name == "surat_siap.pdf"
    fields = existing_fields(document_of(person))
    assert [one.who for one in fields] == [FIRST, SECOND]

    person.will_type_pin(PASSWORD)
    switchboard.token_affairs.open_key_file(key_file)
    signs_in_own_place(person, FIRST)
    switchboard.token_affairs.drop_key_file()
    person.waits_for_token()
    person.clicks("Tambah tanda tangan", within=page_of(person).validation_panel)
    signs_in_own_place(person, SECOND, demonstration.pin)

    report = page_of(person).report
    assert report is not None
    assert [one.field for one in report.signatures] == ["TTE_1", "TTE_2"]
    assert {one.verdict for one in report.signatures} <= SOUND
    assert page_of(person).strip.word.startswith("SAH")
    found = subprocess.run(
        [shutil.which("pdfsig") or "pdfsig", "-nocert", document_of(person).path],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert found.count("Signature is Valid") == 2


def test_places_are_given_up_and_nothing_is_written(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    person.waits_for_token()
    person.waits_until(lambda: page_of(person).desk.placement is not None)
    page_of(person).prepare_places()
    panel = page_of(person).preparation.panel

    person.clicks("Batal", within=panel)

    assert page_of(person).signing_panel.isVisible()
    person.waits_until(lambda: page_of(person).desk.placement is not None)
    assert [one.name for one in letter.parent.iterdir()] == ["surat.pdf"]


def test_places_that_overlap_are_told_and_not_written(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    person.waits_until(lambda: page_of(person).signing_panel.heed.is_filled)
    page_of(person).prepare_places()
    panel, desk = page_of(person).preparation.panel, page_of(person).preparation
    QTest.keyClicks(panel.name_field(0), FIRST)
    person.clicks("Tambah penanda tangan", within=panel)
    QTest.keyClicks(panel.name_field(1), SECOND)
    first = desk.placements[0]

    page_of(person).box.set_placement(first)
    page_of(person).box.placement_changed.emit(first)

    save = person.button("Simpan dengan tempatnya", within=panel)
    assert not save.isEnabled()
    assert save.toolTip() == "Geser tempat yang bertumpuk"
    person.waits_until(lambda: person.reads("Menutupi tempat lain."))


def test_a_signed_document_cannot_be_prepared(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.gets_ready_to_sign(letter)
    person.will_type_pin(demonstration.pin)
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        page_of(person).ask_to_sign()
    seen: list[str] = []
    person.will_read_trouble(seen)

    page_of(person).prepare_places()

    person.waits_until(lambda: "Dokumen ini sudah ditandatangani" in seen)
    assert not page_of(person).preparation.is_active
