"""The watch over the tokens ends when it is told to, however early that is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from ttedesktop.policy import Policy
from ui.background import Background
from ui.token_watch import TokenWatch

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication


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
