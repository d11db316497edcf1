"""Each job beside the least it could cost, or a peer: signing, drawing, validating."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf

from tests.bench.measuring import Comparison, run
from ttedesktop.ceremony import Ceremony
from ttedesktop.demo.demonstration import Demonstration, make_demonstration
from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import SigningRequest
from ttedesktop.signing.stamp_drawer import StampDrawer
from ttedesktop.tokens.pin import Pin
from ttedesktop.tokens.survey import ModuleSet
from ttedesktop.validation.trust.trust_store import TrustStore
from ttedesktop.validation.validator_process import Validator

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession

SCALE = 2.0


@dataclass(frozen=True)
class Bench:
    """A demonstration, and the parts that work on its letter."""

    demonstration: Demonstration
    folder: Path
    renderer: Renderer
    validator: Validator
    session: TokenSession
    certificate: TokenCertificate
    stamps: StampDrawer

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
            contextlib.closing(StampDrawer()) as stamps,
            module.open_session(contents.token, pin) as session,
        ):
            yield Bench(
                demonstration,
                folder,
                renderer,
                validator,
                session,
                certificate,
                stamps,
            )
    finally:
        modules.close()
