"""What may be the matter with services on a network, as facts.

Hosts are named, never whole addresses: a path may say what only two should know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ttedesktop.errors.errors import TteError


@dataclass(eq=False)
class NetworkTrouble(TteError):
    """A service could not be asked, or did not answer as it should."""

    host: str


@dataclass(eq=False)
class AddressForbidden(NetworkTrouble):
    """Nothing is sent to this address."""

    reason: str
    """``scheme``, ``malformed``, ``local``, ``redirected`` or ``unprotected``."""


@dataclass(eq=False)
class HostUnreachable(NetworkTrouble):
    """There is no way to the computer, or nobody listens there."""

    reason: str
    """``name``, ``refused`` or ``no_way``."""


@dataclass(eq=False)
class HostTooSlow(NetworkTrouble):
    """The answer was not there in time."""

    seconds: int


class HostNotTrusted(NetworkTrouble):
    """The computer could not prove that it is the one that was meant (TLS)."""


@dataclass(eq=False)
class ProxyRefused(NetworkTrouble):
    """The proxy lets nothing through; ``host`` is the proxy's."""

    status: int


@dataclass(eq=False)
class AnswerRefused(NetworkTrouble):
    """The service answered with another status than 200."""

    status: int


class AnswerCutOff(NetworkTrouble):
    """The answer ended before it was whole."""


@dataclass(eq=False)
class AnswerTooLarge(NetworkTrouble):
    """The answer is larger than any honest one."""

    limit: int
    """In bytes."""


class AnswerNotUnderstood(NetworkTrouble):
    """The answer is none of the kind that was asked for."""


# --- time-stamps and proof ----------------------------------------------------


@dataclass(eq=False)
class NoTimeStampAuthority(TteError):
    """A level with a time-stamp was asked for, and no authority is known."""

    level: str
    exit_status: ClassVar[int] = 2


@dataclass(eq=False)
class TimeStampRefused(NetworkTrouble):
    """The authority gives no time-stamp (RFC 3161, 2.4.2)."""

    reason: str
    """What it says itself."""


@dataclass(eq=False)
class TimeStampWrong(NetworkTrouble):
    """A time-stamp came that proves nothing."""

    reason: str
    """``nonce``, ``imprint``, ``signature``, ``expired``, ``untrusted``, ``revoked``
    or ``too_large``."""


@dataclass(eq=False)
class ProofMissing(TteError):
    """Revocation data that the level demands can be had nowhere."""

    name: str
    """Of the certificate."""
    host: str
    """Who was asked last; empty if the certificate names nobody."""


@dataclass(eq=False)
class CertificateWasRevoked(TteError):
    """Its authority says that a certificate of the signer's chain is revoked."""

    name: str
    since: str
    """Moment in ISO 8601."""


@dataclass(eq=False)
class TooLateToKeep(TteError):
    """What would prove the signature for longer holds no more."""

    name: str
    reason: str
    """The note of the validation that says why."""
