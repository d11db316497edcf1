"""Placing the signature in the window: by hand, number, text, memory and field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.papers import letters as papers
from tests.tokens.workshop import PIN
from tests.window.person import PATIENCE
from ttedesktop.document.geometry import ViewRect, points
from ttedesktop.settings.values import Appearance
from ttedesktop.signing.placement import place_at, usual_place
from ttedesktop.signing.request import Certification
from ui.placing.place_name_dialog import PlaceNameDialog
from ui.signing.pin_dialog import PinDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person
    from ui.documents.document_page import DocumentPage
    from ui.placing.place_card import PlaceCard


def page_of(person: Person) -> DocumentPage:
    return person.window.document_page


def card_of(person: Person) -> PlaceCard:
    return page_of(person).signing_panel.place


def seen(person: Person) -> ViewRect:
    """Return where the signature would stand, in points of its page as seen."""
    page = page_of(person)
    placement = page.desk.placement
    assert placement is not None
    return page.view.pages[placement.page].to_view(placement.rect, scale=1)


def opens(person: Person, path: Path, content: bytes) -> None:
    """Open a document and wait until the box has found its place."""
    path.write_bytes(content)
    person.opens(path)
    person.waits_for_token()
    person.waits_until(lambda: page_of(person).signing_panel.heed.is_filled)
    person.waits_until(lambda: page_of(person).desk.placement is not None)


def words_in(widget: QWidget) -> str:
    """Return what stands in the labels of a part of the window."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def signs(person: Person) -> list[str]:
    """Sign, and return what the dialog that asks for the PIN says."""
    told: list[str] = []

    def answer(dialog: PinDialog) -> None:
        told.extend(one.text() for one in dialog.findChildren(QLabel))
        person.types(dialog.field, PIN)

    switchboard = person.application.switchboard
    assert switchboard is not None
    person.will_answer(PinDialog, answer)
    with person.bot.waitSignal(switchboard.settled, timeout=PATIENCE):
        page_of(person).ask_to_sign()
    return told


def _is_found(person: Person) -> bool:
    """Whether the box has left the place that it has where nothing else is said."""
    document, placement = page_of(person).document, page_of(person).desk.placement
    assert document is not None
    assert placement is not None
    rect = placement.rect
    usual = usual_place(document.pages, width=rect.width, height=rect.height).rect
    return abs(usual.x0 - rect.x0) > 1


def field(person: Person, name: str) -> QLineEdit:
    found = [
        one
        for one in card_of(person).findChildren(QLineEdit)
        if one.accessibleName() == name
    ]
    return found[0]


