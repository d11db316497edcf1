"""Validates every signature of a document, offline (ETSI EN 319 102-1)."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from ttedesktop.validation.byte_range import ends_properly
from ttedesktop.validation.evidence import Evidence, evidence_in
from ttedesktop.validation.examination import Surroundings, examine
from ttedesktop.validation.report import (
    Changes,
    Coverage,
    Indication,
    Integrity,
    Revocation,
    SignatureKind,
    SignatureReport,
    Trust,
    ValidationReport,
    Verdict,
)
from ttedesktop.validation.time_stamp import TimeStamp, checked_token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.trust_store import TrustStore

log = logging.getLogger(__name__)

MAX_SIGNATURES: Final = 200
_WORST_FIRST: Final = (
    Verdict.INVALID,
    Verdict.INDETERMINATE,
    Verdict.VALID_WITH_NOTES,
    Verdict.VALID,
)


def validate(
    document: Document,
    trust_store: TrustStore,
    *,
    at: datetime | None = None,
    strict: bool = False,
) -> ValidationReport:
    """Validate all signatures for the moment ``at``, now if None.

    Whatever the file holds, a report comes back: a file that cannot be read is
    ``unreadable``, a signature that cannot be checked is never passed over.
    """
    moment = at or datetime.now(UTC)
    report = ValidationReport(
        file=document.name,
        verdict=Verdict.UNREADABLE,
        sha256=document.sha256,
        validated_at=moment,
    )
    try:
        reader, tolerant = _reader(document)
        found = list(_signed_fields(reader))
    except Exception:
        log.info("the document cannot be validated", exc_info=True)
        return replace(report, error="document_damaged")
    if not found:
        return replace(report, verdict=Verdict.UNSIGNED)
    notes = _file_notes(document, tolerant=tolerant)
    surroundings = _surroundings(document, reader, trust_store, moment, strict=strict)
    signatures = tuple(
        _examined(name, field, replace(surroundings, notes=notes))
        for name, field in found[:MAX_SIGNATURES]
    )
    return replace(
        report, verdict=worst(signatures), signatures=signatures, notes=notes
    )


def worst(signatures: Iterable[SignatureReport]) -> Verdict:
    """Return the worst verdict of several signatures."""
    verdicts = {one.verdict for one in signatures}
    return next(verdict for verdict in _WORST_FIRST if verdict in verdicts)


def _reader(document: Document) -> tuple[PdfFileReader, bool]:
    """Return a reader, and whether it had to be tolerant."""
    content = _from_header(document.content)
    try:
        reader, tolerant = PdfFileReader(BytesIO(content)), False
        _unlock(reader, document)
        list(_signed_fields(reader))
    except Exception:  # noqa: BLE001 - honest files fail the strict reader in many ways
        reader, tolerant = PdfFileReader(BytesIO(content), strict=False), True
        _unlock(reader, document)
    return reader, tolerant


def _from_header(content: bytes) -> bytes:
    # Byte ranges count from the first byte, so what stands before the header is
    # covered with white space for the reader and stays where it is.
    start = content.find(b"%PDF-", 0, 1024)
    if start > 0 and not content[:start].strip():
        return content[start : start + 8] + b"\n" * start + content[start + 8 :]
    return content


def _unlock(reader: PdfFileReader, document: Document) -> None:
    if reader.encrypted:
        reader.decrypt(document.password)


def _signed_fields(reader: PdfFileReader) -> Iterable[tuple[str, Any]]:
    for name, value, reference in enumerate_sig_fields(reader, filled_status=True):
        if value is not None:
            yield str(name), reference.get_object()


def _file_notes(document: Document, *, tolerant: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if document.is_repaired:
        notes.append("document_repaired")
    if not ends_properly(document.content):
        notes.append("bytes_after_end")
    if tolerant:
        notes.append("tolerant_reading")
    return tuple(notes)


def _surroundings(
    document: Document,
    reader: PdfFileReader,
    store: TrustStore,
    moment: datetime,
    *,
    strict: bool,
) -> Surroundings:
    try:
        evidence = evidence_in(reader)
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        evidence = Evidence()
    return Surroundings(
        content=document.content,
        reader=reader,
        store=store,
        evidence=evidence,
        moment=moment,
        strict=strict,
        later_stamps=tuple(_document_time_stamps(reader, evidence, store)),
    )


def _document_time_stamps(
    reader: PdfFileReader, evidence: Evidence, store: TrustStore
) -> Iterable[tuple[int, TimeStamp]]:
    """Yield the revision and the token of each document time-stamp."""
    for name, field in _signed_fields(reader):
        try:
            signature = EmbeddedPdfSignature(reader, field, name)
            content = signature.signed_data["encap_content_info"]["content_type"]
            if content.native == "tst_info":
                found = evidence.with_signature(signature)
                yield (
                    signature.signed_revision,
                    checked_token(
                        signature.signed_data, signature.compute_digest, found, store
                    ),
                )
        except Exception:
            log.info("a document time-stamp cannot be read", exc_info=True)


def _examined(name: str, field: Any, around: Surroundings) -> SignatureReport:  # noqa: ANN401
    try:
        return examine(name, field, around)
    except Exception:
        log.info("a signature cannot be checked", exc_info=True)
        return unreadable_signature(name)


def unreadable_signature(name: str) -> SignatureReport:
    """Return the report on a signature whose structure cannot be read."""
    return SignatureReport(
        field=name,
        kind=SignatureKind.SIGNATURE,
        verdict=Verdict.INVALID,
        indication=Indication.TOTAL_FAILED,
        sub_indication="FORMAT_FAILURE",
        integrity=Integrity.BROKEN,
        coverage=Coverage.PARTIAL,
        changes_after=Changes.OTHER,
        trust=Trust.UNKNOWN,
        trust_anchor="",
        revocation=Revocation.UNKNOWN,
        level="other",
        signer=None,
        claimed_time=None,
        trusted_time=None,
        notes=("format_failure",),
    )
