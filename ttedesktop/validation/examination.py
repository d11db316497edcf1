"""The examination of one signature, step by step, and what follows from each step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Self

from ttedesktop.validation.certificate_facts import aware
from ttedesktop.validation.changes.later_changes import (
    NOT_JUDGED,
    ChangeOutcome,
    changes_after,
)
from ttedesktop.validation.judgement import Findings
from ttedesktop.validation.look import LookOutcome
from ttedesktop.validation.report import Coverage, Revocation, SignatureKind
from ttedesktop.validation.signatures.byte_range import SignedRange, signed_range
from ttedesktop.validation.signatures.cms import (
    UNKNOWN_ALGORITHM,
    bare_certificates,
    check_cms,
    is_weak,
    is_weakly_certified,
    signer_of,
)
from ttedesktop.validation.signatures.time_stamp import (
    TimeStamp,
    checked_token,
    signature_time_stamp,
)
from ttedesktop.validation.trust.chain import Chain, build_chain, may_sign
from ttedesktop.validation.trust.revocation import (
    RevocationStatus,
    imported,
    revocation_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.document.rendering.look import PageWatch
    from ttedesktop.snapshot import Content
    from ttedesktop.validation.changes.field_tree import Pages
    from ttedesktop.validation.look import Looking
    from ttedesktop.validation.signatures.digests import Digests
    from ttedesktop.validation.signatures.evidence import Evidence
    from ttedesktop.validation.signatures.signed_field import SignedField
    from ttedesktop.validation.trust.trust_store import TrustStore

_NOT_ASKED: Final = RevocationStatus(Revocation.UNKNOWN)


class SignerMissing(ValueError):
    """The certificate of the signer is neither in the signature nor in the file."""


@dataclass(frozen=True, slots=True)
class LaterStamp:
    """A document time-stamp, and up to where it covers the file."""

    end: int
    stamp: TimeStamp


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one signature is examined in."""

    content: Content = field(repr=False)
    digests: Digests
    offset: int
    """Where what is read begins in the file; more than 0 before a late header."""
    reader: PdfFileReader
    pages: Pages = field(repr=False)
    store: TrustStore
    evidence: Evidence
    moment: datetime
    """For which the signatures are validated."""
    looking: Looking
    strict: bool = False
    judge_changes: bool = True
    later_stamps: tuple[LaterStamp, ...] = ()
    notes: tuple[str, ...] = ()
    """Codes about the file as a whole."""


@dataclass(slots=True)
class Examination:
    """One signature on its way through the steps, in the order of EN 319 102-1, 5.3.

    Each step may raise anything if the structure of the signature is broken.
    """

    signed: SignedField
    around: Surroundings
    covered: SignedRange | None
    kind: SignatureKind
    evidence: Evidence
    signer: x509.Certificate
    stamp: TimeStamp | None = None
    cms_failure: str = ""
    later: tuple[TimeStamp, ...] = ()
    proven: datetime | None = None
    chain: Chain | None = None
    revocation: RevocationStatus = _NOT_ASKED
    authorities: tuple[RevocationStatus, ...] = ()
    changed: ChangeOutcome = NOT_JUDGED
    look: LookOutcome = field(default_factory=LookOutcome)

    @classmethod
    def of(cls, signed: SignedField, around: Surroundings) -> Self:
        """Begin with a signature. Raises ``SignerMissing``, or anything."""
        evidence = around.evidence.with_signature(signed)
        signer = _signer_certificate(signed, evidence)
        if signer is None:
            raise SignerMissing(signed.name)
        covered = signed_range(around.content, signed.byte_range, signed.contents)
        return cls(signed, around, covered, _kind(signed), evidence, signer)

    def check_integrity(self) -> None:
        """Verify the digest, the signature value and the time-stamps over it."""
        signed, around = self.signed, self.around
        self.stamp = _time_stamp(signed, self.kind, self.covered, self.evidence, around)
        self.later = _later(self.covered, around)
        self.proven = _proven_time(self.stamp, self.later)
        self.cms_failure = self._cms_failure()

    def follow_chain(self) -> None:
        """Find out who signed, and whether their certificate held at that time."""
        moment = self.proven or self.around.moment
        store, evidence = self.around.store, self.evidence
        chain = build_chain(self.signer, evidence.certificates, store, moment=moment)
        self.revocation = _revocation(chain, evidence, self.around, moment)
        self.authorities = _authorities(chain, evidence, self.around, moment)
        self.chain = chain

    def compare(self, on_page: PageWatch) -> None:
        """Judge what followed the signature, by its objects and by its look."""
        covered, around = self.covered, self.around
        if covered is None:
            return
        if not around.judge_changes and covered.coverage is not Coverage.WHOLE_FILE:
            return
        read = replace(covered, end=covered.end - around.offset)
        content = around.looking.content
        self.changed = changes_after(self.signed, read, content, around.reader)
        if covered.coverage is Coverage.WHOLE_REVISION:
            # A forbidden change is looked at, too: a person wants to see where it is.
            self.look = around.looking.compare(read, self.changed, on_page)

    def findings(self) -> Findings:
        """Return what was found, once all steps are done."""
        if self.chain is None:
            msg = "the chain was not followed"
            raise ValueError(msg)
        return Findings(
            kind=self.kind,
            cms_failure=self.cms_failure,
            covered=self.covered,
            changed=self.changed,
            look=self.look,
            chain=self.chain,
            revocation=self.revocation,
            authorities=self.authorities,
            is_weak=is_weak(self.signed, self.signer)
            or is_weakly_certified(self.chain.certificates),
            signers=max(1, len(self.signed.signer_infos)),
            may_sign=self.kind is SignatureKind.TIMESTAMP
            or may_sign(self.signer, self.around.store),
            not_after=aware(self.signer.not_valid_after),
            stamp=self.stamp,
            later_stamps=self.later,
            proven_time=self.proven,
            moment=self.around.moment,
            strict=self.around.strict,
            file_notes=self.around.notes,
        )

    @property
    def is_broken(self) -> bool:
        """Whether the digest or the signature value is wrong."""
        return bool(self.cms_failure) and self.cms_failure != UNKNOWN_ALGORITHM

    def _cms_failure(self) -> str:
        if self.covered is None:
            return "FORMAT_FAILURE"
        if self.kind is SignatureKind.TIMESTAMP:
            is_intact = self.stamp is not None and self.stamp.is_intact
            return "" if is_intact else "SIG_CRYPTO_FAILURE"
        return check_cms(self.signed, self.signer, self.around.digests)


