"""From what was found to the indication, the verdict and the notes.

The order is that of EN 319 102-1, 5.3: format, integrity, changes, algorithms,
chain, revocation, time. The first step that fails decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttedesktop.validation.report import (
    Changes,
    Coverage,
    Indication,
    Revocation,
    SignatureKind,
    Trust,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ttedesktop.validation.byte_range import SignedRange
    from ttedesktop.validation.chain import Chain
    from ttedesktop.validation.changes import ChangeOutcome
    from ttedesktop.validation.revocation import RevocationStatus
    from ttedesktop.validation.time_stamp import TimeStamp


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found about one signature."""

    kind: SignatureKind
    cms_failure: str
    covered: SignedRange | None
    changed: ChangeOutcome
    chain: Chain
    revocation: RevocationStatus
    weakness: str
    may_sign: bool
    not_after: datetime
    stamp: TimeStamp | None
    proven_time: datetime | None
    moment: datetime
    strict: bool
    file_notes: tuple[str, ...]

    @property
    def has_later_stamp(self) -> bool:
        """Whether a proof of existence is there beside the signature's own."""
        own = self.stamp.proven_time if self.stamp else None
        return self.proven_time is not None and self.proven_time != own


Failure = tuple[Indication, str, str]
"""Indication, sub-indication and the note that names the cause."""


def judge(found: Findings) -> dict[str, Any]:
    """Return verdict, indication, sub_indication and notes."""
    failure = next(_failures(found), None)
    if failure is None:
        notes = tuple(_notes(found))
        verdict = Verdict.VALID_WITH_NOTES if notes else Verdict.VALID
        return _outcome(verdict, Indication.TOTAL_PASSED, "", notes)
    indication, sub_indication, cause = failure
    verdict = (
        Verdict.INVALID
        if indication is Indication.TOTAL_FAILED
        else Verdict.INDETERMINATE
    )
    return _outcome(verdict, indication, sub_indication, (cause,))


def _outcome(
    verdict: Verdict,
    indication: Indication,
    sub_indication: str,
    notes: tuple[str, ...],
) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "indication": indication,
        "sub_indication": sub_indication,
        "notes": notes,
    }


def _failures(found: Findings) -> Iterator[Failure]:
    """Yield what keeps the signature from passing, weightiest first."""
    yield from _integrity_failures(found)
    yield from _trust_failures(found)
    yield from _revocation_failures(found)
    yield from _time_failures(found)
    if "tolerant_reading" in found.file_notes:
        yield Indication.INDETERMINATE, "FORMAT_FAILURE", "tolerant_reading"


def _integrity_failures(found: Findings) -> Iterator[Failure]:
    failed = Indication.TOTAL_FAILED
    if found.cms_failure:
        yield failed, found.cms_failure, found.cms_failure.lower()
    if found.covered is None:
        yield failed, "FORMAT_FAILURE", "byte_range_wrong"
    elif found.covered.coverage is Coverage.PARTIAL:
        yield failed, "FORMAT_FAILURE", "covers_too_little"
    if "document_repaired" in found.file_notes:
        yield failed, "FORMAT_FAILURE", "document_repaired"
    if "bytes_after_end" in found.file_notes:
        yield failed, "FORMAT_FAILURE", "bytes_after_end"
    if not found.changed.could_be_judged:
        yield Indication.INDETERMINATE, "FORMAT_FAILURE", "changes_not_judged"
    if not found.changed.is_permitted:
        yield failed, "FORMAT_FAILURE", "forbidden_changes"


def _trust_failures(found: Findings) -> Iterator[Failure]:
    unsure = Indication.INDETERMINATE
    if found.chain.trust is Trust.UNTRUSTED:
        yield Indication.TOTAL_FAILED, "CHAIN_CONSTRAINTS_FAILURE", "forged_chain"
    if found.weakness:
        yield unsure, found.weakness, "weak_algorithm"
    if found.chain.trust is Trust.UNKNOWN:
        yield unsure, "NO_CERTIFICATE_CHAIN_FOUND", "issuer_unknown"
    if not found.may_sign:
        yield unsure, "CHAIN_CONSTRAINTS_FAILURE", "not_for_signing"
    if found.kind is SignatureKind.TIMESTAMP and found.proven_time is None:
        yield unsure, "NO_POE", "time_stamp_untrusted"


def _revocation_failures(found: Findings) -> Iterator[Failure]:
    revoked_at = found.revocation.revoked_at
    if found.revocation.status is not Revocation.REVOKED or revoked_at is None:
        return
    if found.proven_time is None:
        yield Indication.INDETERMINATE, "REVOKED_NO_POE", "revoked_no_proof"
    elif revoked_at <= found.proven_time:
        yield Indication.TOTAL_FAILED, "REVOKED", "revoked_before"


def _time_failures(found: Findings) -> Iterator[Failure]:
    unsure = Indication.INDETERMINATE
    problem = found.chain.sub_indication
    if problem == "OUT_OF_BOUNDS_NO_POE":
        yield (
            unsure,
            problem,
            ("certificate_expired_before" if found.proven_time else "expired_no_proof"),
        )
    elif problem == "NOT_YET_VALID":
        yield unsure, problem, "not_yet_valid"
    elif problem:
        yield unsure, problem, "chain_not_valid"
    if found.chain.trust is Trust.LEGACY and not _is_in_legacy_life(found):
        yield unsure, "OUT_OF_BOUNDS_NO_POE", "legacy_no_proof"
    if found.strict and _stamp_has_expired(found) and not found.has_later_stamp:
        yield unsure, "NO_POE", "time_stamp_expired"


def _notes(found: Findings) -> Iterator[str]:
    if found.not_after < found.moment and found.proven_time is not None:
        yield "certificate_expired_since"
    if found.revocation.status is Revocation.UNKNOWN:
        yield "revocation_unknown"
    if found.revocation.status is Revocation.REVOKED:
        yield "revoked_after"
    if found.chain.trust is Trust.LEGACY:
        yield "legacy_authority"
    if found.changed.changes in {Changes.FORM_FILLING, Changes.ANNOTATIONS}:
        yield f"later_{found.changed.changes.value}"
    yield from _stamp_notes(found)


def _stamp_notes(found: Findings) -> Iterator[str]:
    if found.stamp is not None and not found.stamp.is_intact:
        yield "time_stamp_broken"
    elif found.stamp is not None and not found.stamp.is_trusted:
        yield "time_stamp_untrusted"
    elif _stamp_has_expired(found):
        yield "time_stamp_expired_since"


def _is_in_legacy_life(found: Findings) -> bool:
    anchor = found.chain.anchor
    if anchor is None or anchor.not_after is None:
        return True
    return found.proven_time is not None and found.proven_time < anchor.not_after


def _stamp_has_expired(found: Findings) -> bool:
    stamp = found.stamp
    if stamp is None or stamp.certificate is None or not stamp.is_trusted:
        return False
    return bool(stamp.certificate.not_valid_after < found.moment)
