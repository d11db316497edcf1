"""One entry of the PIN serves for a while; idleness, a lock and a removal end that."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.keyrings.secret_service import running_bus
from ttedesktop.settings.values import SessionLimit
from ttedesktop.validation.report import Verdict
from ui.program import kept_session
from ui.program.screen_lock import ScreenLock
from ui.signing.confirmation import SigningConfirmation

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.tokens.fault_module import FaultModule
    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration

SAYS_SO = "PIN masih berlaku, tidak ditanyakan lagi."
LOCK = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
application = QCoreApplication(sys.argv)
message = QDBusMessage.createSignal(sys.argv[1], sys.argv[2], "ActiveChanged")
message.setArguments([True])
assert QDBusConnection.sessionBus().send(message)
"""


def logins(fault: FaultModule) -> int:
    return len(fault.calls("C_Login"))


def signs(person: Person, letter: Path) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.opens(letter)
    page = person.window.document_page
    person.waits_for_token()
    person.waits_until(lambda: page.desk.placement is not None)
    person.consents()
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        page.ask_to_sign()
    assert page.report is not None
    assert page.report.verdict is Verdict.VALID


def signs_with_pin(person: Person, letter: Path, pin: str) -> None:
    person.will_type_pin(pin)
    signs(person, letter)


def test_second_letter_needs_no_pin_and_the_panel_says_so(
    person: Person, fault: FaultModule, letter: Path, demonstration: Demonstration
) -> None:
    signs_with_pin(person, letter, demonstration.pin)
    person.opens(letter)
    assert person.reads(SAYS_SO)

    person.will_confirm()
    signs(person, letter)

    assert logins(fault) == 1


def test_what_is_signed_without_a_pin_is_named_and_enter_alone_signs_nothing(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    signs_with_pin(person, letter, demonstration.pin)
    person.gets_ready_to_sign(letter)
    seen: list[str] = []

    def presses_enter(dialog: SigningConfirmation) -> None:
        seen.extend(one.text() for one in dialog.findChildren(QLabel) if one.text())
        person.presses(Qt.Key.Key_Return)

    person.will_answer(SigningConfirmation, presses_enter)
    person.window.document_page.ask_to_sign()
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.waits_until(lambda: bool(seen) and not switchboard.flow.is_busy)

    assert {"surat.pdf", "2 halaman", "RINA KUSUMAWATI"} <= set(seen)
    assert "Halaman 2 (terakhir), kanan" in seen
    assert "Tanpa cap waktu (B-B)" in seen
    assert {one.name for one in letter.parent.iterdir()} == {
        "surat.pdf",
        "surat_TTE.pdf",
    }
    # The PIN is still remembered: nothing was used up.
    assert person.application.parts.kept.token is not None


def test_person_may_end_it_and_is_asked_again(
    person: Person, fault: FaultModule, letter: Path, demonstration: Demonstration
) -> None:
    signs_with_pin(person, letter, demonstration.pin)
    person.opens(letter)
    person.clicks("Akhiri", within=person.window.document_page.signing_panel)
    assert not person.reads(SAYS_SO)

    signs_with_pin(person, letter, demonstration.pin)

    assert logins(fault) == 2


def test_pin_is_asked_each_time_where_that_is_set(
    person: Person, fault: FaultModule, letter: Path, demonstration: Demonstration
) -> None:
    keeper = person.application.parts.keeper
    keeper.change(session_limit=SessionLimit.EACH_SIGNATURE)

    signs_with_pin(person, letter, demonstration.pin)
    signs_with_pin(person, letter, demonstration.pin)

    assert logins(fault) == 2


@pytest.mark.usefixtures("fault")
def test_session_that_nobody_uses_ends(
    person: Person,
    letter: Path,
    demonstration: Demonstration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_session, "MINUTE", 0.2)
    signs_with_pin(person, letter, demonstration.pin)

    person.waits_until(lambda: person.application.parts.kept.token is None)

    assert person.reads("Lama tidak dipakai, PIN akan ditanyakan kembali.")


@pytest.mark.usefixtures("fault")
def test_session_is_over_after_a_sleep(
    person: Person,
    letter: Path,
    demonstration: Demonstration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signs_with_pin(person, letter, demonstration.pin)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60)

    person.waits_until(lambda: person.application.parts.kept.token is None)

    assert person.reads("Layar terkunci tadi, PIN akan ditanyakan kembali.")


def test_session_goes_with_its_token(
    person: Person, fault: FaultModule, letter: Path, demonstration: Demonstration
) -> None:
    signs_with_pin(person, letter, demonstration.pin)

    fault.does("removed")
    person.waits_until(lambda: person.application.parts.kept.token is None)

    fault.does()
    person.waits_until(lambda: person.window.header.chip.state.tone == "ok")
    signs_with_pin(person, letter, demonstration.pin)


def test_session_lost_unseen_costs_a_pin_and_no_fright(
    person: Person, fault: FaultModule, letter: Path, demonstration: Demonstration
) -> None:
    signs_with_pin(person, letter, demonstration.pin)
    kept = person.application.parts.kept
    assert kept.token is not None
    # The helper dies, as after a crash of the driver.
    person.application.parts.tokens.interrupt(kept.token)

    person.will_confirm()
    signs_with_pin(person, letter, demonstration.pin)

    assert logins(fault) == 2


@pytest.mark.parametrize(
    ("path", "interface"),
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ],
)
def test_lock_of_the_screen_is_heard_on_the_bus(
    tmp_path: Path, path: str, interface: str
) -> None:
    listen = "\n".join(
        [
            "import sys",
            "from PySide6.QtWidgets import QApplication, QWidget",
            "from ui.program.screen_lock import ScreenLock",
            "application = QApplication(sys.argv)",
            "lock = ScreenLock()",
            "lock.locked.connect(lambda: application.exit(7))",
            "lock.start(QWidget())",
            "print('listening', flush=True)",
            "sys.exit(application.exec())",
        ]
    )
    with running_bus(tmp_path) as environment:
        listener = subprocess.Popen(
            [sys.executable, "-c", listen],
            env={**environment, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
        )
        with listener:
            try:
                assert listener.stdout is not None
                assert listener.stdout.readline() == b"listening\n"
                subprocess.run(
                    [sys.executable, "-c", LOCK, path, interface],
                    env={**environment, "QT_QPA_PLATFORM": "offscreen"},
                    check=True,
                )
                assert listener.wait(timeout=30) == 7
            finally:
                listener.kill()


@pytest.mark.usefixtures("fault")
def test_lock_of_the_screen_ends_the_session(
    person: Person, letter: Path, demonstration: Demonstration, qtbot: QtBot
) -> None:
    signs_with_pin(person, letter, demonstration.pin)
    (lock,) = person.window.findChildren(ScreenLock)

    with qtbot.waitSignal(person.application.parts.kept.ended):
        lock.locked.emit()

    assert person.application.parts.kept.token is None
    QApplication.processEvents()


def test_token_that_fails_under_a_kept_session_is_told(
    person: Person, fault: FaultModule, letter: Path, demonstration: Demonstration
) -> None:
    signs_with_pin(person, letter, demonstration.pin)
    person.opens(letter)
    person.waits_until(lambda: person.window.document_page.desk.placement is not None)
    person.consents()
    seen: list[str] = []
    fault.does("crash C_Sign")
    person.will_confirm()
    person.will_read_trouble(seen)

    person.window.document_page.ask_to_sign()
    person.waits_until(lambda: bool(seen))

    assert any("Token berhenti menjawab" in one for one in seen)
