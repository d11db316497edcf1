"""The side panel beside a view: tabs, table of contents, layers."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from tests.papers.letters import letter
from tests.papers.regulation import LAYERS, regulation_pdf
from tests.window.lines import clicks_line, line_of
from ui.contents.side_panel import SidePanel
from ui.contents.side_tabs import SideView
from ui.pages.document_view import DocumentView
from ui.pages.page_loader import PageLoader, PageWish, Purpose
from ui.program.parts import Parts, make_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QTreeView
    from pytestqt.qtbot import QtBot

    from ttedesktop.document.pdf import Document
    from ttedesktop.document.rendering.renderer import Renderer

_PATIENCE = 30_000
# Said by Qt's offscreen platform of every window besides the first.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


DRAWING = QRectF(150, 520, 60, 20)
STAMPED = QRectF(320, 530, 150, 36)


@dataclass
class Reader:
    """Reads a document in a view with the panel beside it, and nothing else."""

    parts: Parts
    bot: QtBot
    window: QWidget
    side: SidePanel
    view: DocumentView
    loader: PageLoader | None = None
    document: Document | None = None
    drawn: list[PageWish] = field(default_factory=list)
    """The pages that came, in their order."""

    def opens(self, content: bytes) -> Document:
        self.closes()
        path = Path("rancangan.pdf")
        self.document = self.parts.reading.open_bytes(path, content)
        self.loader = PageLoader(self.parts.reading, self.document, self.parts.making)
        self.drawn.clear()
        self.loader.page_ready.connect(lambda wish, _picture: self.drawn.append(wish))
        self.view.show_document(self.document, self.loader)
        self.side.show_document(self.document, self.loader)
        return self.document

    def closes(self) -> None:
        self.view.clear()
        self.side.clear()
        if self.loader is not None:
            self.loader.stop()

    def opens_view(self, view: SideView) -> None:
        """Click the tab of a view once the document is known to have it."""
        tab = self.side.tabs.tab(view)
        self.bot.waitUntil(tab.isEnabled, timeout=_PATIENCE)
        QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
        assert self.side.view is view
        # The view has the room that is left only when all is laid out.
        self.bot.waitUntil(
            lambda: self.view.x() >= self.side.width(), timeout=_PATIENCE
        )

    def presses(self, *keys: Qt.Key) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    made = make_parts(None)
    yield made
    made.stop()


@pytest.fixture
def reader(parts: Parts, qtbot: QtBot) -> Iterator[Reader]:
    """Somebody who reads."""
    window, side, view = QWidget(), SidePanel(parts), DocumentView()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(side)
    row.addWidget(view, 1)
    side.attend(view)
    window.resize(900, 640)
    window.show()
    qtbot.waitExposed(window)
    made = Reader(parts, qtbot, window, side, view)
    yield made
    made.closes()
    window.close()
    window.deleteLater()


# --- tabs --------------------------------------------------------------------------


def test_a_document_without_them_says_so_at_each_tab(reader: Reader) -> None:
    document = reader.opens(letter())
    side = reader.side
    assert side.has_read is None

    reader.bot.waitUntil(lambda: side.has_read is document, timeout=_PATIENCE)

    assert side.view is SideView.PAGES
    told = {view: side.tabs.tab(view).toolTip() for view in SideView}
    assert told[SideView.OUTLINE] == "Dokumen ini tidak memiliki daftar isi"
    assert told[SideView.SIGNATURES] == "Dokumen ini tidak memiliki tanda tangan"
    assert told[SideView.ATTACHMENTS] == "Dokumen ini tidak memiliki lampiran"
    assert told[SideView.LAYERS] == "Dokumen ini tidak memiliki lapisan"
    assert all(side.tabs.tab(view).accessibleName() for view in SideView)
    off = [view for view in SideView if not side.tabs.tab(view).isEnabled()]
    assert off == list(SideView)[1:]


def test_the_tabs_are_reached_and_changed_with_the_keyboard(reader: Reader) -> None:
    reader.opens(regulation_pdf())
    side = reader.side
    reader.bot.waitUntil(side.tabs.tab(SideView.LAYERS).isEnabled, timeout=_PATIENCE)
    side.thumbnails.setFocus()

    reader.presses(Qt.Key.Key_Backtab)

    assert QApplication.focusWidget() is side.tabs.tab(SideView.PAGES)
    seen: list[SideView] = []
    for _press in range(3):
        reader.presses(Qt.Key.Key_Right)
        seen.append(side.view)
    # No signatures yet: their tab is passed over.
    assert seen == [SideView.OUTLINE, SideView.ATTACHMENTS, SideView.LAYERS]
    reader.presses(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is side.layers.tree


def test_the_panel_is_narrow_for_small_pages_and_wider_for_words(
    reader: Reader,
) -> None:
    reader.side.set_room(1366, compact=False)
    reader.opens(regulation_pdf())
    assert reader.side.width() == 165

    reader.opens_view(SideView.OUTLINE)
    assert reader.side.width() == 260
    reader.opens_view(SideView.PAGES)
    reader.side.set_room(1600, compact=False)

    assert reader.side.width() == 165


def test_another_document_shows_what_it_has_and_the_wish_is_kept(
    reader: Reader,
) -> None:
    reader.opens(regulation_pdf())
    side = reader.side
    reader.opens_view(SideView.OUTLINE)

    reader.opens(letter())
    assert side.view is SideView.PAGES
    reader.opens(regulation_pdf())

    reader.bot.waitUntil(lambda: side.view is SideView.OUTLINE, timeout=_PATIENCE)


# --- contents ----------------------------------------------------------------------


def test_a_line_of_the_contents_leads_to_its_page(reader: Reader) -> None:
    reader.opens(regulation_pdf())
    view, tree = reader.view, reader.side.outline
    reader.opens_view(SideView.OUTLINE)

    clicks_line(tree, "Bab II Tata cara")
    assert view.current_page == 2
    tree.setFocus()
    reader.presses(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.current_page == 2
    reader.presses(Qt.Key.Key_Return)

    assert view.current_page == 4


def test_the_section_that_is_read_is_marked_also_where_it_is_folded_away(
    reader: Reader,
) -> None:
    reader.opens(regulation_pdf())
    tree = reader.side.outline
    reader.opens_view(SideView.OUTLINE)

    reader.view.go_to_page(4)
    assert marked(tree) == ["Pasal 4 Penerbitan"]
    # "Ayat (1)" begins on the fourth page, below a line that is folded.
    reader.view.go_to_page(3)
    assert marked(tree) == ["Pasal 3 Permohonan"]
    tree.collapse(line_of(tree, "Bab II"))

    assert marked(tree) == ["Bab II Tata cara"]


def test_a_line_at_the_end_stays_marked_although_it_cannot_come_to_the_top(
    reader: Reader,
) -> None:
    reader.opens(regulation_pdf())
    tree = reader.side.outline
    reader.opens_view(SideView.OUTLINE)
    # So small that the last pages are in view together.
    reader.view.zoom_to(0.2)

    clicks_line(tree, "<b>Bab III</b>")
    assert marked(tree) == ["<b>Bab III</b> Penutup"]
    reader.view.go_to_page(0)

    assert marked(tree) == ["Pasal 1 Pengertian"]


def test_titles_are_words_and_never_markup(reader: Reader) -> None:
    reader.opens(regulation_pdf())
    reader.opens_view(SideView.OUTLINE)

    line = line_of(reader.side.outline, "<b>Bab III</b>")

    assert "&lt;b&gt;" in line.data(Qt.ItemDataRole.ToolTipRole)


# --- layers ------------------------------------------------------------------------


def test_a_layer_is_hidden_for_both_renderers_and_comes_back(reader: Reader) -> None:
    document = reader.opens(regulation_pdf())
    side, tree = reader.side, reader.side.layers.tree
    both = (reader.parts.reading, reader.parts.making)
    reader.opens_view(SideView.LAYERS)
    before = [pixels(one, document) for one in both]
    tree.setFocus()
    tree.setCurrentIndex(line_of(tree, LAYERS[1]))

    with reader.bot.waitSignal(side.layers_changed, timeout=_PATIENCE):
        reader.presses(Qt.Key.Key_Space)

    assert not is_ticked(tree, LAYERS[1])
    assert all(pixels(one, document) != before[0] for one in both)
    with reader.bot.waitSignal(side.layers_changed, timeout=_PATIENCE):
        side.reset_layers()
    assert is_ticked(tree, LAYERS[1])
    assert not side.has_changed_layers
    assert [pixels(one, document) for one in both] == before


def test_pages_in_view_are_drawn_anew_when_a_layer_is_shown(reader: Reader) -> None:
    reader.opens(regulation_pdf())
    reader.opens_view(SideView.LAYERS)
    reader.view.bring_into_view(0, QRectF(60, 500, 480, 100))
    reader.bot.waitUntil(lambda: is_sharp(reader), timeout=_PATIENCE)
    assert shows_ink(reader, DRAWING)
    assert not shows_ink(reader, STAMPED)
    tree = reader.side.layers.tree

    tree.model().setData(
        line_of(tree, LAYERS[2]),
        Qt.CheckState.Checked,
        Qt.ItemDataRole.CheckStateRole,
    )

    reader.bot.waitUntil(lambda: shows_ink(reader, STAMPED), timeout=_PATIENCE)


def test_a_layer_that_the_document_fixes_cannot_be_switched(reader: Reader) -> None:
    reader.opens(regulation_pdf())
    reader.opens_view(SideView.LAYERS)
    tree = reader.side.layers.tree

    fixed = line_of(tree, LAYERS[0])

    assert not fixed.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert "tidak mengizinkan" in fixed.data(Qt.ItemDataRole.ToolTipRole)
    assert not is_ticked(tree, LAYERS[2])


@pytest.mark.parametrize("is_waited_for", [True, False])
def test_a_closed_document_leaves_no_layer_switched(
    reader: Reader,
    is_waited_for: bool,  # noqa: FBT001 - a parameter
) -> None:
    document = reader.opens(regulation_pdf())
    both = (reader.parts.reading, reader.parts.making)
    reader.opens_view(SideView.LAYERS)
    before = both[0].layers(document)
    number = next(one.number for one in before if one.name == LAYERS[2])
    switch = reader.side.switch
    if is_waited_for:
        with reader.bot.waitSignal(switch.settled, timeout=_PATIENCE):
            switch.switch(number, True)  # noqa: FBT003 - a Qt slot
        assert both[0].layers(document) != before

    with reader.bot.waitSignal(switch.settled, timeout=_PATIENCE):
        if not is_waited_for:
            switch.switch(number, True)  # noqa: FBT003 - a Qt slot
        reader.closes()

    assert [one.layers(document) for one in both] == [before, before]


def is_sharp(reader: Reader) -> bool:
    """Whether the first page was drawn at the size in which it is seen."""
    scale = reader.view.scale * reader.view.devicePixelRatioF()
    return any(
        wish.purpose is Purpose.VIEW and isclose(wish.scale, scale)
        for wish in reader.drawn
    )


def shows_ink(reader: Reader, place: QRectF) -> bool:
    """Whether anything but paper stands at a place of the first page, in points."""
    seen = reader.view.page_transform(0).mapRect(place).toRect()
    picture = reader.view.viewport().grab(seen).toImage()
    return any(
        picture.pixelColor(x, y).lightness() < 245
        for x in range(picture.width())
        for y in range(picture.height())
    )


def marked(tree: QTreeView) -> list[str]:
    """Return the lines that are marked as being read, open or folded away."""
    model = tree.model()
    lines = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.AccessibleDescriptionRole,
        "Bagian",
        -1,
        Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive,
    )
    return [str(line.data()) for line in lines]


def pixels(renderer: Renderer, document: Document) -> bytes:
    return bytes(renderer.render(document, 0, scale=0.5).pixels)


def is_ticked(tree: QTreeView, words: str) -> bool:
    state = line_of(tree, words).data(Qt.ItemDataRole.CheckStateRole)
    return Qt.CheckState(state) is Qt.CheckState.Checked
