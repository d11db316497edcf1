"""What the reader does in the window once there is a first page, and what it notes.

Where a page cannot be drawn within its time, nothing more is tried, and the notes end.
"""

from __future__ import annotations

import itertools
import math
import random
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QRect, Qt, QTimer

from tests.bench import household
from tests.bench.sight import lateness, pause

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.bench.sight import Sight
    from ui.application import Application
    from ui.pages.document_view import DocumentView

    Task = Callable[[Application, Sight, Sequence[str]], dict[str, Any]]

FULL_HD = (1920, 1080)
JUMPS = 25
TURNS = 50
SPEED = 4000
"""Logical pixels a second."""
SCROLLING = 4.0
"""Seconds."""
FRAME = 1 / 60
LOOK = 120
"""Milliseconds that somebody looks at a page before going on."""
FIRST_READ = 3_000
"""Milliseconds in which somebody reads one document before opening another."""
PANS = 20
STEP = 300
"""Logical pixels of one pan."""
REST = 0.02
"""Seconds of work in a quarter of a second below which the children are at rest."""
LONGEST_REST = 80
"""Quarters of a second."""


def start(
    application: Application, sight: Sight, files: Sequence[str]
) -> dict[str, Any]:
    """Open another document in the window that runs already."""
    memory = household.memory()
    _rest()
    pause(FIRST_READ)
    second = _opened(application, sight, files[1])
    return {"memory": memory, "second document": second}


