"""A whole batch: against the least it could cost, a peer, and a slow token."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.bench.measuring import Comparison, Figure, at_most, seconds
from tests.papers.orders import write_orders
from tests.tokens.fault_module import build
from ttedesktop.batch.job import Fate, Job
from ttedesktop.batch.journal import Journal, planned
from ttedesktop.batch.naming import OutputRule
from ttedesktop.batch.run import BatchRun, Workplace
from ttedesktop.ceremony import Ceremony
from ttedesktop.signing import pades
from ttedesktop.signing.placement import usual_place
from ttedesktop.signing.request import SigningRequest
from ttedesktop.signing.specimen import Specimen
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bench.comparisons import Bench
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import Signatory

DOCUMENTS = 40
SLOW_DOCUMENTS = 60
SLOW = 300
"""Milliseconds of the slow token for each signature."""
OVER = 5.0
"""Per cent that a batch may take beyond what the token takes."""


class Batches:
    """Signs the same orders again and again, each time into a new folder."""

    def __init__(self, made: Bench, count: int) -> None:
        self.made = made
        self.folder = made.folder / f"batch-{count}"
        self.orders = write_orders(self.folder / "SPM", count)
        self._round = 0

    def sign(self, session: Signatory, certificate: TokenCertificate) -> None:
        """Sign as the window and the command line do: journal, checks and all."""
        made, folder = self.made, self._new_folder()
        renderer = made.renderer
        jobs = [Job(place, path) for place, path in enumerate(self.orders, start=1)]
        plan = planned(jobs, OutputRule(folder=folder / "hasil"))
        workplace = Workplace(
            ceremony=Ceremony(
                renderer=renderer, validator=made.validator, trust_store=made.store
            ),
            request_for=lambda job: self._request(job.original, certificate),
            forget=lambda request: renderer.forget(request.document),
        )
        with Journal.begin(folder / "catatan.jsonl", plan) as journal:
            outcomes = BatchRun(plan, workplace, journal=journal).run(session, jobs)
        assert all(one.fate is Fate.SIGNED for one in outcomes)

    def copy_and_sign(self) -> None:
        """Do the least: copy, digest, and one signature of the token for each."""
        folder, made = self._new_folder(), self.made
        for path in self.orders:
            shutil.copyfile(path, folder / path.name)
            digest = hashlib.sha256(path.read_bytes()).digest()
            made.session.sign(made.certificate, digest)

    def pyhanko_alone(self) -> None:
        """Sign with pyHanko, one after another: no check, no journal, no stamp."""
        folder, made = self._new_folder(), self.made
        for path in self.orders:
            document = made.renderer.open(path)
            copy = folder / path.name
            copy.write_bytes(document.content)
            request = SigningRequest(document, made.certificate)
            pades.sign_in_place(copy, request, made.session)
            made.renderer.forget(document)

    def _request(self, path: Path, certificate: TokenCertificate) -> SigningRequest:
        document = self.made.renderer.open(path)
        place = usual_place(document.pages)
        text = Specimen().text_for(certificate, document)
        stamp = self.made.stamps.draw_for(text, place, document.pages)
        request = SigningRequest(document, certificate)
        return replace(request, placement=place, stamp_pdf=stamp)

    def _new_folder(self) -> Path:
        self._round += 1
        folder = self.folder / f"round-{self._round}"
        folder.mkdir()
        return folder


def comparisons(made: Bench) -> Iterator[Comparison]:
    batches = Batches(made, DOCUMENTS)
    job = f"a batch of {DOCUMENTS} orders: checked, stamped, noted, validated"

    def sign() -> None:
        batches.sign(made.session, made.certificate)

    yield Comparison(
        job, "copy, SHA-256 and one signature each", sign, batches.copy_and_sign
    )
    yield Comparison(
        job, "pyHanko alone, without a stamp or a check", sign, batches.pyhanko_alone
    )


def figures(made: Bench) -> Iterator[Figure]:
    """Yield how much longer a batch is than the token that signs it."""
    folder = made.folder / "slow batch"
    folder.mkdir()
    fault = build(folder)
    os.environ.update(fault.environment)
    fault.does(f"slow {SLOW}")
    module = Module(fault.module)
    batches = Batches(made, SLOW_DOCUMENTS)
    # All is loaded and started then, as it is in the window long before.
    Batches(made, 3).sign(made.session, made.certificate)
    try:
        (seen,) = module.look()
        certificate = seen.certificates[0]
        with module.open_session(seen.token, Pin(made.demonstration.pin)) as session:
            wall = seconds(lambda: batches.sign(session, certificate))
    finally:
        module.close()
    of_token = SLOW_DOCUMENTS * SLOW / 1e3
    yield at_most(
        f"a batch of {SLOW_DOCUMENTS} beyond {SLOW} ms of the token for each",
        100 * (wall - of_token) / of_token,
        "%",
        OVER,
    )
