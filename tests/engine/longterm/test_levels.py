"""Documents of each level are what they say, to us and to poppler."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.engine.signing.test_pades import pdfsig
from ttedesktop.errors.network_errors import CertificateWasRevoked, ProofMissing
from ttedesktop.signing.request import Certification, PadesLevel
from ttedesktop.validation.report import Changes, Coverage, Revocation, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.longterm.archive import Archive


@pytest.mark.parametrize("level", PadesLevel, ids=lambda level: level.value)
def test_each_level_is_reached_and_validates_as_that_level(
    archive: Archive, letter_path: Path, level: PadesLevel
) -> None:
    signed = archive.sign(letter_path, level)

    report = archive.verify(signed.path)
    first = report.signatures[0]
    assert signed.level is level
    assert signed.lacking is None
    assert first.level == level.value
    assert all(
        one.verdict in {Verdict.VALID, Verdict.VALID_WITH_NOTES}
        for one in report.signatures
    )
    assert (first.trusted_time is None) is (level is PadesLevel.B_B)
    is_proven = level in {PadesLevel.B_LT, PadesLevel.B_LTA}
    assert (first.revocation is Revocation.GOOD) is is_proven
    if is_proven:
        assert first.verdict is Verdict.VALID
        assert first.coverage is Coverage.WHOLE_REVISION
        assert first.changes_after is Changes.LTV
    said = pdfsig(signed.path, "-nocert")
    assert "Signature is Valid" in said
    assert "not total document signed" in said.lower() or not is_proven


def test_what_is_missing_for_a_level_is_told_and_nothing_is_published(
    archive: Archive, letter_path: Path
) -> None:
    for path in ("/ocsp/penerbit", "/penerbit.crl"):
        archive.services.ways[path] = "500"

    with pytest.raises(ProofMissing):
        archive.sign(letter_path, PadesLevel.B_LT)

    assert [one.name for one in letter_path.parent.iterdir()] == [letter_path.name]


def test_revocation_list_serves_where_no_responder_answers(
    archive: Archive, letter_path: Path
) -> None:
    archive.services.ways["/ocsp/penerbit"] = "garbage"

    signed = archive.sign(letter_path, PadesLevel.B_LT)

    assert archive.signature(signed.path).revocation is Revocation.GOOD
    assert "/penerbit.crl" in archive.services.paths()


def test_imported_list_serves_without_any_service(
    archive: Archive, letter_path: Path
) -> None:
    known = archive.services.authorities
    for path in ("/ocsp/penerbit", "/penerbit.crl", "/ocsp/induk", "/induk.crl"):
        archive.services.ways[path] = "500"
    lists = (archive.services.crl(known.authority), archive.services.crl(known.root))

    signed = replace(archive, lists=lists).sign(letter_path, PadesLevel.B_LT)

    assert archive.signature(signed.path).level == "B-LT"


def test_signer_who_is_revoked_signs_nothing_at_a_level_that_asks(
    archive: Archive, letter_path: Path
) -> None:
    official = archive.services.authorities.official.certificate
    archive.services.revoked[official.serial_number] = archive.services.now - timedelta(
        days=1
    )

    with pytest.raises(CertificateWasRevoked):
        replace(archive, completes_later=True).sign(letter_path, PadesLevel.B_LT)

    assert [one.name for one in letter_path.parent.iterdir()] == [letter_path.name]


def test_level_that_was_half_reached_is_said_and_nothing_of_the_rest_is_left(
    archive: Archive, letter_path: Path
) -> None:
    for path in ("/ocsp/penerbit", "/penerbit.crl"):
        archive.services.ways[path] = "hangs"

    signed = replace(archive, completes_later=True).sign(letter_path, PadesLevel.B_LTA)

    assert signed.level is PadesLevel.B_T
    assert isinstance(signed.lacking, ProofMissing)
    (one,) = archive.verify(signed.path).signatures
    assert one.level == "B-T"
    assert one.coverage is Coverage.WHOLE_FILE


def test_certified_document_that_allows_nothing_still_gets_its_proof(
    archive: Archive, letter_path: Path
) -> None:
    signed = archive.sign(
        letter_path, PadesLevel.B_LTA, certification=Certification.NO_CHANGES
    )

    assert archive.verify(signed.path).verdict is Verdict.VALID
