"""The page that answers why a token does not work, used as a person would."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.tokens.fault_module import FaultModule, build
from ttedesktop.tokens.diagnosis.facts import TokenFacts
from ttedesktop.tokens.diagnosis.findings import Findings, ModuleFinding
from ttedesktop.tokens.diagnosis.readers import Readers
from ttedesktop.tokens.survey import Survey
from ui import rail
from ui.signing.pin_dialog import PinDialog
from ui.tokens.pin_change import PinChangeDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration

PASSED = "Berhasil: tanda tangan uji cocok dengan sertifikat."
WRONG = "PIN salah. Token menolak PIN itu"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


@pytest.fixture
def fault(
    built: FaultModule, person: Person, monkeypatch: pytest.MonkeyPatch
) -> FaultModule:
    """Put the fault module between the window and its token."""
    built.does()
    built.log.unlink(missing_ok=True)
    for name, value in built.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TTE_PKCS11_MODULES", built.module)
    person.application.parts.tokens.restart(())
    return built


def waits_for_survey(person: Person) -> None:
    tokens = person.application.parts.tokens
    person.waits_until(lambda: bool(tokens.survey and tokens.survey.certificates()))


def goes_there(person: Person) -> None:
    """Go to the page and wait until all of it was examined."""
    person.window.show_room(rail.TOKEN)
    person.waits_until(
        lambda: (
            person.button("Salin laporan").isEnabled()
            and not person.reads("Sedang diperiksa…")
        )
    )


def secrets_of(person: Person) -> set[str]:
    survey = person.application.parts.tokens.survey
    assert survey is not None
    (seen,) = survey.tokens
    (one,) = seen.certificates
    return {
        seen.token.label,
        seen.token.serial,
        one.name,
        one.organisation,
        one.serial,
        one.sha256,
    }


def part(person: Person, name: str) -> QWidget:
    found = person.window.token_page.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


# --- the test signature ----------------------------------------------------------


def test_right_pin_and_the_outcome_stands_in_the_last_rung(
    person: Person, fault: FaultModule, demonstration: Demonstration
) -> None:
    goes_there(person)
    assert person.reads("Token siap dipakai")
    assert person.reads("Belum dijalankan. Membutuhkan PIN Anda.")

    person.will_type_pin(demonstration.pin)
    person.clicks("Uji tanda tangan")
    person.waits_until(lambda: person.reads(PASSED))

    assert len(fault.calls("C_Login")) == 1
    assert fault.calls("C_Sign")
    assert person.window.focusWidget() is person.button("Uji lagi")


def test_dialog_says_that_it_is_a_test(person: Person) -> None:
    goes_there(person)
    read: list[str] = []
    person.will_close_dialog(read)

    person.clicks("Uji tanda tangan")

    assert "Uji tanda tangan, bukan dokumen" in read
    assert "Tidak disimpan" in read
    assert person.reads("Belum dijalankan. Membutuhkan PIN Anda.")


def test_wrong_pin_is_told_and_not_sent_again_by_itself(
    person: Person, fault: FaultModule, demonstration: Demonstration
) -> None:
    goes_there(person)
    person.will_type_pin("999999")
    person.clicks("Uji tanda tangan")
    person.waits_until(lambda: person.reads(WRONG))
    person.waits_until(lambda: person.reads("PIN pernah salah diketik"))
    assert person.reads("Periksa Caps Lock dan Num Lock, lalu coba lagi.")
    assert len(fault.calls("C_Login")) == 1

    warned: list[str] = []

    def right(dialog: PinDialog) -> None:
        warned.extend(one.text() for one in dialog.findChildren(QLabel))
        person.types(dialog.field, demonstration.pin)

    person.will_answer(PinDialog, right)
    person.clicks("Uji lagi")
    person.waits_until(lambda: person.reads(PASSED))

    assert "PIN salah. Sisa percobaan tidak diketahui" in warned
    assert len(fault.calls("C_Login")) == 2


def test_page_that_is_renewed_behind_a_dialog_waits_until_it_is_gone(
    person: Person, fault: FaultModule
) -> None:
    goes_there(person)
    page = person.window.token_page
    part(person, "trial").setFocus(Qt.FocusReason.TabFocusReason)

    def answer(dialog: PinDialog) -> None:
        fault.does("removed")
        chip = person.window.header.chip
        person.waits_until(lambda: not chip.state.has_token)
        assert person.reads("Token siap dipakai"), "behind the dialog"
        person.escapes(dialog)

    person.will_answer(PinDialog, answer)
    page.trial_wanted.emit()

    person.waits_until(lambda: person.reads("Token belum dapat dipakai"))


def test_locked_token_is_not_asked_for_a_signature(
    person: Person, fault: FaultModule
) -> None:
    fault.does("locked")
    goes_there(person)

    assert person.reads("PIN terkunci")
    assert person.reads("Hanya pengelola token yang dapat membukanya dengan PUK.")
    assert part(person, "look").isEnabled()
    for gone in ("trial", "step"):
        assert person.window.token_page.findChild(QWidget, gone) is None


def test_driver_that_crashes_while_signing_is_told(
    person: Person, fault: FaultModule, demonstration: Demonstration
) -> None:
    goes_there(person)
    fault.does("crash C_Sign")
    person.will_type_pin(demonstration.pin)
    person.clicks("Uji tanda tangan")

    person.waits_until(lambda: person.reads("Token berhenti menjawab"))
    person.waits_until(lambda: person.reads("Token belum dapat dipakai"))


def test_cancelling_at_the_reader_leaves_everything_as_it_was(
    person: Person, fault: FaultModule
) -> None:
    fault.does("pad cancel")
    person.application.parts.tokens.restart(())
    goes_there(person)

    person.clicks("Uji tanda tangan")
    person.waits_until(lambda: bool(fault.calls("C_Login")))
    person.waits_until(lambda: not person.reads("Masukkan PIN pada pembaca kartu Anda"))

    assert person.reads("Belum dijalankan. Membutuhkan PIN Anda.")


def test_outcome_goes_with_its_token(
    person: Person, fault: FaultModule, demonstration: Demonstration
) -> None:
    goes_there(person)
    person.will_type_pin(demonstration.pin)
    person.clicks("Uji tanda tangan")
    person.waits_until(lambda: person.reads(PASSED))

    fault.does("removed")
    person.waits_until(lambda: person.reads("Token belum dapat dipakai"))
    fault.does()
    person.waits_until(lambda: person.reads("Token siap dipakai"))

    assert person.reads("Belum dijalankan. Membutuhkan PIN Anda.")


# --- the report ------------------------------------------------------------------


def copied(person: Person) -> str:
    QApplication.clipboard().clear()
    person.clicks("Salin laporan")
    person.waits_until(lambda: bool(QApplication.clipboard().text()))
    return QApplication.clipboard().text()


def test_copied_report_names_nobody(person: Person) -> None:
    goes_there(person)
    assert person.reads("PIN, nomor seri, dan nama Anda tidak ikut disalin.")

    text = copied(person)

    assert "Token 1" in text
    assert "menjawab, lewat python-pkcs11" in text
    assert [secret for secret in secrets_of(person) if secret in text] == []
    assert person.reads("Laporan disalin")


def test_names_are_copied_if_the_person_says_so(person: Person) -> None:
    goes_there(person)
    names = part(person, "names")
    assert isinstance(names, QCheckBox)
    names.click()
    assert person.reads("PIN tidak ikut disalin. Nama dan nomor seri ikut.")

    text = copied(person)

    assert all(secret in text for secret in secrets_of(person))


# Said by Qt's offscreen platform of every window besides the first.
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_report_is_saved_as_a_text(person: Person, tmp_path: Path) -> None:
    goes_there(person)
    target = tmp_path / "laporan"

    def answer(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        # Typed, it would open a list of proposals.
        field.setText(str(target))
        person.types(field, "")

    person.will_answer(QFileDialog, answer)
    person.clicks("Simpan sebagai berkas")
    person.waits_until(lambda: person.reads("Laporan disimpan"))

    text = target.with_suffix(".txt").read_text("utf-8")
    assert "Token siap dipakai" in text
    assert [secret for secret in secrets_of(person) if secret in text] == []


# --- drivers ---------------------------------------------------------------------


def test_driver_that_comes_later_is_found_by_looking_again(
    person: Person, fault: FaultModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    person.application.parts.tokens.restart(())
    person.window.show_room(rail.TOKEN)
    person.waits_until(lambda: person.reads("Token belum dapat dipakai"))
    person.waits_until(lambda: person.reads("Belum ada driver token"))

    monkeypatch.setenv("TTE_PKCS11_MODULES", fault.module)
    person.clicks("Periksa lagi")

    person.waits_until(lambda: person.reads("Token siap dipakai"))
    person.waits_until(lambda: person.reads("libfault.so"))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_first_rung_that_failed_has_the_primary_button(person: Person) -> None:
    goes_there(person)
    page = person.window.token_page
    page.show_facts(TokenFacts(Survey(), Readers(names=("Pembaca",)), Findings()))
    primary = [
        one.objectName()
        for one in page.findChildren(QWidget)
        if one.property("kind") == "primary"
    ]
    asked: list[str] = []

    def answer(dialog: QFileDialog) -> None:
        asked.append(dialog.windowTitle())
        dialog.reject()

    person.will_answer(QFileDialog, answer)
    person.clicks("Pilih driver lain…")

    assert primary == ["driver"]
    assert asked
    assert person.reads("Menunggu langkah di atas")


def test_driver_that_is_driven_directly_says_so(person: Person) -> None:
    goes_there(person)
    survey = person.application.parts.tokens.survey
    assert survey is not None
    module = survey.tokens[0].token.module
    found = Findings((), (ModuleFinding(module, "x86-64", is_direct=True),))

    person.window.token_page.show_facts(TokenFacts(survey, Readers(), found))

    assert person.reads("Dipakai, langsung")


def test_driver_that_hangs_does_not_keep_the_window_from_closing(
    person: Person, fault: FaultModule
) -> None:
    waits_for_survey(person)
    begun = len(fault.calls("C_Initialize"))
    fault.does("hang C_GetTokenInfo")
    person.window.show_room(rail.TOKEN)
    person.waits_until(lambda: len(fault.calls("C_Initialize")) > begun)

    begin = time.monotonic()
    person.application.stop()

    assert time.monotonic() - begin < 5


# --- the PIN, the keyboard -------------------------------------------------------


def test_pin_of_the_token_can_be_changed_from_here(
    person: Person, demonstration: Demonstration
) -> None:
    goes_there(person)
    read: list[str] = []

    def answer(dialog: PinChangeDialog) -> None:
        read.extend(one.text() for one in dialog.findChildren(QLabel))
        person.escapes(dialog)

    person.will_answer(PinChangeDialog, answer)
    with person.bot.waitSignal(person.window.token_page.pin_change_wanted) as wanted:
        person.clicks("Ganti PIN…")

    assert wanted.args is not None
    assert wanted.args[0].label == demonstration.token_label
    assert any(demonstration.token_label in words for words in read)


def test_keyboard_stays_where_it_is_when_the_page_is_renewed(
    person: Person, fault: FaultModule
) -> None:
    goes_there(person)
    part(person, "look").setFocus(Qt.FocusReason.TabFocusReason)
    before = len(fault.calls("C_GetTokenInfo"))

    QTest.keyClick(part(person, "look"), Qt.Key.Key_Space)
    person.waits_until(lambda: len(fault.calls("C_GetTokenInfo")) > before + 2)
    person.waits_until(lambda: person.button("Salin laporan").isEnabled())

    assert person.window.focusWidget() is part(person, "look")


def test_page_that_is_not_looked_at_asks_no_driver(
    person: Person, fault: FaultModule
) -> None:
    waits_for_survey(person)
    begun = len(fault.calls("C_Initialize"))
    person.application.parts.tokens.look_now()
    person.waits_until(lambda: person.window.header.chip.state.tone == "ok")

    assert len(fault.calls("C_Initialize")) == begun
