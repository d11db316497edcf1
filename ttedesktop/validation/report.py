"""The validation report: an indication for each signature, and one verdict."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Never

from ttedesktop.document.geometry import PdfRect
from ttedesktop.validation.certificate_facts import facts_in, facts_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttedesktop.validation.certificate_facts import CertificateFacts


class _NotABool(Enum):
    def __bool__(self) -> Never:
        """Refuse to be a truth value: there are more than two answers."""
        msg = f"{type(self).__name__} has several values: compare it"
        raise TypeError(msg)


class Indication(_NotABool):
    """The three answers of EN 319 102-1, clause 5.1.3."""

    TOTAL_PASSED = "TOTAL_PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL_FAILED"


class Verdict(_NotABool):
    """What a person is told; ``unsigned`` and ``unreadable`` are of files."""

    VALID = "valid"
    VALID_WITH_NOTES = "valid_with_notes"
    INDETERMINATE = "indeterminate"
    INVALID = "invalid"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


class SignatureKind(Enum):
    """What a signature field holds."""

    SIGNATURE = "signature"
    CERTIFICATION = "certification"
    TIMESTAMP = "timestamp"


class Integrity(Enum):
    """Whether the digest and the signature value are right."""

    INTACT = "intact"
    BROKEN = "broken"


class Coverage(Enum):
    """How much of the file the byte range of a signature covers."""

    WHOLE_FILE = "whole_file"
    WHOLE_REVISION = "whole_revision"
    PARTIAL = "partial"


class Changes(Enum):
    """What was added to the file after a signature; the weightiest counts."""

    NONE = "none"
    LTV = "ltv"
    SIGNATURES = "signatures"
    FORM_FILLING = "form_filling"
    ANNOTATIONS = "annotations"
    OTHER = "other"


class Trust(Enum):
    """Where the chain of the signer's certificate ends."""

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"
    """The chain is forged or ends at a certificate that must not be trusted."""
    LEGACY = "legacy"
    UNKNOWN = "unknown"


class Revocation(Enum):
    """What is known offline of the revocation of the signer's certificate."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class RevocationSource(Enum):
    """Where that is known from."""

    NONE = ""
    SIGNATURE = "signature"
    """Embedded in the signature, also as Adobe archives it."""
    STORE = "dss"
    """The document security store (EN 319 142-1, 5.4.2)."""
    IMPORTED = "imported"
    """A revocation list that was imported on this computer."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a page."""

    page: int
    """Index from 0."""
    rect: PdfRect


