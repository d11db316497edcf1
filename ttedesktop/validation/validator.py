"""Validates every signature of a document, offline (ETSI EN 319 102-1)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pyhanko.pdf_utils.reader import PdfFileReader

from ttedesktop.document.revision_look import LookComparison
from ttedesktop.validation.byte_range import ends_properly, signed_range
from ttedesktop.validation.evidence import Evidence, evidence_in
from ttedesktop.validation.examination import (
    LaterStamp,
    Surroundings,
    document_time_stamp,
    examine,
)
from ttedesktop.validation.field_tree import (
    lost_signatures,
    pages_of,
    place_of,
    signature_fields,
)
from ttedesktop.validation.look import Looking
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
from ttedesktop.validation.signed_field import read_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttedesktop.document.pdf import Document
    from ttedesktop.validation.field_tree import Pages
    from ttedesktop.validation.trust_store import TrustStore

log = logging.getLogger(__name__)

MAX_SIGNATURES: Final = 200
_WORST_FIRST: Final = (
    Verdict.INVALID,
    Verdict.INDETERMINATE,
    Verdict.VALID_WITH_NOTES,
    Verdict.VALID,
)
_TRACE: Final = b"/ByteRange"
"""What every signature dictionary holds, and nothing else does."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document as pyHanko reads it, and the signatures that were found."""

    reader: PdfFileReader
    pages: Pages
    fields: list[tuple[str, Any]]
    is_tolerant: bool


def validate(
    document: Document,
    trust_store: TrustStore,
    *,
    at: datetime | None = None,
    strict: bool = False,
    judge_changes: bool = True,
) -> ValidationReport:
    """Validate all signatures for the moment ``at``, now if None.

    Whatever the file holds, a report comes back: a file that cannot be read is
    ``unreadable``, a signature that cannot be checked is never passed over. Without
    ``judge_changes`` nothing that follows a signature is compared, and the report
    says so.
    """
    moment = at or datetime.now(UTC)
    report = ValidationReport(
        file=document.name,
        verdict=Verdict.UNREADABLE,
        sha256=document.sha256,
        validated_at=moment,
    )
    try:
        opened = _opened(document)
        lost = lost_signatures(opened.reader, [name for name, _one in opened.fields])
    except Exception:
        log.info("the document cannot be validated", exc_info=True)
        return replace(report, error="document_damaged")
    notes = _file_notes(document, opened)
    around = replace(
        _surroundings(document, opened, trust_store, moment),
        notes=notes,
        strict=strict,
        judge_changes=judge_changes,
    )
    try:
        signatures = (
            *_examined_all(opened, around),
            *(unreadable_signature(name, "signature_removed") for name in lost),
            *_unattached(document.content, opened, lost),
        )
    finally:
        around.looking.comparison.close()
    if not signatures:
        return replace(report, verdict=Verdict.UNSIGNED)
    return replace(
        report, verdict=worst(signatures), signatures=signatures, notes=notes
    )


def worst(signatures: Iterable[SignatureReport]) -> Verdict:
    """Return the worst verdict of several signatures."""
    verdicts = {one.verdict for one in signatures}
    return next(verdict for verdict in _WORST_FIRST if verdict in verdicts)


def _opened(document: Document) -> _Opened:
    content = _from_header(document.content)
    try:
        return _read(content, document, is_tolerant=False)
    except Exception:
        # Honest files fail the strict reader in many ways.
        log.info("read again, tolerantly", exc_info=True)
        return _read(content, document, is_tolerant=True)


def _read(content: bytes, document: Document, *, is_tolerant: bool) -> _Opened:
    reader = PdfFileReader(BytesIO(content), strict=not is_tolerant)
    if reader.encrypted:
        reader.decrypt(document.password)
    pages = pages_of(reader.root)
    fields = signature_fields(reader.root, pages)
    return _Opened(reader, pages, fields, is_tolerant)


def _from_header(content: bytes) -> bytes:
    # Byte ranges count from the first byte, so what stands before the header is
    # covered with white space for the reader and stays where it is.
    start = content.find(b"%PDF-", 0, 1024)
    if start > 0 and not content[:start].strip():
        return content[start : start + 8] + b"\n" * start + content[start + 8 :]
    return content


def _file_notes(document: Document, opened: _Opened) -> tuple[str, ...]:
    notes: list[str] = []
    if document.is_repaired:
        notes.append("document_repaired")
    if not ends_properly(document.content):
        notes.append("bytes_after_end")
    if opened.is_tolerant:
        notes.append("tolerant_reading")
    return tuple(notes)


def _surroundings(
    document: Document,
    opened: _Opened,
    store: TrustStore,
    moment: datetime,
) -> Surroundings:
    try:
        evidence = evidence_in(opened.reader)
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        evidence = Evidence()
    comparison = LookComparison(document.content, document.password)
    around = Surroundings(
        content=document.content,
        reader=opened.reader,
        pages=opened.pages,
        store=store,
        evidence=evidence,
        moment=moment,
        looking=Looking(comparison, opened.reader, opened.pages),
    )
    return replace(around, later_stamps=tuple(_document_time_stamps(opened, around)))


def _document_time_stamps(
    opened: _Opened, around: Surroundings
) -> Iterable[LaterStamp]:
    """Yield each document time-stamp whose byte range is sound."""
    for name, field in opened.fields[:MAX_SIGNATURES]:
        try:
            signed = read_field(name, field)
            covered = signed_range(around.content, signed.byte_range, signed.contents)
            if not signed.is_time_stamp or covered is None:
                continue
            evidence = around.evidence.with_signature(signed)
            stamp = document_time_stamp(signed, evidence, around)
        except Exception:
            log.info("a document time-stamp cannot be read", exc_info=True)
            continue
        yield LaterStamp(covered.end, stamp)


def _examined_all(opened: _Opened, around: Surroundings) -> Iterable[SignatureReport]:
    found = [
        _examined(name, field, around) for name, field in opened.fields[:MAX_SIGNATURES]
    ]
    # In the order in which people signed, not in that of the form.
    found.sort(key=lambda one: one.covered_length or len(around.content))
    yield from found
    if len(opened.fields) > MAX_SIGNATURES:
        yield unreadable_signature("…", "too_many_signatures", Indication.INDETERMINATE)


def _examined(name: str, field: Any, around: Surroundings) -> SignatureReport:  # noqa: ANN401 - of pyHanko
    try:
        return examine(read_field(name, field), around)
    except Exception:
        log.info("a signature cannot be checked", exc_info=True)
    page, rect = place_of(field, around.pages)
    return replace(unreadable_signature(name), page=page, rect=rect)


def _unattached(
    content: bytes, opened: _Opened, lost: Sequence[str]
) -> Iterable[SignatureReport]:
    """Tell of a signature that lies in the file but belongs to no field."""
    if not opened.fields and not lost and _TRACE in content:
        yield unreadable_signature(
            "?", "signature_unattached", Indication.INDETERMINATE
        )


def unreadable_signature(
    name: str,
    cause: str = "format_failure",
    indication: Indication = Indication.TOTAL_FAILED,
) -> SignatureReport:
    """Return the report on a signature that cannot be checked, and why."""
    failed = indication is Indication.TOTAL_FAILED
    return SignatureReport(
        field=name,
        kind=SignatureKind.SIGNATURE,
        verdict=Verdict.INVALID if failed else Verdict.INDETERMINATE,
        indication=indication,
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
        notes=(cause,),
    )
