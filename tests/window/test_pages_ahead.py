"""What is seen is drawn first, what may be seen next is there, and nothing twice."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pymupdf
import pytest
from PySide6.QtGui import QImage
from typing_extensions import override

from ttedesktop.document.rendering.renderer import Renderer
from ttedesktop.errors.document_errors import PageUndrawable
from ui.pages.document_view import DocumentView
from ui.pages.page_loader import PageLoader, PagePicture, PageWish, Purpose
from ui.pages.picture_store import PictureStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ttedesktop.document.geometry import ViewRect
    from ttedesktop.document.pdf import Document, Medium, PageImage

SMALL = 0.2
"""Device pixels a point."""
PATIENCE = 20_000
STEP = 300
"""Logical pixels; less than is drawn ahead."""


class Witnessed(Renderer):
    """Notes which pages it draws, and can be held up before each."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.fails = False

    @override
    def render(
        self,
        document: Document,
        index: int,
        *,
        scale: float,
        clip: ViewRect | None = None,
        medium: Medium | None = None,
    ) -> PageImage:
        self.drawn.append(index)
        assert self.may_go_on.wait(PATIENCE / 1000)
        if self.fails:
            raise PageUndrawable(document.name, index + 1)
        return super().render(document, index, scale=scale, clip=clip)


@pytest.fixture(scope="module")
def renderers() -> Iterator[tuple[Witnessed, Witnessed]]:
    with Witnessed() as reading, Witnessed() as making:
        yield reading, making


@pytest.fixture
def reading(renderers: tuple[Witnessed, Witnessed]) -> Witnessed:
    renderers[0].drawn.clear()
    return renderers[0]


@pytest.fixture
def making(renderers: tuple[Witnessed, Witnessed]) -> Iterator[Witnessed]:
    renderers[1].drawn.clear()
    yield renderers[1]
    renderers[1].fails = False
    renderers[1].may_go_on.set()


@pytest.fixture
def document(tmp_path: Path, reading: Witnessed) -> Document:
    pdf = pymupdf.open()
    for _number in range(8):
        pdf.new_page(width=612, height=936)
    path = tmp_path / "delapan.pdf"
    path.write_bytes(pdf.tobytes())
    return reading.open(path)


@pytest.fixture
def loader(
    document: Document, reading: Witnessed, making: Witnessed
) -> Iterator[PageLoader]:
    made = PageLoader(reading, document, making)
    yield made
    made.stop()


@pytest.fixture
def came(loader: PageLoader) -> list[int]:
    """Return the pages that were drawn, as they come."""
    made: list[int] = []
    loader.page_ready.connect(lambda wish, _picture: made.append(wish.index))
    return made


