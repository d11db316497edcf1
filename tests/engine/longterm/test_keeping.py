"""Documents are kept: completed, renewed, and told where it is too late."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.engine.signing.test_pades import pdfsig
from tests.engine.validation.authorities import NOW, YEAR
from tests.papers.letters import letter
from ttedesktop.errors.network_errors import AnswerRefused, ProofMissing, TooLateToKeep
from ttedesktop.longterm.care import Care, CareWishes
from ttedesktop.signing.output import Destination
from ttedesktop.signing.request import PadesLevel
from ttedesktop.validation.report import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.longterm.archive import Archive

IN_PLACE = CareWishes()
IN_2028 = datetime(2028, 6, 1, tzinfo=UTC)
IN_2032 = datetime(2032, 3, 1, tzinfo=UTC)
IN_2036 = datetime(2036, 1, 5, tzinfo=UTC)


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("level", [PadesLevel.B_B, PadesLevel.B_T, PadesLevel.B_LT])
def test_document_is_raised_to_the_archive_level_by_increments(
    archive: Archive, letter_path: Path, level: PadesLevel
) -> None:
    signed = archive.sign(letter_path, level).path
    before = signed.read_bytes()

    kept = archive.archivist().keep(signed, IN_PLACE)

    assert (kept.care, kept.before, kept.after) == (Care.KEPT, level, PadesLevel.B_LTA)
    assert kept.error is None
    assert kept.result == signed
    assert signed.read_bytes().startswith(before)
    report = archive.verify(signed)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].level == "B-LTA"
    assert "Signature is Valid" in pdfsig(signed, "-nocert")
    # and once more there is nothing to do
    assert archive.archivist().keep(signed, IN_PLACE).care is Care.ENOUGH


def test_document_that_gets_only_a_time_is_no_archive(
    archive: Archive, letter_path: Path
) -> None:
    signed = archive.sign(letter_path, PadesLevel.B_B).path

    first = archive.archivist().keep(signed, CareWishes(PadesLevel.B_T))
    assert first.after is PadesLevel.B_T
    # proof behind the time-stamp is not kept by it
    second = archive.archivist().keep(signed, CareWishes(PadesLevel.B_LT))
    assert second.after is PadesLevel.B_LT
    assert archive.signature(signed).level == "B-LT"
    third = archive.archivist().keep(signed, IN_PLACE)
    assert third.after is PadesLevel.B_LTA


def test_original_is_untouched_where_a_folder_is_named(
    archive: Archive, letter_path: Path, tmp_path: Path
) -> None:
    signed = archive.sign(letter_path, PadesLevel.B_T).path
    before = digest_of(signed)
    folder = tmp_path / "arsip"
    wishes = CareWishes(destination=Destination(folder, "", makes_folder=True))

    kept = archive.archivist().keep(signed, wishes)

    assert kept.result == folder / signed.name
    assert digest_of(signed) == before
    # a second run finds the result and makes no other
    again = archive.archivist().keep(signed, wishes)
    assert (again.care, again.after) == (Care.ENOUGH, PadesLevel.B_LTA)
    assert [one.name for one in folder.iterdir()] == [signed.name]


def test_signature_outlives_its_certificates_if_it_is_renewed_in_time(
    archive: Archive, letter_path: Path
) -> None:
    services = archive.services
    services.new_stamper(NOW - YEAR, NOW + 2 * YEAR)
    signed = archive.sign(letter_path, PadesLevel.B_LTA).path
    untouched = signed.with_name("tidak-dirawat.pdf")
    untouched.write_bytes(signed.read_bytes())

    for moment in (IN_2028, IN_2032, datetime(2035, 9, 1, tzinfo=UTC)):
        services.moment = moment
        services.new_stamper(moment - YEAR, moment + 4 * YEAR)
        kept = archive.archivist().keep(signed, CareWishes(margin=YEAR))
        assert kept.care is Care.KEPT, kept.error
        assert kept.after is PadesLevel.B_LTA

    for moment in (IN_2028, IN_2032, IN_2036):
        assert archive.verify(signed, at=moment).verdict is Verdict.VALID
    # strictly, too: no doubt is left
    assert archive.verify(signed, at=IN_2036, strict=True).verdict is Verdict.VALID
    late = archive.verify(untouched, at=IN_2036)
    assert late.verdict is Verdict.VALID_WITH_NOTES
    assert "time_stamp_expired_since" in late.signatures[0].notes


def test_level_with_a_time_only_is_what_the_rules_say_later(
    archive: Archive, letter_path: Path
) -> None:
    signed = archive.sign(letter_path, PadesLevel.B_T).path

    (report,) = archive.verify(signed, at=IN_2036).signatures
    assert report.verdict is Verdict.VALID_WITH_NOTES
    assert "certificate_expired_since" in report.notes
    assert report.strict_verdict is Verdict.INDETERMINATE


def test_what_is_too_late_is_told_and_left_alone(
    archive: Archive, letter_path: Path, tmp_path: Path
) -> None:
    without_time = archive.sign(letter_path, PadesLevel.B_B).path
    with_time = tmp_path / "cap.pdf"
    with_time.write_bytes(letter(1))
    with_time = archive.sign(with_time, PadesLevel.B_T).path
    before = digest_of(without_time), digest_of(with_time)
    archive.services.moment = IN_2032

    for path, reason in (
        (without_time, "expired_no_proof"),
        (with_time, "time_stamp_expired_since"),
    ):
        kept = archive.archivist().keep(path, IN_PLACE)
        assert kept.care is Care.TOO_LATE
        assert isinstance(kept.error, TooLateToKeep)
        assert kept.error.reason == reason
    assert (digest_of(without_time), digest_of(with_time)) == before


def test_service_that_fails_leaves_the_document_as_it_is(
    archive: Archive, letter_path: Path
) -> None:
    signed = archive.sign(letter_path, PadesLevel.B_B).path
    before = digest_of(signed)
    archive.services.ways["/tsa"] = "500"

    kept = archive.archivist().keep(signed, CareWishes(PadesLevel.B_T))

    assert kept.care is Care.FAILED
    assert isinstance(kept.error, AnswerRefused)
    assert digest_of(signed) == before
    assert not list(signed.parent.glob(".~tte-*"))


def test_time_is_given_even_where_proof_cannot_be_had(
    archive: Archive, letter_path: Path
) -> None:
    signed = archive.sign(letter_path, PadesLevel.B_B).path
    for path in ("/ocsp/penerbit", "/penerbit.crl"):
        archive.services.ways[path] = "500"

    kept = archive.archivist().keep(signed, IN_PLACE)

    assert (kept.care, kept.after) == (Care.KEPT, PadesLevel.B_T)
    assert isinstance(kept.error, ProofMissing)


def test_looking_asks_nobody_and_tells_until_when(
    archive: Archive, letter_path: Path
) -> None:
    signed = archive.sign(letter_path, PadesLevel.B_LTA).path
    archive.services.asked.clear()

    seen = archive.archivist().look(signed)

    assert archive.services.asked == []
    stamper = archive.services.authorities.stamper.certificate
    assert seen.keeps_until == stamper.not_valid_after_utc
    unsigned = archive.archivist().look(letter_path)
    assert unsigned.care is Care.UNSIGNED


def test_renewal_waits_until_the_end_is_near(
    archive: Archive, letter_path: Path
) -> None:
    signed = archive.sign(letter_path, PadesLevel.B_LTA).path
    archivist = archive.archivist()

    assert archivist.keep(signed, IN_PLACE).care is Care.ENOUGH
    near = replace(IN_PLACE, margin=YEAR + timedelta(days=1))
    assert archivist.keep(signed, near).care is Care.KEPT
