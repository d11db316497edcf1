"""``ttedesktop sign`` over many documents: lists, folders, journals and troubles."""

from __future__ import annotations

import csv
import json
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.crashes.trouble import (
    Batch,
    asked_to_end,
    disk_full,
    killed,
    make_batch,
    share_gone,
    token_pulled,
    two_at_once,
)
from tests.papers import letters as papers
from tests.scenarios.command_line import run, sign
from tests.tokens.fault_module import FaultModule, build
from ttedesktop.register import Register, RegisterFilter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office import Office


@pytest.fixture(scope="module")
def fault(tmp_path_factory: pytest.TempPathFactory) -> FaultModule:
    return build(tmp_path_factory.mktemp("fault"))


@pytest.fixture
def batch(office: Office, fault: FaultModule, tmp_path: Path) -> Batch:
    return make_batch(office, fault, tmp_path / "antrean", 4)


def test_folder_is_signed_with_its_folders_named_noted_and_reported(
    office: Office, tmp_path: Path
) -> None:
    incoming = tmp_path / "SPM"
    for number, below in enumerate(("a", "a", "b/c"), start=1):
        (incoming / below).mkdir(parents=True, exist_ok=True)
        paper = papers.letter(1) + b"%% %d\n" % number
        (incoming / below / f"SPM-{number}.pdf").write_bytes(paper)
    (incoming / "b" / "catatan.txt").write_text("bukan dokumen")

    spoken = sign(
        office.workshop, incoming, "--out-dir", tmp_path / "hasil",
        "--pattern", "{nomor} {nama}-ttd", "--archive", tmp_path / "arsip",
        "--journal", tmp_path / "catatan.jsonl", "--report", tmp_path / "laporan.csv",
        "--json",
    )  # fmt: skip

    assert spoken.status == 0, spoken.stderr
    signed = tmp_path / "hasil" / "b" / "c" / "003 SPM-3-ttd.pdf"
    assert [one["signed"] for one in spoken.json][2] == str(signed)
    assert (tmp_path / "arsip" / "b" / "c" / "SPM-3.pdf").exists()
    assert not list(incoming.rglob("*.pdf"))
    with (tmp_path / "laporan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["keadaan"] for row in rows] == ["Ditandatangani"] * 3
    assert rows[2]["sha256 sesudah"] == office.verify(signed).sha256
    (entry,) = Register().find(RegisterFilter(words=str(signed)))
    assert entry.sha256 == office.verify(signed).sha256
    signed.write_bytes(b"lain")
    told = run("register", "--search", str(signed), "--check", "--json")
    assert [(one["sha256"], one["stands"]) for one in told.json] == [
        (entry.sha256, "changed")
    ]


def test_list_says_where_each_document_is_signed(
    office: Office, tmp_path: Path
) -> None:
    for name in ("satu", "dua", "tiga"):
        (tmp_path / f"{name}.pdf").write_bytes(papers.letter(2))
    listed = tmp_path / "daftar.json"
    anchor = {"place": "anchor", "text": papers.ANCHOR}
    rows = [
        {"file": "satu.pdf", "place": anchor, "name": "SITI AMINAH"},
        {"file": "dua.pdf", "page": "1", "rect": "60,80,220,70"},
        {"file": "tiga.pdf", "anchor": "tidak ada di sini"},
    ]
    listed.write_text(json.dumps(rows))

    spoken = sign(
        office.workshop,
        "--jobs-file",
        listed,
        "--out-dir",
        tmp_path / "hasil",
        "--json",
    )

    assert spoken.status == 1
    assert [bool(one["signed"]) for one in spoken.json] == [True, True, False]
    assert spoken.json[2]["error"]["code"] == "anchor_missing"
    (first,) = office.verify(tmp_path / "hasil" / "satu_TTE.pdf").signatures
    (second,) = office.verify(tmp_path / "hasil" / "dua_TTE.pdf").signatures
    assert (first.page, second.page) == (1, 0)
    assert second.rect is not None
    assert round(second.rect.x0) == 60


def test_list_that_is_wrong_is_refused_before_the_pin(
    office: Office, tmp_path: Path
) -> None:
    listed = tmp_path / "daftar.csv"
    listed.write_text("file,rect\na.pdf,bukan kotak\n")

    spoken = sign(office.workshop, "--jobs-file", listed, pin=None)

    assert spoken.status == 2
    assert "2" in spoken.stderr
    assert "--pin-stdin" not in spoken.stderr


def test_journal_that_is_there_is_only_gone_on_with(
    office: Office, letter_path: Path, tmp_path: Path
) -> None:
    journal = tmp_path / "catatan.jsonl"
    first = sign(office.workshop, letter_path, "--journal", journal, "--json")
    refused = sign(office.workshop, letter_path, "--journal", journal, pin=None)
    # Nothing is left to do: nobody is asked for a PIN.
    again = sign(office.workshop, "--journal", journal, "--resume", "--json", pin=None)

    assert (first.status, refused.status, again.status) == (0, 2, 0)
    assert "--resume" in refused.stderr
    assert again.json == first.json


def test_batch_that_is_killed_loses_and_doubles_nothing(batch: Batch) -> None:
    assert killed(batch, Random(1), most=4) >= 1  # noqa: S311 - any moment will do


def test_batch_that_is_asked_to_end_leaves_nothing_behind(batch: Batch) -> None:
    asked_to_end(batch)


def test_full_disk_loses_and_doubles_nothing(batch: Batch) -> None:
    disk_full(batch)


def test_share_that_goes_loses_and_doubles_nothing(batch: Batch) -> None:
    share_gone(batch, Random(0))  # noqa: S311 - any moment will do


def test_token_that_is_pulled_leaves_the_rest_untouched(batch: Batch) -> None:
    token_pulled(batch, Random(0))  # noqa: S311 - any moment will do


def test_two_programs_on_one_folder_double_nothing(batch: Batch) -> None:
    two_at_once(batch)
