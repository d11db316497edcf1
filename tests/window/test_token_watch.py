"""The watch over the tokens ends when it is told to, however early that is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from ttedesktop.language import Language
from ttedesktop.policy import Policy
from ui.program.background import Background
from ui.program.token_watch import TokenWatch

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication

    from tests.window.person import Person


def test_watch_that_is_stopped_before_the_drivers_are_listed_stays_stopped(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTE_PKCS11_MODULES", "")
    background = Background()
    watch = TokenWatch(background, Policy())

    watch.start(())
    background.stop()
    watch.stop()
    # The list of drivers arrives now, and what brought it goes before the watch does.
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    names = {thread.name for thread in threading.enumerate()}
    assert "token-monitor" not in names


def test_window_that_was_made_anew_hears_the_tokens_and_the_old_one_does_not(
    person: Person, qapp: QApplication
) -> None:
    tokens = person.application.parts.tokens
    person.waits_until(lambda: tokens.survey is not None)
    before = person.window
    person.application.parts.keeper.change(language=Language.ENGLISH)
    person.waits_until(lambda: person.window is not before)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # A slot of the window that is gone would fail the test here.
    tokens.survey_changed.emit(tokens.survey)
    qapp.processEvents()

    assert person.window.header.chip.state.heading == "Token ready"
