"""Closing asks where work would be lost, once, and never for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.papers.orders import write_orders
from ui.controls.question_dialog import QuestionDialog
from ui.queue.document import RowState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.window.person import Person
    from tests.window.treasurer import Treasurer

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what is asked, and answer no."""
    titles: list[str] = []

    def ask(dialog: QuestionDialog) -> bool:
        titles.append(dialog.accessibleName())
        return False

    monkeypatch.setattr(QuestionDialog, "ask", ask)
    return titles


def with_a_box_moved(person: Person, letter: Path) -> None:
    person.opens(letter)
    page = person.window.document_page
    person.waits_until(lambda: page.desk.placement is not None)
    page.desk.place.go_to_box()
    before = page.desk.placement
    QTest.keyClick(page.box, Qt.Key.Key_Up)
    assert page.desk.placement != before


def is_closed_by(person: Person, act: Callable[[], None]) -> bool:
    act()
    return person.window.document_page.document is None


def test_a_document_that_was_only_read_is_closed_without_a_word(
    person: Person, letter: Path, asked: list[str]
) -> None:
    person.opens(letter)
    page = person.window.document_page
    person.waits_until(lambda: page.desk.placement is not None)
    page.signing_panel.consent.setChecked(True)

    person.presses(Qt.Key.Key_W, CTRL)

    assert page.document is None
    assert not asked
    assert person.window.close()
    assert not asked


def test_a_box_that_was_placed_and_not_signed_is_asked_about(
    person: Person, letter: Path, asked: list[str]
) -> None:
    with_a_box_moved(person, letter)
    page = person.window.document_page

    person.presses(Qt.Key.Key_W, CTRL)
    assert page.document is not None
    assert asked == ["Tutup “surat.pdf”?"]
    assert not person.window.close()
    assert person.window.isVisible()
    assert asked[1:] == ["Tutup program?"]


def test_whoever_agrees_closes(person: Person, letter: Path) -> None:
    with_a_box_moved(person, letter)
    page, told = person.window.document_page, []

    def agrees(dialog: QuestionDialog) -> None:
        told.append(person.reads("tetapi belum ditandatangani"))
        # Whoever wishes it once more, while it is asked, is not asked twice.
        assert not person.window.may_close()
        person.clicks("Tutup dokumen", within=dialog)

    person.will_answer(QuestionDialog, agrees)
    person.presses(Qt.Key.Key_W, CTRL)

    assert told == [True]
    assert page.document is None


def test_places_that_were_prepared_and_not_saved_are_asked_about(
    person: Person, letter: Path, asked: list[str]
) -> None:
    person.opens(letter)
    page = person.window.document_page
    page.prepare_places()
    person.presses(Qt.Key.Key_W, CTRL)
    # Nobody was named and nothing moved: nothing would be lost.
    assert not asked

    person.opens(letter)
    page = person.window.document_page
    page.prepare_places()
    page.preparation.panel.named.emit(0, "Kepala Dinas")
    person.presses(Qt.Key.Key_W, CTRL)
    assert len(asked) == 1
    assert page.preparation.is_active


def test_a_queue_is_asked_about_once_somebody_worked_on_it(
    treasurer: Treasurer, asked: list[str], incoming: Path
) -> None:
    write_orders(incoming, 2)
    treasurer.adds(incoming)
    window = treasurer.person.window
    assert window.may_close()
    assert not asked

    treasurer.rows[0].note = "Nomor surat belum diisi"
    treasurer.rows[0].state = RowState.SORTED_OUT
    assert not window.close()
    assert asked == ["Tutup program?"]


def test_another_window_for_another_language_asks_nothing(
    person: Person, letter: Path, asked: list[str]
) -> None:
    with_a_box_moved(person, letter)

    person.window.end()

    assert not asked


def test_a_batch_ends_with_the_document_under_way_where_that_is_agreed_to(
    treasurer: Treasurer, incoming: Path
) -> None:
    write_orders(incoming, 12)
    treasurer.adds(incoming)
    treasurer.consents()
    window, states = treasurer.person.window, treasurer.page.model.states
    treasurer.begins()
    treasurer.person.waits_until(lambda: states()[RowState.SIGNED] >= 1)

    def agrees(dialog: QuestionDialog) -> None:
        treasurer.person.clicks("Hentikan, lalu tutup", within=dialog)

    treasurer.person.will_answer(QuestionDialog, agrees)
    assert not window.close()
    treasurer.person.waits_until(lambda: not window.isVisible())

    assert not treasurer.affairs.is_busy
    assert 1 <= states()[RowState.SIGNED] < 12
