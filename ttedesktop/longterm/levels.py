"""Signs at a level of ETSI EN 319 142-1: with a time-stamp, proof, and one over all.

What cannot be had at once keeps nobody from signing who chose beforehand to complete
the document later; then it is said what the document lacks.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from ttedesktop.errors.network_errors import NetworkTrouble
from ttedesktop.longterm.gathering import Gathered, ProofGatherer
from ttedesktop.longterm.made import Made
from ttedesktop.longterm.time_stamps import TimeStampClient
from ttedesktop.signing import pades
from ttedesktop.signing.request import PadesLevel
from ttedesktop.signing.security_store import add_proof
from ttedesktop.signing.time_stamping import add_document_time_stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ttedesktop.document.pdf import Document
    from ttedesktop.errors.errors import TteError
    from ttedesktop.longterm.time_stamps import Stamped
    from ttedesktop.longterm.wishes import LongTermWishes
    from ttedesktop.signing.request import SigningRequest
    from ttedesktop.tokens.session import Signatory
    from ttedesktop.validation.trust.trust_store import TrustStore


class Recorder:
    """A stamper that remembers what it got."""

    def __init__(self, client: TimeStampClient, *, may_fail: bool = False) -> None:
        self._client = client
        self._may_fail = may_fail
        self.stamped: Stamped | None = None
        self.trouble: TteError | None = None

    @property
    def reserved(self) -> int:
        """Bytes that a time-stamp may take."""
        return self._client.service.room

    def stamp(self, digest: bytes, algorithm: str) -> bytes | None:
        """Return a token; None where there is none and that is allowed."""
        try:
            self.stamped = self._client.stamp(digest, algorithm)
        except NetworkTrouble as trouble:
            if not self._may_fail:
                raise
            self.trouble = trouble
            return None
        return self.stamped.token


class LongTerm:
    """Makes signatures of every level; safe to use from several threads."""

    def __init__(
        self,
        client: TimeStampClient,
        gatherer: ProofGatherer,
        *,
        completes_later: bool = False,
    ) -> None:
        self.client = client
        self.gatherer = gatherer
        self.completes_later = completes_later

    @classmethod
    def of(
        cls,
        wishes: LongTermWishes,
        store: TrustStore,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """Return one that works as somebody wishes."""
        gatherer = ProofGatherer(wishes.rules, store, clock=clock)
        client = TimeStampClient(
            wishes.service, wishes.rules, store, gatherer, clock=clock
        )
        return cls(client, gatherer, completes_later=wishes.completes_later)

    def sign(self, copy: Path, request: SigningRequest, session: Signatory) -> Made:
        """Sign the file at ``copy`` at a level above B-B, or as far as it goes.

        Blocks while services are asked. Raises what ``sign_in_place`` raises,
        CertificateWasRevoked and, unless documents may be completed later, a
        NetworkTrouble or ProofMissing; the file is then to be thrown away.
        """
        recorder = Recorder(self.client, may_fail=self.completes_later)
        field_name = pades.sign_in_place(copy, request, session, recorder)
        stamped = recorder.stamped
        if stamped is None:
            return Made(field_name, PadesLevel.B_B, recorder.trouble)
        level, lacking = PadesLevel.B_T, None
        if request.level is not PadesLevel.B_T:
            level, lacking = self._completed(copy, request, stamped)
        return Made(field_name, level, lacking, stamped.clock_error)

    def _completed(
        self, copy: Path, request: SigningRequest, stamped: Stamped
    ) -> tuple[PadesLevel, TteError | None]:
        signer, document = request.certificate, request.document
        gathered = self.gatherer.gather(
            signer.der,
            (*signer.chain, *request.chain, *stamped.pool),
            moment=stamped.stamp.proven_time or datetime.now(UTC),
        ).joined(stamped.gathered)
        lacking = self._lacking(gathered)
        if lacking is not None:
            return PadesLevel.B_T, lacking
        add_proof(copy, document, gathered.proof)
        if request.level is PadesLevel.B_LT:
            return PadesLevel.B_LT, None
        try:
            self.stamp_document(copy, document)
        except NetworkTrouble as trouble:
            if not self.completes_later:
                raise
            return PadesLevel.B_LT, trouble
        return PadesLevel.B_LTA, None

    def _lacking(self, gathered: Gathered) -> TteError | None:
        if gathered.revoked is not None:
            raise gathered.revoked
        if gathered.missing is not None and not self.completes_later:
            raise gathered.missing
        return gathered.missing

    def stamp_document(self, copy: Path, document: Document) -> None:
        """Put a time-stamp over the file, and proof of its own authority behind it.

        Raises a NetworkTrouble; the file is then as it was before.
        """
        recorder = Recorder(self.client)
        before = copy.stat().st_size
        try:
            add_document_time_stamp(copy, document, recorder)
        except NetworkTrouble:
            # An increment stands behind everything else.
            os.truncate(copy, before)
            raise
        if recorder.stamped is not None:
            # Usually it lies there already, for the same authority stamped before.
            add_proof(copy, document, recorder.stamped.gathered.proof)
