"""While a document is being checked: what is told, and how it is stopped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.engine.validation.authorities import NOW, new_authorities
from tests.papers.letters import letter
from ttedesktop.validation.progress import Progress, Stage
from ui.checking.check_steps import CheckSteps
from ui.checking.verdict_strip import StripAction

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person

_BOX = (330, 150, 530, 220)


@pytest.fixture(scope="module")
def long_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document that two officials signed, of so many pages that it takes a while."""
    authorities, at = new_authorities(), NOW - timedelta(days=3)
    content = authorities.sign(letter(60), at=at, box=_BOX)
    path = tmp_path_factory.mktemp("lama") / "anggaran.pdf"
    path.write_bytes(authorities.sign(content, at=at, box=(60, 150, 260, 220)))
    return path


def test_check_is_stopped_and_made_again(person: Person, long_paper: Path) -> None:
    switchboard, page = person.application.switchboard, person.window.document_page
    assert switchboard is not None
    switchboard.open(long_paper)
    person.waits_until(lambda: "dari 2" in page.strip.word)

    page.strip.acted.emit(StripAction.STOP_CHECKING)

    assert person.reads("Pemeriksaan dihentikan")
    assert person.reads("belum ada kesimpulan")
    assert not page.strip.isHidden()

    with person.bot.waitSignal(switchboard.settled, timeout=30_000):
        person.clicks("Periksa lagi")
    assert page.report is not None
    assert len(page.report.signatures) == 2
    assert page.strip.word == "TIDAK DAPAT DIPASTIKAN"


def test_check_of_a_document_that_is_left_keeps_nobody_waiting(
    person: Person, long_paper: Path, tmp_path: Path
) -> None:
    switchboard, page = person.application.switchboard, person.window.document_page
    assert switchboard is not None
    path = tmp_path / "polos.pdf"
    path.write_bytes(letter(1))
    switchboard.open(long_paper)
    person.waits_until(lambda: "dari 2" in page.strip.word)

    page.close_document()
    person.opens(path)

    assert person.window.document_page.report is not None
    assert person.window.document_page.report.signatures == ()


def test_steps_say_what_is_done_and_what_waits(person: Person) -> None:
    steps = CheckSteps()
    person.bot.addWidget(steps)
    assert set(steps.states) == {"Menunggu"}

    steps.show_progress(Progress(Stage.CHAIN, 2, 5, broken=1))
    assert steps.states == (
        "Ada yang tidak cocok",
        "Tanda tangan 2 dari 5",
        "Menunggu",
    )

    steps.show_progress(Progress(Stage.CHANGES, 2, 5, 12, 300, broken=0))
    assert steps.states == (
        "Selesai diperiksa",
        "Selesai diperiksa",
        "Halaman 12 dari 300",
    )

    steps.show_progress(Progress(Stage.BRIEFLY))
    assert list(steps.states)[-1] == "Tidak dinilai"
