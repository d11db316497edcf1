"""Thousands of stray keys and clicks sign nothing without consent, or without a PIN.

``TTE_STRAY_EVENTS`` asks for a longer hunt, ``TTE_STRAY_SEED`` for another one.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tests.stray_input import StrayInput

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration
    from ui.switchboard import Switchboard

EVENTS = int(os.environ.get("TTE_STRAY_EVENTS", "1000"))
SEED = int(os.environ.get("TTE_STRAY_SEED", "1965"))
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.timeout(max(180, EVENTS // 5)),
]


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no click lead out of the window: dialogs of the system wait for a person."""

    def chose_nothing(*_arguments: Any, **_named: Any) -> tuple[str, str]:
        return "", ""

    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, chose_nothing)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_n: "")
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


def strays(person: Person, *, consents: bool) -> list[object]:
    """Let a cat walk over keys and window; return all that was signed meanwhile."""
    signed: list[object] = []
    watched: list[Switchboard] = []

    def in_charge() -> Switchboard:
        # Another language or theme makes the window anew, and all that is behind it.
        switchboard = person.application.switchboard
        assert switchboard is not None
        if switchboard not in watched:
            watched.append(switchboard)
            switchboard.flow.signed.connect(signed.append)
        return switchboard

    def after_each() -> None:
        in_charge()
        panel = person.window.document_page.signing_panel
        if panel.consent.isChecked() != consents:
            panel.consent.setChecked(consents)

    stray = StrayInput(
        SEED, lambda: person.window, after_each, lambda: in_charge().is_busy
    )
    in_charge()
    stray.do(EVENTS)
    person.bot.waitUntil(lambda: stray.is_over, timeout=max(120_000, EVENTS * 100))
    return signed


def test_without_consent_nothing_is_signed_even_while_the_pin_is_remembered(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.gets_ready_to_sign(letter)
    person.will_type_pin(demonstration.pin)
    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        person.window.document_page.ask_to_sign()
    next_letter = letter.with_name("berikutnya.pdf")
    shutil.copy(demonstration.documents[0], next_letter)
    person.opens(next_letter)
    before = {one.name for one in letter.parent.iterdir()}

    signed = strays(person, consents=False)

    assert signed == []
    assert {one.name for one in letter.parent.iterdir()} == before


def test_without_the_pin_nothing_is_signed_even_after_consent(
    person: Person, letter: Path
) -> None:
    person.gets_ready_to_sign(letter)

    signed = strays(person, consents=True)

    assert signed == []
    assert [one.name for one in letter.parent.iterdir()] == ["surat.pdf"]
