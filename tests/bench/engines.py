"""Pages, thumbnails and words from the renderer's process, beside other programs.

Whole programs are compared with whole programs: each starts, opens the document and
draws the pages, the renderer's process as well.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from typing import TYPE_CHECKING

from tests.bench.documents import RARE_WORD
from tests.bench.measuring import Absent, Figure, at_most, run, seconds
from tests.bench.reading import engine
from ttedesktop.document.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.bench.documents import Documents
    from ttedesktop.document.pdf import Document

ROUNDS = 3
SCALE = 2.0
"""Pixels a point: 144 dpi."""
_LONGEST_PAGE = 60.0
"""Seconds, so that a busy machine makes the bench slow and not wrong."""
THUMBNAIL = 160
"""Pixels of the longer side."""
_FIRST_PART, _LARGEST_PART = 2, 64
"""Pages that the window has searched at one time."""


def figures(made: Documents) -> Iterator[Figure | Absent]:
    for path, pages, scale in (
        (made.letter, 2, SCALE),
        (made.budget, 60, SCALE),
        (made.text, 100, SCALE),
        (made.scans, 10, SCALE),
        (made.map, 1, SCALE / 2),
    ):
        yield from _pages(path, pages, scale)
    yield from _thumbnails(made.budget)
    yield from _search(made.text)


def _pages(path: Path, pages: int, scale: float) -> Iterator[Figure | Absent]:
    """Compare whole programs, each of which is run once in every round."""
    jobs = {"ours": _ours(path, pages, scale)} | _others(path, pages, scale)
    rounds = [
        {name: seconds(job) for name, job in jobs.items() if job is not None}
        for _round in range(ROUNDS)
    ]
    ours = statistics.median(one["ours"] for one in rounds)
    dpi = round(scale * 72)
    yield Figure(
        f"{path.stem}: {pages} p. at {dpi} dpi by the renderer's process",
        round(ours * 1e3),
        "ms",
    )
    for name, job in list(jobs.items())[1:]:
        if job is None:
            yield Absent(f"  against {name}", "it is not installed")
        else:
            ratio = statistics.median(one["ours"] / one[name] for one in rounds)
            yield Figure(f"  against {name}", round(ratio, 2), "x")


def _ours(path: Path, pages: int, scale: float) -> Callable[[], None]:
    def draw() -> None:
        with Renderer(page_deadline=_LONGEST_PAGE) as renderer:
            document = renderer.open(path)
            for index in range(pages):
                renderer.render(document, index, scale=scale)

    return draw


def _others(
    path: Path, pages: int, scale: float
) -> dict[str, Callable[[], object] | None]:
    jobs = [{"page": index, "scale": scale} for index in range(pages)]
    dpi, last = f"{scale * 72:.0f}", str(pages)
    mutool = ("mutool", "draw", "-q", "-r", dpi, "-F", "pam", "-o", "/dev/null")
    pdftoppm = ("pdftoppm", "-r", dpi, "-l", last)
    return {
        "the engine alone, in a program of its own": lambda: engine(path, jobs),
        "mutool draw": _if_installed(*mutool, str(path), f"1-{last}"),
        "pdftoppm": _if_installed(*pdftoppm, str(path)),
    }


def _if_installed(*command: str) -> Callable[[], object] | None:
    return None if shutil.which(command[0]) is None else lambda: run(*command)


def _thumbnails(path: Path) -> Iterator[Figure | Absent]:
    peer = _if_installed("pdftoppm", "-scale-to", str(THUMBNAIL), str(path))
    pairs = [
        (_seconds_of_thumbnails(path), seconds(peer) if peer else None)
        for _round in range(ROUNDS)
    ]
    ours = statistics.median(mine for mine, _other in pairs)
    name = f"{path.stem}: all thumbnails of {THUMBNAIL} pixels"
    yield at_most(name, ours * 1e3, "ms", 500)
    if peer is None:
        yield Absent("  against pdftoppm", "it is not installed")
        return
    ratio = statistics.median(mine / other for mine, other in pairs if other)
    yield at_most("  against pdftoppm", ratio, "x", 0.55)


def _seconds_of_thumbnails(path: Path) -> float:
    """Return the time of a process that runs and has the document open."""
    with Renderer() as renderer:
        document = renderer.open(path)

        def draw() -> None:
            for index, page in enumerate(document.pages):
                scale = THUMBNAIL / max(page.width, page.height)
                renderer.render(document, index, scale=scale)

        return seconds(draw)


def _search(path: Path) -> Iterator[Figure | Absent]:
    told = [_searched(path) for _round in range(ROUNDS)]
    first, whole, again = (
        statistics.median(one[stage] for one in told) for stage in range(3)
    )
    name = f"{path.stem}: words on every third page"
    yield at_most(f"{name}, first hit", first * 1e3, "ms", 25)
    yield at_most(f"{name}, all {told[0][3]} hits", whole * 1e3, "ms", 600)
    yield at_most(f"{name}, all of them again", again * 1e3, "ms", 10)
    if shutil.which("pdftotext") is None:
        yield Absent("  against pdftotext | grep", "it is not installed")
        return
    peer = statistics.median(seconds(lambda: _grep(path)) for _round in range(ROUNDS))
    yield at_most("  all of them, against pdftotext | grep", whole / peer, "x", 0.2)


def _searched(path: Path) -> tuple[float, float, float, int]:
    """Return the seconds to the first hit, to the last, to all again, and how many."""
    with Renderer() as renderer:
        document = renderer.open(path)
        start = time.perf_counter()
        first, hits = 0.0, 0
        for found in _parts_found(renderer, document):
            hits += found
            if hits and not first:
                first = time.perf_counter() - start
        whole = time.perf_counter() - start
        again = seconds(lambda: sum(_parts_found(renderer, document)))
    return first, whole, again, hits


def _parts_found(renderer: Renderer, document: Document) -> Iterator[int]:
    """Search as the window does: small parts first, and then larger ones."""
    search = getattr(renderer, "search", None)
    if search is None:
        yield len(renderer.find(document, RARE_WORD))
        return
    begin, size = 0, _FIRST_PART
    while begin < len(document.pages):
        end = min(len(document.pages), begin + size)
        yield len(search(document, RARE_WORD, range(begin, end)))
        begin, size = end, min(_LARGEST_PART, size * 4)


def _grep(path: Path) -> None:
    with subprocess.Popen(
        ["pdftotext", str(path), "-"],  # noqa: S607 - the tool of whoever measures
        stdout=subprocess.PIPE,
    ) as text:
        subprocess.run(
            ["grep", "--count", RARE_WORD],  # noqa: S607 - the one of this machine
            stdin=text.stdout,
            capture_output=True,
            check=False,
        )
