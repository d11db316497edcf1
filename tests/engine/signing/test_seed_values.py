"""What a prepared field demands is obeyed or told, one demand after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asn1crypto import x509
from pyhanko.sign.fields import (
    MDPPerm,
    SeedSignatureType,
    SigCertConstraintFlags,
    SigCertConstraints,
    SigSeedSubFilter,
    SigSeedValFlags,
    SigSeedValueSpec,
)

from tests.engine.signing.reading import signatures
from tests.papers import letters as papers
from ttedesktop.errors.document_errors import FieldDemandsOther
from ttedesktop.messages import words_of
from ttedesktop.signing.existing_field import existing_fields
from ttedesktop.signing.prepared_field import Demand
from ttedesktop.signing.request import Certification

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office
    from ttedesktop.signing.request import SigningRequest

FORMS, NONE = Certification.FORM_FILLING, Certification.NO_CHANGES


def request(office: Office, path: Path, seed: Any, **changes: Any) -> SigningRequest:
    path.write_bytes(papers.with_field("Pengirim", seed_value_dict=seed))
    document = office.renderer.open(path)
    return office.request(document, field_name="Pengirim", **changes)


def flagged(flag: SigSeedValFlags, **more: Any) -> SigSeedValueSpec:
    return SigSeedValueSpec(flags=flag, **more)


def kind(permission: MDPPerm | None) -> SigSeedValueSpec:
    return SigSeedValueSpec(seed_signature_type=SeedSignatureType(permission))


def of(name: str) -> SigSeedValueSpec:
    subject = x509.Name.build({"common_name": name})
    flags = SigCertConstraintFlags.SUBJECT_DN
    return SigSeedValueSpec(cert=SigCertConstraints(flags=flags, subject_dn=subject))


UNMET: dict[str, tuple[Any, dict[str, Any], Demand]] = {
    "another's certificate": (of("HADI PRANOTO"), {}, Demand.CERTIFICATE),
    "a time-stamp": (
        SigSeedValueSpec(
            timestamp_server_url="http://127.0.0.1:9/tsa", timestamp_required=True
        ),
        {},
        Demand.TIME_STAMP,
    ),
    "one of its reasons": (
        flagged(SigSeedValFlags.REASONS, reasons=["Menyetujui", "Mengetahui"]),
        {"reason": "Karena"},
        Demand.REASON,
    ),
    "no reason": (
        flagged(SigSeedValFlags.REASONS, reasons=["."]),
        {"reason": "Karena"},
        Demand.NO_REASON,
    ),
    "a certification": (kind(MDPPerm.FILL_FORMS), {}, Demand.CERTIFICATION),
    "another certification": (
        kind(MDPPerm.FILL_FORMS),
        {"certification": NONE},
        Demand.CERTIFICATION,
    ),
    "no certification": (kind(None), {"certification": FORMS}, Demand.APPROVAL),
    "another digest": (
        flagged(SigSeedValFlags.DIGEST_METHOD, digest_methods=["SHA512"]),
        {},
        Demand.DIGEST,
    ),
    "another format": (
        flagged(
            SigSeedValFlags.SUBFILTER,
            subfilters=[SigSeedSubFilter.ADOBE_PKCS7_DETACHED],
        ),
        {},
        Demand.FORMAT,
    ),
    "Adobe's revocation data": (
        flagged(SigSeedValFlags.ADD_REV_INFO, add_rev_info=True),
        {},
        Demand.REVOCATION,
    ),
    "a named appearance": (
        flagged(SigSeedValFlags.APPEARANCE_FILTER, appearance="Resmi"),
        {},
        Demand.APPEARANCE,
    ),
    "a legal statement": (
        flagged(SigSeedValFlags.LEGAL_ATTESTATION, legal_attestations=["Sumpah"]),
        {},
        Demand.OTHER,
    ),
    "a later version": (
        flagged(SigSeedValFlags.V, sv_dict_version=9),
        {},
        Demand.OTHER,
    ),
}


@pytest.mark.parametrize("wish", UNMET)
def test_a_demand_that_is_not_met_is_told_before_the_pin(
    office: Office, letter_path: Path, wish: str
) -> None:
    seed, changes, demand = UNMET[wish]

    with pytest.raises(FieldDemandsOther) as refused:
        office.ceremony.prepare(request(office, letter_path, seed, **changes))

    assert refused.value.demand == demand.value
    assert "{" not in words_of(refused.value).cause


MET: dict[str, tuple[Any, dict[str, Any]]] = {
    "one of its reasons": (
        flagged(SigSeedValFlags.REASONS, reasons=["Menyetujui", "Mengetahui"]),
        {"reason": "Mengetahui"},
    ),
    "no reason": (flagged(SigSeedValFlags.REASONS, reasons=["."]), {}),
    "a wish for a reason is no demand": (
        SigSeedValueSpec(reasons=["Menyetujui"]),
        {"reason": "Karena"},
    ),
    "the certification": (kind(MDPPerm.FILL_FORMS), {"certification": FORMS}),
    "no certification": (kind(None), {}),
    "the usual digest and format": (
        flagged(
            SigSeedValFlags.DIGEST_METHOD | SigSeedValFlags.SUBFILTER,
            digest_methods=["SHA256", "SHA512"],
            subfilters=[SigSeedSubFilter.PADES],
        ),
        {},
    ),
}


@pytest.mark.parametrize("wish", MET)
def test_a_field_whose_demands_are_met_is_signed(
    office: Office, letter_path: Path, wish: str
) -> None:
    seed, changes = MET[wish]

    signed = office.sign(request(office, letter_path, seed, **changes))

    (one,) = signatures(signed.path.read_bytes())
    assert one.field == "Pengirim"
    assert str(one.dictionary.get("/Reason", "")) == changes.get("reason", "")


def test_what_may_be_chosen_is_told_beforehand(
    office: Office, letter_path: Path
) -> None:
    seed = SigSeedValueSpec(
        flags=SigSeedValFlags.REASONS,
        reasons=["Menyetujui", "Mengetahui"],
        seed_signature_type=SeedSignatureType(MDPPerm.FILL_FORMS),
        cert=of("HADI PRANOTO").cert,
    )

    document = request(office, letter_path, seed).document

    (field,) = existing_fields(document)
    wants = field.wants
    assert wants.reasons == ("Menyetujui", "Mengetahui")
    assert wants.is_reason_demanded
    assert wants.is_kind_demanded
    assert wants.certification is FORMS
    assert wants.subject == "HADI PRANOTO"
    assert wants.fits("Mengetahui")
    assert not wants.fits("Karena")
