"""What verification costs beside hashing, and how it grows.

Growth is told from the processor time of this process, not from the clock: others use
the same machine. What a person waits for is told from the clock.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic

from tests.bench.measuring import Absent, Figure, at_most
from tests.engine.validation.authorities import Authorities, new_authorities
from tests.engine.validation.updates import SIGNED, change_title, updated
from tests.hostile.trial import watched_children
from tests.papers.letters import letter
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.validation.report import Changes
from ttedesktop.validation.validator import validate
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OBJECTS = (10_000, 100_000)
MANY = (10_000, 100_000, 1_000_000)
_TIME_FOR_MOST, _ROOM_FOR_MOST = 10.0, 300.0
"""Seconds and megabytes for a million objects; for fewer, as many times less."""
REVISIONS = (10, 50)
SIGNATURES = (5, 25)
_LARGE = 50 << 20
_ROUNDS = 3


def figures() -> Iterator[Figure | Absent]:
    """Yield the cost against hashing, and the growth with each kind of size."""
    authorities = new_authorities()
    with Renderer() as renderer:
        trial = _Trial(authorities, renderer)
        yield trial.against_hashing()
        yield trial.growth("revisions", REVISIONS, trial.with_revisions)
        yield trial.growth("objects", OBJECTS, trial.with_objects)
        yield trial.growth("signatures", SIGNATURES, trial.with_signatures)
        for count in MANY:
            yield from trial.with_so_many_objects(count)


class _Trial:
    def __init__(self, authorities: Authorities, renderer: Renderer) -> None:
        self._authorities, self._renderer = authorities, renderer

    def against_hashing(self) -> Figure:
        content = self._authorities.sign(updated(letter(), _add_noise))
        hashing = _seconds(lambda: hashlib.sha256(content).digest())
        name = "a signed file of 50 MB against its SHA-256"
        return at_most(name, self._cost(content) / hashing, "x", 5)

    def growth(
        self, what: str, sizes: tuple[int, int], make: Callable[[int], bytes]
    ) -> Figure:
        """Return by how much more than linear the cost grows; 1 is linear."""
        small, large = sizes
        ratio = self._cost(make(large)) / self._cost(make(small))
        name = f"growth from {small:,} to {large:,} {what} against linear"
        return at_most(name, ratio / (large / small), "x", 2)

    def with_so_many_objects(self, count: int) -> Iterator[Figure | Absent]:
        """Yield the seconds and the memory of the process that validates for us."""
        content = self.with_objects(count)
        document = self._renderer.open_bytes(Path("surat.pdf"), content)
        plain = self._renderer.open_bytes(Path("surat.pdf"), letter())
        store = self._authorities.store
        with Validator() as validator:
            with watched_children() as watch:
                validator.validate(plain, store)
            usual = watch.peak
            with watched_children() as watch:
                start = time.perf_counter()
                report = validator.validate(document, store)
                seconds = time.perf_counter() - start
        self._renderer.forget(document)
        self._renderer.forget(plain)
        changes = [one.changes_after for one in report.signatures]
        if changes != [Changes.SIGNATURES, Changes.NONE]:
            yield Absent(f"{count:,} objects, signed twice", "not judged in time")
            return
        name, share = f"{count:,} objects, signed twice", count / MANY[-1]
        yield at_most(name, seconds, "s", max(1, _TIME_FOR_MOST * share))
        room = (watch.peak - usual - len(content)) / (1 << 20)
        name = f"{name}: memory beside the file itself"
        yield at_most(name, room, "MB", max(50, _ROOM_FOR_MOST * share))

    def with_revisions(self, count: int) -> bytes:
        content = self._authorities.sign(letter(), at=SIGNED)
        for _revision in range(count):
            content = updated(content, change_title)
        return content

    def with_objects(self, count: int) -> bytes:
        content = self._authorities.sign(_of_many_objects(count), at=SIGNED)
        return self._authorities.sign(content, at=SIGNED)

    def with_signatures(self, count: int) -> bytes:
        content = letter()
        for number in range(count):
            across, down = 20 + number % 8 * 70, 20 + number // 8 * 30
            content = self._authorities.sign(
                content,
                at=SIGNED,
                name=f"TTE_{number + 1}",
                box=(across, down, across + 60, down + 25),
            )
        return content

    def _cost(self, content: bytes) -> float:
        document = self._renderer.open_bytes(Path("surat.pdf"), content)
        store = self._authorities.store
        cost = _seconds(lambda: validate(document, store))
        self._renderer.forget(document)
        return cost


def _add_noise(writer: Any) -> None:
    """Add a stream that nothing draws, as an attachment would be."""
    noise = generic.StreamObject(stream_data=os.urandom(_LARGE))
    writer.root["/PieceInfo"] = writer.add_object(noise)
    writer.update_root()


def _seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of a few rounds."""
    costs: list[float] = []
    for _round in range(_ROUNDS):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    return max(1e-6, min(costs))


def _of_many_objects(count: int) -> bytes:
    """Return a letter whose catalogue leads to so many small objects."""
    paper = letter()
    (*_more, before) = re.findall(rb"startxref\s+(\d+)", paper)
    (*_more, root) = re.findall(rb"/Root (\d+) 0 R", paper)
    first = max(int(one) for one in re.findall(rb"/Size (\d+)", paper))
    catalogue = re.search(rb"%s 0 obj\s*<<(.*?)>>\s*endobj" % root, paper, re.DOTALL)
    assert catalogue is not None
    out = bytearray(paper)
    places: list[int] = []
    for number in range(first, first + count):
        places.append(len(out))
        out += b"%d 0 obj\n<</A %d/B[1 2 3]/C(abc)>>\nendobj\n" % (number, number)
    listed, last = b" ".join(b"%d 0 R" % n for n in range(first, first + count)), count
    places.append(len(out))
    out += b"%d 0 obj\n[%s]\nendobj\n" % (first + last, listed)
    place = len(out)
    entry = b"/PieceInfo %d 0 R" % (first + last)
    out += b"%s 0 obj\n<<%s%s>>\nendobj\n" % (root, catalogue[1], entry)
    start = len(out)
    out += b"xref\n%s 1\n%010d 00000 n \n%d %d\n" % (root, place, first, count + 1)
    out += b"".join(b"%010d 00000 n \n" % one for one in places)
    out += b"trailer\n<</Size %d/Root %s 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        first + count + 1, root, before, start,
    )  # fmt: skip
    return bytes(out)
