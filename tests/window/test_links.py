"""Links and jumps: followed, asked about, refused, and gone back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.papers.reading import (
    ADDRESS,
    PAGE_LINK,
    PROGRAM_LINK,
    WEB_LINK,
    with_links,
)
from ttedesktop.document.contents import LinkKind, PageLink
from ttedesktop.document.geometry import ViewRect
from ui.pages.link_dialog import LinkDialog, web_address
from ui.pages.page_links import tip_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.person import Person

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reader(person: Person, tmp_path: Path) -> Person:
    """Somebody before a letter with links, who does not sign it."""
    path = tmp_path / "tautan.pdf"
    path.write_bytes(with_links())
    person.opens(path)
    person.window.activateWindow()
    page = person.window.document_page
    page.desk.stop()
    page.view.fit_page()
    person.waits_until(lambda: len(page.reading.words.links(0)) == 3)
    return person


def opened_by(person: Person) -> list[QUrl]:
    """Return what will be opened outside the program, which is done no more."""
    opened: list[QUrl] = []

    def opens(address: QUrl) -> bool:
        opened.append(address)
        return True

    person.window.document_page.reading.links.opener = opens
    return opened


def clicks(person: Person, place: tuple[float, float, float, float]) -> None:
    view = person.window.document_page.view
    middle = QPointF((place[0] + place[2]) / 2, (place[1] + place[3]) / 2)
    point = view.page_transform(0).map(middle).toPoint()
    QTest.mouseMove(view.viewport(), point)
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_link_leads_to_its_page_and_one_comes_back(reader: Person) -> None:
    page = reader.window.document_page
    start = page.view.place()

    clicks(reader, PAGE_LINK)
    reader.waits_until(lambda: page.view.current_page == 10)
    reader.waits_until(lambda: page.reading.history.here == page.view.place())
    reader.presses(Qt.Key.Key_Left, ALT)
    assert page.view.place() == start
    reader.presses(Qt.Key.Key_Right, ALT)
    assert page.view.current_page == 10
    port = page.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.BackButton)
    assert page.view.place() == start
    # The menu comes with Alt alone, not with Alt and an arrow.
    QTest.keyRelease(page.view, Qt.Key.Key_Alt)
    assert not reader.window.menuBar().isVisible()


def test_jumps_by_number_and_to_the_end_are_gone_back_from(reader: Person) -> None:
    page = reader.window.document_page
    history = page.reading.history
    start = page.view.place()
    page.view.setFocus()

    reader.presses(Qt.Key.Key_End, CONTROL)
    reader.waits_until(lambda: history.here == page.view.place())
    end = page.view.place()
    assert page.view.current_page == 11
    reader.window.header.tools.page_wanted.emit(5)
    reader.waits_until(lambda: history.here == page.view.place())
    # The page after is no jump.
    reader.window.header.tools.page_wanted.emit(6)

    reader.presses(Qt.Key.Key_Left, ALT)
    assert page.view.place() == end
    reader.presses(Qt.Key.Key_Left, ALT)
    assert page.view.place() == start
    assert not history.can_go_back


def test_the_web_is_asked_about_and_not_opened_by_enter(reader: Person) -> None:
    opened = opened_by(reader)
    seen: list[str] = []

    def presses_enter(dialog: LinkDialog) -> None:
        seen.extend(one.text() for one in dialog.findChildren(QLabel))
        seen.extend(one.accessibleName() for one in dialog.findChildren(QLabel))
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        reader.will_answer(LinkDialog, agrees)

    def agrees(dialog: LinkDialog) -> None:
        reader.clicks("Buka di peramban", within=dialog)

    reader.will_answer(LinkDialog, presses_enter)
    clicks(reader, WEB_LINK)
    reader.waits_until(lambda: bool(seen))
    assert ADDRESS in seen
    assert not opened
    clicks(reader, WEB_LINK)
    reader.waits_until(lambda: bool(opened))
    assert opened == [QUrl(ADDRESS)]


def test_programs_and_other_files_are_refused_in_words(reader: Person) -> None:
    opened = opened_by(reader)
    seen: list[str] = []
    reader.will_close_dialog(seen)

    clicks(reader, PROGRAM_LINK)
    reader.waits_until(lambda: bool(seen))

    assert "Tautan ini tidak dibuka" in seen
    assert not opened


def test_tab_walks_through_the_links_and_on(reader: Person) -> None:
    page = reader.window.document_page
    page.view.setFocus()

    for _link in range(3):
        reader.presses(Qt.Key.Key_Tab)
        assert page.view.hasFocus()
    reader.presses(Qt.Key.Key_Tab)
    assert not page.view.hasFocus()
    page.view.setFocus()
    reader.presses(Qt.Key.Key_Tab)
    reader.presses(Qt.Key.Key_Return)
    assert page.view.current_page == 10


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "https:///tanpa-tuan", "mailto:", ""],
)
def test_only_addresses_of_the_web_are_opened(address: str) -> None:
    link = PageLink(ViewRect(0, 0, 1, 1), LinkKind.WEB, address=address)

    assert web_address(link) is None


def test_a_letter_to_somebody_brings_no_files_along() -> None:
    link = PageLink(
        ViewRect(0, 0, 1, 1),
        LinkKind.WEB,
        address="mailto:surat@contoh.invalid?attach=/etc/passwd",
    )

    assert web_address(link) == QUrl("mailto:surat@contoh.invalid")


def test_what_is_said_beside_the_pointer_is_no_markup() -> None:
    link = PageLink(
        ViewRect(0, 0, 1, 1), LinkKind.WEB, address="https://a.invalid/<img src=x>"
    )

    assert "<img" not in tip_of(link)


def test_the_host_is_emphasised_and_not_what_looks_like_it(person: Person) -> None:
    link = PageLink(
        ViewRect(0, 0, 1, 1),
        LinkKind.WEB,
        address="https://bank.example@jahat.invalid/bank.example",
    )
    dialog = LinkDialog(person.window, link.address, web_address(link))

    rich = [one.text() for one in dialog.findChildren(QLabel) if "<b>" in one.text()]
    assert len(rich) == 1
    bold = rich[0].partition("<b>")[2].partition("</b>")[0]
    assert bold.replace("\u200b", "") == "jahat.invalid"
