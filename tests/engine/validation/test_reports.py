"""Reports that are kept say what the verdict says, and nothing of the document runs."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pymupdf
import pytest

from tests.engine.validation.test_explanation import SIGNER, VALID
from ttedesktop.errors.output_errors import ReportNotWritten
from ttedesktop.validation.report import ValidationReport, Verdict, from_json
from ttedesktop.validation.reporting.export import html_report, write_report

if TYPE_CHECKING:
    from pathlib import Path

REPORT = ValidationReport("surat.pdf", Verdict.VALID, (VALID,), sha256="AB" * 32)
FACTS = ("surat.pdf", "SAH", "SITI AMINAH", "BSRE CA DS G1", "0000 0000", "TTE_1")


def words_in(path: Path) -> str:
    with pymupdf.open(path) as pdf:
        return " ".join(" ".join(str(page.get_text()) for page in pdf).split())


@pytest.mark.parametrize("name", ["laporan.html", "laporan.pdf", "LAPORAN.PDF"])
def test_report_says_the_verdict_and_the_facts(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    write_report(path, [REPORT])

    is_pdf = path.suffix.lower() == ".pdf"
    told = words_in(path) if is_pdf else path.read_text("utf-8")
    assert [fact for fact in FACTS if fact not in told] == []


def test_html_report_shows_hostile_names_as_words() -> None:
    name = "<script>alert(1)</script>"
    signed = replace(VALID, reason=name, signer=replace(SIGNER, name=name))

    told = html_report([replace(REPORT, file=name, signatures=(signed,))])

    assert "<script" not in told
    assert told.count("&lt;script&gt;alert(1)") >= 3


def test_pdf_report_of_many_signatures_breaks_into_pages(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    signatures = tuple(replace(VALID, field=f"TTE_{n}") for n in range(1, 9))

    write_report(path, [replace(REPORT, signatures=signatures)])

    told = words_in(path)
    with pymupdf.open(path) as pdf:
        assert pdf.page_count > 1
    assert [n for n in range(1, 9) if f"TTE_{n}" not in told] == []


def test_report_that_cannot_be_written_is_a_fact(tmp_path: Path) -> None:
    with pytest.raises(ReportNotWritten):
        write_report(tmp_path / "tidak-ada" / "laporan.pdf", [REPORT])


def test_table_has_a_line_for_each_signature_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "hasil.csv"
    signed = replace(VALID, signer=replace(SIGNER, name='=CMD("x")'))
    reports = [
        replace(REPORT, signatures=(VALID, signed)),
        ValidationReport("polos.pdf", Verdict.UNSIGNED),
    ]

    write_report(path, reports)

    table = path.read_text("utf-8-sig").splitlines()
    rows = list(csv.reader(table, delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["surat.pdf", "surat.pdf", "polos.pdf"]
    assert [row[3] for row in rows[1:]] == ["1", "2", ""]
    assert rows[2][4] == '\'=CMD("x")'
    assert {len(row) for row in rows} == {len(rows[0])}


def test_report_as_json_is_what_the_command_line_prints(tmp_path: Path) -> None:
    path = tmp_path / "hasil.json"

    write_report(path, [REPORT])

    (told,) = json.loads(path.read_text("utf-8"))
    assert from_json(told) == REPORT
