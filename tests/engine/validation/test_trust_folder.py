"""What a computer gathers of authorities completes chains, and makes none trusted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.engine.validation.authorities import NOW, Authorities, certify
from tests.papers.letters import letter
from tests.tokens.workshop import DOCUMENT_SIGNING
from ttedesktop.errors.output_errors import TrustFileUnreadable, TrustFolderNotWritten
from ttedesktop.validation.report import (
    Revocation,
    RevocationSource,
    Verdict,
    authorities_in,
)
from ttedesktop.validation.trust.trust_folder import TrustFolder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.validation.conftest import Judge

SIGNED = NOW - timedelta(days=3)


@pytest.fixture
def folder(tmp_path: Path) -> TrustFolder:
    return TrustFolder(tmp_path / "penerbit")


def test_authority_met_in_one_document_completes_the_chain_of_another(
    authorities: Authorities, judge: Judge, folder: TrustFolder
) -> None:
    # given a document without its chain, and one of the same authority that has it
    bare = authorities.sign(letter(), at=SIGNED, embedded=())
    assert judge(bare).signatures[0].notes == ("issuer_unknown",)

    report = judge(authorities.sign(letter(), at=SIGNED))
    folder.remember(one.der for one in authorities_in(report))

    assert folder.certificate_count() == 2
    assert judge(bare, store=folder.extend(authorities.store)).verdict in {
        Verdict.VALID,
        Verdict.VALID_WITH_NOTES,
    }


def test_authority_of_a_folder_is_trusted_by_nobody(
    authorities: Authorities, judge: Judge, folder: TrustFolder
) -> None:
    strange = certify("Induk Lain")
    folder.remember([strange.der])
    content = authorities.sign(
        letter(), by=certify("X", strange, purpose=DOCUMENT_SIGNING), embedded=()
    )

    report = judge(content, store=folder.extend(authorities.store))

    assert report.signatures[0].notes == ("issuer_unknown",)


def test_imported_list_tells_of_revocations_and_its_age(
    authorities: Authorities, judge: Judge, folder: TrustFolder, tmp_path: Path
) -> None:
    file = tmp_path / "penerbit.crl"
    file.write_bytes(authorities.crl(at=NOW - timedelta(days=2)))
    (imported,) = folder.import_list(file)

    report = judge(
        authorities.sign(letter(), at=SIGNED), store=folder.extend(authorities.store)
    )

    assert (imported.name, imported.made_at) == (
        "Penerbit Uji",
        NOW - timedelta(days=2),
    )
    one = report.signatures[0]
    assert one.revocation is Revocation.GOOD
    assert one.revocation_source is RevocationSource.IMPORTED
    assert one.revocation_told_at == imported.made_at


def test_newer_list_takes_the_place_of_an_older_one_and_not_the_reverse(
    authorities: Authorities, folder: TrustFolder, tmp_path: Path
) -> None:
    file = tmp_path / "penerbit.crl"
    moments = [NOW - timedelta(days=days) for days in (5, 2, 9)]
    for moment in moments:
        file.write_bytes(authorities.crl(at=moment))
        folder.import_list(file)

    assert [one.made_at for one in folder.lists()] == [moments[1]]
    folder.remove(folder.lists()[0])
    assert folder.lists() == ()


def test_damaged_files_are_passed_over_and_refused_where_a_person_names_them(
    authorities: Authorities, folder: TrustFolder, tmp_path: Path
) -> None:
    folder.remember([authorities.root.der])
    (folder.path / "certificates" / "rusak.crt").write_bytes(b"rusak")
    (tmp_path / "rusak.crl").write_bytes(b"rusak")

    assert folder.extend(authorities.store).anchors == authorities.store.anchors
    with pytest.raises(TrustFileUnreadable):
        folder.import_list(tmp_path / "rusak.crl")
    folder.clear()
    assert folder.certificate_count() == 0


def test_folder_that_cannot_be_written_is_told_when_a_person_asked(
    authorities: Authorities, tmp_path: Path
) -> None:
    (tmp_path / "penerbit").write_text("bukan folder", "ascii")
    folder = TrustFolder(tmp_path / "penerbit")
    (tmp_path / "a.crl").write_bytes(authorities.crl())

    folder.remember([authorities.root.der])
    assert folder.certificate_count() == 0
    with pytest.raises(TrustFolderNotWritten):
        folder.import_list(tmp_path / "a.crl")
