"""Applications that are started in a test, and gone when it is over."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ttedesktop.language import Language, choose_language

if TYPE_CHECKING:
    from collections.abc import Generator

    from ui.application import Application


@contextmanager
def no_search_elsewhere() -> Generator[None]:
    """Keep Python from looking for garbage in other threads, as the program does.

    Widgets that are let go there end the whole run (see ``ui.program.tidying``).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def running(application: Application) -> Generator[Application]:
    """Start an application, and leave nothing of it.

    What is left of a window is dressed anew with each that follows: after a hundred
    tests that takes longer than the tests.
    """
    with no_search_elsewhere():
        application.start()
        try:
            yield application
        finally:
            application.stop()
            QApplication.processEvents()
            # Only a loop would do it.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            choose_language(Language.INDONESIAN)
            gc.collect()
