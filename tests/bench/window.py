"""How long the window's thread lets a tick wait while a letter is signed in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from tests.bench.measuring import Figure

# Chooses the platform without a display before Qt is looked at.
from tests.states.journey import opened, typed
from tests.states.visitor import settle, wait_for
from tests.tokens.fault_module import FaultModule, build
from tests.window.pulse import INTERVAL, beating
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.settings.values import SessionLimit
from ui.application import Application
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

ROUNDS = 3
SIGNATURE = 700
"""Milliseconds of the token for each."""
ASKING = 50
"""Milliseconds between two looks for the question for the PIN."""
CHECKING = "the letter is checked and the PIN asked for"
SIGNING = "the letter is signed, but for the token"
TOKEN = f"the token signs, which takes {SIGNATURE} ms"
OPENING = "the signed letter is opened and validated"


@dataclass
class Watch:
    """Notes how late each tick came, by what was going on."""

    fault: FaultModule
    stage: str = CHECKING
    longest: dict[str, float] = field(default_factory=dict)
    """Seconds."""
    _last: float = field(default_factory=time.perf_counter)
    _was_inside: bool = False

    def begin(self) -> None:
        self._last = time.perf_counter()

    def signed(self) -> None:
        self.stage = OPENING

    def beat(self) -> None:
        now = time.perf_counter()
        late = now - self._last - INTERVAL / 1e3
        is_inside = self.fault.is_inside("C_Sign")
        stage = TOKEN if is_inside and self._was_inside else self.stage
        self.longest[stage] = max(late, self.longest.get(stage, 0.0))
        self._last, self._was_inside = now, is_inside


def figures(folder: Path) -> Iterator[Figure]:
    demonstration = make_demonstration(folder / "demonstration")
    worst: dict[str, float] = {}
    with _window(demonstration, folder) as (application, fault):
        for _ in range(ROUNDS):
            letter = folder / "window" / demonstration.documents[0].name
            shutil.copy(demonstration.documents[0], letter)
            watch = Watch(fault)
            _sign(application, demonstration, letter, watch)
            for stage, late in watch.longest.items():
                worst[stage] = max(late, worst.get(stage, 0.0))
    for stage, late in worst.items():
        yield Figure(
            f"latest tick of the window while {stage}",
            round(late * 1e3, 1),
            "ms",
            "20 ms at most",
        )


@contextlib.contextmanager
def _window(
    demonstration: Demonstration, folder: Path
) -> Generator[tuple[Application, FaultModule]]:
    (folder / "window").mkdir()
    fault = build(folder / "window")
    fault.does(f"slow {SIGNATURE}")
    application = Application(None, demonstration=demonstration.folder)
    os.environ.update(fault.environment | {"TTE_PKCS11_MODULES": fault.module})
    application.parts.keeper.change(session_limit=SessionLimit.EACH_SIGNATURE)
    application.start()
    try:
        yield application, fault
    finally:
        application.stop()


def _sign(
    application: Application, demonstration: Demonstration, letter: Path, watch: Watch
) -> None:
    opened(application, letter)
    window, switchboard = application.window, application.switchboard
    assert window is not None
    assert switchboard is not None
    page = window.document_page
    wait_for(lambda: page.desk.placement is not None)
    page.signing_panel.consent.setChecked(True)
    settle()
    done: list[int] = []
    switchboard.settled.connect(lambda: done.append(1))
    switchboard.flow.signed.connect(watch.signed)

    def type_pin() -> None:
        found = [one for one in window.findChildren(PinDialog) if one.isVisible()]
        if not found:
            QTimer.singleShot(ASKING, type_pin)
            return
        typed(found[0], demonstration.pin)
        watch.beat()
        watch.stage = SIGNING

    QTimer.singleShot(ASKING, type_pin)
    watch.begin()
    with beating(watch.beat):
        page.ask_to_sign()
        wait_for(lambda: bool(done))
