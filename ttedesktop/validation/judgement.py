"""From what was found to the indication, the verdict and the notes.

The order is that of EN 319 102-1, 5.3: format, integrity, changes, algorithms,
chain, revocation, time. The first step that fails decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from ttedesktop.validation.signatures.cms import UNKNOWN_ALGORITHM
from ttedesktop.validation.signatures.time_stamp import holds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ttedesktop.validation.changes.later_changes import ChangeOutcome
    from ttedesktop.validation.look import LookOutcome
    from ttedesktop.validation.signatures.byte_range import SignedRange
    from ttedesktop.validation.signatures.time_stamp import TimeStamp
    from ttedesktop.validation.trust.chain import Chain
    from ttedesktop.validation.trust.revocation import RevocationStatus


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found about one signature."""

    kind: SignatureKind
    cms_failure: str
    covered: SignedRange | None
    changed: ChangeOutcome
    look: LookOutcome
    chain: Chain
    revocation: RevocationStatus
    authorities: tuple[RevocationStatus, ...]
    """Of the authorities between the signer and the anchor."""
    is_weak: bool
    signers: int
    """How many SignerInfos the signature has; one is usual."""
    may_sign: bool
    not_after: datetime
    stamp: TimeStamp | None
    later_stamps: tuple[TimeStamp, ...]
    """Document time-stamps that cover the signature."""
    proven_time: datetime | None
    moment: datetime
    strict: bool
    file_notes: tuple[str, ...]

    @property
    def is_broken(self) -> bool:
        """Whether the digest or the signature value is wrong."""
        return bool(self.cms_failure) and self.cms_failure != UNKNOWN_ALGORITHM

    @property
    def is_revoked_at_signing(self) -> bool:
        """Whether the certificate was revoked when the signature is proven to exist."""
        at = self.revocation.revoked_at
        return at is not None and at <= (self.proven_time or self.moment)

    @property
    def covers_whole_file(self) -> bool:
        """Whether nothing follows what was signed."""
        return self.covered is not None and self.covered.coverage is Coverage.WHOLE_FILE


Failure = tuple[Indication, str, str]
"""Indication, sub-indication and the note that names the cause."""


def judge(found: Findings) -> dict[str, Any]:
    """Return verdict, indication, sub_indication and notes, by either policy."""
    strictly = _judged(replace(found, strict=True))
    asked = strictly if found.strict else _judged(found)
    return {
        **asked,
        "strict_verdict": strictly["verdict"],
        "strict_note": next(iter(strictly["notes"]), ""),
    }


def _judged(found: Findings) -> dict[str, Any]:
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
    if "tolerant_reading" in found.file_notes and not found.covers_whole_file:
        yield Indication.INDETERMINATE, "FORMAT_FAILURE", "tolerant_reading"


def _integrity_failures(found: Findings) -> Iterator[Failure]:
    failed = Indication.TOTAL_FAILED
    if found.covered is None:
        yield failed, "FORMAT_FAILURE", "byte_range_wrong"
    if found.is_broken:
        yield failed, found.cms_failure, found.cms_failure.lower()
    if found.covered is not None and found.covered.coverage is Coverage.PARTIAL:
        yield failed, "FORMAT_FAILURE", "covers_too_little"
    if "bytes_after_end" in found.file_notes:
        # What is signed with all the rest was not added; viewers may disagree on it.
        signed = Indication.INDETERMINATE if found.covers_whole_file else failed
        yield signed, "FORMAT_FAILURE", "bytes_after_end"
    if not found.changed.is_permitted:
        yield failed, "FORMAT_FAILURE", "forbidden_changes"
    yield from _look_failures(found)
    if found.cms_failure:
        yield Indication.INDETERMINATE, "GENERIC", UNKNOWN_ALGORITHM


def _look_failures(found: Findings) -> Iterator[Failure]:
    failed, unsure = Indication.TOTAL_FAILED, Indication.INDETERMINATE
    if "document_repaired" in found.file_notes or found.look.is_repaired:
        # With the whole file signed nobody added anything, but viewers may disagree.
        yield (
            unsure if found.covers_whole_file else failed,
            "FORMAT_FAILURE",
            "document_repaired",
        )
    is_commented = found.changed.changes is Changes.ANNOTATIONS
    if found.look.changed_pages or (found.look.hides_writing and is_commented):
        yield failed, "FORMAT_FAILURE", "looks_different"
    if found.look.misspelt_pages:
        yield failed, "FORMAT_FAILURE", "field_misspelt"
    if not found.changed.could_be_judged:
        yield unsure, "FORMAT_FAILURE", "changes_not_judged"
    if found.look.hides_writing:
        yield unsure, "FORMAT_FAILURE", "writing_hidden"
    if not found.look.is_complete:
        yield unsure, "FORMAT_FAILURE", "look_not_compared"


