"""What a prepared field asks of its signature (ISO 32000-2, 12.7.5.5, table 237).

A demand is obeyed or told, never passed over; a mere wish is offered to the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from asn1crypto import x509
from pyhanko.sign.fields import (
    SigCertConstraints,
    SigSeedSubFilter,
    SigSeedValFlags,
    SigSeedValueSpec,
)
from pyhanko.sign.general import SigningError, UnacceptableSignerError

from ttedesktop.document.text.shown_text import displayable
from ttedesktop.errors.document_errors import FieldDemandsOther
from ttedesktop.signing.field import entry
from ttedesktop.signing.prepared_field import Demand, SeedValues
from ttedesktop.signing.request import Certification, PadesLevel

if TYPE_CHECKING:
    from ttedesktop.signing.request import SigningRequest
    from ttedesktop.untyped import PdfObject

DIGEST: Final = "sha256"
_MOST_REASONS: Final = 50
_LONGEST: Final = 200
_NO_REASON: Final = "."
"""The one reason that stands for none (table 237, Reasons)."""
_FREE: Final = "free"


def seed_values(field: PdfObject) -> SeedValues:
    """Return what the dictionary of a field says; raises what pyHanko raises."""
    spec = _spec(field)
    if spec is None:
        return SeedValues()
    reasons = [str(one) for one in spec.reasons or () if str(one) != _NO_REASON]
    kind = _kind(spec)
    return SeedValues(
        reasons=tuple(displayable(one)[:_LONGEST] for one in reasons[:_MOST_REASONS]),
        is_reason_demanded=bool(spec.flags & SigSeedValFlags.REASONS),
        is_kind_demanded=kind != _FREE,
        certification=kind if isinstance(kind, Certification) else None,
        subject=displayable(_subject(spec.cert))[:_LONGEST],
    )


def require_demands_met(field: PdfObject, request: SigningRequest) -> None:
    """Raise FieldDemandsOther unless the signature is one that the field accepts."""
    raw = entry(field, "/SV")
    if raw is None:
        return
    try:
        unmet = _unmet_of_handler(raw) or _unmet(_spec(field), request)
    except (SigningError, ValueError, TypeError, KeyError):
        # What cannot be read cannot be obeyed.
        unmet = (Demand.OTHER, "SV")
    if unmet is not None:
        demand, detail = unmet
        raise FieldDemandsOther(
            request.document.name,
            request.field_name,
            demand.value,
            displayable(detail)[:_LONGEST],
        )


_Unmet = tuple[Demand, str] | None


def _unmet_of_handler(raw: PdfObject) -> _Unmet:
    """Look at what pyHanko passes over or refuses before it can be asked."""
    flags = SigSeedValFlags(entry(raw, "/Ff", 0))
    handler = str(entry(raw, "/Filter", "/Adobe.PPKLite"))
    if flags & SigSeedValFlags.FILTER and handler != "/Adobe.PPKLite":
        return Demand.OTHER, handler
    if flags & SigSeedValFlags.LEGAL_ATTESTATION and "/LegalAttestation" in raw:
        return Demand.OTHER, "LegalAttestation"
    if flags & SigSeedValFlags.V and int(entry(raw, "/V", 1)) > 3:
        return Demand.OTHER, f"SV {int(raw['/V'])}"
    return None


def _unmet(spec: SigSeedValueSpec | None, request: SigningRequest) -> _Unmet:
    if spec is None:
        return None
    return (
        _unmet_by_certificate(spec, request)
        or _unmet_by_kind(spec, request)
        or _unmet_by_reason(spec, request)
        or _unmet_by_form(spec, request)
    )


def _unmet_by_certificate(spec: SigSeedValueSpec, request: SigningRequest) -> _Unmet:
    if spec.cert is None:
        return None
    certificate = x509.Certificate.load(request.certificate.der)
    try:
        spec.cert.satisfied_by(certificate, None)
    except (UnacceptableSignerError, NotImplementedError, SigningError):
        return Demand.CERTIFICATE, _subject(spec.cert)
    return None


def _unmet_by_kind(spec: SigSeedValueSpec, request: SigningRequest) -> _Unmet:
    kind = _kind(spec)
    if kind in {_FREE, request.certification}:
        return None
    return (Demand.APPROVAL if kind is None else Demand.CERTIFICATION), ""


def _unmet_by_reason(spec: SigSeedValueSpec, request: SigningRequest) -> _Unmet:
    if not spec.flags & SigSeedValFlags.REASONS:
        return None
    reasons = [str(one) for one in spec.reasons or ()]
    if not reasons or reasons == [_NO_REASON]:
        return (Demand.NO_REASON, "") if request.reason else None
    if request.reason in reasons:
        return None
    return Demand.REASON, "; ".join(reasons)


def _unmet_by_form(spec: SigSeedValueSpec, request: SigningRequest) -> _Unmet:
    flags, digests, formats = spec.flags, spec.digest_methods, spec.subfilters
    # The first format that is known here is the one to be used.
    is_other_format = formats is not None and formats[:1] != [SigSeedSubFilter.PADES]
    named = ", ".join(one.value for one in formats or ())
    demands: tuple[tuple[bool, Demand, str], ...] = (
        (
            spec.timestamp_required and request.level is PadesLevel.B_B,
            Demand.TIME_STAMP,
            "",
        ),
        (
            bool(flags & SigSeedValFlags.DIGEST_METHOD and digests)
            and DIGEST not in (digests or ()),
            Demand.DIGEST,
            ", ".join(digests or ()),
        ),
        (
            bool(flags & SigSeedValFlags.SUBFILTER) and is_other_format,
            Demand.FORMAT,
            named,
        ),
        (
            bool(flags & SigSeedValFlags.ADD_REV_INFO and spec.add_rev_info),
            Demand.REVOCATION,
            "",
        ),
        (
            bool(flags & SigSeedValFlags.APPEARANCE_FILTER)
            and spec.appearance is not None,
            Demand.APPEARANCE,
            str(spec.appearance),
        ),
    )
    unmet = ((demand, detail) for is_unmet, demand, detail in demands if is_unmet)
    return next(unmet, None)


def _spec(field: PdfObject) -> SigSeedValueSpec | None:
    raw = entry(field, "/SV")
    read: Any = SigSeedValueSpec.from_pdf_object
    return None if raw is None else read(raw)


def _kind(spec: SigSeedValueSpec) -> Certification | str | None:
    if spec.seed_signature_type is None:
        return _FREE
    permission = spec.seed_signature_type.mdp_perm
    return None if permission is None else Certification(permission.value)


def _subject(cert: SigCertConstraints | None) -> str:
    """Return whose certificate is meant, as far as it can be said in words."""
    if cert is None:
        return ""
    names = [one.subject for one in cert.subjects or ()]
    if cert.subject_dn is not None:
        names.append(cert.subject_dn)
    return ", ".join(
        str(name.native.get("common_name") or name.human_friendly) for name in names
    )