@dataclass(frozen=True, slots=True)
class Signer:
    """The person or service that a certificate names."""

    name: str
    organisation: str
    serial: str
    """Serial number of the certificate in upper-case hexadecimal digits."""
    sha256: str
    not_before: datetime
    not_after: datetime
    issuer: str


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What was found of one signature."""

    field: str
    kind: SignatureKind
    verdict: Verdict
    indication: Indication
    sub_indication: str
    """Of EN 319 102-1 (such as HASH_FAILURE); empty if passed."""
    integrity: Integrity
    coverage: Coverage
    changes_after: Changes
    trust: Trust
    trust_anchor: str
    """Common name of the anchor, or empty."""
    revocation: Revocation
    level: str
    """B-B, B-T, B-LT, B-LTA or ``other``."""
    signer: Signer | None
    """None if the signature holds no certificate that can be read."""
    claimed_time: datetime | None
    """What the signer's computer said; not a proof."""
    trusted_time: datetime | None
    """What a valid time-stamp proves."""
    page: int | None = None
    """Index of the page with the visible signature, from 0; None if invisible."""
    rect: PdfRect | None = None
    notes: tuple[str, ...] = ()
    """Codes for ``explanation``, such as ``certificate_expired_since``."""
    reason: str = ""
    location: str = ""
    chain: tuple[str, ...] = ()
    """Common names from the signer to the anchor."""
    covered_length: int = 0
    """Bytes from the start of the file to the end of the signed revision."""
    changed_pages: tuple[int, ...] = ()
    """Indices of pages that look different since, from 0."""
    trust_anchor_sha256: str = ""
    certificates: tuple[CertificateFacts, ...] = ()
    """From the signer to the anchor, as far as they were found."""
    stamp_certificates: tuple[CertificateFacts, ...] = ()
    """The same of the authority whose time-stamp was found."""
    revocation_source: RevocationSource = RevocationSource.NONE
    revocation_told_at: datetime | None = None
    """When the data was made that tells of the revocation, or that there is none."""
    strict_verdict: Verdict = Verdict.INDETERMINATE
    """What the strict policy says: no doubt about time or revocation may be left."""
    strict_note: str = ""
    """Code of what decided about that; empty if it is ``valid``."""
    made_with: str = ""
    """The program that made it, as far as it left its mark; nothing proves it."""
    additions: tuple[str, ...] = ()
    """Codes of what was added to the file since, such as ``security_store``."""
    changed_places: tuple[Place, ...] = ()
    """Where pages look different since."""

    @property
    def is_visible(self) -> bool:
        """Whether the signature has a box on a page."""
        return self.page is not None


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What was found of all signatures of one file."""

    file: str
    verdict: Verdict
    signatures: tuple[SignatureReport, ...] = ()
    sha256: str = ""
    validated_at: datetime | None = None
    """The moment the validation was made for."""
    error: str = ""
    """Code of the error if the verdict is ``unreadable``."""
    notes: tuple[str, ...] = field(default=())
    """Codes about the file as a whole."""


def authorities_in(report: ValidationReport) -> Iterator[CertificateFacts]:
    """Yield the authorities whose chains ended at an anchor, signers left out."""
    for one in report.signatures:
        if one.trust in {Trust.TRUSTED, Trust.LEGACY}:
            yield from one.certificates[1:]
        if one.trusted_time is not None:
            yield from one.stamp_certificates[1:]


def to_json(report: ValidationReport) -> dict[str, Any]:
    """Return a report as the command line prints it; pages count from 1."""
    return {
        "file": report.file,
        "verdict": report.verdict.value,
        "sha256": report.sha256,
        "validated_at": _moment_out(report.validated_at),
        "notes": list(report.notes),
        **({"error": report.error} if report.error else {}),
        "signatures": [_signature_out(one) for one in report.signatures],
    }


def from_json(told: Mapping[str, Any]) -> ValidationReport:
    """Return the report that ``to_json`` told; raises if it is none."""
    return ValidationReport(
        file=told["file"],
        verdict=Verdict(told["verdict"]),
        sha256=told["sha256"],
        validated_at=_moment_in(told["validated_at"]),
        notes=tuple(told["notes"]),
        error=told.get("error", ""),
        signatures=tuple(_signature_in(one) for one in told["signatures"]),
    )


def _signature_out(one: SignatureReport) -> dict[str, Any]:
    return {
        "field": one.field,
        "page": None if one.page is None else one.page + 1,
        "rect": None if one.rect is None else list(dataclasses.astuple(one.rect)),
        "kind": one.kind.value,
        "verdict": one.verdict.value,
        "notes": list(one.notes),
        "etsi": {
            "indication": one.indication.value,
            "sub_indication": one.sub_indication,
        },
        "integrity": one.integrity.value,
        "coverage": one.coverage.value,
        "covered_length": one.covered_length,
        "changes_after": one.changes_after.value,
        "changed_pages": [page + 1 for page in one.changed_pages],
        "trust": one.trust.value,
        "trust_anchor": one.trust_anchor,
        "trust_anchor_sha256": one.trust_anchor_sha256,
        "chain": list(one.chain),
        "certificates": [facts_out(facts) for facts in one.certificates],
        "stamp_certificates": [facts_out(facts) for facts in one.stamp_certificates],
        "revocation": one.revocation.value,
        "revocation_source": one.revocation_source.value,
        "revocation_told_at": _moment_out(one.revocation_told_at),
        "strict_policy": {
            "verdict": one.strict_verdict.value,
            "note": one.strict_note,
        },
        "made_with": one.made_with,
        "additions": list(one.additions),
        "changed_places": [
            {"page": place.page + 1, "rect": list(dataclasses.astuple(place.rect))}
            for place in one.changed_places
        ],
        "level": one.level,
        "signer": None if one.signer is None else _signer_out(one.signer),
        "claimed_time": _moment_out(one.claimed_time),
        "trusted_time": _moment_out(one.trusted_time),
        "reason": one.reason,
        "location": one.location,
    }


def _signature_in(told: Mapping[str, Any]) -> SignatureReport:
    return SignatureReport(
        field=told["field"],
        page=None if told["page"] is None else told["page"] - 1,
        rect=None if told["rect"] is None else PdfRect(*told["rect"]),
        kind=SignatureKind(told["kind"]),
        verdict=Verdict(told["verdict"]),
        notes=tuple(told["notes"]),
        indication=Indication(told["etsi"]["indication"]),
        sub_indication=told["etsi"]["sub_indication"],
        integrity=Integrity(told["integrity"]),
        coverage=Coverage(told["coverage"]),
        covered_length=told["covered_length"],
        changes_after=Changes(told["changes_after"]),
        changed_pages=tuple(page - 1 for page in told["changed_pages"]),
        trust=Trust(told["trust"]),
        trust_anchor=told["trust_anchor"],
        trust_anchor_sha256=told["trust_anchor_sha256"],
        chain=tuple(told["chain"]),
        certificates=tuple(facts_in(one) for one in told["certificates"]),
        stamp_certificates=tuple(facts_in(one) for one in told["stamp_certificates"]),
        revocation=Revocation(told["revocation"]),
        revocation_source=RevocationSource(told["revocation_source"]),
        revocation_told_at=_moment_in(told["revocation_told_at"]),
        strict_verdict=Verdict(told["strict_policy"]["verdict"]),
        strict_note=told["strict_policy"]["note"],
        made_with=told["made_with"],
        additions=tuple(told["additions"]),
        changed_places=tuple(
            Place(one["page"] - 1, PdfRect(*one["rect"]))
            for one in told["changed_places"]
        ),
        level=told["level"],
        signer=None if told["signer"] is None else _signer_in(told["signer"]),
        claimed_time=_moment_in(told["claimed_time"]),
        trusted_time=_moment_in(told["trusted_time"]),
        reason=told["reason"],
        location=told["location"],
    )


def _signer_out(signer: Signer) -> dict[str, Any]:
    return {
        **dataclasses.asdict(signer),
        "not_before": _moment_out(signer.not_before),
        "not_after": _moment_out(signer.not_after),
    }


def _signer_in(told: Mapping[str, Any]) -> Signer:
    return Signer(
        name=told["name"],
        organisation=told["organisation"],
        serial=told["serial"],
        sha256=told["sha256"],
        not_before=datetime.fromisoformat(told["not_before"]),
        not_after=datetime.fromisoformat(told["not_after"]),
        issuer=told["issuer"],
    )


def _moment_out(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _moment_in(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
