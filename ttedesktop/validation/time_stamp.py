"""Time-stamp tokens: what they prove, if anything (RFC 3161, EN 319 102-1, 5.4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
)

from ttedesktop.validation.chain import Chain, build_chain
from ttedesktop.validation.cms import check_token
from ttedesktop.validation.report import Trust
from ttedesktop.validation.revocation import Revocation, revocation_of

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import x509
    from pyhanko.sign.validation import EmbeddedPdfSignature

    from ttedesktop.validation.evidence import Evidence
    from ttedesktop.validation.trust_store import TrustStore

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
    certificate: x509.Certificate | None = None
    chain: Chain | None = None

    @property
    def proven_time(self) -> datetime | None:
        """The moment that it proves, or None."""
        return self.time if self.is_intact and self.is_trusted else None


def signature_time_stamp(
    signature: EmbeddedPdfSignature, evidence: Evidence, store: TrustStore
) -> TimeStamp | None:
    """Return the first time-stamp over the signature value, or None."""
    if signature.signer_info["unsigned_attrs"].native is None:
        return None
    value: bytes = signature.signer_info["signature"].native
    for signed_data in extract_tst_data_iter(signature.signer_info, signed=False):
        return checked_token(
            signed_data, lambda name: hashlib.new(name, value).digest(), evidence, store
        )
    return None


def checked_token(
    signed_data: Any,  # noqa: ANN401 - of asn1crypto
    imprint_of: Any,  # noqa: ANN401 - a function from a digest's name to the digest
    evidence: Evidence,
    store: TrustStore,
) -> TimeStamp:
    """Check a token against the imprint that it should carry."""
    try:
        info = signed_data["encap_content_info"]["content"].parsed
        moment = info["gen_time"].native
        imprint = info["message_imprint"]
        algorithm = imprint["hash_algorithm"]["algorithm"].native
        fits = imprint_of(algorithm) == imprint["hashed_message"].native
        extract_signer_info(signed_data)
        found = extract_certs_for_validation(signed_data)
        certificate = found.signer_cert
        intact = fits and check_token(signed_data, certificate).is_intact
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        return TimeStamp(None, is_intact=False, is_trusted=False)
    pool = [*found.other_certs, *evidence.certificates]
    chain = build_chain(certificate, pool, store, moment=moment)
    trusted = (
        chain.trust in _ACCEPTED
        and not chain.sub_indication
        and _may_stamp(certificate)
        and not _is_revoked(chain, evidence, store, moment)
    )
    return TimeStamp(
        moment,
        is_intact=intact,
        is_trusted=trusted,
        certificate=certificate,
        chain=chain,
    )


def _may_stamp(certificate: x509.Certificate) -> bool:
    """Whether time-stamping is its one purpose (RFC 3161, 2.3)."""
    usage = certificate.extended_key_usage_value
    return usage is not None and usage.native == ["time_stamping"]


def _is_revoked(
    chain: Chain, evidence: Evidence, store: TrustStore, moment: datetime
) -> bool:
    if chain.issuer is None:
        return False
    found = revocation_of(
        chain.certificates[0].dump(),
        chain.issuer.dump(),
        crls=(*evidence.crls, *store.crls),
        ocsp_responses=evidence.ocsp_responses,
        moment=moment,
    )
    return (
        found.status is Revocation.REVOKED
        and found.revoked_at is not None
        and found.revoked_at <= moment
    )
