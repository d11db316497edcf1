"""Opens a file in the real window, reads it as a person would, and closes it.

Notes how late the thread of the window ever was, for it must never be held up.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QLabel

from tests.states.visitor import settle, wait_for
from tests.window.pulse import INTERVAL, beating
from ttedesktop.document.rendering.renderer import Renderer
from ui.application import Application
from ui.controls.dialog import Dialog
from ui.program.children import Children

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ui.main_window import MainWindow
    from ui.switchboard import Switchboard

LOOKED_AT: Final = 300
"""Milliseconds for which each thing is looked at."""
ASKING: Final = 0.1
"""Seconds between two questions of how long our threads stood in line."""
SMALL: Final = 0.05
"""Pixels a point of a page of which only is asked whether it can be drawn."""


def impatient_application(folder: Path, *, page_deadline: float | None) -> Application:
    """Return the application of a demonstration, whose pages may take so long."""
    if page_deadline is None:
        return Application(None, demonstration=folder)
    children = Children(
        reading=Renderer(page_deadline=page_deadline, spare=True),
        making=Renderer(page_deadline=page_deadline),
    )
    return Application(None, demonstration=folder, children=children)


def waited_for_processor() -> float:
    """Return the seconds that our threads stood in line, all of them together.

    The window's thread waits for theirs, too, where they hold Python's lock. 0 where
    the system does not tell.
    """
    total = 0
    for task in Path("/proc/self/task").glob("*/schedstat"):
        # It may have ended, or the kernel may not count.
        with suppress(OSError, IndexError):
            total += int(task.read_text().split()[1])
    return total / 1e9


@dataclass
class Shown:
    """What became of a file in the window."""

    dialogs: list[list[str]] = field(default_factory=list)
    """The words of each dialog that came, its heading first."""
    is_open: bool = False
    is_first_page_drawn: bool = False
    failed_pages: set[int] = field(default_factory=set)
    """Pages in whose place the window says that they cannot be shown."""
    keeps_from_signing: str = ""
    """What the panel says about why the button is off."""
    refusal: str = ""
    """Code of the fact for which the document may not be signed; empty if it may."""
    latest: float = 0.0
    """Seconds by which the latest tick of the window's thread was late.

    Without those in which the thread could go on but other programs had the
    processors, which says nothing of this one.
    """
    latest_in: str = ""

    @property
    def words(self) -> str:
        return " ".join(word for dialog in self.dialogs for word in dialog)

    @property
    def outcome(self) -> str:
        if not self.is_open:
            return self.dialogs[0][0] if self.dialogs else "nothing"
        return "a page" if self.is_first_page_drawn else "words in place of a page"


class Reader(QObject):
    """Somebody who opens files, whatever they are."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application = application
        self._shown = Shown()
        self._stage = ""
        self._last = self._waited = self._asked = 0.0

    def reads(self, path: Path) -> Shown:
        self._shown = Shown()
        page = self._window.document_page
        page.view.page_failed.connect(self._fails)
        closer = QTimer(interval=50)
        closer.timeout.connect(self._closes_dialogs)
        closer.start()
        self._waited, self._asked = waited_for_processor(), time.perf_counter()
        self._last = self._asked
        try:
            with beating(self._beat):
                self._begins("opening")
                self._opens(path)
                document = page.document
                if document is not None:
                    self._looks_at(document)
                self._begins("closing")
                self._switchboard.close_document()
                settle(LOOKED_AT)
        finally:
            closer.stop()
            page.view.page_failed.disconnect(self._fails)
        return self._shown

    # --- inside ----------------------------------------------------------------

    @property
    def _window(self) -> MainWindow:
        window = self._application.window
        assert window is not None
        return window

    @property
    def _switchboard(self) -> Switchboard:
        switchboard = self._application.switchboard
        assert switchboard is not None
        return switchboard

    def _opens(self, path: Path) -> None:
        settled: list[int] = []
        connection = self._switchboard.settled.connect(lambda: settled.append(1))
        self._switchboard.open(path)
        wait_for(lambda: bool(settled or self._shown.dialogs))
        self._switchboard.settled.disconnect(connection)

    def _looks_at(self, document: Document) -> None:
        shown, view = self._shown, self._window.document_page.view
        shown.is_open = True
        self._begins("drawing")
        reading = self._application.parts.reading
        small = min(SMALL, 100 / max(document.pages[0].width, document.pages[0].height))
        failure = self._waits_for(lambda: reading.render(document, 0, scale=small))
        if failure is not None:
            wait_for(lambda: 0 in shown.failed_pages)
        shown.is_first_page_drawn = 0 not in shown.failed_pages
        last = len(document.pages) - 1
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("reading on", lambda: view.go_to_page(last)),
            ("reading back", lambda: view.go_to_page(0)),
            ("enlarging", lambda: view.zoom_to(8.0)),
            ("fitting", view.fit_page),
            ("folding", self._window.document_page.toggle_panel),
            ("unfolding", self._window.document_page.toggle_panel),
        )
        for stage, act in acts:
            self._begins(stage)
            act()
            settle(LOOKED_AT)
        self._asks_to_sign(document)

    def _asks_to_sign(self, document: Document) -> None:
        self._begins("asking to sign")
        panel = self._window.document_page.signing_panel
        wait_for(lambda: panel.heed.is_filled)
        self._shown.keeps_from_signing = panel.heed.hindrance
        ceremony = self._application.parts.ceremony()
        failure = self._waits_for(lambda: ceremony.require_signable(document))
        self._shown.refusal = "" if failure is None else failure.code()

    def _waits_for(self, work: Callable[[], object]) -> TteError | None:
        """Do something in the background, and live on in the window meanwhile."""
        outcome: list[TteError | None] = []
        loop = QEventLoop()

        def over(failure: TteError | None) -> None:
            outcome.append(failure)
            loop.quit()

        self._application.parts.background.run(
            work, to=self, on_success=lambda _result: over(None), on_failure=over
        )
        if not outcome:
            loop.exec()
        return outcome[0]

    def _begins(self, stage: str) -> None:
        self._stage = stage

    def _beat(self) -> None:
        now = time.perf_counter()
        late = now - self._last - INTERVAL / 1e3
        if late > self._shown.latest:
            late -= max(0.0, waited_for_processor() - self._waited)
        if late > self._shown.latest:
            self._shown.latest, self._shown.latest_in = late, self._stage
        if now - self._asked > ASKING:
            self._waited, self._asked = waited_for_processor(), now
        # Asking took time as well.
        self._last = time.perf_counter()

    def _fails(self, index: int) -> None:
        self._shown.failed_pages.add(index)

    def _closes_dialogs(self) -> None:
        for dialog in self._window.findChildren(Dialog):
            if dialog.isVisible():
                said = [one.text() for one in dialog.findChildren(QLabel) if one.text()]
                self._shown.dialogs.append(said)
                dialog.reject()
