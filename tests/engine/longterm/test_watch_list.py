"""Which documents need what by when: found, sorted, remembered, and said in words."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from tests.papers.letters import letter
from ttedesktop.errors.document_errors import PasswordNeeded, PasswordWrong
from ttedesktop.longterm.care import Care, CareWishes, KeptDocument
from ttedesktop.longterm.unfinished import UnfinishedDocument
from ttedesktop.longterm.watch_list import (
    Need,
    SeenDocuments,
    WatchedDocument,
    noted,
    watched,
)
from ttedesktop.signing.request import PadesLevel
from ttedesktop.validation.report import Verdict
from ttedesktop.watch_words import need_of, until_of, watch_table

if TYPE_CHECKING:
    from tests.engine.longterm.archive import Archive

NOW = datetime(2026, 11, 30, 5, tzinfo=UTC)


def signed(archive: Archive, folder: Path, level: PadesLevel) -> Path:
    path = folder / f"{level.value}.pdf"
    path.write_bytes(letter(1))
    return archive.sign(path, level).path


def looked(archive: Archive, path: Path) -> WatchedDocument:
    found = watched(archive.archivist().look(path))
    assert found is not None
    return found


def test_documents_tell_what_they_need_and_by_when(
    archive: Archive, tmp_path: Path, letter_path: Path
) -> None:
    authorities = archive.services.authorities
    official = authorities.official.certificate.not_valid_after_utc
    stamper = authorities.stamper.certificate.not_valid_after_utc
    plain = looked(archive, signed(archive, tmp_path, PadesLevel.B_B))
    timed = looked(archive, signed(archive, tmp_path, PadesLevel.B_T))
    whole = looked(archive, signed(archive, tmp_path, PadesLevel.B_LTA))

    assert (plain.need, plain.level, plain.until) == (Need.COMPLETION, "B-B", official)
    assert (timed.need, timed.level, timed.until) == (Need.COMPLETION, "B-T", stamper)
    assert (whole.need, whole.level, whole.until) == (Need.RENEWAL, "B-LTA", stamper)
    assert need_of(plain) == "Cap waktu, bukti pencabutan, dan cap waktu arsip"
    assert need_of(timed) == "Bukti pencabutan dan cap waktu arsip"
    assert need_of(whole) == "Cap waktu arsip yang baru"
    assert watched(archive.archivist().look(letter_path)) is None

    archive.services.moment = stamper + timedelta(days=3000)
    late = looked(archive, timed.path)
    assert late.need is Need.NOTHING_HELPS
    assert need_of(late).startswith("Sudah terlambat. ")


def test_proof_is_to_be_had_before_the_certificate_of_the_signer_ends() -> None:
    stamp, signer = NOW + timedelta(days=2000), NOW + timedelta(days=200)
    kept = KeptDocument(
        Path("surat.pdf"), Care.ENOUGH, None, PadesLevel.B_T, stamp, signer
    )

    one = watched(kept)

    assert one is not None
    assert (one.need, one.until) == (Need.COMPLETION, signer)


def documents() -> list[WatchedDocument]:
    def one(name: str, need: Need, days: float | None) -> WatchedDocument:
        until = None if days is None else NOW + timedelta(days=days)
        return WatchedDocument(Path(name), need, "B-T", "B-LTA", until)

    return [
        one("terlambat.pdf", Need.NOTHING_HELPS, -40),
        one("nanti.pdf", Need.RENEWAL, 400),
        one("=terkunci.pdf", Need.UNKNOWN, None),
        one("besok.pdf", Need.COMPLETION, 1.5),
        one("segera.pdf", Need.RENEWAL, 60),
    ]


def test_most_urgent_comes_first_and_what_cannot_be_helped_last() -> None:
    listed = sorted(documents(), key=lambda one: one.urgency)

    assert [one.path.name for one in listed] == [
        "besok.pdf", "segera.pdf", "nanti.pdf", "=terkunci.pdf", "terlambat.pdf",
    ]  # fmt: skip
    assert [one.is_due(NOW) for one in listed] == [True, True, False, False, False]
    assert until_of(listed[0], NOW) == "Sebelum 1 Desember 2026 (1 hari lagi)"
    assert until_of(listed[2], NOW) == "Sebelum 4 Januari 2028"
    rows = watch_table(documents()).splitlines()
    assert rows[1].startswith("besok.pdf;Bukti pencabutan dan cap waktu arsip;B-T;")
    assert rows[4].startswith("'=terkunci.pdf;")


def test_document_that_was_signed_without_a_service_is_among_them() -> None:
    entry = UnfinishedDocument(
        Path("/srv/surat.pdf"), "0" * 64, "B-T", "B-B", "host_unreachable",
        NOW.isoformat(), (NOW + timedelta(days=30)).isoformat(),
    )  # fmt: skip

    assert noted(entry).is_due(NOW)
    assert need_of(noted(entry)) == "Cap waktu"
    assert noted(replace(entry, expires_at="kapan-kapan")).until is None


@pytest.fixture
def seen(tmp_path: Path) -> SeenDocuments:
    return SeenDocuments(tmp_path / "data" / "arsip.sqlite3")


def test_what_was_found_is_remembered_until_the_document_changes(
    tmp_path: Path, seen: SeenDocuments
) -> None:
    one, other, locked = (tmp_path / f"{name}.pdf" for name in "abc")
    for path in (one, other, locked):
        path.write_bytes(b"%PDF")
    enough = KeptDocument(
        one, Care.ENOUGH, None, PadesLevel.B_LTA, NOW + timedelta(days=9),
        NOW + timedelta(days=8),
    )  # fmt: skip
    seen.note(
        (
            enough,
            replace(enough, path=other, is_legacy=True),
            KeptDocument(locked, Care.FAILED, error=PasswordNeeded("c.pdf")),
        ),
        NOW,
    )

    known, unknown = seen.recall((one, other, locked), NOW)
    assert known == [enough, replace(enough, path=other, is_legacy=True)]
    assert unknown == [locked]

    other.write_bytes(b"%PDF-")
    assert seen.recall((one, other), NOW) == ([enough], [other])
    # what has ended since, or was found long ago, is looked at again
    for later in (10, 31):
        assert seen.recall((one,), NOW + timedelta(days=later)) == ([], [one])


def test_list_that_is_damaged_costs_another_look_only(
    tmp_path: Path, seen: SeenDocuments
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    seen.path.parent.mkdir()
    seen.path.write_bytes(b"SQLite format 3\0 but no such thing" * 99)
    kept = KeptDocument(path, Care.ENOUGH, None, PadesLevel.B_LTA, NOW)

    seen.note((kept,), NOW)
    assert seen.recall((path,), NOW) == ([], [path])


def test_document_with_a_password_is_kept_encrypted(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "rahasia.pdf"
    path.write_bytes(papers.encrypted())
    locked = archive.sign(path, PadesLevel.B_B, password=papers.PASSWORD).path
    before = locked.read_bytes()
    archivist = archive.archivist()

    assert isinstance(archivist.keep(locked, CareWishes()).error, PasswordNeeded)
    wrong = archivist.keep(locked, CareWishes(), password=papers.PASSWORD[1:])
    assert isinstance(wrong.error, PasswordWrong)
    assert locked.read_bytes() == before

    kept = archivist.keep(locked, CareWishes(), password=papers.PASSWORD)

    assert (kept.care, kept.after, kept.error) == (Care.KEPT, PadesLevel.B_LTA, None)
    document = archive.renderer.open(locked, password=papers.PASSWORD)
    report = archive.validator.validate(document, archive.store)
    assert (report.verdict, report.signatures[0].level) == (Verdict.VALID, "B-LTA")
    assert isinstance(archivist.look(locked).error, PasswordNeeded)


def test_looking_through_an_archive_loads_nothing_that_signs() -> None:
    told = (
        "import sys, ttedesktop.longterm.onlooker, ttedesktop.watch_words;"
        "print(sorted({'pyhanko', 'PySide6', 'keyring'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", told], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
