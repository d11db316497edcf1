"""What a signature costs by itself: the goals for signing of performance.md.

The token's own time is taken off, for another token takes another time.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic

from tests.bench.batches import DOCUMENTS, Batches
from tests.bench.measuring import Figure, at_most, seconds
from tests.engine.validation.updates import updated
from ttedesktop.signing import pades
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.request import SigningRequest
from ttedesktop.signing.specimen import Specimen
from ttedesktop.tokens.mechanisms import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.comparisons import Bench
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import Signatory

USUAL, LARGE = 200_000, 300 << 20
"""Bytes of a document."""
ROUNDS, WARM = 40, 5
FEW = 3


def figures(made: Bench) -> Iterator[Figure]:
    token = _Timed(made.session)
    usual = made.renderer.open(_padded(made, USUAL))
    bare = SigningRequest(usual, made.certificate)
    yield at_most(
        "a signature in a document of 200 KB, but for the token",
        _by_itself(made, bare, token) * 1e3,
        "ms",
        3,
    )
    place = usual_place(usual.pages)
    text = Specimen().text_for(made.certificate, usual)
    stamp = made.stamps.draw_for(text, place, usual.pages)
    stamped = replace(bare, placement=place, stamp_pdf=stamp)
    milliseconds = _by_itself(made, stamped, token) * 1e3
    yield Figure("  the same with its stamp", round(milliseconds, 2), "ms")
    yield from _of_a_large_one(made, token)
    batches = Batches(made, DOCUMENTS)
    batches.sign(made.session, made.certificate)
    wall = seconds(lambda: batches.sign(made.session, made.certificate))
    speed = DOCUMENTS / wall
    name = "a second in a batch: checked, stamped, noted, validated"
    yield Figure(
        name, round(speed, 1), "documents", "300 documents at least", speed >= 300
    )
    yield at_most(
        "the command line signs one letter, from its start to its end",
        statistics.median(_by_command(made) for _ in range(FEW)) * 1e3,
        "ms",
        250,
    )


class _Timed:
    """A session that notes how long the token took."""

    def __init__(self, inner: Signatory) -> None:
        self._inner = inner
        self.taken = 0.0

    def sign(
        self,
        certificate: TokenCertificate,
        data: bytes,
        *,
        digest_algorithm: str = "sha256",
        scheme: Scheme = Scheme.PKCS1,
    ) -> bytes:
        start = time.perf_counter()
        value = self._inner.sign(
            certificate, data, digest_algorithm=digest_algorithm, scheme=scheme
        )
        self.taken += time.perf_counter() - start
        return value


def _by_itself(made: Bench, request: SigningRequest, token: _Timed) -> float:
    """Return the usual seconds of a signature in a copy that is there already."""
    copy, taken = made.folder / "copy.pdf", list[float]()
    for _round in range(WARM + ROUNDS):
        copy.write_bytes(request.document.content)
        token.taken = 0.0
        wall = seconds(lambda: pades.sign_in_place(copy, request, token))
        taken.append(wall - token.taken)
    return statistics.median(taken[WARM:])


def _of_a_large_one(made: Bench, token: _Timed) -> Iterator[Figure]:
    path, copy = _padded(made, LARGE), made.folder / "copy.pdf"
    document = made.renderer.open(path)
    request = SigningRequest(document, made.certificate)

    def copy_and_sign() -> None:
        shutil.copyfile(path, copy)
        pades.sign_in_place(copy, request, token)

    copy_and_sign()
    taken: list[float] = []
    for _round in range(FEW):
        token.taken = 0.0
        taken.append(seconds(copy_and_sign) - token.taken)
    made.renderer.forget(document)
    name = "a file of 300 MB copied and signed, but for the token"
    yield at_most(name, statistics.median(taken), "s", 0.35)
    # As the window does; the disk takes most of it, and only it knows how long.
    settled = seconds(lambda: _settle(copy))
    yield Figure("  until the disk has it", round(settled, 2), "s")


def _settle(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _padded(made: Bench, size: int) -> Path:
    """Return a letter with a stream that nothing draws, of so many bytes in all."""
    letter = made.letter().read_bytes()

    def grow(writer: Any) -> None:
        noise = generic.StreamObject(stream_data=os.urandom(size - len(letter)))
        writer.root["/PieceInfo"] = writer.add_object(noise)
        writer.update_root()

    path = made.folder / f"{size}.pdf"
    path.write_bytes(updated(letter, grow))
    return path


def _by_command(made: Bench) -> float:
    letter, target = made.letter(), made.folder / "by command"
    target.mkdir(exist_ok=True)
    program = str(Path(sys.executable).with_name("ttedesktop"))
    command = [program, "sign", str(letter), "--pin-stdin", "--out-dir", str(target)]

    def sign() -> None:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            input=f"{made.demonstration.pin}\n",
        )

    taken = seconds(sign)
    shutil.rmtree(target)
    return taken