def _kind(signed: SignedField) -> SignatureKind:
    if signed.is_time_stamp:
        return SignatureKind.TIMESTAMP
    if signed.is_certification:
        return SignatureKind.CERTIFICATION
    return SignatureKind.SIGNATURE


def _signer_certificate(
    signed: SignedField, evidence: Evidence
) -> x509.Certificate | None:
    if signed.signed_data is None:
        return next(iter(bare_certificates(signed)), None)
    return signer_of(signed.signed_data, evidence.certificates)


def _time_stamp(
    signed: SignedField,
    kind: SignatureKind,
    covered: SignedRange | None,
    evidence: Evidence,
    around: Surroundings,
) -> TimeStamp | None:
    if kind is not SignatureKind.TIMESTAMP:
        return signature_time_stamp(signed, evidence, around.store)
    if covered is None:
        return None
    return document_time_stamp(signed, evidence, around)


def document_time_stamp(
    signed: SignedField, evidence: Evidence, around: Surroundings
) -> TimeStamp:
    """Check a time-stamp over the document (ISO 32000-2, 12.8.5)."""
    return checked_token(
        signed.signed_data,
        lambda algorithm: around.digests.of(signed.byte_range, algorithm),
        evidence,
        around.store,
    )


def _later(covered: SignedRange | None, around: Surroundings) -> tuple[TimeStamp, ...]:
    """Return the document time-stamps that cover this signature."""
    if covered is None:
        return ()
    return tuple(one.stamp for one in around.later_stamps if one.end > covered.end)


def _proven_time(
    stamp: TimeStamp | None, later: tuple[TimeStamp, ...]
) -> datetime | None:
    """Return the earliest moment at which the signature is proven to have existed."""
    proofs = [one.proven_time for one in (stamp, *later) if one is not None]
    known = [proof for proof in proofs if proof is not None]
    return min(known) if known else None


def _revocation(
    chain: Chain, evidence: Evidence, around: Surroundings, moment: datetime
) -> RevocationStatus:
    if chain.issuer is None:
        return RevocationStatus(Revocation.UNKNOWN)
    return _asked(chain.certificates[0], chain.issuer, evidence, around, moment)


def _authorities(
    chain: Chain, evidence: Evidence, around: Surroundings, moment: datetime
) -> tuple[RevocationStatus, ...]:
    """Return the statuses of the authorities between the signer and the anchor."""
    pairs = zip(chain.certificates[1:], chain.certificates[2:], strict=False)
    return tuple(_asked(one, issuer, evidence, around, moment) for one, issuer in pairs)


def _asked(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    evidence: Evidence,
    around: Surroundings,
    moment: datetime,
) -> RevocationStatus:
    return revocation_of(
        certificate.dump(),
        issuer.dump(),
        data=(*evidence.revocation, *imported(around.store)),
        moment=moment,
    )
