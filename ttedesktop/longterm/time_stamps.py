"""Asks time-stamp authorities, and takes only what proves its time (RFC 3161).

Nothing of the document is sent but a hash. The first authority that gives a sound
time-stamp is taken; the others stand by.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from asn1crypto import cms, core, tsp

from ttedesktop.errors.network_errors import (
    AnswerNotUnderstood,
    NetworkTrouble,
    NoTimeStampAuthority,
    TimeStampRefused,
    TimeStampWrong,
)
from ttedesktop.network.address import parse
from ttedesktop.network.fetching import fetch
from ttedesktop.network.rules import Question
from ttedesktop.validation.signatures.cms import certificates_in
from ttedesktop.validation.signatures.evidence import Evidence
from ttedesktop.validation.signatures.time_stamp import TimeStamp, checked_token

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from ttedesktop.longterm.gathering import Gathered, ProofGatherer
    from ttedesktop.longterm.wishes import TimeStampService
    from ttedesktop.network.rules import NetworkRules
    from ttedesktop.untyped import Asn1Value
    from ttedesktop.validation.trust.trust_store import TrustStore

log = logging.getLogger(__name__)

_LARGEST: Final = 256 << 10
_PAUSE: Final = 60.0
"""Seconds for which an authority that failed is asked last."""
_GRANTED: Final = frozenset(("granted", "granted_with_mods"))
_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class Stamped:
    """A time-stamp that was verified."""

    token: bytes
    """DER of a CMS ContentInfo."""
    stamp: TimeStamp
    pool: tuple[bytes, ...]
    """DER of the certificates it carries."""
    gathered: Gathered
    """What is known about the revocation of its authority."""
    clock_error: timedelta
    """By which the clock of the computer is ahead of the authority's."""


class _Response(core.Sequence):  # type: ignore[misc]  # asn1crypto carries no types
    """An answer (RFC 3161, 2.4.2); asn1crypto's own wants a token in a refusal, too."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class TimeStampClient:
    """Gets time-stamps; safe to use from several threads."""

    def __init__(
        self,
        service: TimeStampService,
        rules: NetworkRules,
        store: TrustStore,
        gatherer: ProofGatherer,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take whom to ask, how, whom to trust, and who says what time it is."""
        self.service = service
        self._rules = rules
        self._store = store
        self._gatherer = gatherer
        self._clock = clock
        self._failed: dict[str, float] = {}

    def require_known(self, level: str) -> None:
        """Raise NoTimeStampAuthority if there is nobody to ask."""
        if not self.service.addresses:
            raise NoTimeStampAuthority(level)

    def stamp(self, digest: bytes, algorithm: str) -> Stamped:
        """Return a time-stamp over a digest; blocks while authorities are asked.

        Raises the NetworkTrouble of the first authority that was asked if none gives
        a sound one, or NoTimeStampAuthority.
        """
        self.require_known("B-T")
        first: NetworkTrouble | None = None
        for address in self._ordered():
            try:
                stamped = self._asked(address, digest, algorithm)
            except NetworkTrouble as trouble:
                log.warning("no time-stamp: %s", trouble)
                self._failed[address] = monotonic()
                first = first or trouble
            else:
                self._failed.pop(address, None)
                return stamped
        assert first is not None  # noqa: S101 - there is one address at least
        raise first

    def _ordered(self) -> list[str]:
        now = monotonic()

        def has_failed(address: str) -> bool:
            return now - self._failed.get(address, -_PAUSE) < _PAUSE

        return sorted(self.service.addresses, key=has_failed)

    def _asked(self, address: str, digest: bytes, algorithm: str) -> Stamped:
        host = parse(address).host
        nonce = secrets.randbits(63) | 1 << 62
        is_first = address == self.service.addresses[0]
        question = Question(
            address,
            "time-stamp",
            _LARGEST,
            body=_request(digest, algorithm, nonce),
            content_type="application/timestamp-query",
            accept="application/timestamp-reply",
            account=self.service.account if is_first else None,
        )
        answer = fetch(question, self._rules)
        token = _token_in(answer, host, nonce)
        if len(token.dump()) > self.service.room:
            raise TimeStampWrong(host, "too_large")
        return self._checked(token, host, digest, algorithm)

    def _checked(
        self, token: Asn1Value, host: str, digest: bytes, algorithm: str
    ) -> Stamped:
        signed_data = token["content"]
        pool = tuple(one.dump() for one in certificates_in(signed_data))
        stamp = checked_token(
            signed_data,
            lambda name: digest if name == algorithm else b"",
            Evidence(),
            self._store,
        )
        if stamp.certificate is None or stamp.time is None or not stamp.is_intact:
            fits = _imprint(signed_data) == digest
            raise TimeStampWrong(host, "signature" if fits else "imprint")
        gathered = self._gatherer.gather(
            stamp.certificate.dump(), pool, moment=stamp.time
        )
        if gathered.revoked is not None:
            raise TimeStampWrong(host, "revoked")
        if not stamp.is_trusted:
            # What was gathered may hold the issuer that the token lacks.
            stamp = checked_token(
                signed_data,
                lambda name: digest if name == algorithm else b"",
                Evidence(),
                self._store.with_helpers(gathered.proof.certificates),
            )
        proven = _require_trusted(stamp, host)
        error = self._clock() - proven
        return Stamped(token.dump(), stamp, pool, gathered, error)


def _request(digest: bytes, algorithm: str, nonce: int) -> bytes:
    request = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": {"algorithm": algorithm},
                "hashed_message": digest,
            },
            "nonce": nonce,
            "cert_req": True,
        }
    )
    encoded: bytes = request.dump()
    return encoded


def _token_in(answer: bytes, host: str, nonce: int) -> Asn1Value:
    """Return the token in an answer. Raises a NetworkTrouble."""
    try:
        response: Asn1Value = _Response.load(answer, strict=True)
        status = response["status"]
        granted = status["status"].native in _GRANTED
        said = "; ".join(status["status_string"].native or ())
        failure = ", ".join(sorted(status["fail_info"].native or ()))
        token = response["time_stamp_token"]
        told = (
            token["content"]["encap_content_info"]["content"].parsed["nonce"].native
            if granted
            else None
        )
    except Exception as unreadable:
        # A foreign structure raises anything.
        raise AnswerNotUnderstood(host) from unreadable
    if not granted:
        reason = said or failure or str(status["status"].native)
        raise TimeStampRefused(host, reason[:_LONGEST_REASON])
    if told != nonce:
        raise TimeStampWrong(host, "nonce")
    return token


def _imprint(signed_data: Asn1Value) -> bytes:
    try:
        info = signed_data["encap_content_info"]["content"].parsed
        told: bytes = info["message_imprint"]["hashed_message"].native
    except (ValueError, TypeError, KeyError):
        return b""
    return told


def _require_trusted(stamp: TimeStamp, host: str) -> datetime:
    """Return the moment that is proven. Raises TimeStampWrong."""
    if stamp.proven_time is not None:
        return stamp.proven_time
    chain = stamp.chain
    expired = chain is not None and chain.sub_indication == "OUT_OF_BOUNDS_NO_POE"
    raise TimeStampWrong(host, "expired" if expired else "untrusted")
