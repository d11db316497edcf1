"""Letters made exactly as genuine ones are, judged today and ten years from now."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator import ValidationContext

from tests.engine.validation.authorities import with_security_store
from tests.engine.validation.genuine import (
    SIGNED,
    SIGNED_LONG_AGO,
    GenuineWorld,
    genuine_world,
    with_late_header,
)
from tests.engine.validation.updates import (
    add_metadata,
    add_output_intent,
    rewrite_store_entries,
    updated,
)
from tests.papers.letters import letter
from ttedesktop.validation.report import Revocation, RevocationSource, Trust, Verdict
from ttedesktop.validation.reporting.explanation import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engine.validation.conftest import Judge

IN_2036 = datetime(2036, 6, 1, tzinfo=UTC)
SQUARE = (70, 130, 190, 250)
"""120 points, as the interface of the national service places it."""
CARD = (370, 150, 559, 209)
OLD = SigSeedSubFilter.ADOBE_PKCS7_DETACHED


@pytest.fixture(scope="module")
def world() -> GenuineWorld:
    return genuine_world()


def plain(world: GenuineWorld) -> bytes:
    return world.now.sign(
        letter(), at=SIGNED, box=CARD, page=1, name="sig_1747189867123"
    )


def unseen(world: GenuineWorld) -> bytes:
    return world.now.sign(letter(), at=SIGNED, box=(0, 0, 0, 0), name="bcs_bsgn_1")


def old_format(world: GenuineWorld) -> bytes:
    return world.now.sign(letter(), at=SIGNED, box=SQUARE, subfilter=OLD)


def archived(world: GenuineWorld) -> bytes:
    """As Adobe keeps revocation data: inside the signed attributes."""
    office = world.now
    context = ValidationContext(
        trust_roots=[office.root.asn1],
        other_certs=[office.authority.asn1],
        crls=[
            office.crl(at=SIGNED),
            office.crl(at=SIGNED, by=office.root),
        ],
        allow_fetching=False,
        moment=SIGNED,
    )
    return office.sign(
        letter(), at=SIGNED, subfilter=OLD, embed_validation_info=True,
        validation_context=context,
    )  # fmt: skip


def late_header(world: GenuineWorld) -> bytes:
    return with_late_header(plain(world), world.now)


def stored(world: GenuineWorld) -> bytes:
    """With a security store whose entries a later revision wrote anew."""
    crl = world.now.crl(at=SIGNED)
    content = with_security_store(plain(world), crls=(crl,))
    return updated(content, rewrite_store_entries)


def touched(world: GenuineWorld) -> bytes:
    return updated(updated(plain(world), add_output_intent), add_metadata)


def of_several(world: GenuineWorld) -> bytes:
    content = unseen(world)
    for number, box in enumerate((None, (60, 150, 249, 209), CARD)):
        content = world.now.sign(
            content, at=SIGNED, box=box, page=1, name=f"bcs_pntr_{number}"
        )
    return content


def of_the_old_authority(world: GenuineWorld) -> bytes:
    return world.before.sign(
        letter(), at=SIGNED_LONG_AGO, box=SQUARE, subfilter=OLD,
        embedded=(world.before.root,),
    )  # fmt: skip


LETTERS = (
    plain,
    unseen,
    old_format,
    archived,
    late_header,
    stored,
    touched,
    of_several,
    of_the_old_authority,
)


@pytest.mark.parametrize("moment", [None, IN_2036])
@pytest.mark.parametrize("make", LETTERS)
def test_genuine_letter_is_valid_at_its_time_and_its_notes_say_what_expired(
    world: GenuineWorld,
    judge: Judge,
    make: Callable[[GenuineWorld], bytes],
    moment: datetime | None,
) -> None:
    report = judge(make(world), store=world.store, at=moment)

    assert report.verdict is Verdict.VALID_WITH_NOTES, report.signatures
    for one in report.signatures:
        assert one.trusted_time in {SIGNED, SIGNED_LONG_AGO}
        assert "time_stamp_expired_since" in one.notes
        assert one.strict_verdict is Verdict.INDETERMINATE
    assert "certificate_expired_since" in report.signatures[0].notes or moment is None
    assert explain(report).sentence


def test_letter_of_the_old_authority_has_its_own_kind_of_trust(
    world: GenuineWorld, judge: Judge
) -> None:
    (one,) = judge(of_the_old_authority(world), store=world.store).signatures

    assert one.trust is Trust.LEGACY
    assert one.trust_anchor == "OSD Uji Kelas 2"


def test_revocation_data_that_adobe_archives_is_used(
    world: GenuineWorld, judge: Judge
) -> None:
    (one,) = judge(archived(world), store=world.store).signatures

    assert one.revocation is Revocation.GOOD
    assert one.revocation_source is RevocationSource.SIGNATURE


@pytest.mark.parametrize(
    ("make", "maker"), [(plain, "API Esign v1"), (unseen, "BeSign")]
)
def test_program_is_told_by_the_marks_it_leaves(
    world: GenuineWorld,
    judge: Judge,
    make: Callable[[GenuineWorld], bytes],
    maker: str,
) -> None:
    (one,) = judge(make(world), store=world.store).signatures

    assert one.made_with == maker


@pytest.mark.parametrize("make", [plain, of_several])
def test_chain_with_the_same_names_and_other_keys_is_invalid(
    world: GenuineWorld, judge: Judge, make: Callable[[Any], bytes]
) -> None:
    report = judge(make(genuine_world()), store=world.store)

    assert report.verdict is Verdict.INVALID
    assert {one.notes for one in report.signatures} == {("forged_chain",)}