def types(widget: QLineEdit, words: str) -> None:
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, words)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def test_enter_on_the_box_opens_its_numbers_and_they_move_it(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    page_of(person).desk.place.go_to_box()

    QTest.keyClick(page_of(person).box, Qt.Key.Key_Return)
    types(field(person, "Dari kiri (mm)"), "30,5")
    types(field(person, "Dari bawah (mm)"), "40")
    types(field(person, "Lebar (mm)"), "80")

    box, page = seen(person), page_of(person).view.pages[0]
    assert card_of(person).numbers.isVisible()
    assert box.x == pytest.approx(points(30.5))
    assert page.height - box.y - box.height == pytest.approx(points(40))
    assert box.width == pytest.approx(points(80))
    assert person.reads("40 mm dari bawah")


def test_a_number_that_makes_it_too_small_is_told_and_put_right(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    person.consents()
    card_of(person).ask_for_numbers()
    before, panel = seen(person), page_of(person).signing_panel

    types(field(person, "Lebar (mm)"), "8")

    assert page_of(person).desk.placement is None
    assert "Terlalu kecil" in words_in(card_of(person))
    assert panel.what_is_missing == "Kotak tanda tangannya terlalu kecil"
    # It stays where it is, and its numbers may be typed again.
    page_of(person).desk.place.go_to_box()
    types(field(person, "Lebar (mm)"), "80")

    assert seen(person).x == pytest.approx(before.x)
    assert seen(person).width == pytest.approx(points(80))
    assert panel.what_is_missing == ""


def test_box_comes_back_where_it_was_put_when_nothing_is_prepared(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    page = page_of(person)
    page.desk.place.go_to_box()
    QTest.keyClick(page.box, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    before = seen(person)

    page.prepare_places()
    person.clicks("Batal", within=page.preparation.panel)

    assert (seen(person).x, seen(person).y) == pytest.approx((before.x, before.y))
    assert page.desk.is_begun


def test_box_stays_where_it_was_put_in_another_theme(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    window, page = person.window, page_of(person)
    page.desk.place.go_to_box()
    QTest.keyClick(page.box, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    before = seen(person)

    person.application.parts.keeper.change(appearance=Appearance.DARK)
    person.waits_until(lambda: person.window is not window)
    person.waits_until(lambda: page_of(person).signing_panel.heed.is_filled)
    person.waits_until(lambda: page_of(person).report is not None)

    assert (seen(person).x, seen(person).y) == pytest.approx((before.x, before.y))


def test_numbers_that_lead_off_the_page_end_at_its_edge(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    card_of(person).ask_for_numbers()

    types(field(person, "Dari kiri (mm)"), "900")

    page = page_of(person).view.pages[0]
    assert seen(person).x + seen(person).width == pytest.approx(page.width)


def test_a_box_over_text_is_warned_of_and_beside_it_is_not(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))

    person.drags(QPointF(30, 105), QPointF(230, 180))
    person.waits_until(lambda: "menutupi teks" in card_of(person).troubles)
    person.drags(QPointF(130, 145), QPointF(200, 455))

    person.waits_until(lambda: not card_of(person).troubles)


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_alt_and_an_arrow_change_its_size(
    person: Person, letter: Path, key: Qt.Key
) -> None:
    opens(person, letter, papers.letter(1))
    page_of(person).desk.place.go_to_box()
    before = seen(person)

    # The window's menus have the same keys.
    person.presses(key, Qt.KeyboardModifier.AltModifier)

    assert seen(person).width != before.width
    assert (seen(person).x, seen(person).y) == pytest.approx((before.x, before.y))


def test_arrow_keys_move_by_a_millimetre_and_escape_takes_it_back(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    page_of(person).desk.place.go_to_box()
    before, box = seen(person), page_of(person).box

    QTest.keyClick(box, Qt.Key.Key_Left)
    QTest.keyClick(box, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    after = seen(person)
    QTest.keyClick(box, Qt.Key.Key_Escape)

    assert before.x - after.x == pytest.approx(points(1))
    assert before.y - after.y == pytest.approx(points(10))
    assert (seen(person).x, seen(person).y) == pytest.approx((before.x, before.y))


def test_of_several_anchors_each_is_shown_and_one_is_chosen(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(2))
    card = card_of(person)
    card.seek.setChecked(True)

    types(field(person, "Teks penanda"), "Halaman")
    person.waits_until(lambda: len(card.anchor.places) == 2)
    first = page_of(person).desk.placement
    person.waits_until(lambda: person.reads("1 dari 2"))
    QTest.mouseClick(card.anchor.on, Qt.MouseButton.LeftButton)
    second = page_of(person).desk.placement

    assert first is not None
    assert second is not None
    assert (first.page, second.page) == (0, 1)
    assert person.reads("2 dari 2")


def test_a_text_that_is_not_there_is_told_and_the_box_stays(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    card = card_of(person)
    # The letter says itself where its box goes; that is found a moment later.
    person.waits_until(lambda: _is_found(person))
    before = page_of(person).desk.placement
    card.seek.setChecked(True)

    types(field(person, "Teks penanda"), "^")

    person.waits_until(lambda: person.reads("Teks “^” tidak ada"))
    assert page_of(person).desk.placement == before


def test_a_place_is_remembered_by_name_and_used_on_another_document(
    person: Person, letter: Path
) -> None:
    opens(person, letter, papers.letter(1))
    person.drags(QPointF(120, 500), QPointF(300, 560))
    kept = seen(person)

    def names(dialog: PlaceNameDialog) -> None:
        person.types(dialog.field, "SPM")

    person.will_answer(PlaceNameDialog, names)
    person.clicks("Ingat letak ini", within=card_of(person))
    opens(person, letter.with_name("lain.pdf"), papers.letter(3))
    card_of(person).saved.actions()[0].trigger()

    placement = page_of(person).desk.placement
    assert placement is not None
    assert placement.page == 2
    assert (seen(person).x, seen(person).y) == pytest.approx((kept.x, kept.y))


def test_a_prepared_place_is_your_place_and_stays_where_it_is(
    person: Person, letter: Path
) -> None:
    person.waits_until(lambda: person.application.parts.tokens.survey is not None)
    content = papers.with_fields(("A", "Hadi Pranoto"), ("B", "RINA KUSUMAWATI"))
    opens(person, letter, content)
    place = page_of(person).desk.place

    person.waits_until(lambda: place.field is not None)
    assert place.field is not None
    assert place.field.name == "B"
    assert person.reads("Tempat Anda")
    assert person.reads("Disiapkan untuk RINA KUSUMAWATI")
    page_of(person).desk.place.go_to_box()
    before = page_of(person).desk.placement
    QTest.keyClick(page_of(person).box, Qt.Key.Key_Left)
    assert page_of(person).desk.placement == before
    person.clicks("Letakkan sendiri", within=card_of(person))
    QTest.keyClick(page_of(person).box, Qt.Key.Key_Left)
    assert page_of(person).desk.placement != before
    assert place.field is None


def test_what_a_prepared_place_demands_is_offered_and_kept(
    person: Person, letter: Path
) -> None:
    seed = papers.demanding(reasons=["Menyetujui", "Mengetahui"], certifies=2)
    opens(person, letter, papers.with_field("A", seed_value_dict=seed))

    person.waits_until(lambda: page_of(person).desk.place.field is not None)
    choices = page_of(person).signing_panel.choices()
    assert choices.reason == "Menyetujui"
    assert choices.certification is Certification.FORM_FILLING


def asks_for_pictures(person: Person, pages: str) -> None:
    """Choose “Halaman tertentu” and type which, by keyboard."""
    further = card_of(person).further
    further.offered.setFocus()
    QTest.keyClick(further.offered, Qt.Key.Key_End)
    further.offered.activated.emit(further.offered.currentIndex())
    person.types(further.typed, pages)


def test_stamp_on_further_pages_is_a_picture_under_one_signature(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path / "berita-acara.pdf", papers.letter(5))

    asks_for_pictures(person, "1-4")

    assert [one.page for one in page_of(person).box.pictures] == [0, 1, 2, 3]
    person.consents()
    told = signs(person)
    words = "1 tanda tangan di halaman 5; gambarnya di halaman 1–4"
    assert any(words in one for one in told)
    signed, report = page_of(person).document, page_of(person).report
    assert signed is not None
    assert report is not None
    # A picture is no signature: the verdict tells of one.
    assert len(report.signatures) == 1
    with pymupdf.open(stream=signed.content) as pdf:
        seen_on = ["secara elektronik" in one.get_text() for one in pdf]
    assert seen_on == [True] * 5
    # What its codes say is read once, and called a picture's.
    panel = page_of(person).validation_panel
    person.waits_until(lambda: "Halaman 1–5" in words_in(panel))
    assert "bukan kode ini" in words_in(panel)
    page_of(person).show_signing_panel(started=True)
    assert not card_of(person).further.offered.isEnabled()
    assert "halaman lain tidak digambari" in words_in(card_of(person).further)


def test_pages_that_are_not_there_keep_the_button_off(
    person: Person, tmp_path: Path
) -> None:
    opens(person, tmp_path / "berita-acara.pdf", papers.letter(3))
    panel = page_of(person).signing_panel

    asks_for_pictures(person, "")
    assert panel.what_is_missing.startswith("Tulis halaman gambarnya")
    person.types(card_of(person).further.typed, "2-9")
    assert "9" in panel.what_is_missing


def test_pictures_warn_of_what_they_cover(person: Person, tmp_path: Path) -> None:
    opens(person, tmp_path / "berita-acara.pdf", papers.letter(3))
    pages = page_of(person).view.pages
    on_text = place_at(pages, 2, ViewRect(120, 150, 198, 65))

    card_of(person).numbers.typed.emit(on_text)
    asks_for_pictures(person, "1")

    person.waits_until(lambda: "Gambar di halaman 1" in card_of(person).troubles)
