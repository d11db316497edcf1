"""What was open when the program was ended is open when it is started again."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.papers import letters as papers
from tests.window.person import PATIENCE, Person
from tests.window.running import running
from ttedesktop.settings.values import LeftWindow, Settings
from ui import rail
from ui.application import Application
from ui.controls.dialog import Dialog
from ui.documents.password_dialog import PasswordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.window.lasting import LastingChildren
    from ttedesktop.demo.demonstration import Demonstration

    Start = Callable[[Settings], AbstractContextManager[Person]]


@pytest.fixture
def starts(
    qtbot: QtBot,
    demonstration: Demonstration,
    lasting_children: LastingChildren,
    monkeypatch: pytest.MonkeyPatch,
) -> Start:
    """Start the program with what it has noted before, until it is ended."""
    for name in (*demonstration.environment, "TTE_PKCS11_MODULES"):
        monkeypatch.setenv(name, "")

    @contextmanager
    def start(noted: Settings) -> Generator[Person]:
        made = Application(
            None, demonstration=demonstration.folder, children=lasting_children
        )
        made.parts.keeper.change(
            left=noted.left, recent=noted.recent, keeps_recent=noted.keeps_recent
        )
        with running(made):
            made.come_back()
            switchboard = made.switchboard
            assert switchboard is not None
            qtbot.waitUntil(lambda: switchboard.memory.is_noting, timeout=PATIENCE)
            yield Person(made, qtbot)

    return start


def names_in(person: Person) -> list[str]:
    documents = (one.document for one in person.window.documents.with_documents)
    return [one.name for one in documents if one is not None]


def test_documents_room_place_and_size_come_back(starts: Start, letter: Path) -> None:
    second = letter.with_name("nota.pdf")
    shutil.copy(letter, second)
    with starts(Settings()) as person:
        keeper = person.application.parts.keeper
        person.opens(letter)
        person.opens(second)
        person.window.documents.bring_to_front(person.window.documents.pages[0])
        view = person.window.document_page.view
        view.go_to_page(1)
        where = view.place()
        person.window.resize(960, 612)
        assert person.window.close()
    assert keeper.settings.left.front == str(letter)

    with starts(keeper.settings) as person:
        keeper = person.application.parts.keeper
        front = person.window.document_page
        assert names_in(person) == ["surat.pdf", "nota.pdf"]
        assert front.document is not None
        assert front.document.path == letter
        assert person.window.room == rail.DOCUMENT
        assert person.window.size().height() == 612
        person.waits_until(lambda: front.view.place().page == where.page)
        person.window.show_room(rail.TOKEN)

    with starts(keeper.settings) as person:
        assert person.window.room == rail.TOKEN
        assert len(names_in(person)) == 2


def test_what_cannot_come_back_is_passed_over_in_silence(
    starts: Start, letter: Path
) -> None:
    locked, gone = letter.with_name("rahasia.pdf"), letter.with_name("hilang.pdf")
    locked.write_bytes(papers.encrypted())
    paths = tuple(str(one) for one in (gone, locked, letter))
    left = LeftWindow(paths, str(gone), "nowhere", "?")

    with starts(Settings(left=left)) as person:
        assert names_in(person) == ["surat.pdf"]
        assert person.window.room == rail.DOCUMENT
        dialogs = person.window.findChildren(Dialog)
        assert not [one for one in dialogs if one.isVisible()]


def test_nothing_is_noted_where_nothing_may_be_or_a_password_was_needed(
    starts: Start, letter: Path
) -> None:
    locked = letter.with_name("rahasia.pdf")
    locked.write_bytes(papers.encrypted())

    def unlocks(dialog: PasswordDialog) -> None:
        person.types(dialog.field, papers.PASSWORD)
        dialog.accept()

    with starts(Settings()) as person:
        keeper = person.application.parts.keeper
        person.will_answer(PasswordDialog, unlocks)
        person.opens(locked)
        person.opens(letter)
        person.waits_until(lambda: keeper.settings.left.documents == (str(letter),))
        keeper.change(keeps_recent=False)

    left = keeper.settings.left
    assert (left.documents, left.front) == ((), "")
    assert left.geometry
