"""Throws a file at all that the engine does with one, and notes how each thing ends."""

from __future__ import annotations

import gc
import os
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.faults.promises import require_words
from ttedesktop.ceremony import Ceremony
from ttedesktop.channel import WORKER_OPTION
from ttedesktop.document.geometry import ViewRect
from ttedesktop.document.pdf import MAX_PIXELS
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.errors import TteError
from ttedesktop.validation.trust.trust_store import TrustStore

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    from tests.hostile.writing import HostileFile
    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.validator_process import Validator

SCREEN: Final = 96 / 72
"""Pixels a point of a page that is seen at its own size."""
ENLARGED: Final = SCREEN * 8
TILE: Final = 512.0
FINE: Final = "ok"
DRAWING: Final = ("first", "last")
PAGE_BY_PAGE: Final = ("inspect", "sign")
ONE_OF_MANY: Final = 0.01
"""Seconds more for each page, where each is asked for by itself."""
PARENT: Final = 100 << 20
"""Bytes by which the parent may grow."""


@dataclass(frozen=True)
class Parts:
    """What a file is thrown at."""

    renderer: Renderer
    validator: Validator


@dataclass(frozen=True)
class Step:
    """One thing that was asked for."""

    name: str
    outcome: str
    """``ok``, or the code of the fact that was told."""
    seconds: float


@dataclass
class Trial:
    """What became of one file."""

    file: HostileFile
    steps: list[Step] = field(default_factory=list)
    pages: int = 0
    broken: list[str] = field(default_factory=list)
    """Promises that were not kept, as sentences."""
    child: int = 0
    """Most bytes that a child of ours took."""
    grown: int = 0
    """Most bytes by which this process was larger than before."""

    @property
    def outcomes(self) -> Mapping[str, str]:
        return {step.name: step.outcome for step in self.steps}

    @property
    def slowest(self) -> Step:
        return max(self.steps, key=lambda step: step.seconds)


def _first(parts: Parts, document: Document) -> object:
    return _seen(parts, document, 0)


def _last(parts: Parts, document: Document) -> object:
    return _seen(parts, document, len(document.pages) - 1)


def _seen(parts: Parts, document: Document, index: int) -> object:
    page = document.pages[index]
    fitting = (MAX_PIXELS * 0.99 / max(1e-9, page.width * page.height)) ** 0.5
    return parts.renderer.render(document, index, scale=min(SCREEN, fitting))


def _tile(parts: Parts, document: Document) -> object:
    clip = ViewRect(0, 0, TILE, TILE)
    return parts.renderer.render(document, 0, scale=ENLARGED, clip=clip)


def _inspected(parts: Parts, document: Document) -> object:
    return parts.renderer.inspect(document)


def _validated(parts: Parts, document: Document) -> object:
    return parts.validator.validate(document, TrustStore.empty())


def _signable(parts: Parts, document: Document) -> object:
    ceremony = Ceremony(
        renderer=parts.renderer,
        validator=parts.validator,
        trust_store=TrustStore.empty(),
    )
    ceremony.require_signable(document)
    return None


def _words(verb: str, *arguments: object) -> Callable[[Parts, Document], object]:
    def deed(parts: Parts, document: Document) -> object:
        return getattr(parts.renderer, verb)(document, *arguments)

    return deed


def _searched(parts: Parts, document: Document) -> object:
    renderer: Any = parts.renderer
    return renderer.search(document, "surat", range(min(50, len(document.pages))))


def _saved(parts: Parts, document: Document) -> object:
    """Take the first three attachments out."""
    renderer: Any = parts.renderer
    return [
        renderer.attachment(document, one.number)
        for one in renderer.attachments(document)[:3]
    ]


def deeds() -> Mapping[str, Callable[[Parts, Document], object]]:
    """Return what is asked of the engine for each document."""
    beside = {
        "text": _words("text", 0),
        "links": _words("links", 0),
        "outline": _words("outline"),
        "attachments": _words("attachments"),
        "attachment": _saved,
        "layers": _words("layers"),
        "page_labels": _words("page_labels"),
        "properties": _words("properties"),
        "search": _searched,
    }
    there = {verb: deed for verb, deed in beside.items() if hasattr(Renderer, verb)}
    return {
        "first": _first,
        "last": _last,
        "tile": _tile,
        "inspect": _inspected,
        **there,
        "validate": _validated,
        "sign": _signable,
    }


