"""The list of documents that need something: found in archives, filtered, completed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.engine.longterm.archive import Archive
from tests.papers import letters as papers
from tests.papers.letters import letter as paper
from tests.services import Services, running_services
from tests.tokens.key_files import PASSWORD
from tests.window.test_levels import use
from ttedesktop.longterm.unfinished import UnfinishedDocument
from ttedesktop.longterm.watch_list import Need
from ttedesktop.signing.request import PadesLevel
from ttedesktop.tokens.key_files.pkcs12 import KeyFile
from ttedesktop.tokens.pin import Pin
from ui.completing.dialog import CompletingDialog
from ui.completing.model import WatchFilter
from ui.documents.password_dialog import PasswordDialog
from ui.program import saving
from ui.signing.flow import SigningFlow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.window.person import Person
    from ui.completing.room import CompletingRoom

# The offscreen platform knows no least size, and says so of every window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(scope="module")
def running() -> Iterator[Services]:
    with running_services() as services:
        yield services


@dataclass(frozen=True)
class Shelf:
    """A folder with documents of an archive."""

    folder: Path
    plain: Path
    """Signed without time and proof."""
    whole: Path
    """Of the archive level."""
    locked: Path
    """Without time and proof, under a password."""


@pytest.fixture
def shelf(person: Person, running: Services, tmp_path: Path) -> Iterator[Shelf]:
    use(person, running)
    parts = person.application.parts
    key_path = tmp_path / "siti.p12"
    key_path.write_bytes(running.key_file())
    folder = tmp_path / "arsip"
    (folder / "2025").mkdir(parents=True)
    made: list[Path] = []
    with (
        closing(KeyFile(str(key_path))) as key_file,
        key_file.open_session(token := key_file.tokens()[0], Pin(PASSWORD)) as session,
    ):
        (certificate,) = key_file.certificates(token)
        archive = Archive(running, parts.making, parts.validator, certificate, session)
        for name, level, password in (
            ("biasa", PadesLevel.B_B, ""),
            ("2025/lengkap", PadesLevel.B_LTA, ""),
            ("terkunci", PadesLevel.B_B, papers.PASSWORD),
        ):
            path = folder / f"{name}.pdf"
            path.write_bytes(papers.encrypted() if password else paper(1))
            signed = archive.sign(path, level, password=password).path
            path.unlink()
            made.append(signed)
    (folder / "tanpa-tte.pdf").write_bytes(paper(1))
    yield Shelf(folder, *made)
    room_of(person).stop()


def room_of(person: Person) -> CompletingRoom:
    switchboard = person.application.switchboard
    assert switchboard is not None
    return switchboard.completing


def looks_through(person: Person, shelf: Shelf) -> CompletingRoom:
    room = room_of(person)
    parts = person.application.parts
    parts.keeper.change(archive_folders=(str(shelf.folder),))
    room.look.begin()
    person.waits_until(lambda: not room.look.is_looking)
    return room


def test_archive_is_looked_through_and_listed_by_urgency(
    person: Person,
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = looks_through(person, shelf)
    table = tmp_path / "daftar.csv"
    monkeypatch.setattr(saving, "choose_table_path", lambda *_told: table)
    seen: list[tuple[Path, ...]] = []

    def read(dialog: CompletingDialog) -> None:
        person.waits_until(lambda: not room.look.is_looking)
        model = dialog.model
        seen.append(tuple(one.path for one in model.rows))
        for kind in (WatchFilter.RENEWAL, WatchFilter.TROUBLE, WatchFilter.DUE):
            dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
            dialog.kind.activated.emit(dialog.kind.currentIndex())
            seen.append(tuple(one.path for one in model.rows))
        dialog.kind.setCurrentIndex(0)
        dialog.kind.activated.emit(0)
        QTest.keyClicks(dialog.search, "2025 leng")
        person.waits_until(lambda: [one.path for one in model.rows] == [shelf.whole])
        person.clicks("Ekspor", within=dialog)
        person.waits_until(table.exists)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(CompletingDialog, read)
    room.show()

    every, renewal, trouble, due = seen
    # what ends first, then the locked one; what is not signed needs nothing
    assert every == (shelf.whole, shelf.plain, shelf.locked)
    assert (renewal, trouble, due) == ((shelf.whole,), (shelf.locked,), ())
    lines = table.read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[1].split(";")[1:4] == ["Cap waktu arsip yang baru", "B-LTA", "B-LTA"]


def test_archive_waits_while_a_token_signs(
    person: Person, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_of(person)
    person.application.parts.keeper.change(archive_folders=(str(shelf.folder),))
    monkeypatch.setattr(SigningFlow, "is_busy", property(lambda _flow: True))

    room.look.begin()
    person.waits_until(lambda: room.look.total > 0)
    person.bot.wait(300)
    # what was known already is told, and nothing is looked at
    assert room.look.left == room.look.total
    assert room.look.is_looking

    monkeypatch.undo()
    person.waits_until(lambda: not room.look.is_looking)
    assert set(room.look.documents) == {shelf.plain, shelf.whole, shelf.locked}


def test_chosen_documents_are_completed_and_a_password_is_asked_for(
    person: Person, shelf: Shelf
) -> None:
    room = looks_through(person, shelf)
    asked: list[str] = []

    def type_password(dialog: PasswordDialog) -> None:
        right = bool(asked)
        asked.append(dialog.windowTitle())
        if not right:
            person.will_answer(PasswordDialog, type_password)
        person.types(dialog.field, papers.PASSWORD if right else "bukan ini")

    def complete(dialog: CompletingDialog) -> None:
        person.waits_until(lambda: not room.look.is_looking)
        assert not dialog.complete.isEnabled()
        dialog.table.selectAll()
        assert dialog.complete.isEnabled()
        person.will_answer(PasswordDialog, type_password)
        QTest.mouseClick(dialog.complete, Qt.MouseButton.LeftButton)
        person.waits_until(lambda: not room.affairs.is_busy)
        needs = {one.path: one.need for one in dialog.model.rows}
        assert set(needs.values()) == {Need.RENEWAL}
        row = dialog.model.row_of(shelf.plain)
        words = dialog.model.index(row, 2).data()
        assert words.startswith("Dilengkapi dari B-B menjadi B-LTA.")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(CompletingDialog, complete)
    room.show()

    assert asked == ["Dokumen ini terkunci kata sandi", "Kata sandi tidak cocok"]
    parts = person.application.parts
    opened = parts.making.open(shelf.locked, password=papers.PASSWORD)
    assert parts.validate(opened).signatures[0].level == "B-LTA"


def test_whoever_has_no_password_leaves_the_document_as_it_is(
    person: Person, shelf: Shelf
) -> None:
    room = looks_through(person, shelf)
    before = shelf.locked.read_bytes()

    def complete(dialog: CompletingDialog) -> None:
        person.waits_until(lambda: not room.look.is_looking)
        dialog.table.selectRow(dialog.model.row_of(shelf.locked))
        person.will_answer(PasswordDialog, person.escapes)
        QTest.mouseClick(dialog.complete, Qt.MouseButton.LeftButton)
        person.waits_until(lambda: not room.affairs.is_busy)
        assert "kata sandi" in dialog.note.text()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(CompletingDialog, complete)
    room.show()

    assert shelf.locked.read_bytes() == before


def test_what_is_due_is_said_once_after_the_start(
    person: Person, tmp_path: Path
) -> None:
    room, parts = room_of(person), person.application.parts
    now = datetime.now(UTC)
    parts.unfinished.add(
        UnfinishedDocument(
            tmp_path / "surat.pdf", "0" * 64, "B-T", "B-B", "host_unreachable",
            now.isoformat(), (now + timedelta(days=30)).isoformat(),
        )
    )  # fmt: skip

    room.look.begin()
    person.waits_until(lambda: person.reads("1 dokumen perlu diperpanjang"))
    person.window.toast.hide()
    room.look.begin()
    person.waits_until(lambda: not room.look.is_looking)
    assert not person.reads("1 dokumen perlu diperpanjang")
    parts.unfinished.remove(tmp_path / "surat.pdf")


def test_nothing_is_said_where_nothing_is_due(person: Person) -> None:
    room = room_of(person)
    room.look.begin()
    person.waits_until(lambda: not room.look.is_looking)
    assert not person.reads("perlu diperpanjang")


def test_folders_are_named_and_let_go_in_the_dialog(
    person: Person, shelf: Shelf
) -> None:
    room, parts = room_of(person), person.application.parts

    def use_folders(dialog: CompletingDialog) -> None:
        dialog.folders.add(str(shelf.folder))
        assert dialog.folders.text() == "1 folder arsip"
        person.waits_until(lambda: len(dialog.model.rows) == 3)
        person.waits_until(lambda: not room.look.is_looking)
        dialog.folders.remove(str(shelf.folder))
        person.waits_until(lambda: not dialog.model.rows)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(CompletingDialog, use_folders)
    room.show()

    assert parts.settings.archive_folders == ()
