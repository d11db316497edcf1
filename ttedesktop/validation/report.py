"""The validation report: an indication for each signature, and one verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - dataclass field
from enum import Enum
from typing import Never

from ttedesktop.document.geometry import PdfRect  # noqa: TC001 - dataclass field


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
