"""Files that change on the disk while their documents are open."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from tests.papers.letters import PASSWORD, encrypted
from tests.papers.letters import letter as paper
from tests.window.person import PATIENCE
from ui.documents.password_dialog import PasswordDialog
from ui.program.file_watch import FileWatch
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ttedesktop.demo.demonstration import Demonstration
    from ui.affairs.reloading import Reloading

RELOADED = "Berkas berubah di disk dan dimuat ulang"
GONE = "Berkas ini tidak ada lagi di tempatnya"


def reloading_of(person: Person) -> Reloading:
    switchboard = person.application.switchboard
    assert switchboard is not None
    return switchboard.documents.reloading


def content_shown(person: Person) -> bytes:
    document = person.window.document_page.document
    assert document is not None
    return document.whole


def is_shown(person: Person, content: bytes) -> bool:
    return content_shown(person) == content


def toast(person: Person) -> str:
    shown = person.window.toast
    words = [one.text() for one in shown.findChildren(QLabel) if one.text()]
    return words[0] if shown.isVisible() and words else ""


def test_a_file_that_was_replaced_is_shown_at_the_same_place_without_consent(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    person.consents()
    page = person.window.document_page
    page.view.zoom_to(1.5)
    page.view.go_to_page(1)
    where = page.view.place()
    for content in (demonstration.documents[1].read_bytes(), letter.read_bytes()):
        # As office programs save: another file takes the name.
        beside = letter.with_name("~baru.tmp")
        beside.write_bytes(content)
        beside.replace(letter)
        person.waits_until(partial(is_shown, person, content))

        assert page.view.place() == where
        assert not page.signing_panel.consent.isChecked()
        assert toast(person) == RELOADED
        person.waits_until(lambda: page.report is not None)
        page.signing_panel.consent.setChecked(True)
        person.window.toast.hide()


def test_a_file_that_was_only_touched_is_left_as_it_is(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    person.consents()
    page, reloading = person.window.document_page, reloading_of(person)
    before = page.document
    moment = letter.stat().st_mtime_ns + 5_000_000_000
    with person.bot.waitSignal(reloading.left_alone, timeout=PATIENCE):
        os.utime(letter, ns=(moment, moment))

    assert page.document is before
    assert page.signing_panel.consent.isChecked()
    assert not toast(person)


def test_a_file_that_is_half_written_is_waited_for(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    reloading = reloading_of(person)
    before, new = content_shown(person), paper(3)
    # Half of it can be shown by repairing it; it is not what was meant.
    for part in (b"", new[: len(new) * 2 // 3]):
        with person.bot.waitSignal(reloading.left_alone, timeout=PATIENCE):
            letter.write_bytes(part)
        assert content_shown(person) == before
        assert not toast(person)

    letter.write_bytes(new)
    person.waits_until(lambda: content_shown(person) == new)
    assert toast(person) == RELOADED


def test_a_file_that_cannot_be_read_any_more_is_told_and_stays_shown(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    before = content_shown(person)
    letter.write_bytes(b"Bukan PDF lagi")

    person.waits_until(lambda: "belum dapat dibaca" in toast(person))
    assert content_shown(person) == before


def test_a_file_that_is_gone_is_told_once_and_may_come_back(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    page, before = person.window.document_page, content_shown(person)
    away = letter.rename(letter.with_name("dipindahkan.pdf"))

    person.waits_until(lambda: toast(person) == GONE)
    assert page.document is not None
    assert person.window.is_document_shown
    reloading = reloading_of(person)
    with person.bot.waitSignal(reloading.left_alone, timeout=PATIENCE):
        away.rename(letter)
    assert content_shown(person) == before

    letter.write_bytes(demonstration.documents[1].read_bytes())
    person.waits_until(lambda: content_shown(person) != before)


def test_the_password_that_was_given_opens_the_changed_file_too(
    person: Person, tmp_path: Path
) -> None:
    locked = tmp_path / "terkunci.pdf"
    locked.write_bytes(encrypted())
    person.will_answer(
        PasswordDialog, lambda dialog: person.types(dialog.field, PASSWORD)
    )
    person.opens(locked)
    new = encrypted(permissions=4)
    assert new != content_shown(person)

    # Nobody is there who would answer a second time.
    locked.write_bytes(new)
    person.waits_until(lambda: content_shown(person) == new)


def test_a_document_is_not_changed_under_the_hand_that_signs_it(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    person.opens(letter)
    person.waits_for_token()
    page, before = person.window.document_page, content_shown(person)
    person.waits_until(lambda: page.desk.placement is not None)
    person.consents()
    new = demonstration.documents[1].read_bytes()
    seen: list[bytes] = []

    def changes(dialog: PinDialog) -> None:
        watch = FileWatch(dialog)
        watch.watch([letter])
        # The window's own watch was there before, and is told before.
        with person.bot.waitSignal(watch.touched, timeout=PATIENCE):
            letter.write_bytes(new)
        seen.append(content_shown(person))
        person.escapes(dialog)

    person.will_answer(PinDialog, changes)
    page.ask_to_sign()
    person.waits_until(lambda: content_shown(person) == new)

    assert seen == [before]
    assert not page.signing_panel.consent.isChecked()


def test_a_document_behind_another_is_reloaded_where_it_is(
    person: Person, letter: Path, demonstration: Demonstration
) -> None:
    behind = letter.with_name("belakang.pdf")
    behind.write_bytes(demonstration.documents[1].read_bytes())
    person.opens(behind)
    page = person.window.document_page
    person.opens(letter)
    front = person.window.document_page
    new = paper(4)

    behind.write_bytes(new)
    person.waits_until(
        lambda: page.document is not None and page.document.content == new
    )
    assert person.window.document_page is front
    assert toast(person) == "“belakang.pdf” berubah di disk dan dimuat ulang"
    person.waits_until(lambda: page.report is not None)
    assert front.document is not None
    assert front.document.path == letter
