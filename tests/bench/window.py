"""How long the window's thread lets a tick wait while a letter is signed in it.

By the clock, and by what the thread itself worked in the tick: see ``ticks``.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from tests.bench.measuring import Figure, at_most
from tests.states.journey import opened, typed
from tests.states.visitor import settle, wait_for
from tests.tokens.fault_module import FaultModule, build
from tests.window.pulse import INTERVAL, beating
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.settings.values import SessionLimit
from ui.app import tidy_from_now_on
from ui.application import Application
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

ROUNDS = 3
SIGNATURE = 700
"""Milliseconds of the token for each."""
TICK = 20.0
"""Milliseconds."""
STARTING = 6_000
"""Milliseconds until what is started after the window is, and garbage is looked for."""
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
    late: dict[str, float] = field(default_factory=dict)
    """Milliseconds."""
    worked: dict[str, float] = field(default_factory=dict)
    """The most that the window's thread worked in a tick, in milliseconds."""
    _last: float = field(default_factory=time.perf_counter)
    _worked: float = field(default_factory=time.thread_time)
    _was_inside: bool = False

    def begin(self) -> None:
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def signed(self) -> None:
        self.stage = OPENING

    def beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        is_inside = self.fault.is_inside("C_Sign")
        stage = TOKEN if is_inside and self._was_inside else self.stage
        late = (now - self._last) * 1e3 - INTERVAL
        self.late[stage] = max(late, self.late.get(stage, 0.0))
        work = (worked - self._worked) * 1e3
        self.worked[stage] = max(work, self.worked.get(stage, 0.0))
        # Looking at the token took time, too.
        self.begin()
        self._was_inside = is_inside


def figures(folder: Path) -> Iterator[Figure]:
    demonstration = make_demonstration(folder / "demonstration")
    late: dict[str, float] = {}
    worked: dict[str, float] = {}
    with _window(demonstration, folder) as (application, fault):
        for _ in range(ROUNDS):
            letter = folder / "window" / demonstration.documents[0].name
            shutil.copy(demonstration.documents[0], letter)
            watch = Watch(fault)
            _sign(application, demonstration, letter, watch)
            for worst, seen in ((late, watch.late), (worked, watch.worked)):
                for stage, most in seen.items():
                    worst[stage] = max(most, worst.get(stage, 0.0))
    for stage in late:
        name = f"most work of the window in a tick while {stage}"
        yield at_most(name, worked[stage], "ms", TICK)
        yield at_most("  latest tick by the clock", late[stage], "ms", TICK)


@contextlib.contextmanager
def _window(
    demonstration: Demonstration, folder: Path
) -> Generator[tuple[Application, FaultModule]]:
    (folder / "window").mkdir()
    fault = build(folder / "window")
    fault.does(f"slow {SIGNATURE}")
    # As the program itself does: else the search for garbage freezes the window.
    gc.disable()
    application = Application(None, demonstration=demonstration.folder)
    tidy_from_now_on(application)
    os.environ.update(fault.environment | {"TTE_PKCS11_MODULES": fault.module})
    application.parts.keeper.change(session_limit=SessionLimit.EACH_SIGNATURE)
    application.start()
    settle(STARTING)
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