def scroll(
    application: Application, sight: Sight, files: Sequence[str]
) -> dict[str, Any]:
    """Jump about, turn pages one by one, and scroll without stopping."""
    told: dict[str, Any] = {}
    with lateness() as late:
        told["opening"] = _opened_large(application, sight, files[1])
        if math.isnan(told["opening"]):
            return told
        view = sight.view
        told["early jump"] = sight.seconds(
            lambda: view.turn_to_page(len(view.pages) // 2)
        )
        told["rested after"] = _rest()
    told["late while opening"] = late
    told["scale"] = view.scale * view.devicePixelRatioF()
    places = _places(len(view.pages))
    with lateness() as late:
        told["jumps"] = [
            _looked_at(sight, partial(view.turn_to_page, page)) for page in places
        ]
    told["places"], told["late while jumping"] = places, late
    first = 0 if len(view.pages) <= TURNS else len(view.pages) // 3
    sight.seconds(lambda: view.turn_to_page(first))
    pause(4 * LOOK)
    last = min(len(view.pages), first + TURNS + 1)
    with lateness() as late:
        told["turns"] = [
            _looked_at(sight, partial(view.turn_to_page, page))
            for page in range(first + 1, last)
        ]
    told["late while turning"] = late
    sight.seconds(lambda: view.turn_to_page(0))
    _rest()
    return told | _scrolled(view)


def zoom(
    application: Application, sight: Sight, files: Sequence[str]
) -> dict[str, Any]:
    """Look at a page at 400 %, here and there."""
    told: dict[str, Any] = {"opening": _opened_large(application, sight, files[1])}
    if math.isnan(told["opening"]):
        return told
    _rest()
    view = sight.view
    with lateness() as late:
        told["zoom"] = sight.seconds(lambda: view.zoom_to(4.0))
        pause(4 * LOOK)
        bars = (view.verticalScrollBar(), view.horizontalScrollBar())
        told["pans"] = []
        for number in range(PANS):
            bar = bars[number % 2]
            told["pans"].append(
                _looked_at(sight, partial(bar.setValue, bar.value() + STEP))
            )
    return told | {"late": late, "scale": view.scale * view.devicePixelRatioF()}


def memory(
    application: Application, sight: Sight, files: Sequence[str]
) -> dict[str, Any]:
    """Weigh all processes at rest, and at every page of a document."""
    _rest()
    at_rest = household.memory_by_role()
    _opened_large(application, sight, files[1])
    weights: list[dict[str, float]] = []
    for page in range(len(sight.view.pages)):
        sight.seconds(partial(sight.view.turn_to_page, page))
        weights.append(household.memory_by_role())
    _rest()
    return {
        "rest": at_rest,
        "peak": max(weights, key=lambda shares: sum(shares.values())),
        "after": household.memory_by_role(),
    }


TASKS: dict[str, Task] = {
    "start": start,
    "scroll": scroll,
    "zoom": zoom,
    "memory": memory,
}


def _opened_large(application: Application, sight: Sight, path: str) -> float:
    window = application.window
    assert window is not None
    window.resize(*FULL_HD)
    _rest()
    return _opened(application, sight, path)


def _opened(application: Application, sight: Sight, path: str) -> float:
    """Return the seconds until the first page of another document is painted."""
    window = application.window
    assert window is not None

    def is_there() -> bool:
        document = window.document_page.document
        return document is not None and document.name == Path(path).name

    return sight.seconds(lambda: application.open_all([Path(path)]), is_there)


def _places(pages: int) -> list[int]:
    chance = random.Random(25)  # noqa: S311 - repeatable
    return chance.sample(range(pages), min(JUMPS, pages))


def _looked_at(sight: Sight, act: Callable[[], None]) -> float:
    taken = sight.seconds(act)
    pause(LOOK)
    return taken


def _rest() -> float:
    """Wait until the children have nothing to do; return the seconds it took."""
    start, before = time.perf_counter(), household.seconds_of_work()
    for _quarter in range(LONGEST_REST):
        pause(250)
        now = household.seconds_of_work()
        if now - before <= REST:
            break
        before = now
    return time.perf_counter() - start


def _scrolled(view: DocumentView) -> dict[str, Any]:
    """Scroll at one speed, sixty frames a second, and note what each frame took.

    Then again, looking at what is seen meanwhile: to look takes longer than a frame.
    """
    frames: list[float] = []
    moments: list[float] = []
    blank: list[float] = []

    def frame(moment: float, distance: float) -> None:
        moments.append(moment)
        view.verticalScrollBar().setValue(round(distance))
        view.viewport().repaint()
        frames.append(time.perf_counter() - moment)

    def looked_at_frame(_moment: float, distance: float) -> None:
        view.verticalScrollBar().setValue(round(distance))
        view.viewport().repaint()
        blank.append(_blank(view))

    with lateness() as late:
        _scroll(FRAME, frame)
    view.verticalScrollBar().setValue(0)
    _rest()
    _scroll(5 * FRAME, looked_at_frame)
    gaps = [after - before for before, after in itertools.pairwise(moments)]
    return {
        "frames": frames,
        "lost frames": sum(gap > 1.5 * FRAME for gap in gaps),
        "late while scrolling": late,
        "blank": sum(blank) / len(blank) if blank else 0.0,
    }


def _scroll(every: float, act: Callable[[float, float], None]) -> None:
    """Act with the moment and the distance come, every so many seconds."""
    loop, timer, start = QEventLoop(), QTimer(), time.perf_counter()

    def step() -> None:
        now = time.perf_counter()
        if now - start > SCROLLING:
            loop.quit()
        else:
            act(now, (now - start) * SPEED)

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(round(every * 1e3))
    timer.timeout.connect(step)
    timer.start()
    loop.exec()
    timer.stop()


def _blank(view: DocumentView) -> float:
    """Return the share of the paper in sight that is white as no scan is."""
    middle = view.viewport().width() // 2
    seen = view.viewport().grab(QRect(middle, 0, 1, view.viewport().height())).toImage()
    rects = [view.page_rect(index) for index in view.visible_pages()]
    rows = [
        row
        for rect in rects
        for row in range(
            max(0, int(rect.top()) + 2), min(seen.height(), int(rect.bottom()) - 2)
        )
    ]
    if not rows:
        return 0.0
    white = sum(seen.pixelColor(0, row).blue() >= 250 for row in rows)
    return white / len(rows)
