"""What was open when the program was ended is open when it is started again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests import papers
from tests.window.person import PATIENCE, Person
from ttedesktop.settings import LeftWindow, Settings
from ui import rail
from ui.application import Application
from ui.controls.dialog import Dialog
from ui.documents.password_dialog import PasswordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ttedesktop.demo.demonstration import Demonstration


@pytest.fixture
def starts(
    qapp: QApplication,
    qtbot: QtBot,
    demonstration: Demonstration,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[Settings], Person]]:
    """Start the program with what it has noted before."""
    for name in (*demonstration.environment, "TTE_PKCS11_MODULES"):
        monkeypatch.setenv(name, "")
    made: list[Application] = []

    def start(noted: Settings) -> Person:
        application = Application(None, demonstration=demonstration.folder)
        application.parts.keeper.change(
            left=noted.left, recent=noted.recent, keeps_recent=noted.keeps_recent
        )
        application.start()
        application.come_back()
        made.append(application)
        return Person(application, qtbot)

    yield start
    for one in made:
        if one.window is not None:
            one.stop()
    qapp.processEvents()


def names_in(person: Person) -> list[str]:
    documents = (one.document for one in person.window.documents.with_documents)
    return [one.name for one in documents if one is not None]


def waits_until_back(person: Person) -> None:
    switchboard = person.application.switchboard
    assert switchboard is not None
    person.bot.waitUntil(lambda: switchboard.memory.is_noting, timeout=PATIENCE)


def ends(person: Person) -> Settings:
    """End the program as a person does; return what it has noted."""
    assert person.window.close()
    person.application.stop()
    return person.application.parts.settings


def test_documents_room_place_and_size_come_back(
    starts: Callable[[Settings], Person], letter: Path
) -> None:
    second = letter.with_name("nota.pdf")
    shutil.copy(letter, second)
    person = starts(Settings())
    waits_until_back(person)
    person.opens(letter)
    person.opens(second)
    person.window.documents.bring_to_front(person.window.documents.pages[0])
    view = person.window.document_page.view
    view.go_to_page(1)
    where = view.place()
    person.window.resize(960, 612)
    noted = ends(person)
    assert noted.left.front == str(letter)

    person = starts(noted)
    waits_until_back(person)
    assert names_in(person) == ["surat.pdf", "nota.pdf"]
    front = person.window.document_page
    assert front.document is not None
    assert front.document.path == letter
    assert person.window.room == rail.DOCUMENT
    assert person.window.size().height() == 612
    person.waits_until(lambda: front.view.place().page == where.page)
    person.window.show_room(rail.TOKEN)
    noted = ends(person)

    person = starts(noted)
    waits_until_back(person)
    assert person.window.room == rail.TOKEN
    assert len(names_in(person)) == 2


def test_what_cannot_come_back_is_passed_over_in_silence(
    starts: Callable[[Settings], Person], letter: Path
) -> None:
    locked, gone = letter.with_name("rahasia.pdf"), letter.with_name("hilang.pdf")
    locked.write_bytes(papers.encrypted())
    paths = tuple(str(one) for one in (gone, locked, letter))

    person = starts(Settings(left=LeftWindow(paths, str(gone), "nowhere", "?")))
    waits_until_back(person)

    assert names_in(person) == ["surat.pdf"]
    assert person.window.room == rail.DOCUMENT
    assert not [one for one in person.window.findChildren(Dialog) if one.isVisible()]


def test_nothing_is_noted_where_nothing_may_be_or_a_password_was_needed(
    starts: Callable[[Settings], Person], letter: Path
) -> None:
    locked = letter.with_name("rahasia.pdf")
    locked.write_bytes(papers.encrypted())
    person = starts(Settings())
    waits_until_back(person)

    def unlocks(dialog: PasswordDialog) -> None:
        person.types(dialog.field, papers.PASSWORD)
        dialog.accept()

    person.will_answer(PasswordDialog, unlocks)
    person.opens(locked)
    person.opens(letter)
    keeper = person.application.parts.keeper
    person.waits_until(lambda: keeper.settings.left.documents == (str(letter),))
    keeper.change(keeps_recent=False)
    noted = ends(person)

    assert noted.left.documents == ()
    assert noted.left.front == ""
    assert noted.left.geometry
