"""Time-stamp tokens: what they prove, if anything (RFC 3161, EN 319 102-1, 5.4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttedesktop.validation.report import Revocation, Trust
from ttedesktop.validation.signatures.cms import (
    WEAK_DIGESTS,
    certificates_in,
    check_token,
    digests_of,
    is_short,
    signer_of,
)
from ttedesktop.validation.trust.chain import SIGNING_USAGES, Chain, build_chain
from ttedesktop.validation.trust.revocation import imported, revocation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from asn1crypto import x509

    from ttedesktop.untyped import Asn1Value
    from ttedesktop.validation.signatures.evidence import Evidence
    from ttedesktop.validation.signatures.signed_field import SignedField
    from ttedesktop.validation.trust.trust_store import TrustStore

_ACCEPTED = (Trust.TRUSTED, Trust.LEGACY)


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A time-stamp token that was found, and what became of it."""

    time: datetime | None
    """The moment it names; None if it cannot be read."""
    is_intact: bool
    """Whether it covers what it should and its own signature is right."""
    is_trusted: bool
    """Whether, besides, its authority is trusted for time-stamps at that moment."""
    distrust: str = "time_stamp_untrusted"
    """Code of why not; means nothing of a trusted one."""
    certificate: x509.Certificate | None = None
    chain: Chain | None = None

    @property
    def proven_time(self) -> datetime | None:
        """The moment that it proves, or None."""
        return self.time if self.is_intact and self.is_trusted else None

    @property
    def not_after(self) -> datetime | None:
        """The end of the validity of its certificate."""
        if self.certificate is None:
            return None
        end: datetime = self.certificate.not_valid_after
        return end

    def holds_at(self, moment: datetime) -> bool:
        """Whether it proves its time to someone who looks at ``moment``."""
        end = self.not_after
        return self.proven_time is not None and end is not None and moment <= end


def signature_time_stamp(
    signed: SignedField, evidence: Evidence, store: TrustStore
) -> TimeStamp | None:
    """Return the time-stamp over the signature value, the best if there are many."""
    found = [
        checked_token(token, _hash_of(info["signature"].native), evidence, store)
        for info in signed.signer_infos
        for token in _tokens(info)
    ]
    proving = [one for one in found if one.proven_time is not None]
    return next(iter([*proving, *found]), None)


def checked_token(
    signed_data: Asn1Value,
    imprint_of: Callable[[str], bytes],
    evidence: Evidence,
    store: TrustStore,
) -> TimeStamp:
    """Check a token against the imprint that it should carry."""
    try:
        info = signed_data["encap_content_info"]["content"].parsed
        moment: datetime = info["gen_time"].native
        imprint = info["message_imprint"]
        algorithm = imprint["hash_algorithm"]["algorithm"].native
        fits = imprint_of(algorithm) == imprint["hashed_message"].native
        certificate = signer_of(signed_data, evidence.certificates)
        if certificate is None:
            return TimeStamp(moment, is_intact=False, is_trusted=False)
        intact = fits and not check_token(signed_data, certificate)
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        return TimeStamp(None, is_intact=False, is_trusted=False)
    pool = [*certificates_in(signed_data), *evidence.certificates]
    chain = build_chain(certificate, pool, store, moment=moment)
    distrust = ""
    if chain.trust not in _ACCEPTED or chain.sub_indication:
        distrust = "time_stamp_untrusted"
    elif not _may_stamp(certificate):
        distrust = "time_stamp_not_for_it"
    elif _is_weak(signed_data, algorithm) or is_short(certificate):
        distrust = "time_stamp_weak"
    elif _is_revoked(chain, evidence, store, moment):
        distrust = "time_stamp_revoked"
    return TimeStamp(
        moment,
        is_intact=intact,
        is_trusted=not distrust,
        distrust=distrust,
        certificate=certificate,
        chain=chain,
    )


def holds(stamp: TimeStamp, later: Sequence[TimeStamp], moment: datetime) -> bool:
    """Whether a time-stamp proves its time at ``moment``, perhaps by later ones.

    A later time-stamp keeps an older one alive if it was made before the older
    certificate expired (EN 319 102-1, 5.6.2.4).
    """
    if stamp.holds_at(moment):
        return True
    end = stamp.not_after
    if stamp.proven_time is None or end is None:
        return False
    renewing = [
        one
        for one in later
        if one.proven_time is not None and stamp.proven_time < one.proven_time <= end
    ]
    return any(
        holds(one, [other for other in later if other is not one], moment)
        for one in renewing
    )


def _hash_of(value: bytes) -> Callable[[str], bytes]:
    return lambda name: hashlib.new(name, value).digest()


def _tokens(info: Asn1Value) -> Iterable[Asn1Value]:
    attributes = info["unsigned_attrs"]
    for one in attributes if attributes.native is not None else ():
        if one["type"].native == "signature_time_stamp_token":
            for value in one["values"]:
                yield value["content"]


def _may_stamp(certificate: x509.Certificate) -> bool:
    """Whether time-stamping is its one purpose (RFC 3161, 2.3)."""
    purpose: Any = certificate.extended_key_usage_value
    if purpose is None or purpose.native != ["time_stamping"]:
        return False
    usage: Any = certificate.key_usage_value
    return usage is None or any(one in usage.native for one in SIGNING_USAGES)


def _is_weak(signed_data: Asn1Value, imprint: str) -> bool:
    """Whether another document with the same digest could have been stamped."""
    (info,) = signed_data["signer_infos"]
    return bool({imprint, *digests_of(info)} & WEAK_DIGESTS)


def _is_revoked(
    chain: Chain, evidence: Evidence, store: TrustStore, moment: datetime
) -> bool:
    if chain.issuer is None:
        return False
    found = revocation_of(
        chain.certificates[0].dump(),
        chain.issuer.dump(),
        data=(*evidence.revocation, *imported(store)),
        moment=moment,
    )
    return (
        found.status is Revocation.REVOKED
        and found.revoked_at is not None
        and found.revoked_at <= moment
    )
