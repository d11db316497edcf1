"""Gathers what proves that the certificates of a chain were not revoked.

What comes from a network is verified before it counts. It is kept for the documents
that follow: a batch asks about its signer once.
"""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Final

from cryptography import x509 as pyca

from ttedesktop.errors.network_errors import (
    CertificateWasRevoked,
    NetworkTrouble,
    ProofMissing,
)
from ttedesktop.longterm.revocation_services import (
    ask_issuer,
    ask_list,
    ask_ocsp,
    list_addresses,
    responders,
)
from ttedesktop.signing.security_store import Proof
from ttedesktop.validation.certificate_facts import aware, common_name
from ttedesktop.validation.report import Revocation, RevocationSource, Trust
from ttedesktop.validation.trust.chain import Chain, build_chain, loaded
from ttedesktop.validation.trust.revocation import (
    RevocationData,
    RevocationStatus,
    imported,
    revocation_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from asn1crypto import x509

    from ttedesktop.network.rules import NetworkRules
    from ttedesktop.validation.trust.trust_store import TrustStore

_LONGEST_CHAIN: Final = 8
_PAUSE: Final = 60.0
"""Seconds for which a service that failed is not asked again."""
_CLOCK_ERROR: Final = timedelta(minutes=5)
"""By which an answer may be older than the clock of this computer."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found about some certificates."""

    proof: Proof = field(default_factory=Proof)
    missing: ProofMissing | None = None
    """The first certificate about which nobody could say anything."""
    revoked: CertificateWasRevoked | None = None
    """The first certificate that was revoked at the moment that counts."""

    def joined(self, other: Gathered) -> Gathered:
        """Return both."""
        return Gathered(
            self.proof.joined(other.proof),
            self.missing or other.missing,
            self.revoked or other.revoked,
        )


class ProofGatherer:
    """Gathers proof; safe to use from several threads."""

    def __init__(
        self,
        rules: NetworkRules,
        store: TrustStore,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take the rules for requests, whom to trust, and who says what time it is."""
        self._rules = rules
        self._store = store
        self._clock = clock
        self._turn = threading.Lock()
        self._known: dict[bytes, RevocationData] = {}
        """By certificate; verified when it came, and looked at anew each time."""
        self._issuers: list[bytes] = []
        self._failed: dict[str, tuple[float, NetworkTrouble]] = {}

    def gather(
        self,
        certificate: bytes,
        pool: Iterable[bytes],
        *,
        moment: datetime,
        known: Sequence[RevocationData] = (),
    ) -> Gathered:
        """Return proof for each certificate from this one up to its anchor.

        ``moment`` is when the certificate was used; ``known`` is what the document
        holds already. Blocks while services are asked, and raises nothing of theirs.
        """
        chain = self._chain(certificate, [*pool, *self._issuers], moment)
        links = chain.certificates
        gathered = Gathered(Proof(tuple(one.dump() for one in links)))
        for one, issuer in itertools.pairwise(links):
            gathered = gathered.joined(self._about(one, issuer, moment, known))
        if chain.trust in {Trust.UNKNOWN, Trust.UNTRUSTED}:
            last = links[-1] if links else loaded([certificate])[0]
            if last.issuer != last.subject:
                missing = ProofMissing(common_name(last.issuer), "")
                gathered = gathered.joined(Gathered(missing=missing))
        return gathered

    def _chain(self, certificate: bytes, pool: list[bytes], moment: datetime) -> Chain:
        """Build a chain, with issuers that its certificates say where to get."""
        (first,) = loaded([certificate])
        chain = build_chain(first, loaded(pool), self._store, moment=moment)
        for _step in range(_LONGEST_CHAIN):
            if chain.trust is not Trust.UNKNOWN:
                break
            last = (chain.certificates or (first,))[-1]
            more = [] if last.issuer == last.subject else self._issuers_of(last)
            if not more:
                break
            pool = [*pool, *more]
            chain = build_chain(first, loaded(pool), self._store, moment=moment)
        return chain

    def _issuers_of(self, certificate: x509.Certificate) -> list[bytes]:
        try:
            found = list(ask_issuer(certificate.dump(), self._rules))
        except NetworkTrouble:
            return []
        with self._turn:
            new = [der for der in found if der not in self._issuers]
            self._issuers += new
        return found

    def _about(
        self,
        certificate: x509.Certificate,
        issuer: x509.Certificate,
        moment: datetime,
        known: Sequence[RevocationData],
    ) -> Gathered:
        name, asked = common_name(certificate.subject), certificate.dump()
        found, trouble = self._found(certificate, issuer, moment, known)
        if found is None:
            host = "" if trouble is None else trouble.host
            return Gathered(missing=ProofMissing(name, host))
        proof = (
            Proof(responses=(found.der,))
            if found.is_response
            else Proof(lists=(found.der,))
        )
        status = _told(asked, issuer.dump(), found, moment)
        at = status.revoked_at
        revoked = None
        if at is not None and at <= moment:
            revoked = CertificateWasRevoked(name, at.isoformat())
        return Gathered(proof, revoked=revoked)

    def _found(
        self,
        certificate: x509.Certificate,
        issuer: x509.Certificate,
        moment: datetime,
        known: Sequence[RevocationData],
    ) -> tuple[RevocationData | None, NetworkTrouble | None]:
        """Return what says something: kept, asked for, or imported, in this order."""
        subject, authority = certificate.dump(), issuer.dump()
        kept = self._known.get(subject)
        for one in (*known, *([kept] if kept is not None else [])):
            if _speaks(subject, authority, one, moment):
                return one, None
        fetched, trouble = self._fetched(certificate, issuer, moment)
        if fetched is not None:
            return fetched, None
        for one in imported(self._store):
            if _speaks(subject, authority, one, moment):
                return one, None
        return None, trouble

    def _fetched(
        self, certificate: x509.Certificate, issuer: x509.Certificate, moment: datetime
    ) -> tuple[RevocationData | None, NetworkTrouble | None]:
        """Return the first answer that is verified, or the last trouble."""
        trouble: NetworkTrouble | None = None
        now = max(moment, self._clock() - _CLOCK_ERROR)
        for ask in self._services(certificate, issuer):
            try:
                answer = ask()
            except NetworkTrouble as failure:
                trouble = failure
                continue
            except ValueError:
                continue
            if _is_proof(certificate, issuer.dump(), answer, now):
                with self._turn:
                    self._known[certificate.dump()] = answer
                return answer, None
        return None, trouble

    def _services(
        self, certificate: x509.Certificate, issuer: x509.Certificate
    ) -> Iterable[Callable[[], RevocationData]]:
        subject, authority = certificate.dump(), issuer.dump()
        source = RevocationSource.STORE
        for address in responders(subject):
            yield lambda address=address: self._asked(  # type: ignore[misc]  # bound now
                address,
                lambda: RevocationData(
                    ask_ocsp(address, subject, authority, self._rules),
                    source,
                    is_response=True,
                ),
            )
        for address in list_addresses(subject):
            yield lambda address=address: self._asked(  # type: ignore[misc]  # bound now
                address, lambda: RevocationData(ask_list(address, self._rules), source)
            )

    def _asked(self, address: str, ask: Callable[[], RevocationData]) -> RevocationData:
        """Ask, unless the service failed a moment ago: it would only take time."""
        failed = self._failed.get(address)
        if failed is not None and monotonic() - failed[0] < _PAUSE:
            raise failed[1]
        try:
            return ask()
        except NetworkTrouble as failure:
            self._failed[address] = monotonic(), failure
            raise


def _told(
    certificate: bytes, issuer: bytes, data: RevocationData, moment: datetime
) -> RevocationStatus:
    return revocation_of(certificate, issuer, data=[data], moment=moment)


def _speaks(
    certificate: bytes, issuer: bytes, data: RevocationData, moment: datetime
) -> bool:
    told = _told(certificate, issuer, data, moment)
    return told.status is not Revocation.UNKNOWN


def _is_proof(
    certificate: x509.Certificate, issuer: bytes, data: RevocationData, now: datetime
) -> bool:
    """Whether an answer is verified, current, and may still know the certificate."""
    told = _told(certificate.dump(), issuer, data, now)
    if told.status is Revocation.UNKNOWN:
        return False
    if data.is_response or told.status is Revocation.REVOKED:
        return True
    # A list may drop what has expired (RFC 5280, 3.3), so silence proves nothing then.
    made_at = pyca.load_der_x509_crl(data.der).last_update_utc
    return made_at <= aware(certificate.not_valid_after)
