"""``make bench``: each job and its floor or peer in turn, told as a median ratio.

A figure of this machine says little; a ratio taken pair by pair in one run says how
far a job is from the least it could cost. Peers that are absent are said to be absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf

from ttedesktop.ceremony import Ceremony
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.document.renderer import Renderer
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import SigningRequest
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession

OUTPUT = Path("bench-output")
ROUNDS = 9
SCALE = 2.0


@dataclass(frozen=True)
class Comparison:
    """A job against the least it could cost, or against a peer."""

    name: str
    against: str
    job: Callable[[], object]
    floor: Callable[[], object] | None
    """None if the peer is absent."""


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(one: Comparison) -> dict[str, object]:
    if one.floor is None:
        return {"name": one.name, "against": one.against, "absent": True}
    one.job()
    one.floor()
    pairs = [(seconds(one.job), seconds(one.floor)) for _ in range(ROUNDS)]
    return {
        "name": one.name,
        "against": one.against,
        "ratio": round(statistics.median(job / floor for job, floor in pairs), 2),
        "milliseconds": round(statistics.median(job for job, _ in pairs) * 1e3, 1),
    }


def run(*command: str) -> None:
    subprocess.run(command, check=False, capture_output=True)


@dataclass(frozen=True)
class Bench:
    """A demonstration, and the parts that work on its letter."""

    demonstration: Demonstration
    folder: Path
    renderer: Renderer
    validator: Validator
    session: TokenSession
    certificate: TokenCertificate

    @property
    def store(self) -> TrustStore:
        root = self.demonstration.root_der
        return TrustStore.empty().with_certificates([root])

    def letter(self) -> Path:
        return Path(shutil.copy(self.demonstration.documents[0], self.folder))

    def comparisons(self) -> Iterator[Comparison]:
        yield self._start()
        yield self._render()
        yield from self._sign()
        yield self._verify()

    def _start(self) -> Comparison:
        program = str(Path(sys.executable).with_name("ttedesktop"))
        return Comparison(
            "start of the command line",
            "bare Python",
            lambda: run(program, "--version"),
            lambda: run(sys.executable, "-c", ""),
        )

    def _render(self) -> Comparison:
        document = self.renderer.open(self.letter())
        pdf = pymupdf.open(stream=document.content)
        matrix = pymupdf.Matrix(SCALE, SCALE)
        return Comparison(
            "a page from the renderer's process",
            "the same page drawn in this process",
            lambda: self.renderer.render(document, 0, scale=SCALE),
            lambda: pdf[0].get_pixmap(matrix=matrix),
        )

    def _sign(self) -> Iterator[Comparison]:
        letter = self.letter()
        request = SigningRequest(self.renderer.open(letter), self.certificate)
        ceremony = Ceremony(
            renderer=self.renderer, validator=self.validator, trust_store=self.store
        )
        signed = self.folder / "bench.pdf"

        def sign() -> None:
            ceremony.prepare(request)
            made = ceremony.sign(request, self.session, Destination(path=signed))
            made.path.unlink()

        def copy_and_sign_once() -> None:
            shutil.copyfile(letter, signed)
            digest = hashlib.sha256(signed.read_bytes()).digest()
            self.session.sign(self.certificate, digest)
            signed.unlink()

        yield Comparison(
            "a letter signed: checked, written, validated from the disk",
            "copy, SHA-256 and one signature of the token",
            sign,
            copy_and_sign_once,
        )

    def _verify(self) -> Comparison:
        letter = self.letter()
        request = SigningRequest(self.renderer.open(letter), self.certificate)
        ceremony = Ceremony(
            renderer=self.renderer, validator=self.validator, trust_store=self.store
        )
        path = ceremony.sign(request, self.session, Destination()).path
        document = self.renderer.open(path)
        pdfsig = shutil.which("pdfsig")
        return Comparison(
            "a signed letter validated by the waiting validator",
            "pdfsig -nocert (a process; no comparison of revisions)",
            lambda: self.validator.validate(document, self.store),
            None if pdfsig is None else lambda: run(pdfsig, "-nocert", str(path)),
        )


@contextlib.contextmanager
def bench(folder: Path) -> Generator[Bench]:
    demonstration = make_demonstration(folder / "demonstration")
    os.environ.update(demonstration.environment)
    modules = ModuleSet([demonstration.module])
    contents = modules.look().find(demonstration.token_label)
    module, pin = modules.module_of(contents.token), Pin(demonstration.pin)
    (certificate,) = contents.certificates
    try:
        with (
            Renderer() as renderer,
            Validator() as validator,
            module.open_session(contents.token, pin) as session,
        ):
            yield Bench(
                demonstration, folder, renderer, validator, session, certificate
            )
    finally:
        modules.close()


def main() -> None:
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as private, bench(Path(private)) as made:
        for one in made.comparisons():
            result = measured(one)
            results.append(result)
            told = "absent" if "absent" in result else f"{result['ratio']} x"
            sys.stdout.write(f"{told:>8}  {one.name}; against {one.against}\n")
    OUTPUT.mkdir(exist_ok=True)
    text = json.dumps(results, indent=2)
    (OUTPUT / "bench.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
