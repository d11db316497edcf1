"""The examination of one signature, step by step, and what follows from each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from pyhanko.sign.validation import EmbeddedPdfSignature

from ttedesktop.document.geometry import PdfRect
from ttedesktop.validation.byte_range import SignedRange, signed_range
from ttedesktop.validation.chain import Chain, build_chain, common_name
from ttedesktop.validation.changes import ChangeOutcome, changes_after
from ttedesktop.validation.cms import check_cms, weakness_of
from ttedesktop.validation.judgement import Findings, judge
from ttedesktop.validation.report import (
    Changes,
    Coverage,
    Integrity,
    Revocation,
    SignatureKind,
    SignatureReport,
    Signer,
)
from ttedesktop.validation.revocation import RevocationStatus, revocation_of
from ttedesktop.validation.time_stamp import (
    TimeStamp,
    checked_token,
    signature_time_stamp,
)

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    from ttedesktop.validation.evidence import Evidence
    from ttedesktop.validation.trust_store import TrustStore

_SIGNING_USAGES: Final = ("digital_signature", "non_repudiation")
_LEGACY_FILTERS: Final = ("/adbe.x509.rsa_sha1", "/adbe.pkcs7.sha1")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one signature is examined in."""

    content: bytes = field(repr=False)
    reader: PdfFileReader
    store: TrustStore
    evidence: Evidence
    moment: datetime
    """For which the signatures are validated."""
    strict: bool = False
    later_stamps: tuple[tuple[int, TimeStamp], ...] = ()
    """Revision and token of the document time-stamps."""
    notes: tuple[str, ...] = ()
    """Codes about the file as a whole."""


def examine(name: str, sig_field: Any, around: Surroundings) -> SignatureReport:  # noqa: ANN401
    """Examine one signature; raises anything if its structure is broken."""
    signature = EmbeddedPdfSignature(around.reader, sig_field, name)
    covered = signed_range(
        around.content,
        [_number(part) for part in signature.byte_range],
        signature.pkcs7_content,
    )
    kind = _kind(signature)
    evidence = around.evidence.with_signature(signature)
    changed = _changes(signature, covered, around)
    stamp = _time_stamp(signature, kind, evidence, around)
    proven = _proven_time(signature, stamp, around)
    chain = build_chain(
        signature.signer_cert,
        evidence.certificates,
        around.store,
        moment=proven or around.moment,
    )
    revocation = _revocation(chain, evidence, around, proven)
    outcome = (
        _stamp_outcome(stamp)
        if kind is SignatureKind.TIMESTAMP
        else check_cms(signature)
    )
    findings = Findings(
        kind=kind,
        cms_failure=outcome if isinstance(outcome, str) else outcome.sub_indication,
        covered=covered,
        changed=changed,
        chain=chain,
        revocation=revocation,
        weakness=weakness_of(signature),
        may_sign=kind is SignatureKind.TIMESTAMP or _may_sign(signature.signer_cert),
        not_after=_aware(signature.signer_cert.not_valid_after),
        stamp=stamp,
        proven_time=proven,
        moment=around.moment,
        strict=around.strict,
        file_notes=around.notes,
    )
    return _described(name, signature, findings)


def _changes(
    signature: EmbeddedPdfSignature, covered: SignedRange | None, around: Surroundings
) -> ChangeOutcome:
    if covered is not None and covered.coverage is Coverage.WHOLE_FILE:
        return ChangeOutcome(Changes.NONE, is_permitted=True)
    return changes_after(signature, around.reader)


def _described(
    name: str, signature: EmbeddedPdfSignature, found: Findings
) -> SignatureReport:
    page, rect = _where(signature)
    anchor = found.chain.anchor
    return SignatureReport(
        field=name,
        kind=found.kind,
        integrity=Integrity.BROKEN if found.cms_failure else Integrity.INTACT,
        coverage=found.covered.coverage if found.covered else Coverage.PARTIAL,
        changes_after=found.changed.changes,
        trust=found.chain.trust,
        trust_anchor=anchor.shown_name if anchor else "",
        revocation=found.revocation.status,
        level=_level(signature, found),
        signer=_signer(signature.signer_cert),
        claimed_time=_claimed_time(signature, found),
        trusted_time=found.proven_time,
        page=page,
        rect=rect,
        reason=_text(signature, "/Reason"),
        location=_text(signature, "/Location"),
        chain=tuple(common_name(one.subject) for one in found.chain.certificates),
        covered_length=found.covered.end if found.covered else 0,
        **judge(found),
    )


