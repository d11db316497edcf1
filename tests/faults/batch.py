"""A batch of documents, and somebody who signs it with a token that misbehaves."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.faults.sequences import Step
from tests.papers import letters as papers
from tests.tokens.workshop import PIN
from ttedesktop.errors.errors import Cancelled, TteError
from ttedesktop.errors.token_errors import CertificateMissing, TokenMissing
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import SigningRequest
from ttedesktop.tokens.deadlines import Deadlines
from ttedesktop.tokens.module import Module
from ttedesktop.tokens.pin import Pin

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.sequences import Fault, Sequence
    from tests.office import Office
    from tests.tokens.fault_module import FaultModule
    from ttedesktop.signing.request import SignedDocument
    from ttedesktop.tokens.certificate import TokenCertificate
    from ttedesktop.tokens.session import TokenSession
    from ttedesktop.tokens.slot import Token

DOCUMENTS: Final = 20
VISITS: Final = 8
"""So often somebody tries to go on before giving up for today."""
IMPATIENT: Final = Deadlines(listing=2.0, login=1.0, signing=0.8, logout=0.5)


@dataclass(frozen=True)
class Batch:
    """Documents that are checked and ready, to be signed again and again."""

    office: Office
    fault: FaultModule
    requests: tuple[SigningRequest, ...]
    digests: dict[Path, str]
    """SHA-256 of the originals, as they were made."""

    @property
    def certificate(self) -> TokenCertificate:
        return self.requests[0].certificate


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_batch(office: Office, fault: FaultModule, folder: Path) -> Batch:
    """Write documents into ``folder``, and check all that is checked before a PIN."""
    fault.does()
    module = Module(fault.module)
    try:
        (seen,) = module.look()
    finally:
        module.close()
    (certificate,) = seen.certificates
    requests: list[SigningRequest] = []
    for number in range(DOCUMENTS):
        path = folder / f"surat-{number:02}.pdf"
        path.write_bytes(papers.letter(1))
        request = SigningRequest(office.renderer.open(path), certificate)
        office.ceremony.prepare(request)
        requests.append(request)
    digests = {one.document.path: sha256_of(one.document.path) for one in requests}
    return Batch(office, fault, tuple(requests), digests)


@dataclass
class Clerk:
    """Signs a batch; where the token fails, types the PIN anew for what is left."""

    batch: Batch
    sequence: Sequence
    module: Module
    folder: Path
    """Gets the signed documents."""
    signed: list[SignedDocument] = field(default_factory=list)
    failures: list[TteError] = field(default_factory=list)
    cancellations: int = 0
    logins_before: list[int] = field(default_factory=list)
    """How often C_Login was called before each entry of the PIN."""
    begun: list[Fault] = field(default_factory=list)
    _times: Counter[Step] = field(default_factory=Counter)
    _steps_left: dict[Fault, int] = field(default_factory=dict)
    """Of what is the matter now."""

    @property
    def entries(self) -> int:
        return len(self.logins_before)

    def signs_all(self) -> None:
        """Go on until all are signed, or all patience is gone."""
        left = list(self.batch.requests)
        for _visit in range(VISITS):
            session = self._logs_in()
            if session is not None:
                with session:
                    left = self._signs(left, session)
            if not left:
                return

    def signs_when_all_is_well(self) -> None:
        """Sign one more document; raises if the program cannot do that any more."""
        self.batch.fault.does()
        self.module.deadlines = Deadlines()
        token = self._finds_token()
        with self.module.open_session(token, self._types_pin()) as session:
            self._sign(self.batch.requests[0], session)

    def _logs_in(self) -> TokenSession | None:
        try:
            self._begins(Step.LOOK)
            token = self._finds_token()
            self._begins(Step.LOGIN)
            return self.module.open_session(
                token, self._types_pin(), ask_again=self._types_pin
            )
        except TteError as error:
            self.failures.append(error)
        except Cancelled:
            self.cancellations += 1
        return None

    def _finds_token(self) -> Token:
        """Return the token; like the window, be content only with its certificate."""
        wanted = self.batch.certificate
        for seen in self.module.look():
            if wanted.sha256 in {one.sha256 for one in seen.certificates}:
                return seen.token
            if wanted.token.serial == seen.token.serial:
                raise CertificateMissing(wanted.sha256)
        raise TokenMissing(wanted.token.label)

    def _signs(
        self, requests: list[SigningRequest], session: TokenSession
    ) -> list[SigningRequest]:
        """Sign one after another as the command line does; return what is left."""
        left: list[SigningRequest] = []
        for place, request in enumerate(requests):
            self._begins(Step.DOCUMENT)
            try:
                self._sign(request, session)
            except Cancelled:
                self.cancellations += 1
                return left + requests[place:]
            except TteError as error:
                self.failures.append(error)
                if error.stops_batch:
                    return left + requests[place:]
                left.append(request)
        return left

    def _sign(self, request: SigningRequest, session: TokenSession) -> None:
        ceremony, destination = self.batch.office.ceremony, Destination(self.folder)
        self.signed.append(ceremony.sign(request, session, destination))

    def _types_pin(self) -> Pin:
        self.logins_before.append(self.batch.fault.begun("C_Login"))
        return Pin(PIN)

    def _begins(self, step: Step) -> None:
        """Go on: what was the matter may be over, and something else be."""
        left = {one: steps - 1 for one, steps in self._steps_left.items() if steps > 1}
        now = (step, self._times[step])
        new = [one for one in self.sequence if (one.step, one.time) == now]
        self._times[step] += 1
        self._steps_left = left | {one: one.lasts for one in new}
        self.begun += new
        self.batch.fault.does(
            *(word for one in self._steps_left for word in one.directives)
        )
