"""F1 and the guide: the chapter of what is being done, also over a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from ttedesktop.errors.every_error import every_error
from ttedesktop.language import Language
from ui import rail
from ui.controls import error_dialog
from ui.controls.dialog import Dialog
from ui.guide.chapters import chapters, slug_of
from ui.guide.dialog import GuideDialog
from ui.pages.link_dialog import LinkDialog
from ui.settings.groups import SettingsGroup
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ui.affairs.help import HelpAffairs
    from ui.guide.page import GuidePage


def help_of(person: Person) -> HelpAffairs:
    switchboard = person.application.switchboard
    assert switchboard is not None
    return switchboard.help


def guide_of(person: Person) -> GuidePage:
    assert person.window.room == rail.HELP
    return person.window.guide_page


def is_in_the_guide(key: str, slug: str) -> bool:
    found = [one for one in chapters() if one.key == key]
    return bool(found) and (
        not slug or slug_of(slug) in {slug_of(one.title) for one in found[0].sections}
    )


def all_dialogs(kind: type[Dialog] = Dialog) -> set[type[Dialog]]:
    found = set(kind.__subclasses__())
    return found.union(*(all_dialogs(one) for one in found))


def test_f1_opens_the_chapter_of_the_room(person: Person, letter: Path) -> None:
    window, wanted = person.window, {}
    for room in (rail.DOCUMENT, rail.QUEUE, rail.TOKEN, rail.CHECKING):
        window.show_room(room)
        wanted[room] = help_of(person).topic()
    for group in SettingsGroup:
        window.show_settings_group(group)
        wanted[group.value] = help_of(person).topic()

    assert {key: topic[0] for key, topic in wanted.items()} == {
        rail.DOCUMENT: "pertama",
        rail.QUEUE: "antrean",
        rail.TOKEN: "pin-token",
        rail.CHECKING: "putusan",
        **dict.fromkeys((group.value for group in SettingsGroup), "setelan"),
    }
    assert all(is_in_the_guide(*topic) for topic in wanted.values())

    window.show_room(rail.QUEUE)
    person.presses(Qt.Key.Key_F1)
    assert guide_of(person).chapter.key == "antrean"
    # F1 once more stays where one reads.
    guide_of(person).open_chapter("letak")
    person.presses(Qt.Key.Key_F1)
    assert guide_of(person).chapter.key == "letak"

    person.opens(letter, for_checking=True)
    person.presses(Qt.Key.Key_F1)
    assert guide_of(person).chapter.key == "putusan"
    person.opens(letter)
    person.waits_for_token()
    page = window.document_page
    page.desk.place.go_to_box()
    assert help_of(person).topic() == ("letak", "")
    page.prepare_places()
    page.view.setFocus()
    assert help_of(person).topic() == ("menyiapkan", "")


def test_every_dialog_names_a_part_of_the_guide(person: Person) -> None:
    help_of(person)
    named = {one.__name__: one.guide_topic for one in all_dialogs()}
    named.update(error_dialog.TOPICS)
    assert set(error_dialog.TOPICS) <= {one.__module__ for one in every_error()}

    astray = {
        name: topic
        for name, topic in named.items()
        if topic[0] and not is_in_the_guide(*topic)
    }

    assert not astray
    assert named["PinDialog"][0] == "pin-token"


def test_f1_at_the_pin_tells_what_tries_mean_and_leaves_the_dialog_as_it_is(
    person: Person, letter: Path
) -> None:
    person.gets_ready_to_sign(letter)
    seen: list[str] = []

    def reads(guide: GuideDialog) -> None:
        assert guide.text.chapter is not None
        seen.append(guide.text.chapter.key)
        guide.text.chapter_wanted.emit("masalah", "")
        seen.append(guide.text.chapter.key)
        QTest.keyClick(guide, Qt.Key.Key_Escape)

    def asks(dialog: PinDialog) -> None:
        person.types(dialog.field, "12")
        person.will_answer(GuideDialog, reads)
        person.presses(Qt.Key.Key_F1)
        person.waits_until(lambda: len(seen) == 2)
        seen.append(dialog.field.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(PinDialog, asks)
    person.window.document_page.ask_to_sign()
    person.waits_until(lambda: len(seen) == 3)

    assert seen == ["pin-token", "masalah", "12"]
    assert person.window.room == rail.DOCUMENT


def test_the_full_screen_and_the_first_start_stay_below_the_guide(
    person: Person, letter: Path
) -> None:
    person.opens(letter)
    switchboard, read = person.application.switchboard, []
    assert switchboard is not None

    def reads(guide: GuideDialog) -> None:
        assert guide.text.chapter is not None
        read.append(guide.text.chapter.key)
        person.escapes(guide)

    person.presses(Qt.Key.Key_F11)
    person.will_answer(GuideDialog, reads)
    person.presses(Qt.Key.Key_F1)
    assert person.window.is_reading
    person.presses(Qt.Key.Key_F11)
    switchboard.setup.begin()
    person.will_answer(GuideDialog, reads)
    person.presses(Qt.Key.Key_F1)
    assert person.window.is_setting_up
    assert read == ["pertama", "pertama"]


def test_words_are_found_in_all_chapters_and_marked(person: Person) -> None:
    person.window.show_guide("pertama")
    guide = guide_of(person)

    person.presses(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.search.hasFocus()
    guide.search.setText("pin terkunci")
    assert guide.hits.isVisible()
    assert guide.hits.count() >= 2
    assert guide.chapter.key == "pin-token"
    assert guide.text.extraSelections()
    guide.hits.setCurrentRow(guide.hits.count() - 1)
    assert guide.chapter.key != "pin-token"
    person.presses(Qt.Key.Key_Return)
    assert guide.text.hasFocus()

    guide.search.setText("zzzz qqqq")
    assert person.reads("Tidak ditemukan. Coba kata lain.")
    guide.search.clear()
    assert guide.list.isVisible()
    assert not guide.text.extraSelections()


def test_links_lead_to_chapters_and_back_again(person: Person) -> None:
    person.window.show_guide("pertama")
    guide = guide_of(person)

    guide.text.anchorClicked.emit(QUrl("07-pin-token.md#pin-terkunci"))
    assert guide.chapter.key == "pin-token"
    assert guide.text.verticalScrollBar().value() > 0
    assert guide.list.currentItem().text() == guide.chapter.title
    person.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.chapter.key == "pertama"
    person.presses(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert guide.chapter.key == "pin-token"
    # What stands beside the guide is read here, too.
    guide.text.anchorClicked.emit(QUrl("../policy.md"))
    assert guide.chapter.title == "Policy: what an administrator fixes"
    guide.text.anchorClicked.emit(QUrl("policy.example.toml"))
    assert guide.chapter.title == "policy.example.toml"


def test_an_address_outside_is_asked_about(person: Person) -> None:
    person.window.show_guide("setelan")
    asked: list[bool] = []

    def refuses(dialog: LinkDialog) -> None:
        asked.append(person.reads("Alamat ini ditulis di dalam panduan."))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    person.will_answer(LinkDialog, refuses)
    guide_of(person).text.anchorClicked.emit(QUrl("https://www.rootca.id"))

    assert asked == [True]


@pytest.mark.parametrize("width", [960, 1366])
def test_pictures_and_lines_fit_the_window(person: Person, width: int) -> None:
    person.window.resize(width, 696)
    person.window.show_guide("pertama")
    text = guide_of(person).text

    person.waits_until(lambda: text.horizontalScrollBar().maximum() == 0)
    assert text.document().idealWidth() <= text.viewport().width()


def test_the_guide_speaks_as_the_window_does(person: Person) -> None:
    person.application.parts.keeper.change(language=Language.ENGLISH)
    first = person.window
    person.waits_until(lambda: person.application.window is not first)
    person.window.show_guide("pertama")

    assert guide_of(person).chapter.title == "A first signature in a minute"
    assert person.reads("The guide is written in Indonesian")
    # A section is asked for by one name, whatever the language.
    person.window.show_guide("pin-token", "pemeriksaan-token")
    text = guide_of(person).text
    assert text.textCursor().block().text() == "The check of the token"
    assert text.verticalScrollBar().value() > 0
