"""A secretary's first minute: open, place, PIN, sign, read the verdict."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from ttedesktop.validation.report import Verdict
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration


def signatures_found_by_poppler(path: Path) -> str:
    program = shutil.which("pdfsig")
    assert program is not None, "poppler-utils is not installed"
    done = subprocess.run(
        [program, "-nocert", str(path)], capture_output=True, text=True, check=False
    )
    return done.stdout


def rect_of_the_signature(person: Person) -> tuple[float, ...]:
    report = person.window.document_page.report
    assert report is not None
    assert report.verdict is Verdict.VALID
    (made,) = report.signatures
    assert made.page == 0
    assert made.rect is not None
    return dataclasses.astuple(made.rect)


def test_a_letter_is_opened_placed_signed_and_valid(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    before = hashlib.sha256(letter.read_bytes()).hexdigest()
    page = person.window.document_page
    person.opens(letter)
    person.waits_for_token()

    person.drags(QPointF(60, 60), QPointF(260, 130))
    placed = page.desk.placement
    assert placed is not None
    assert placed.page == 0
    person.consents()
    person.will_type_pin(demonstration.pin)
    switchboard = person.application.switchboard
    assert switchboard is not None
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        person.clicks("Tanda tangani", within=page.signing_panel)

    signed = letter.with_name("surat_TTE.pdf")
    assert page.document is not None
    assert page.document.path == signed
    assert page.strip.word == "SAH"
    assert person.reads("Dokumen tidak berubah")
    assert rect_of_the_signature(person) == pytest.approx(
        dataclasses.astuple(placed.rect), abs=0.1
    )
    assert hashlib.sha256(letter.read_bytes()).hexdigest() == before
    found = signatures_found_by_poppler(signed)
    assert "Signature is Valid" in found
    assert "Total document signed" in found


def test_the_keyboard_alone_is_enough(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    page = person.window.document_page
    person.opens(letter)
    person.waits_for_token()
    person.waits_until(lambda: page.desk.placement is not None)

    page.box.setFocus()
    first = page.desk.placement
    person.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    second = page.desk.placement
    assert first is not None
    assert second is not None
    assert abs((first.rect.x0 - second.rect.x0) - 72 / 2.54) < 0.1

    person.waits_until(lambda: page.signing_panel.heed.is_filled)
    # Ctrl+T leads to what is missing: the consent; Space gives it.
    person.presses(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.signing_panel.consent.hasFocus()
    person.presses(Qt.Key.Key_Space)
    person.will_type_pin(demonstration.pin)
    switchboard = person.application.switchboard
    assert switchboard is not None
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        person.presses(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    assert page.report is not None
    assert page.report.verdict is Verdict.VALID


def test_a_second_signature_keeps_the_first_valid(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    page = person.window.document_page
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.opens(letter)
    person.waits_for_token()
    for start in (QPointF(60, 600), QPointF(330, 600)):
        page.view.bring_into_view(1, QRectF(0, 585, 450, 75))
        person.drags(start, start + QPointF(200, 70), page=1)
        person.consents()
        if start.x() < 100:
            # The second one follows at once, under the same entry.
            person.will_type_pin(demonstration.pin)
        else:
            person.will_confirm()
        with person.bot.waitSignal(switchboard.settled, timeout=30_000):
            page.ask_to_sign()
        if start.x() < 100:
            person.clicks("Tambah tanda tangan", within=page.validation_panel)

    assert page.report is not None
    assert [one.field for one in page.report.signatures] == ["TTE_1", "TTE_2"]
    assert page.report.verdict is Verdict.VALID
    assert letter.with_name("surat_TTE (2).pdf").is_file()


def test_wrong_pin_is_told_and_costs_one_try_only(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    page = person.window.document_page
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.opens(letter)
    person.waits_for_token()
    person.waits_until(lambda: page.desk.placement is not None)
    person.consents()
    told: list[bool] = []

    def second_try(dialog: object) -> None:
        del dialog
        told.append(person.reads("PIN salah"))
        person.will_type_pin(demonstration.pin)

    def first_try(dialog: PinDialog) -> None:
        person.types(dialog.field, "000000")
        person.will_answer(PinDialog, second_try)

    person.will_answer(PinDialog, first_try)
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        page.ask_to_sign()

    assert told == [True]
    assert page.report is not None
    assert page.report.verdict is Verdict.VALID
