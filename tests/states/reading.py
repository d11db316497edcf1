"""Pictures of searching, selecting and links, for ``make screenshots``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.papers.reading import ADDRESS
from ttedesktop.document.contents import LinkKind, PageLink
from ttedesktop.document.geometry import ViewRect
from ui.pages.link_dialog import LinkDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.states.visitor import Visitor
    from ui.documents.document_page import DocumentPage

_START, _END = QPointF(150, 395), QPointF(420, 420)
"""Points on the first page of the demonstration letter, where it has words."""


def reading_states(
    photo: Visitor,
    page: DocumentPage,
    wait_for: Callable[[Callable[[], bool]], None],
) -> None:
    """Search, select, cut out a region, and follow a link on the page that is open."""
    reading, port = page.reading, page.view.viewport()
    wait_for(lambda: reading.words.words(0) is not None)
    for words, name in (("tanda", "20-search"), ("zzz", "20-search-none")):
        reading.search.open(words)
        wait_for(
            lambda: bool(reading.search.bar.count) and not reading.search.is_running
        )
        photo.take(name)
    reading.search.close()
    page.view.go_to_page(0)
    transform = page.view.page_transform(0)
    start, end = (transform.map(one).toPoint() for one in (_START, _END))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    photo.take("21-selection")
    reading.selection.clear()
    reading.region.begin()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, end)
    photo.take("22-region")
    reading.region.cancel()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    for kind, name in ((LinkKind.WEB, "23-link"), (LinkKind.OTHER, "23-link-refused")):
        link = PageLink(ViewRect(0, 0, 1, 1), kind, address=ADDRESS)
        _ask(photo, name, partial(reading.links.follow, link))


def _ask(photo: Visitor, name: str, begin: Callable[[], None]) -> None:
    def look(dialog: LinkDialog) -> None:
        photo.take(name)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    photo.with_dialog(LinkDialog, look, begin)
