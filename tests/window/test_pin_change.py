"""A person changes the PIN of a token in the window, and reads how it came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.tokens.fault_module import FaultModule, build
from ui.tokens.pin_change import PinChangeDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration

NEW_PIN = "246813"
CKR_OK = 0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


@pytest.fixture
def fault(
    built: FaultModule,
    person: Person,
    demonstration: Demonstration,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FaultModule]:
    """Put the fault module before the token, whose PIN is put back afterwards."""
    built.does()
    built.log.unlink(missing_ok=True)
    for name, value in built.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TTE_PKCS11_MODULES", built.module)
    tokens = person.application.parts.tokens
    tokens.restart(())
    person.waits_until(lambda: bool(tokens.survey and tokens.survey.certificates()))
    yield built
    built.does()
    if built.calls("C_SetPIN")[-1:] == [CKR_OK]:
        fills(person, NEW_PIN, demonstration.pin, demonstration.pin)
        change(person)
        person.waits_until(lambda: person.reads("PIN token sudah diganti"))


def fills(person: Person, old: str, new: str, again: str) -> None:
    def answer(dialog: PinChangeDialog) -> None:
        for field, words in ((dialog.old, old), (dialog.new, new)):
            QTest.keyClicks(field, words)
        person.types(dialog.again, again)

    person.will_answer(PinChangeDialog, answer)


def change(person: Person) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.window.toast.hide()
    switchboard.token_affairs.change_pin()


def words_in(dialog: PinChangeDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel))


def test_pin_is_changed_and_the_person_told(
    person: Person, fault: FaultModule, demonstration: Demonstration
) -> None:
    fills(person, demonstration.pin, NEW_PIN, NEW_PIN)
    change(person)

    person.waits_until(lambda: person.reads("PIN token sudah diganti"))

    assert fault.calls("C_SetPIN") == [CKR_OK]


def test_wrong_old_pin_is_told_once_and_not_sent_again(
    person: Person, fault: FaultModule
) -> None:
    read: list[str] = []

    def close(dialog: PinChangeDialog) -> None:
        read.append(words_in(dialog))
        person.escapes(dialog)

    def first(dialog: PinChangeDialog) -> None:
        QTest.keyClicks(dialog.old, "000000")
        QTest.keyClicks(dialog.new, NEW_PIN)
        person.will_answer(PinChangeDialog, close)
        person.types(dialog.again, NEW_PIN)

    person.will_answer(PinChangeDialog, first)
    change(person)
    person.waits_until(lambda: bool(read))

    assert "PIN salah. Sisa percobaan tidak diketahui" in read[0]
    assert len(fault.calls("C_SetPIN")) == 1


@pytest.mark.parametrize(
    "attempt",
    [
        ("1", "1", "PIN baru harus 4 sampai 255 karakter."),
        (NEW_PIN, "246814", "Kedua PIN baru tidak sama."),
        ("same", "same", "PIN baru sama dengan PIN lama."),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_sent(
    person: Person,
    fault: FaultModule,
    demonstration: Demonstration,
    attempt: tuple[str, str, str],
) -> None:
    new, again, words = attempt
    read: list[str] = []
    new, again = (demonstration.pin if one == "same" else one for one in (new, again))

    def answer(dialog: PinChangeDialog) -> None:
        QTest.keyClicks(dialog.old, demonstration.pin)
        QTest.keyClicks(dialog.new, new)
        person.types(dialog.again, again)
        read.append(words_in(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(PinChangeDialog, answer)
    change(person)
    person.waits_until(lambda: bool(read))

    assert words in read[0]
    assert fault.calls("C_SetPIN") == []


def test_cancelling_at_the_reader_leaves_the_window_free(
    person: Person, fault: FaultModule
) -> None:
    fault.does("pad cancel", "fail C_SetPIN 0x50")
    tokens = person.application.parts.tokens
    tokens.look_now()
    person.waits_until(
        lambda: bool(tokens.survey and tokens.survey.tokens[0].token.has_pin_pad)
    )

    change(person)
    person.waits_until(lambda: bool(fault.calls("C_SetPIN")))
    person.waits_until(lambda: not person.reads("Ganti PIN pada pembaca kartu Anda"))
