"""A tray of documents that an office signs in one go."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.papers import letters as papers
from tests.tokens.workshop import PIN
from ttedesktop.batch.job import Job, Outcome
from ttedesktop.batch.journal import planned
from ttedesktop.batch.naming import OutputRule
from ttedesktop.batch.run import BatchRun, Workplace
from ttedesktop.signing.request import SigningRequest
from ttedesktop.tokens.mechanisms import Scheme
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from tests.office import Office
    from ttedesktop.batch.journal import BatchPlan, Journal
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession


@dataclass
class WatchedSession:
    """A true session; what it signs is counted, and something may happen before."""

    session: TokenSession
    before: Callable[[int], None] = lambda _signature: None
    signatures: int = 0

    def sign(
        self,
        certificate: TokenCertificate,
        data: bytes,
        *,
        digest_algorithm: str = "sha256",
        scheme: Scheme = Scheme.PKCS1,
    ) -> bytes:
        self.before(self.signatures)
        self.signatures += 1
        return self.session.sign(
            certificate, data, digest_algorithm=digest_algorithm, scheme=scheme
        )


@dataclass
class Tray:
    """Documents in a folder, and what became of them."""

    office: Office
    folder: Path
    count: int = 4
    told: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turn = threading.Lock()
        self.folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, self.count + 1):
            # No two are the same to the byte.
            content = papers.letter(1) + b"%% %d\n" % number
            (self.folder / f"SPM-{number}.pdf").write_bytes(content)

    @property
    def jobs(self) -> list[Job]:
        return [
            Job(number, self.folder / f"SPM-{number}.pdf")
            for number in range(1, self.count + 1)
        ]

    def plan(self, output: OutputRule | None = None) -> BatchPlan:
        rule = output or OutputRule(folder=self.folder / "hasil")
        return planned(self.jobs, rule, certificate=self.certificate.sha256)

    @property
    def certificate(self) -> TokenCertificate:
        (one,) = self.office.contents().certificates
        return one

    def workplace(self) -> Workplace:
        office, certificate = self.office, self.certificate
        return Workplace(
            ceremony=office.ceremony,
            request_for=lambda job: SigningRequest(
                office.renderer.open(job.original), certificate
            ),
            forget=lambda request: office.renderer.forget(request.document),
        )

    def run(self, plan: BatchPlan, journal: Journal | None = None) -> BatchRun:
        return BatchRun(plan, self.workplace(), journal=journal, on_change=self._take)

    @contextmanager
    def session(self) -> Generator[WatchedSession]:
        token = self.certificate.token
        module = self.office.modules.module_of(token)
        with module.open_session(token, Pin(PIN)) as session:
            yield WatchedSession(session)

    def _take(self, outcome: Outcome) -> None:
        with self._turn:
            self.told.append(outcome)
