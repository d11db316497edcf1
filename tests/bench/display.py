"""From the start of a program to the first page on a screen: ours, and other viewers.

The screen is Xvfb's memory, which tells no program that it is watched; what is waited
for is the colour of the page.
"""

from __future__ import annotations

import contextlib
import mmap
import shutil
import statistics
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pymupdf

from tests.bench.measuring import Absent, Figure
from tests.bench.reading import ROOT, Readers

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

ROUNDS = 5
SIZE = (1920, 1080)
VIEWERS = ("okular", "evince", "mupdf")
GOALS = {"okular": 0.5, "evince": 0.75}
"""Ratios that are to be reached."""
_PAGE = (255, 0, 255)
FLOOR = "an empty window of Qt for Python"
_EMPTY = """
import sys
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget()
window.setPalette(QPalette(QColor({colour})))
window.resize(1200, 800)
window.show()
application.exec()
"""
_ENOUGH = 20
"""Spots of the page's colour, of those that are looked at."""
_EVERY = 40
"""Pixels between two spots."""
_LOOK = 0.002
"""Seconds between two looks."""
_PATIENCE = 30.0
_WORDS = struct.Struct(">25I")
"""Header of an X window dump (X11/XWDFile.h)."""


@dataclass(frozen=True)
class Screen:
    """A display of X, and its pixels."""

    name: str
    pixels: memoryview
    stride: int

    def shows_page(self) -> bool:
        seen = bytes(reversed(_PAGE))
        spots = 0
        for y in range(0, SIZE[1], _EVERY):
            for x in range(0, SIZE[0], _EVERY):
                place = y * self.stride + x * 4
                spots += self.pixels[place : place + 3].tobytes() == seen
        return spots >= _ENOUGH


def figures(folder: Path) -> Iterator[Figure | Absent]:
    name = "start to the first page on a screen"
    if shutil.which("Xvfb") is None:
        yield Absent(name, "there is no Xvfb")
        return
    document = folder / "coloured.pdf"
    document.write_bytes(_coloured())
    ours = [sys.executable, "-m", "ui", str(document)]
    empty = _EMPTY.format(colour=", ".join(map(str, _PAGE)))
    peers = {one: shutil.which(one) for one in VIEWERS}
    with screen(folder) as shown:
        environment = _environment(folder, shown)
        seconds: dict[str, list[float]] = {}
        commands = {"ours": ours, FLOOR: [sys.executable, "-c", empty]}
        commands |= {one: [path, str(document)] for one, path in peers.items() if path}
        for _round in range(ROUNDS):
            for one, command in commands.items():
                taken = _until_page(command, environment, shown)
                seconds.setdefault(one, []).append(taken)
    medians = {one: statistics.median(taken) for one, taken in seconds.items()}
    yield Figure(name, round(medians["ours"] * 1e3), "ms")
    for one in (FLOOR, *VIEWERS):
        if one not in medians:
            yield Absent(f"  against {one}", "it is not installed")
            continue
        ratio, limit = round(medians["ours"] / medians[one], 2), GOALS.get(one)
        goal = "" if limit is None else f"{limit:g} x at most"
        reached = None if limit is None else ratio <= limit
        words = f"  against {one}, {medians[one] * 1e3:.0f} ms"
        yield Figure(words, ratio, "x", goal, reached)


@contextlib.contextmanager
def screen(folder: Path) -> Generator[Screen]:
    """Run a screen of its own, that nobody sees."""
    size = "{}x{}x24".format(*SIZE)
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir", str(folder)],  # noqa: S607 - the tools of whoever measures
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            assert server.stdout is not None
            number = int(server.stdout.readline())
            with (
                (folder / "Xvfb_screen0").open("rb") as file,
                mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory,
            ):
                header = _WORDS.unpack_from(memory)
                start = header[0] + header[19] * 12
                with memoryview(memory) as whole, whole[start:] as pixels:
                    yield Screen(f":{number}", pixels, header[12])
        finally:
            server.terminate()


def _until_page(
    command: Sequence[str], environment: dict[str, str], shown: Screen
) -> float:
    pause = threading.Event()
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as viewer:
        try:
            while not shown.shows_page():
                if time.perf_counter() - began > _PATIENCE:
                    return float("nan")
                pause.wait(_LOOK)
            return time.perf_counter() - began
        finally:
            viewer.terminate()
            viewer.wait()
            while shown.shows_page():
                pause.wait(_LOOK)


def _environment(folder: Path, shown: Screen) -> dict[str, str]:
    home = folder / "home of viewers"
    home.mkdir()
    return Readers(home).environment() | {
        "DISPLAY": shown.name,
        "QT_QPA_PLATFORM": "xcb",
        "GDK_BACKEND": "x11",
    }


def _coloured() -> bytes:
    pdf: Any = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    fill = tuple(part / 255 for part in _PAGE)
    page.draw_rect(page.rect, color=None, fill=fill)
    content: bytes = pdf.tobytes()
    return content