def _trust_failures(found: Findings) -> Iterator[Failure]:
    unsure = Indication.INDETERMINATE
    if found.chain.trust is Trust.UNTRUSTED:
        yield Indication.TOTAL_FAILED, "CHAIN_CONSTRAINTS_FAILURE", "forged_chain"
    if found.is_weak:
        yield unsure, "CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "weak_algorithm"
    if found.chain.trust is Trust.UNKNOWN:
        yield unsure, "NO_CERTIFICATE_CHAIN_FOUND", "issuer_unknown"
    if not found.may_sign:
        yield unsure, "CHAIN_CONSTRAINTS_FAILURE", "not_for_signing"
    if found.signers > 1:
        yield unsure, "GENERIC", "several_signers"
    if found.kind is SignatureKind.TIMESTAMP and found.proven_time is None:
        stamp = found.stamp
        told = "" if stamp is None else stamp.distrust
        cause = told or "time_stamp_untrusted"
        yield unsure, "NO_POE", cause


def _revocation_failures(found: Findings) -> Iterator[Failure]:
    unsure = Indication.INDETERMINATE
    if found.is_revoked_at_signing and found.proven_time is None:
        yield unsure, "REVOKED_NO_POE", "revoked_no_proof"
    elif found.is_revoked_at_signing:
        yield Indication.TOTAL_FAILED, "REVOKED", "revoked_before"
    until = found.proven_time or found.moment
    if any(one.revoked_at and one.revoked_at <= until for one in found.authorities):
        yield unsure, "REVOKED_CA_NO_POE", "authority_revoked"
    is_unknown = found.revocation.status is Revocation.UNKNOWN
    if found.strict and is_unknown and found.kind is not SignatureKind.TIMESTAMP:
        yield unsure, "TRY_LATER", "revocation_required"


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
    if found.strict and _stamp_has_expired(found):
        yield unsure, "NO_POE", "time_stamp_expired"
    yield from _stamp_failures(found)


def _stamp_failures(found: Findings) -> Iterator[Failure]:
    """Yield why a time-stamp, which anybody may attach, raises doubts of its own."""
    stamp = found.stamp
    if stamp is None or found.proven_time is not None:
        return
    if stamp.chain is not None and stamp.chain.trust is Trust.UNTRUSTED:
        yield Indication.INDETERMINATE, "NO_POE", "time_stamp_forged"
    elif not stamp.is_intact:
        yield Indication.INDETERMINATE, "NO_POE", "time_stamp_broken"


def _notes(found: Findings) -> Iterator[str]:
    is_expired = found.not_after < found.moment and found.proven_time is not None
    if is_expired and not _is_kept(found):
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
        yield found.stamp.distrust
    elif _stamp_has_expired(found):
        yield "time_stamp_expired_since"


def _is_kept(found: Findings) -> bool:
    """Whether a document time-stamp keeps all that proves the signature (B-LTA).

    Its certificate may then end: what counts was fixed while it was good, and the
    time-stamps over it still prove when that was (EN 319 102-1, 5.6).
    """
    is_known = found.revocation.status is not Revocation.UNKNOWN
    return bool(found.later_stamps) and is_known and not _stamp_has_expired(found)


def _is_in_legacy_life(found: Findings) -> bool:
    anchor = found.chain.anchor
    if anchor is None or anchor.not_after is None:
        return True
    return found.proven_time is not None and found.proven_time < anchor.not_after


def _stamp_has_expired(found: Findings) -> bool:
    """Whether the proof of the time itself has expired, and nothing renewed it."""
    proving = [one for one in (found.stamp, *found.later_stamps) if one is not None]
    proving = [one for one in proving if one.proven_time is not None]
    if not proving:
        return False
    return not any(
        holds(one, found.later_stamps, found.moment)
        for one in proving
        if one.proven_time == found.proven_time
    )
