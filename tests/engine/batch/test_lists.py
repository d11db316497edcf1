"""Names of results, lists of documents, reports and the register."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ttedesktop.batch.job import Fate, Job, Outcome
from ttedesktop.batch.jobs_file import read_jobs
from ttedesktop.batch.naming import OutputRule
from ttedesktop.batch.report import csv_of, pdf_of
from ttedesktop.errors.batch_errors import (
    JobsFileUnreadable,
    PatternUnknown,
    RegisterUnavailable,
)
from ttedesktop.errors.document_errors import AnchorMissing
from ttedesktop.register import (
    Register,
    RegisterEntry,
    RegisterFilter,
    Whereabouts,
    whereabouts_of,
)
from ttedesktop.register import csv_of as register_csv

DAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


def name_of(pattern: str, original: str, number: int = 7) -> str:
    rule = OutputRule(pattern=pattern)
    job = Job(number, Path("/surat") / original)
    path = rule.destination_for(job, day=DAY).path
    assert path is not None
    return path.name


@pytest.mark.parametrize(
    ("pattern", "original", "name"),
    [
        ("{nama}_TTE", "SPM.pdf", "SPM_TTE.pdf"),
        ("{nama}-ttd", "SPM.PDF", "SPM-ttd.pdf"),
        ("{nama}_TTE", "SPM_TTE.pdf", "SPM_TTE.pdf"),
        ("{nama}_TTE", "SPM_TTE (2).pdf", "SPM_TTE.pdf"),
        ("{tanggal} {nomor} {nama}", "SPM.pdf", "2026-11-30 007 SPM.pdf"),
        ("{nama}", "{nomor}.pdf", "{nomor}.pdf"),
        ("../{nama}", "SPM.pdf", "_SPM.pdf"),
        ("{nama}", "CON.pdf", "_CON.pdf"),
    ],
)
def test_results_are_named_by_a_pattern(pattern: str, original: str, name: str) -> None:
    assert name_of(pattern, original) == name


def test_pattern_with_an_unknown_word_is_refused() -> None:
    with pytest.raises(PatternUnknown):
        OutputRule(pattern="{nama} {perihal}")


def test_list_is_read_from_csv_and_json(tmp_path: Path) -> None:
    listed = tmp_path / "daftar.csv"
    listed.write_text(
        "\ufefffile;anchor;page\r\nSPM 1.pdf;Jabatan;\r\n\r\nb/SPM 2.pdf;;2\r\n"
    )
    written = tmp_path / "daftar.json"
    place = {"place": "anchor", "text": "#"}
    rows = [{"file": "SPM 1.pdf", "place": place}, {"file": "x.pdf", "page": ""}]
    written.write_text(json.dumps({"jobs": rows}))

    columns = {"anchor", "page", "place"}
    from_csv = read_jobs(listed, columns=columns)
    from_json = read_jobs(written, columns=columns)

    assert [(one.file, one.wish) for one in from_csv] == [
        (tmp_path / "SPM 1.pdf", {"anchor": "Jabatan"}),
        (tmp_path / "b" / "SPM 2.pdf", {"page": "2"}),
    ]
    assert [one.wish for one in from_json] == [{"place": place}, {}]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("file,warna\na.pdf,biru\n", 2),
        ("file,page\n,2\n", 2),
        ("file\na.pdf\na.pdf\n", 3),
        ("file\na.pdf,b,c\n", 2),
        ('[{"file": "a.pdf"}, 7]', 2),
        ('[{"file": "a.pdf", "page": [1]}]', 1),
        ('{"daftar": []}', 0),
        ("[" * 100_000, 0),
    ],
)
def test_list_that_is_not_understood_says_in_which_line(
    tmp_path: Path, content: str, line: int
) -> None:
    listed = tmp_path / "daftar"
    listed.write_text(content)

    with pytest.raises(JobsFileUnreadable) as told:
        read_jobs(listed, columns={"page"})

    assert told.value.line == line


def outcomes(*, many: int = 1) -> list[Outcome]:
    signed = Outcome(
        Job(1, Path("/surat/=HYPERLINK.pdf")), Fate.SIGNED, before="a" * 64,
        after="b" * 64, path=Path("/hasil/SPM-1_TTE.pdf"), certificate="c" * 64,
        signer="RINA KUSUMAWATI", place="1: 320,180,198,65", at=NOW,
    )  # fmt: skip
    failed = Outcome(
        Job(2, Path("=SUM(A1).pdf")), Fate.FAILED, at=NOW,
        error=AnchorMissing("SPM-2.pdf", "Jabatan"),
    )  # fmt: skip
    return [signed, failed, Outcome(Job(3, Path("/surat/SPM-3.pdf")))] * many


def test_report_is_a_list_that_no_spreadsheet_reckons() -> None:
    names, *rows = csv.reader(io.StringIO(csv_of(outcomes()).decode("utf-8-sig")))

    assert len(names) == 11
    assert rows[0][2:7] == [
        "a" * 64, "/hasil/SPM-1_TTE.pdf", "b" * 64, "RINA KUSUMAWATI", "c" * 64,
    ]  # fmt: skip
    assert rows[1][1] == "'=SUM(A1).pdf"
    assert [row[9] for row in rows] == ["Ditandatangani", "Gagal", "Belum disentuh"]
    assert "Jabatan" in rows[1][10]


def test_report_is_a_pdf_of_as_many_pages_as_it_takes() -> None:
    pdfium: Any = import_module("pypdfium2")  # it carries no types
    document = pdfium.PdfDocument(pdf_of(outcomes(many=30)))
    words = [page.get_textpage().get_text_bounded() for page in document]

    assert len(words) > 1
    assert sum(text.count("SPM-1_TTE.pdf") for text in words) == 30
    assert "30 ditandatangani, 30 gagal, 30 belum disentuh" in words[0]


def entry(path: Path, number: int = 1, *, at: datetime = NOW) -> RegisterEntry:
    return RegisterEntry(
        original=f"/surat/SPM-{number}.pdf", before="a" * 64, path=str(path),
        sha256="b" * 64, signer="RINA KUSUMAWATI", certificate="c" * 64, at=at,
    )  # fmt: skip


def test_register_is_searched_filtered_and_exported(tmp_path: Path) -> None:
    register = Register(tmp_path / "data" / "daftar.sqlite3")
    assert register.find() == ()
    for number in range(1, 6):
        path = tmp_path / f"SPM-{number}_TTE.pdf"
        register.add(entry(path, number, at=NOW - timedelta(days=number)))

    found = register.find(RegisterFilter(words="spm-3 rina"))
    recent = register.find(RegisterFilter(since=NOW - timedelta(days=2)))
    rows = list(csv.reader(io.StringIO(register_csv(found).decode("utf-8-sig"))))

    assert [one.original for one in found] == ["/surat/SPM-3.pdf"]
    assert [one.original for one in recent] == ["/surat/SPM-1.pdf", "/surat/SPM-2.pdf"]
    assert register.count() == 5
    assert len(register.find(most=2, after=4)) == 1
    assert rows[1][4] == str(tmp_path / "SPM-3_TTE.pdf")
    assert (tmp_path / "data" / "daftar.sqlite3").stat().st_mode & 0o77 == 0


def test_register_says_when_a_file_was_changed_or_moved(tmp_path: Path) -> None:
    path = tmp_path / "SPM_TTE.pdf"
    path.write_bytes(b"hasil")
    one = entry(path)

    told = [whereabouts_of(one)]
    digest = hashlib.sha256(b"hasil").hexdigest()
    told.append(whereabouts_of(replace(one, sha256=digest)))
    path.unlink()
    told.append(whereabouts_of(one))

    assert told == [Whereabouts.CHANGED, Whereabouts.UNCHANGED, Whereabouts.GONE]


def test_register_that_is_damaged_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "daftar.sqlite3"
    path.write_bytes(b"bukan basis data" * 1000)

    with pytest.raises(RegisterUnavailable):
        Register(path).add(entry(tmp_path / "x.pdf"))
