"""Where a document stands: what it proves, until when, and whether it is too late.

Read from the report of a validation alone, so that a foreign file is only ever taken
apart in the validator's process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ttedesktop.longterm.made import rank_of
from ttedesktop.signing.request import PadesLevel
from ttedesktop.validation.report import (
    Revocation,
    RevocationSource,
    SignatureKind,
    Trust,
    Verdict,
)

if TYPE_CHECKING:
    from datetime import datetime

    from ttedesktop.validation.report import SignatureReport, ValidationReport

_TOO_LATE: Final = frozenset(
    (
        "expired_no_proof",
        "certificate_expired_before",
        "time_stamp_expired_since",
        "time_stamp_expired",
        "legacy_no_proof",
        "revoked_no_proof",
    )
)
"""Notes of a validation after which a new time-stamp proves nothing any more."""
_CARRIED: Final = (RevocationSource.STORE, RevocationSource.SIGNATURE)
_SOUND: Final = (Verdict.VALID, Verdict.VALID_WITH_NOTES)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a validation found of a document, as far as its future is concerned."""

    level: PadesLevel | None
    """The lowest of its signatures; None if it has none that can be kept."""
    people: tuple[SignatureReport, ...] = ()
    stamps: tuple[SignatureReport, ...] = ()
    """Document time-stamps, oldest first."""
    keeps_until: datetime | None = None
    """Until when its proof holds if nobody does anything."""
    too_late: str = ""
    """Note of the validation for which nothing can be kept; empty if it can be."""

    @property
    def lacks_time(self) -> bool:
        """Whether a signature has no trusted time."""
        return any(one.trusted_time is None for one in self.people)

    @property
    def lacks_proof(self) -> bool:
        """Whether the document does not carry proof for every signature."""
        return any(not _has_proof(one) for one in self.people)

    @property
    def is_legacy(self) -> bool:
        """Whether one was signed under the older BSrE authority, outside the root."""
        return any(one.trust is Trust.LEGACY for one in self.people)

    @property
    def gathers_until(self) -> datetime | None:
        """Until when proof that lacks can be had; None if none lacks.

        Authorities need not tell of certificates that have ended (RFC 5280, 3.3).
        """
        ends = (
            one.certificates[0].not_after
            for one in self.people
            if one.certificates and not _has_proof(one)
        )
        return min(ends, default=None)

    @property
    def lacks_archive(self) -> bool:
        """Whether no document time-stamp lies over everything."""
        return self.level is not PadesLevel.B_LTA


def standing_of(report: ValidationReport) -> Standing:
    """Return where a document stands at the moment of its report."""
    people = tuple(
        x for x in report.signatures if x.kind is not SignatureKind.TIMESTAMP
    )
    stamps = tuple(
        sorted(
            (x for x in report.signatures if x.kind is SignatureKind.TIMESTAMP),
            key=lambda one: one.covered_length,
        )
    )
    if not people:
        return Standing(None, people, stamps)
    return Standing(
        level=min((_level_of(one, stamps) for one in people), key=rank_of),
        people=people,
        stamps=stamps,
        keeps_until=_keeps_until(people, stamps),
        too_late=next(filter(None, map(_hindrance, people)), ""),
    )


def _hindrance(one: SignatureReport) -> str:
    """Return the note that says why a signature cannot be kept, or nothing."""
    note = next((note for note in one.notes if note in _TOO_LATE), "")
    if note or one.verdict in _SOUND:
        return note
    return next(iter(one.notes), one.sub_indication.lower() or "format_failure")


def _level_of(one: SignatureReport, stamps: tuple[SignatureReport, ...]) -> PadesLevel:
    if one.level != "other":
        return PadesLevel(one.level)
    # Outside the baseline, as older BSrE signatures are, and kept just the same.
    if one.trusted_time is None:
        return PadesLevel.B_B
    if not _has_proof(one):
        return PadesLevel.B_T
    is_covered = any(stamp.covered_length > one.covered_length for stamp in stamps)
    return PadesLevel.B_LTA if is_covered else PadesLevel.B_LT


def _has_proof(one: SignatureReport) -> bool:
    return (
        one.revocation is not Revocation.UNKNOWN and one.revocation_source in _CARRIED
    )


def _keeps_until(
    people: tuple[SignatureReport, ...], stamps: tuple[SignatureReport, ...]
) -> datetime | None:
    ends = [end for one in people if (end := _end_of(one, stamps)) is not None]
    return min(ends, default=None)


def _end_of(
    one: SignatureReport, stamps: tuple[SignatureReport, ...]
) -> datetime | None:
    """Return when the proof of one signature ends.

    The newest time-stamp over it keeps the older ones; without any, its own time-stamp
    does, and without that its certificate.
    """
    over = [
        stamp
        for stamp in stamps
        if stamp.covered_length > one.covered_length
        and stamp.trust in {Trust.TRUSTED, Trust.LEGACY}
        and stamp.certificates
    ]
    own = one.stamp_certificates if one.trusted_time is not None else one.certificates
    ends = [stamp.certificates[0].not_after for stamp in over[-1:]]
    ends += [facts.not_after for facts in own[:1]]
    return max(ends, default=None)
