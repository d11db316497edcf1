"""What is seen before the window is put together stands where it will be seen then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize

from tests.papers import letters as papers
from tests.window.running import running
from ttedesktop.settings.values import ReadingPlace, RecentDocument, Settings
from ui.application import Application
from ui.first_look import begin, room_for_pages, spots_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from tests.window.lasting import LastingChildren
    from tests.window.person import Person
    from ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SIZES = (QSize(1366, 696), QSize(1920, 1080), QSize(960, 468))


def pages_seen(window: MainWindow) -> list[QRectF]:
    """Return where pages are in the window."""
    view = window.document_page.view
    corner = view.viewport().mapTo(window, QPoint(0, 0)).toPointF()
    return [view.page_rect(one).translated(corner) for one in view.visible_pages()]


def pages_foreseen(
    window: MainWindow, place: ReadingPlace | None = None
) -> list[QRectF]:
    document = window.document_page.document
    assert document is not None
    room = room_for_pages(window.size(), has_strip=document.carries_signature)
    ratio = window.devicePixelRatioF()
    spots, _scale = spots_of(document, place or ReadingPlace(), room, ratio)
    return [one.rect for one in spots]


def test_pages_stand_where_they_will_be(person: Person, letter: Path) -> None:
    person.opens(letter)
    window = person.window
    for size in SIZES:
        window.resize(size)
        window.document_page.view.go_to_page(0)
        person.waits_until(lambda: pages_seen(window) == pages_foreseen(window))
    view = window.document_page.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() - 50)

    assert pages_foreseen(window, view.place()) == pages_seen(window)


def test_what_is_said_of_signatures_stands_above(
    person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(papers.letter() + b"\n%/ByteRange\n%%EOF\n")

    person.opens(path, for_checking=True)

    assert pages_foreseen(person.window) == pages_seen(person.window)


@pytest.mark.parametrize(
    "place", [ReadingPlace(fit="none", zoom=2.0), ReadingPlace(mode="two_up")]
)
def test_nothing_is_foreseen_of_another_way_to_read(
    person: Person, letter: Path, place: ReadingPlace
) -> None:
    person.opens(letter)

    assert not pages_foreseen(person.window, place)


def test_the_page_is_seen_first_and_the_window_comes_beneath(
    qtbot: QtBot, letter: Path, lasting_children: LastingChildren
) -> None:
    place = ReadingPlace(page=1, y=30.0)
    recent = (RecentDocument(str(letter), "", "2026-11-22T10:00:00+07:00", place),)
    lasting_children.begin_to_open(letter)

    look = begin(letter, lasting_children, Settings(recent=recent))

    window = look.main_window
    assert look.spots
    before = window.grab().toImage()
    made = Application(None, children=lasting_children, first_look=look)
    with running(made) as application:
        # The keyring, which there is none of here, has told of the place, too.
        application.parts.keeper.change(recent=recent)
        assert application.window is window
        assert look.isVisible()
        application.open_all([letter])
        qtbot.waitUntil(lambda: not look.isVisible(), timeout=30_000)
        qtbot.waitUntil(lambda: window.document_page.view.is_sharp, timeout=30_000)
        middle = window.document_page.view.viewport()
        rect = QRectF(middle.mapTo(window, QPoint(0, 0)), middle.size())
        after = window.grab().toImage()

    assert inked(before, rect) == inked(after, rect)


def inked(picture: QImage, rect: QRectF) -> int:
    """Return how many points of a grid are dark."""
    area = rect.toRect()
    return sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(area.left(), area.right(), 7)
        for y in range(area.top(), area.bottom(), 7)
    )
