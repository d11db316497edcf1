"""What stood in the window when it was left, and that it stands there again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ttedesktop.settings.values import LeftWindow
from ui import rail
from ui.affairs.opening import OpeningWish
from ui.documents.document_stack import MOST

if TYPE_CHECKING:
    from ui.affairs.document import DocumentAffairs
    from ui.documents.document_page import DocumentPage
    from ui.main_window import MainWindow
    from ui.program.parts import Parts

_ROOMS: Final = frozenset(
    {rail.DOCUMENT, rail.QUEUE, rail.CHECKING, rail.TOKEN, rail.SETTINGS, rail.HELP}
)


class WindowMemory(QObject):
    """One for a window. It notes nothing until it is told to.

    Which documents are open is noted only where the documents opened last may be;
    those that needed a password are not, since nobody could be asked at a start.
    """

    def __init__(
        self, parts: Parts, window: MainWindow, documents: DocumentAffairs
    ) -> None:
        super().__init__(window)
        self._parts, self._window, self._documents = parts, window, documents
        self.is_noting = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._note)
        # What is in front is noted at the end: each note is written to the keyring.
        window.documents.page_removed.connect(self._changed)
        window.documents.page_added.connect(self._join_page)
        for page in window.documents.pages:
            self._join_page(page)

    def begin(self) -> None:
        """Note from now on what stands in the window."""
        self.is_noting = True
        self._changed()

    def end(self) -> None:
        """Note it once more, and then no longer: what is closed now was not left."""
        self._note()
        self.is_noting = False

    def take_over(self, before: WindowMemory) -> None:
        """Go on in the place of a window that goes."""
        was_noting, before.is_noting = before.is_noting, False
        if was_noting:
            self.begin()

    def come_back(self) -> None:
        """Open what was open, go to the room that was in front, and begin to note."""
        left = self._parts.settings.left
        if self._window.is_setting_up:
            left = LeftWindow()
        stack, opening = self._window.documents, self._documents.opening
        already = stack.with_documents or opening.wishes
        kept = left.documents if self._documents.recent.is_kept else ()
        wishes = [
            OpeningWish(
                Path(path), in_front=not already and path == left.front, is_quiet=True
            )
            for path in kept
        ]
        room = MOST - len(stack.with_documents) - len(opening.wishes)
        opening.when_done(lambda: self._return_to("" if already else left.room))
        self._documents.open_wishes(wishes[:room])

    # --- inside -----------------------------------------------------------------------

    def _return_to(self, room: str) -> None:
        # Whoever has gone elsewhere meanwhile stays there.
        if room in _ROOMS and self._window.room == rail.DOCUMENT:
            self._window.show_room(room)
        self.begin()

    def _join_page(self, page: DocumentPage) -> None:
        page.document_changed.connect(self._changed)

    def _changed(self, _told: object = None) -> None:
        if self.is_noting:
            self._soon.start()

    def _note(self) -> None:
        self._soon.stop()
        if not self.is_noting:
            return
        window, front = self._window, self._window.document_page.document
        open_now = (page.document for page in window.documents.with_documents)
        paths = tuple(
            str(one.path.absolute())
            for one in open_now
            if one is not None and not one.password
        )
        is_kept = self._documents.recent.is_kept
        self._parts.keeper.change(
            left=LeftWindow(
                documents=paths if is_kept else (),
                front=str(front.path.absolute()) if is_kept and front else "",
                room=window.room,
                geometry=bytes(window.saveGeometry().toBase64().data()).decode("ascii"),
            )
        )


def move_documents(
    before: MainWindow, window: MainWindow, documents: DocumentAffairs
) -> None:
    """Show the documents of one window in another, each where it was left."""
    front = before.documents.front
    for page in before.documents.with_documents:
        there = window.documents.free_page()
        if there is None or page.document is None:
            continue
        there.desk.keep_from(page.desk)
        documents.show_document(
            page.document, there, for_checking=page.is_for_checking, place=page.place
        )
        if page is front:
            window.documents.bring_to_front(there)