def _kind(signature: EmbeddedPdfSignature) -> SignatureKind:
    content = signature.signed_data["encap_content_info"]["content_type"].native
    if content == "tst_info":
        return SignatureKind.TIMESTAMP
    references = signature.sig_object.get("/Reference")
    for reference in references or ():
        if reference.get_object().get("/TransformMethod") == "/DocMDP":
            return SignatureKind.CERTIFICATION
    return SignatureKind.SIGNATURE


def _time_stamp(
    signature: EmbeddedPdfSignature,
    kind: SignatureKind,
    evidence: Evidence,
    around: Surroundings,
) -> TimeStamp | None:
    if kind is SignatureKind.TIMESTAMP:
        return checked_token(
            signature.signed_data, signature.compute_digest, evidence, around.store
        )
    return signature_time_stamp(signature, evidence, around.store)


def _stamp_outcome(stamp: TimeStamp | None) -> str:
    return "" if stamp is not None and stamp.is_intact else "SIG_CRYPTO_FAILURE"


def _proven_time(
    signature: EmbeddedPdfSignature, stamp: TimeStamp | None, around: Surroundings
) -> datetime | None:
    """Return the earliest moment at which the signature is proven to have existed."""
    proofs = [stamp.proven_time] if stamp is not None else []
    proofs += [
        later.proven_time
        for revision, later in around.later_stamps
        if revision > signature.signed_revision
    ]
    known = [proof for proof in proofs if proof is not None]
    return min(known) if known else None


def _revocation(
    chain: Chain, evidence: Evidence, around: Surroundings, proven: datetime | None
) -> RevocationStatus:
    if chain.issuer is None:
        return RevocationStatus(Revocation.UNKNOWN)
    return revocation_of(
        chain.certificates[0].dump(),
        chain.issuer.dump(),
        crls=(*evidence.crls, *around.store.crls),
        ocsp_responses=evidence.ocsp_responses,
        moment=proven or around.moment,
    )


def _may_sign(certificate: x509.Certificate) -> bool:
    usage = certificate.key_usage_value
    return usage is None or any(one in usage.native for one in _SIGNING_USAGES)


def _signer(certificate: x509.Certificate) -> Signer:
    names = certificate.subject.native
    organisation = names.get("organization_name", "")
    return Signer(
        name=common_name(certificate.subject),
        organisation=str(
            organisation[0] if isinstance(organisation, list) else organisation
        ),
        serial=f"{certificate.serial_number:X}",
        sha256=certificate.sha256.hex(),
        not_before=_aware(certificate.not_valid_before),
        not_after=_aware(certificate.not_valid_after),
        issuer=common_name(certificate.issuer),
    )


def _claimed_time(signature: EmbeddedPdfSignature, found: Findings) -> datetime | None:
    if found.kind is SignatureKind.TIMESTAMP:
        return found.stamp.time if found.stamp else None
    try:
        claimed = signature.self_reported_timestamp
    except Exception:  # noqa: BLE001 - a claim that cannot be read claims nothing
        return None
    return None if claimed is None else _aware(claimed)


def _level(signature: EmbeddedPdfSignature, found: Findings) -> str:
    """Name the baseline level (EN 319 142-1, 6); ``other`` outside the baseline."""
    if str(signature.sig_object.get("/SubFilter", "")) != "/ETSI.CAdES.detached":
        return "other"
    if found.stamp is None:
        return "B-B"
    has_store = "/DSS" in signature.reader.root
    if not has_store:
        return "B-T"
    return "B-LTA" if found.has_later_stamp else "B-LT"


def _where(signature: EmbeddedPdfSignature) -> tuple[int | None, PdfRect | None]:
    widget = signature.sig_field
    if "/Rect" not in widget and "/Kids" in widget:
        widget = widget["/Kids"][0]
    try:
        sides = [float(side) for side in widget["/Rect"]]
        reference = widget.raw_get("/P").reference
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None, None
    x0, x1 = sorted((sides[0], sides[2]))
    y0, y1 = sorted((sides[1], sides[3]))
    if x1 - x0 < 1 or y1 - y0 < 1:
        return None, None
    return _page_index(signature.reader, reference), PdfRect(x0, y0, x1, y1)


def _page_index(reader: PdfFileReader, wanted: Any) -> int | None:  # noqa: ANN401
    total = int(reader.root["/Pages"]["/Count"])
    for index in range(min(total, 2000)):
        page, _resources = reader.find_page_for_modification(index)
        if page.reference == wanted:
            return index
    return None


def _text(signature: EmbeddedPdfSignature, key: str) -> str:
    value = signature.sig_object.get(key)
    return "" if value is None else "".join(c for c in str(value) if c.isprintable())


def _number(part: Any) -> Any:  # noqa: ANN401 - any PDF object
    return int(part) if isinstance(part, int) else part


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
