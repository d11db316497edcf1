"""What is reported of a signature that was examined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ttedesktop.validation.certificate_facts import aware, common_name, facts_of
from ttedesktop.validation.changes.field_tree import place_of
from ttedesktop.validation.judgement import judge
from ttedesktop.validation.makers import made_with
from ttedesktop.validation.report import (
    Coverage,
    Integrity,
    RevocationSource,
    SignatureKind,
    SignatureReport,
    Signer,
)
from ttedesktop.validation.signatures.cms import names_its_certificate

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import x509

    from ttedesktop.validation.certificate_facts import CertificateFacts
    from ttedesktop.validation.examination import Examination, Surroundings
    from ttedesktop.validation.judgement import Findings
    from ttedesktop.validation.signatures.signed_field import SignedField
    from ttedesktop.validation.trust.chain import Chain

_CARRIED: Final = (RevocationSource.STORE, RevocationSource.SIGNATURE)
_BASELINE: Final = "/ETSI.CAdES.detached"


def described(examined: Examination) -> SignatureReport:
    """Return the report on a signature whose steps are done."""
    signed, signer = examined.signed, examined.signer
    found, around = examined.findings(), examined.around
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
    if signed.sub_filter != _BASELINE or not names_its_certificate(signed):
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