class Trials:
    """Tries files one after another with the same parts."""

    def __init__(
        self, parts: Parts, folder: Path, *, limits: Mapping[str, float]
    ) -> None:
        """Take a folder for the files, and the seconds that each step may take."""
        self._parts = parts
        self._folder = folder
        self._limits = limits

    def of(self, file: HostileFile) -> Trial:
        trial = Trial(file)
        path = self._folder / f"{file.name}.pdf"
        path.write_bytes(file.make())
        gc.collect()
        before = resident()
        _forget_peak(os.getpid())
        with watched_children() as watch:
            document = self._opened(trial, path)
            if document is not None:
                self._tries_all(trial, document)
        path.unlink()
        trial.child, trial.grown = watch.peak, max(0, peak() - before)
        self._judge(trial)
        return trial

    def _opened(self, trial: Trial, path: Path) -> Document | None:
        found: list[Document] = []
        renderer = self._parts.renderer
        self._tries(trial, "open", lambda: found.append(renderer.open(path)))
        return found[0] if found else None

    def _tries_all(self, trial: Trial, document: Document) -> None:
        trial.pages = len(document.pages)
        for name, deed in deeds().items():
            is_first_again = name == "last" and len(document.pages) == 1
            # Whatever hangs as a whole hangs in part, and nobody waits for it twice.
            is_endless = name == "tile" and trial.outcomes["first"] != FINE
            if not is_first_again and not is_endless:
                self._tries(trial, name, partial(deed, self._parts, document))
        self._parts.renderer.forget(document)

    def _tries(self, trial: Trial, name: str, deed: Callable[[], object]) -> None:
        outcome, begun = FINE, time.monotonic()
        try:
            deed()
        except TteError as error:
            outcome = error.code()
            require_words(error)
        except Exception as failure:  # noqa: BLE001 - it is what must not happen
            outcome = f"{type(failure).__name__}: {failure}"
            trial.broken.append(f"{name} ended without words: {outcome}")
        trial.steps.append(Step(name, outcome, time.monotonic() - begun))

    def _judge(self, trial: Trial) -> None:
        opening = trial.steps[0].seconds
        for step in trial.steps:
            # A child that was ended has to open the document again.
            limit = self._limits[step.name] + opening
            if step.name in PAGE_BY_PAGE:
                limit += trial.pages * ONE_OF_MANY
            if step.seconds > limit:
                trial.broken.append(f"{step.name} took {step.seconds:.1f} s")
        outcomes = trial.outcomes
        unseen = [name for name in DRAWING if outcomes.get(name, FINE) != FINE]
        if trial.grown > PARENT:
            trial.broken.append(f"the parent grew by {trial.grown >> 20} MB")
        if unseen and outcomes.get("sign") == FINE:
            trial.broken.append("what cannot be drawn could be signed")


# --- what the system tells of processes ----------------------------------------------


class Watch:
    """Remembers how large the children of this process became."""

    def __init__(self) -> None:
        self.peak = 0
        self.stopped = threading.Event()
        for pid, _status in _children():
            _forget_peak(pid)

    def looks(self) -> None:
        is_over = False
        while not is_over:
            is_over = self.stopped.wait(0.1)
            for _pid, status in _children():
                self.peak = max(self.peak, _kilobytes(status, "VmHWM") << 10)


@contextmanager
def watched_children() -> Generator[Watch]:
    watch = Watch()
    thread = threading.Thread(target=watch.looks, name="watch")
    thread.start()
    try:
        yield watch
    finally:
        watch.stopped.set()
        thread.join()


def _children() -> Iterator[tuple[int, str]]:
    """Yield the number of each child that works for this process, and its status."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "status").read_text()
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if f"\nPPid:\t{os.getpid()}\n" in status and WORKER_OPTION.encode() in line:
            yield int(folder.name), status


def _kilobytes(status: str, name: str) -> int:
    for line in status.splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0


def resident() -> int:
    """Return the bytes of memory that this process takes."""
    return _kilobytes(Path("/proc/self/status").read_text(), "VmRSS") << 10


def peak() -> int:
    """Return the most bytes it took since that was asked to be forgotten."""
    return _kilobytes(Path("/proc/self/status").read_text(), "VmHWM") << 10


def _forget_peak(pid: int) -> None:
    with suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
