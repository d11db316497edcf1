"""Links on the pages: seen under the pointer, walked through by keyboard, followed."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QPainter, QPen

from ttedesktop.document.contents import LinkKind
from ttedesktop.language import _
from ui.controls.tones import DARK, LIGHT
from ui.pages.link_dialog import LinkDialog, web_address
from ui.pages.page_shading import as_rect, seen_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ttedesktop.document.contents import PageLink
    from ui.pages.document_view import DocumentView
    from ui.pages.page_words import PageWords
    from ui.pages.place_history import PlaceHistory

_LONGEST_TIP: Final = 160
"""Characters of an address beside the pointer; the dialog shows all."""


class PageLinks(QObject):
    """Follows links; what leaves the document is asked for first."""

    def __init__(
        self, view: DocumentView, words: PageWords, history: PlaceHistory
    ) -> None:
        super().__init__(view)
        self._view, self._words, self._history = view, words, history
        self._focused: PageLink | None = None
        self._focused_page = -1
        self.opener: Callable[[QUrl], bool] = QDesktopServices.openUrl
        """What opens an address outside the program."""
        view.document_changed.connect(self.leave)
        view.add_overlay(self)

    def at(self, page: int, point: QPointF) -> PageLink | None:
        """Return the link at a point of a page (in points); None if there is none."""
        # What was added last lies on top.
        for link in reversed(self._words.links(page)):
            if as_rect(link.area).contains(point):
                return link
        return None

    def follow(self, link: PageLink) -> None:
        """Go where a link leads, once that is agreed to."""
        if link.kind is LinkKind.PAGE:
            if link.target is not None and link.target.page < len(self._view.pages):
                self._history.leave()
                self._view.go_to_spot(link.target)
            return
        address = web_address(link)
        if LinkDialog(self._view, link.address, address).ask() and address is not None:
            self.opener(address)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False if it means nothing here."""
        none = Qt.KeyboardModifier.NoModifier
        match event.key():
            case Qt.Key.Key_Tab if event.modifiers() == none:
                return self._walk(1)
            case Qt.Key.Key_Backtab:
                return self._walk(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._focused is not None:
                self.follow(self._focused)
                return True
            case Qt.Key.Key_Escape if self._focused is not None:
                self.leave()
                return True
            case _:
                return False

    def leave(self) -> None:
        """Take the keyboard away from the links."""
        self._focused, self._focused_page = None, -1
        self._view.viewport().update()

    def paint(self, painter: QPainter, index: int) -> None:
        """Paint a ring around the link that has the keyboard."""
        if self._focused is None or index != self._focused_page:
            return
        ring = seen_at(self._focused.area, self._view.page_transform(index))
        ink = DARK.focus if self._view.is_night else LIGHT.focus
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring.adjusted(-3, -3, 3, 3), 4, 4)

    # --- inside ----------------------------------------------------------------

    def _walk(self, by: int) -> bool:
        """Go to the next link of the page; False at its last, so that one leaves."""
        page = self._view.current_page
        links = self._words.links(page)
        if self._focused_page == page and self._focused in links:
            number = links.index(self._focused) + by
        else:
            number = 0 if by > 0 else len(links) - 1
        if not 0 <= number < len(links):
            self.leave()
            return False
        self._focused, self._focused_page = links[number], page
        area = as_rect(links[number].area)
        seen = self._view.page_transform(page).mapRect(area)
        if not QRectF(self._view.viewport().rect()).contains(seen):
            self._view.bring_into_view(page, area)
        self._view.viewport().update()
        return True


def tip_of(link: PageLink) -> str:
    """Return what is said beside the pointer, as text that Qt takes for rich."""
    match link.kind:
        case LinkKind.PAGE if link.target is not None:
            words = _("Ke halaman {page}").format(page=link.target.page + 1)
        case LinkKind.WEB:
            words = link.address
        case _:
            words = _("Tautan ke luar dokumen: {address}").format(address=link.address)
    if len(words) > _LONGEST_TIP:
        words = f"{words[:_LONGEST_TIP]}…"
    # A tooltip that looks like markup would be read as such.
    return f"<qt>{html.escape(words)}</qt>"