@pytest.fixture
def lasting_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the moment for which one waits for the other not end."""
    monkeypatch.setattr("ui.pages.page_loader._COURTESY", PATIENCE)


@pytest.mark.usefixtures("lasting_moment")
def test_what_is_drawn_ahead_is_not_drawn_again_when_it_is_seen(
    qtbot: QtBot,
    loader: PageLoader,
    reading: Witnessed,
    making: Witnessed,
    came: list[int],
) -> None:
    making.may_go_on.clear()
    loader.want(Purpose.NEAR, [PageWish(3, SMALL)])
    qtbot.waitUntil(lambda: making.drawn == [3], timeout=PATIENCE)

    loader.want(Purpose.VIEW, [PageWish(3, SMALL), PageWish(4, SMALL)])
    making.may_go_on.set()

    qtbot.waitUntil(lambda: set(came) == {3, 4}, timeout=PATIENCE)
    loader.want(Purpose.VIEW, [PageWish(5, SMALL)])
    qtbot.waitUntil(lambda: 5 in came, timeout=PATIENCE)
    assert reading.drawn == [4, 5]
    assert making.drawn == [3]


@pytest.fixture(params=[Purpose.NEAR, Purpose.THUMBNAIL])
def held_up(
    request: pytest.FixtureRequest, qtbot: QtBot, loader: PageLoader, making: Witnessed
) -> None:
    """Have somebody who draws ahead hang at page 3."""
    making.may_go_on.clear()
    loader.want(request.param, [PageWish(3, SMALL)])
    qtbot.waitUntil(lambda: making.drawn == [3], timeout=PATIENCE)


@pytest.mark.usefixtures("held_up")
def test_a_page_in_view_waits_only_for_a_moment_for_who_draws_ahead(
    qtbot: QtBot, loader: PageLoader, reading: Witnessed, came: list[int]
) -> None:
    loader.want(Purpose.VIEW, [PageWish(3, SMALL)])

    qtbot.waitUntil(lambda: came == [3], timeout=PATIENCE)
    assert reading.drawn == [3]


def test_what_could_not_be_drawn_ahead_is_drawn_when_it_is_seen(
    qtbot: QtBot,
    loader: PageLoader,
    reading: Witnessed,
    making: Witnessed,
    came: list[int],
) -> None:
    making.fails = True
    making.may_go_on.clear()
    loader.want(Purpose.NEAR, [PageWish(3, SMALL)])
    qtbot.waitUntil(lambda: making.drawn == [3], timeout=PATIENCE)

    loader.want(Purpose.VIEW, [PageWish(3, SMALL)])
    making.may_go_on.set()

    qtbot.waitUntil(lambda: came == [3], timeout=PATIENCE)
    assert reading.drawn == [3]


def test_what_is_wished_for_anew_while_it_is_drawn_is_drawn_once(
    qtbot: QtBot, loader: PageLoader, reading: Witnessed, came: list[int]
) -> None:
    reading.may_go_on.clear()
    loader.want(Purpose.VIEW, [PageWish(1, SMALL)])
    qtbot.waitUntil(lambda: reading.drawn == [1], timeout=PATIENCE)
    loader.want(Purpose.VIEW, [PageWish(1, SMALL), PageWish(2, SMALL)])
    reading.may_go_on.set()

    qtbot.waitUntil(lambda: came == [1, 2], timeout=PATIENCE)
    assert reading.drawn == [1, 2]


def test_a_jump_draws_the_page_in_view_and_no_edge_of_the_one_before(
    qtbot: QtBot, document: Document, loader: PageLoader, reading: Witnessed
) -> None:
    view = shown(qtbot, document, loader)
    reading.drawn.clear()

    view.turn_to_page(5)

    qtbot.waitUntil(lambda: view.is_sharp, timeout=PATIENCE)
    assert set(reading.drawn) == {5}


def test_what_is_just_out_of_view_is_there_when_pages_are_moved(
    qtbot: QtBot, document: Document, loader: PageLoader
) -> None:
    view = shown(qtbot, document, loader)
    view.zoom_to(6.0)
    qtbot.waitUntil(lambda: view.is_sharp, timeout=PATIENCE)

    def is_there() -> bool:
        # There and back before anything is asked for at that place.
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + STEP)
        is_sharp = view.is_sharp
        bar.setValue(bar.value() - STEP)
        return is_sharp

    qtbot.waitUntil(is_there, timeout=PATIENCE)


def test_what_is_wanted_is_not_let_go() -> None:
    store = PictureStore(capacity=150)
    old, wanted, new = (PageWish(index, SMALL) for index in range(3))
    store.put(wanted, picture())
    store.want([wanted, new], 199)
    store.put(old, picture())

    store.put(new, picture())

    kept = [store.get(one) is not None for one in (old, wanted, new)]
    assert kept == [False, True, True]


def shown(qtbot: QtBot, document: Document, loader: PageLoader) -> DocumentView:
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_document(document, loader)
    qtbot.waitUntil(lambda: made.is_sharp, timeout=PATIENCE)
    return made


def picture() -> PagePicture:
    return PagePicture(QImage(), bytes(100))
