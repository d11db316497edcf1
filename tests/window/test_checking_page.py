"""Many documents checked together: listed, answered one by one, sifted, exported."""

from __future__ import annotations

import csv
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from tests.engine.validation.authorities import NOW, new_authorities
from tests.papers.letters import encrypted
from tests.papers.letters import letter as paper
from ttedesktop.validation.report import Verdict
from ui import rail
from ui.checking.model import EXPLANATION
from ui.program import saving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ui.checking.page import CheckingPage


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with a signed letter of strangers, a plain, a damaged, a locked one."""
    folder = tmp_path / "arsip"
    (folder / "2026").mkdir(parents=True)
    signed = new_authorities().sign(paper(1), at=NOW - timedelta(days=3))
    (folder / "bertanda.pdf").write_bytes(signed)
    (folder / "2026" / "polos.pdf").write_bytes(paper(1))
    (folder / "2026" / "rusak.pdf").write_bytes(b"Bukan PDF")
    (folder / "terkunci.pdf").write_bytes(encrypted())
    return folder


@pytest.fixture
def page(person: Person, archive: Path) -> CheckingPage:
    person.window.show_room(rail.CHECKING)
    found = person.window.checking_page
    assert person.reads("Seret dokumen atau folder ke sini")
    found.add([archive])
    person.waits_until(lambda: len(found.reports) == 4 and not found.run.is_running)
    return found


def test_every_document_of_a_folder_gets_its_answer(page: CheckingPage) -> None:
    found = {row.listed.name: row.checked for row in page.model.rows}

    verdicts = {name: one.report.verdict for name, one in found.items() if one}
    assert verdicts == {
        "bertanda.pdf": Verdict.INDETERMINATE,
        "terkunci.pdf": Verdict.UNREADABLE,
        "2026/polos.pdf": Verdict.UNSIGNED,
        "2026/rusak.pdf": Verdict.UNREADABLE,
    }
    told = [
        str(page.model.index(row, EXPLANATION).data())
        for row in range(page.model.rowCount())
    ]
    assert all(told)


def test_table_is_sifted_by_verdict_and_by_words(page: CheckingPage) -> None:
    (chosen,) = page.findChildren(QComboBox)
    chosen.setCurrentText("Tidak dapat dipastikan")
    assert page.shown.rowCount() == 1
    chosen.setCurrentText("Semua")
    (words,) = page.findChildren(QLineEdit)

    words.setText("POLOS")

    assert page.shown.rowCount() == 1


def test_document_of_the_table_is_opened_to_be_checked(
    person: Person, page: CheckingPage
) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    names = [row.listed.name for row in page.model.rows]
    index = page.shown.index(names.index("2026/polos.pdf"), 0)

    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        page.table.activated.emit(index)

    assert person.window.document_page.strip.word == "TIDAK ADA TTE"


def test_results_are_exported(
    person: Person,
    page: CheckingPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "hasil.csv"
    monkeypatch.setattr(saving, "choose_results_path", lambda _parent: path)

    person.clicks("Simpan hasil…", within=page)
    person.waits_until(lambda: person.reads("Hasil disimpan"))

    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 5


def test_folder_that_is_dropped_is_checked_and_can_be_taken_away(
    person: Person, archive: Path
) -> None:
    shutil.rmtree(archive / "2026")
    switchboard = person.application.switchboard
    assert switchboard is not None

    switchboard.open_all([archive])
    page = person.window.checking_page
    person.waits_until(lambda: len(page.reports) == 2 and not page.run.is_running)
    assert person.window.room == rail.CHECKING
    person.clicks("Kosongkan", within=page)

    assert page.model.rowCount() == 0
    person.waits_until(lambda: person.reads("Seret dokumen atau folder ke sini"))


def test_check_that_takes_long_is_told_of_stopped_and_made_again(
    person: Person, tmp_path: Path
) -> None:
    # given a document of many pages that two officials signed
    authorities, at = new_authorities(), NOW - timedelta(days=3)
    content = authorities.sign(authorities.sign(paper(150), at=at), at=at)
    path = tmp_path / "anggaran.pdf"
    path.write_bytes(content)
    person.window.show_room(rail.CHECKING)
    page = person.window.checking_page
    page.add([path])
    person.waits_until(lambda: "anggaran.pdf: Memeriksa" in page.run.doing)
    assert person.reads("Membandingkan halaman")

    person.clicks("Hentikan", within=page)
    person.waits_until(lambda: not page.run.is_running)
    assert not page.reports

    person.clicks("Lanjutkan", within=page)
    person.waits_until(lambda: len(page.reports) == 1 and not page.run.is_running)
    assert page.run.doing == ""
