"""Validates every signature of a document, offline (ETSI EN 319 102-1)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ttedesktop.validation.changes.field_tree import lost_signatures, place_of
from ttedesktop.validation.changes.loose_signatures import holds_loose_signature
from ttedesktop.validation.description import described
from ttedesktop.validation.examination import (
    Examination,
    LaterStamp,
    SignerMissing,
    Surroundings,
    document_time_stamp,
)
from ttedesktop.validation.look import Looking
from ttedesktop.validation.opening import Opened, opened_for_reading, sound_ranges
from ttedesktop.validation.progress import Progress, Stage
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
from ttedesktop.validation.signatures.byte_range import (
    ends_in_comments,
    ends_properly,
)
from ttedesktop.validation.signatures.digests import Digests
from ttedesktop.validation.signatures.evidence import Evidence, evidence_in
from ttedesktop.validation.signatures.signed_field import read_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ttedesktop.document.pdf import Document
    from ttedesktop.snapshot import Content
    from ttedesktop.validation.trust.trust_store import TrustStore

log = logging.getLogger(__name__)

MAX_SIGNATURES: Final = 200
_WORST_FIRST: Final = (
    Verdict.INVALID,
    Verdict.INDETERMINATE,
    Verdict.VALID_WITH_NOTES,
    Verdict.VALID,
)
_SUB_INDICATIONS: Final = {"signer_missing": "NO_SIGNING_CERTIFICATE_FOUND"}


def validate(  # noqa: PLR0913 - how it is judged, and who is told
    document: Document,
    trust_store: TrustStore,
    *,
    at: datetime | None = None,
    strict: bool = False,
    judge_changes: bool = True,
    watch: Callable[[Progress], None] = lambda _progress: None,
) -> ValidationReport:
    """Validate all signatures for the moment ``at``, now if None.

    Whatever the file holds, a report comes back: a file that cannot be read is
    ``unreadable``, a signature that cannot be checked is never passed over. Without
    ``judge_changes`` nothing that follows a signature is compared, and the report
    says so. ``watch`` is told how far it is.
    """
    moment = at or datetime.now(UTC)
    report = ValidationReport(
        file=document.name,
        verdict=Verdict.UNREADABLE,
        sha256=document.sha256,
        validated_at=moment,
    )
    watch(Progress(Stage.READING))
    try:
        opened = opened_for_reading(document)
        lost = lost_signatures(opened.reader, opened.fields)
    except Exception:
        log.info("the document cannot be validated", exc_info=True)
        return replace(report, error="document_damaged")
    around = replace(
        _surroundings(document, opened, trust_store, moment),
        notes=_file_notes(document, opened),
        strict=strict,
        judge_changes=judge_changes,
    )
    try:
        signatures = (
            *_examined_all(opened, around, watch),
            *(_lost(name, cause) for name, cause in lost.items()),
            *_unattached(document.content, opened, lost),
        )
    finally:
        around.looking.close()
        opened.reader.close()
    if not signatures:
        return replace(report, verdict=Verdict.UNSIGNED)
    return replace(
        report, verdict=worst(signatures), signatures=signatures, notes=around.notes
    )


def worst(signatures: Iterable[SignatureReport]) -> Verdict:
    """Return the worst verdict of several signatures."""
    verdicts = {one.verdict for one in signatures}
    return next(verdict for verdict in _WORST_FIRST if verdict in verdicts)


def _file_notes(document: Document, opened: Opened) -> tuple[str, ...]:
    notes: list[str] = []
    if document.is_repaired and _needs_repair(document, opened):
        notes.append("document_repaired")
    if not ends_properly(document.content) and not _is_end_signed(document, opened):
        notes.append("bytes_after_end")
    if opened.is_tolerant:
        notes.append("tolerant_reading")
    return tuple(notes)


def _is_end_signed(document: Document, opened: Opened) -> bool:
    """Whether the file ends in comments, and a signature covers them."""
    content = document.content
    return ends_in_comments(content) and any(
        covered.coverage is Coverage.WHOLE_FILE
        for _signed, covered in sound_ranges(content, opened, MAX_SIGNATURES)
    )


def _needs_repair(document: Document, opened: Opened) -> bool:
    """Whether the file is damaged in more than the places of its header and end."""
    if opened.content is document.content or opened.offset:
        return True
    # What draws is loaded for the few documents that want it.
    from ttedesktop.document.rendering.revision_look import needs_repair

    try:
        return needs_repair(opened.content, document.password)
    except (RuntimeError, ValueError):
        return True


def _surroundings(
    document: Document,
    opened: Opened,
    store: TrustStore,
    moment: datetime,
) -> Surroundings:
    try:
        evidence = evidence_in(opened.reader)
    except Exception:  # noqa: BLE001 - a foreign structure raises anything
        evidence = Evidence()
    # The last signature has nothing behind it that could look different.
    is_often = len(opened.fields) > 2
    around = Surroundings(
        content=document.content,
        digests=Digests(document.content, _marks(document, opened)),
        offset=opened.offset,
        reader=opened.reader,
        pages=opened.pages,
        store=store,
        evidence=evidence,
        moment=moment,
        looking=Looking(
            opened.content, document.password, opened.reader, opened.pages, is_often
        ),
    )
    return replace(around, later_stamps=tuple(_document_time_stamps(opened, around)))


def _marks(document: Document, opened: Opened) -> list[int]:
    ranges = sound_ranges(document.content, opened, MAX_SIGNATURES)
    return [int(signed.byte_range[1]) for signed, _covered in ranges]


def _document_time_stamps(opened: Opened, around: Surroundings) -> Iterable[LaterStamp]:
    """Yield each document time-stamp whose byte range is sound."""
    for signed, covered in sound_ranges(around.content, opened, MAX_SIGNATURES):
        if not signed.is_time_stamp:
            continue
        try:
            evidence = around.evidence.with_signature(signed)
            stamp = document_time_stamp(signed, evidence, around)
        except Exception:
            log.info("a document time-stamp cannot be read", exc_info=True)
            continue
        yield LaterStamp(covered.end, stamp)


@dataclass(slots=True)
class _Case:
    """A signature on its way, or why it goes no further."""

    name: str
    node: Any
    around: Surroundings
    examined: Examination | None = None
    cause: str = ""
    indication: Indication = Indication.TOTAL_FAILED

    def do(self, step: Callable[[], None]) -> None:
        """Take a step, unless an earlier one was not possible."""
        if self.cause:
            return
        try:
            step()
        except SignerMissing:
            self.cause = "signer_missing"
            self.indication = Indication.INDETERMINATE
        except Exception:
            log.info("a signature cannot be checked", exc_info=True)
            self.cause = "format_failure"

    def begin(self) -> None:
        self.examined = Examination.of(read_field(self.name, self.node), self.around)
        self.examined.check_integrity()

    def follow_chain(self) -> None:
        if self.examined is not None:
            self.examined.follow_chain()

    def compare(self, on_page: Callable[[int, int], None]) -> None:
        if self.examined is not None:
            self.examined.compare(on_page)

    def report(self) -> SignatureReport:
        told: list[SignatureReport] = []
        if self.examined is not None:
            examined = self.examined
            self.do(lambda: told.append(described(examined)))
        if told:
            return told[0]
        report = unreadable_signature(self.name, self.cause, self.indication)
        page, rect = place_of(self.node, self.around.pages)
        return replace(report, page=page, rect=rect)

    @property
    def is_broken(self) -> bool:
        if self.cause or self.examined is None:
            return self.indication is Indication.TOTAL_FAILED
        return self.examined.is_broken


def _examined_all(
    opened: Opened, around: Surroundings, watch: Callable[[Progress], None]
) -> Iterable[SignatureReport]:
    """Take all signatures through one step before the next: what is quick is first."""
    cases = [_Case(*one, around) for one in opened.fields[:MAX_SIGNATURES]]
    count = len(cases)
    for number, one in enumerate(cases, 1):
        watch(Progress(Stage.INTEGRITY, number, count))
        one.do(one.begin)
    broken = sum(one.is_broken for one in cases)
    for number, one in enumerate(cases, 1):
        watch(Progress(Stage.CHAIN, number, count, broken=broken))
        one.do(one.follow_chain)
    for number, one in enumerate(cases, 1):
        here = Progress(Stage.CHANGES, number, count, broken=broken)
        watch(here)
        opened.reader.on_objects = _object_watch(here, watch)
        one.do(partial(one.compare, _page_watch(here, watch)))
    found = [one.report() for one in cases]
    # In the order in which people signed, not in that of the form.
    found.sort(key=lambda one: one.covered_length or len(around.content))
    yield from found
    if len(opened.fields) > MAX_SIGNATURES:
        yield unreadable_signature("…", "too_many_signatures", Indication.INDETERMINATE)


def _object_watch(
    here: Progress, watch: Callable[[Progress], None]
) -> Callable[[int, int], None]:
    return lambda seen, of: watch(replace(here, objects_seen=seen, objects=of))


def _page_watch(
    here: Progress, watch: Callable[[Progress], None]
) -> Callable[[int, int], None]:
    return lambda page, pages: watch(replace(here, page=page, pages=pages))


def _lost(name: str, cause: str) -> SignatureReport:
    # Who signs anew where a signature was cleared need not be a forger; the one that
    # was there is missing all the same, and nobody can check it.
    is_removed = cause == "signature_removed"
    indication = Indication.TOTAL_FAILED if is_removed else Indication.INDETERMINATE
    return unreadable_signature(name, cause, indication)


def _unattached(
    content: Content, opened: Opened, lost: Mapping[str, str]
) -> Iterable[SignatureReport]:
    """Tell of a signature that lies in the file but belongs to no field."""
    if opened.fields or lost:
        return
    if holds_loose_signature(content, opened.offset, opened.reader):
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
        sub_indication=_SUB_INDICATIONS.get(cause, "FORMAT_FAILURE"),
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
