"""The examination of one signature, step by step, and what follows from each step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.validation.byte_range import SignedRange, signed_range
from ttedesktop.validation.certificate_facts import aware, common_name, facts_of
from ttedesktop.validation.chain import Chain, build_chain
from ttedesktop.validation.changes import NOT_JUDGED, ChangeOutcome, changes_after
from ttedesktop.validation.cms import (
    bare_certificates,
    check_cms,
    is_weak,
    signer_of,
)
from ttedesktop.validation.field_tree import Pages, place_of
from ttedesktop.validation.judgement import Findings, judge
from ttedesktop.validation.look import LookOutcome
from ttedesktop.validation.makers import made_with
from ttedesktop.validation.report import (
    Coverage,
    Integrity,
    Revocation,
    RevocationSource,
    SignatureKind,
    SignatureReport,
    Signer,
)
from ttedesktop.validation.revocation import RevocationStatus, imported, revocation_of
from ttedesktop.validation.time_stamp import (
    TimeStamp,
    checked_token,
    signature_time_stamp,
)

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.validation.certificate_facts import CertificateFacts
    from ttedesktop.validation.evidence import Evidence
    from ttedesktop.validation.look import Looking
    from ttedesktop.validation.signed_field import SignedField
    from ttedesktop.validation.trust_store import TrustStore

_SIGNING_USAGES: Final = ("digital_signature", "non_repudiation")
_CARRIED: Final = (RevocationSource.STORE, RevocationSource.SIGNATURE)
_BASELINE: Final = "/ETSI.CAdES.detached"


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

    content: bytes = field(repr=False)
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


def examine(signed: SignedField, around: Surroundings) -> SignatureReport:
    """Examine one signature; raises anything if its structure is broken."""
    covered = signed_range(around.content, signed.byte_range, signed.contents)
    kind = _kind(signed)
    evidence = around.evidence.with_signature(signed)
    signer = _signer_certificate(signed, evidence)
    if signer is None:
        raise SignerMissing(signed.name)
    stamp = _time_stamp(signed, kind, covered, evidence, around)
    later = _later(covered, around)
    proven = _proven_time(stamp, later)
    moment = proven or around.moment
    chain = build_chain(signer, evidence.certificates, around.store, moment=moment)
    changed, look = _changes(signed, covered, around)
    findings = Findings(
        kind=kind,
        cms_failure=_cms_failure(signed, kind, covered, signer, stamp, around),
        covered=covered,
        changed=changed,
        look=look,
        chain=chain,
        revocation=_revocation(chain, evidence, around, moment),
        authorities=_authorities(chain, evidence, around, moment),
        is_weak=is_weak(signed, signer),
        signers=max(1, len(signed.signer_infos)),
        may_sign=kind is SignatureKind.TIMESTAMP or _may_sign(signer),
        not_after=aware(signer.not_valid_after),
        stamp=stamp,
        later_stamps=later,
        proven_time=proven,
        moment=around.moment,
        strict=around.strict,
        file_notes=around.notes,
    )
    return _described(signed, signer, findings, around)


def _changes(
    signed: SignedField, covered: SignedRange | None, around: Surroundings
) -> tuple[ChangeOutcome, LookOutcome]:
    if covered is None:
        return NOT_JUDGED, LookOutcome()
    if not around.judge_changes and covered.coverage is not Coverage.WHOLE_FILE:
        return NOT_JUDGED, LookOutcome()
    read = replace(covered, end=covered.end - around.offset)
    changed = changes_after(
        signed, read, around.looking.comparison.content, around.reader
    )
    if covered.coverage is not Coverage.WHOLE_REVISION:
        return changed, LookOutcome()
    # A forbidden change is looked at, too: a person wants to see where it is.
    return changed, around.looking.compare(read, changed)


def _described(
    signed: SignedField,
    signer: x509.Certificate,
    found: Findings,
    around: Surroundings,
) -> SignatureReport:
    page, rect = place_of(signed.node, around.pages)
    anchor = found.chain.anchor
    return SignatureReport(
        field=signed.name,
        kind=found.kind,
        integrity=Integrity.BROKEN if found.is_broken else Integrity.INTACT,
        coverage=found.covered.coverage if found.covered else Coverage.PARTIAL,
        changes_after=found.changed.changes,
        changed_pages=found.look.changed_pages,
        trust=found.chain.trust,
        trust_anchor=anchor.shown_name if anchor else "",
        trust_anchor_sha256=anchor.sha256 if anchor else "",
        revocation=found.revocation.status,
        level=_level(signed, found, around),
        signer=_signer(signer),
        claimed_time=_claimed_time(signed, found),
        trusted_time=found.proven_time,
        page=page,
        rect=rect,
        reason=signed.text("/Reason"),
        location=signed.text("/Location"),
        chain=tuple(common_name(one.subject) for one in found.chain.certificates),
        certificates=_facts(found.chain),
        stamp_certificates=_facts(found.stamp.chain if found.stamp else None),
        revocation_source=found.revocation.source,
        revocation_told_at=found.revocation.told_at,
        made_with=made_with(signed),
        additions=found.changed.additions,
        changed_places=found.look.changed_places,
        covered_length=found.covered.end if found.covered else 0,
        **judge(found),
    )


def _facts(chain: Chain | None) -> tuple[CertificateFacts, ...]:
    return () if chain is None else tuple(facts_of(one) for one in chain.certificates)


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


def _cms_failure(  # noqa: PLR0913, PLR0917 - one question about many things
    signed: SignedField,
    kind: SignatureKind,
    covered: SignedRange | None,
    signer: x509.Certificate,
    stamp: TimeStamp | None,
    around: Surroundings,
) -> str:
    if covered is None:
        return "FORMAT_FAILURE"
    if kind is SignatureKind.TIMESTAMP:
        is_intact = stamp is not None and stamp.is_intact
        return "" if is_intact else "SIG_CRYPTO_FAILURE"
    return check_cms(signed, signer, around.content)


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
        lambda algorithm: signed.digest(around.content, algorithm),
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


def _may_sign(certificate: x509.Certificate) -> bool:
    usage: Any = certificate.key_usage_value
    return usage is None or any(one in usage.native for one in _SIGNING_USAGES)


def _signer(certificate: x509.Certificate) -> Signer:
    names: dict[str, Any] = dict(certificate.subject.native or {})
    organisation = names.get("organization_name", "")
    return Signer(
        name=common_name(certificate.subject),
        organisation=str(
            organisation[0] if isinstance(organisation, list) else organisation
        ),
        serial=f"{certificate.serial_number:X}",
        sha256=certificate.sha256.hex(),
        not_before=aware(certificate.not_valid_before),
        not_after=aware(certificate.not_valid_after),
        issuer=common_name(certificate.issuer),
    )


def _claimed_time(signed: SignedField, found: Findings) -> datetime | None:
    if found.kind is SignatureKind.TIMESTAMP:
        return found.stamp.time if found.stamp else None
    claimed = signed.claimed_time()
    return None if claimed is None else aware(claimed)


def _level(signed: SignedField, found: Findings, around: Surroundings) -> str:
    """Name the baseline level (EN 319 142-1, 6); ``other`` outside the baseline."""
    if signed.sub_filter != _BASELINE:
        return "other"
    is_stamped = found.stamp is not None and found.stamp.is_intact
    if not is_stamped and not found.later_stamps:
        return "B-B"
    # Proof of something else is no proof of this signature.
    is_carried = found.revocation.source in _CARRIED
    if "/DSS" not in around.reader.root or not is_carried:
        return "B-T"
    covered = found.covered.end if found.covered else 0
    is_kept = any(
        one.end > covered and _holds_store(around, one.end)
        for one in around.later_stamps
    )
    return "B-LTA" if is_kept else "B-LT"


def _holds_store(around: Surroundings, end: int) -> bool:
    """Whether the document held a security store in what ends there.

    A time-stamp that does not lie over the proof keeps nothing of it.
    """
    reader = around.reader
    revisions: Any = range(reader.xrefs.total_revisions)
    inside = [
        revision
        for revision in revisions
        if reader.xrefs.get_xref_container_info(revision).start_location
        < end - around.offset
    ]
    return bool(inside) and "/DSS" in reader.get_historical_root(inside[-1])
