"""The view: what a reader does with pages, by mouse and by keyboard."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pymupdf
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ttedesktop.document.contents import Spot
from ttedesktop.errors.errors import TteError
from ttedesktop.messages import words_of
from ttedesktop.settings.values import ReadingPlace
from ui.pages.document_view import DocumentView
from ui.pages.page_layout import GAP, Mode
from ui.pages.page_loader import PageLoader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

RED = QColor(255, 0, 0)


@pytest.fixture
def document(tmp_path: Path, renderer: Renderer) -> Document:
    """Return a document of five pages, a red square in the upper left of each."""
    pdf = pymupdf.open()
    for _number in range(5):
        page = pdf.new_page(width=612, height=936)
        page.draw_rect((0, 0, 100, 100), color=(1, 0, 0), fill=(1, 0, 0))
    path = tmp_path / "lima.pdf"
    path.write_bytes(pdf.tobytes())
    return renderer.open(path)


@pytest.fixture
def view(
    qtbot: QtBot, document: Document, renderer: Renderer
) -> Iterator[DocumentView]:
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    loader = PageLoader(renderer, document)
    made.show_document(document, loader)
    yield made
    made.clear()
    loader.stop()


def _pixel(view: DocumentView, page: int, at: QPointF) -> QColor:
    """Return the colour seen at a place of a page, in points."""
    seen = view.viewport().grab().toImage()
    point = view.page_transform(page).map(at).toPoint()
    return seen.pixelColor(point)


def _shows(view: DocumentView, qtbot: QtBot, page: int, at: QPointF) -> None:
    """Wait until a place of a page is red."""
    qtbot.waitUntil(lambda: _pixel(view, page, at) == RED, timeout=10_000)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("zoom", [0.4, 1.0, 5.0])
def test_a_page_is_drawn_where_it_is_said_to_be(
    view: DocumentView, qtbot: QtBot, rotation: int, zoom: float
) -> None:
    view.turn(rotation)
    view.zoom_to(zoom)
    view.go_to_spot(Spot(0, 0))
    view.bring_into_view(0, QRectF(80, 80, 40, 40))

    _shows(view, qtbot, 0, QPointF(97, 97))
    assert _pixel(view, 0, QPointF(105, 105)).green() > 250


def test_the_wheel_with_control_enlarges_what_is_under_the_pointer(
    view: DocumentView,
) -> None:
    pointer = QPointF(300, 400)
    page = view.nearest_page(pointer)
    before = view.page_transform(page).inverted()[0].map(pointer)

    for _notch in range(12):
        _turn_wheel(view, pointer, 120, Qt.KeyboardModifier.ControlModifier)

    after = view.page_transform(page).inverted()[0].map(pointer)
    assert view.zoom > 4
    assert (after - before).manhattanLength() < 3


def test_pinching_a_touchpad_enlarges_what_is_under_the_pointer(
    view: DocumentView,
) -> None:
    at = QPointF(300, 200)
    under = view.page_transform(0).inverted()[0].map(at)
    zoom = view.zoom
    for value in (0.5, 0.2):
        pinch = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2, at, at, at, value, QPointF(),
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), pinch)

    assert view.zoom == pytest.approx(zoom * 1.5 * 1.2, rel=0.02)
    now = view.page_transform(0).map(under)
    assert (now - at).manhattanLength() < 2


def test_two_fingers_on_a_touch_screen_enlarge_and_make_smaller(
    view: DocumentView,
) -> None:
    screen = QTest.createTouchDevice()
    viewport = view.viewport()
    middle = QPoint(300, 200)

    def pinched(*distances: int) -> None:
        for number, distance in enumerate(distances):
            touch = QTest.touchEvent(viewport, screen)
            for finger, side in enumerate((-1, 1)):
                place = middle + QPoint(side * distance, 0)
                if number == 0:
                    touch.press(finger, place)
                else:
                    touch.move(finger, place)
            touch.commit()
        touch = QTest.touchEvent(viewport, screen)
        for finger, side in enumerate((-1, 1)):
            touch.release(finger, middle + QPoint(side * distances[-1], 0))
        touch.commit()

    before = view.zoom
    pinched(40, 60, 80, 100)
    large = view.zoom
    pinched(100, 80, 60, 40)

    assert large > before * 1.5
    assert view.zoom < large / 1.5


def test_zoom_ends_at_6400_percent(view: DocumentView) -> None:
    view.zoom_to(1000)

    assert view.zoom == 64.0
    view.zoom_to(0.0001)
    assert view.zoom == 0.1


def test_one_page_at_a_time_turns_with_the_wheel_and_with_page_down(
    view: DocumentView,
) -> None:
    view.set_mode(Mode.SINGLE)
    view.fit_page()
    assert view.visible_pages() == range(1)

    _turn_wheel(view, QPointF(300, 300), -120)
    assert view.current_page == 1
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.current_page == 2
    assert view.visible_pages() == range(2, 3)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.current_page == 1


def test_the_last_page_is_seen_in_every_mode(view: DocumentView, qtbot: QtBot) -> None:
    for mode in Mode:
        view.set_mode(mode)
        view.go_to_page(0)
        with qtbot.waitSignal(view.last_page_seen):
            QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        assert view.current_page == 4


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("rotation", [0, 90])
def test_a_reader_comes_back_to_where_they_were(
    view: DocumentView, mode: Mode, rotation: int
) -> None:
    view.set_mode(mode)
    view.turn(rotation)
    view.zoom_to(1.37)
    view.go_to_spot(Spot(3, 300))
    place, seen = view.place(), view.page_rect(3)

    view.go_to_place(ReadingPlace())
    assert view.page_rect(3) != seen
    view.go_to_place(place)

    assert view.place() == place
    assert view.page_rect(3).top() == pytest.approx(seen.top(), abs=1)


def test_a_place_that_is_nonsense_does_no_harm(view: DocumentView) -> None:
    view.go_to_place(ReadingPlace(99, -1e9, -3.0, "none", "sideways", 45))

    assert view.mode is Mode.CONTINUOUS
    assert view.rotation == 0
    assert view.current_page == 4


def test_a_spot_comes_to_the_top(view: DocumentView) -> None:
    view.zoom_to(1.0)

    view.go_to_spot(Spot(2, 400))

    at = view.page_transform(2).map(QPointF(300, 400))
    assert at.y() == pytest.approx(GAP, abs=2)
    assert view.current_page == 2


def test_night_turns_paper_dark_and_leaves_red_red(
    view: DocumentView, qtbot: QtBot
) -> None:
    view.set_night(night=True)

    def is_dark() -> bool:
        return _pixel(view, 0, QPointF(300, 60)).lightness() < 10

    qtbot.waitUntil(is_dark, timeout=10_000)
    qtbot.waitUntil(
        lambda: _pixel(view, 0, QPointF(50, 90)).redF() > 0.9, timeout=10_000
    )


def test_dragging_with_the_middle_button_moves_the_pages(view: DocumentView) -> None:
    view.zoom_to(2.0)
    view.go_to_page(1)
    before = view.page_rect(1).topLeft()
    port = view.viewport()

    QTest.mousePress(port, Qt.MouseButton.MiddleButton, pos=QPoint(400, 400))
    QTest.mouseMove(port, QPoint(380, 340))
    QTest.mouseRelease(port, Qt.MouseButton.MiddleButton, pos=QPoint(380, 340))

    assert view.page_rect(1).topLeft() - before == QPointF(-20, -60)


def test_a_page_that_takes_too_long_says_so_and_the_next_one_is_shown(
    qtbot: QtBot, renderer: Renderer, document: Document
) -> None:
    del qtbot
    stopper = threading.Timer(0.0, renderer.interrupt)
    failed: list[TteError] = []
    try:
        # Ended from outside again and again: a page is drawn or it is said that not.
        for _time in range(3):
            stopper = threading.Timer(0.002, renderer.interrupt)
            stopper.start()
            try:
                renderer.render(document, 0, scale=3)
            except TteError as error:
                failed.append(error)
            stopper.join()
    finally:
        stopper.cancel()

    assert renderer.render(document, 0, scale=1).width == 612
    assert all(words_of(one).heading for one in failed)


def _turn_wheel(
    view: DocumentView,
    at: QPointF,
    angle: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own order
    )
    QApplication.sendEvent(view.viewport(), event)


def test_pictures_are_painted_pixel_for_pixel(
    view: DocumentView, qtbot: QtBot, renderer: Renderer, document: Document
) -> None:
    view.zoom_to(0.75)
    # Until then another picture may stand in, which is as red.
    qtbot.waitUntil(lambda: view.is_sharp, timeout=10_000)
    drawn = renderer.render(document, 0, scale=view.scale)
    exact = QImage(
        drawn.pixels,
        drawn.width,
        drawn.height,
        drawn.width * 4,
        QImage.Format.Format_RGB32,
    )

    corner = view.page_rect(0).topLeft().toPoint()
    seen = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    part = exact.rect().adjusted(1, 1, -1, -view.viewport().height() + 100)
    part.setHeight(300)
    assert seen.copy(part.translated(corner)) == exact.copy(part)
