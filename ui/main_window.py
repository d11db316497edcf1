"""The main window: rail, header, pages of rooms; it may be seen before it is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ttedesktop.language import _
from ui import rail

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from ui.checking.page import CheckingPage
    from ui.documents.document_page import DocumentPage
    from ui.guide.page import GuidePage
    from ui.program.parts import Parts
    from ui.queue.page import QueuePage
    from ui.settings.groups import SettingsGroup
    from ui.settings.page import SettingsPage

_SMALLEST: Final = QSize(960, 468)
_USUAL: Final = QSize(1366, 696)
_COMPACT_WIDTH: Final = 1100
_COMPACT_HEIGHT: Final = 600


def is_compact(width: int, height: int) -> bool:
    """Whether a window of that size is small, and what stands in it narrow."""
    return width < _COMPACT_WIDTH or height < _COMPACT_HEIGHT


class MainWindow(QMainWindow):
    """Holds the widgets; what happens between them is the switchboard's."""

    room_changed = Signal(str)
    queue_wanted = Signal()
    """Somebody goes to the queue."""
    settings_failed = Signal(object)
    """The ``TteError`` for which a setting could not be changed."""
    settings_wanted = Signal(str)
    """Name of what the settings ask for."""
    guide_made = Signal(object)
    """The ``GuidePage``, when it is wanted for the first time."""
    checking_page_made = Signal(object)
    """The ``CheckingPage``, when it is wanted for the first time."""

    def __init__(self, parts: Parts | None = None) -> None:
        """Be filled with ``parts`` at once, or be empty until ``fill``."""
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        """Asks whether a person may close the window now."""
        self._is_ending = self._is_filled = False
        self.setWindowTitle("TTE Desktop")
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL)
        if parts is not None:
            self.fill(parts)

    def fill(self, parts: Parts) -> None:
        """Put everything in; where the window is seen, ``show_content`` shows it."""
        from ui.controls.focus_ring import FocusRing
        from ui.controls.toast import Toast
        from ui.documents.document_stack import DocumentStack
        from ui.header import Header
        from ui.home_page import HomePage
        from ui.tokens.page import TokenPage

        self._parts = parts
        self.rail = rail.Rail()
        self.header = Header()
        self.home = HomePage()
        self.documents = DocumentStack(parts)
        self.token_page = TokenPage()
        self._settings_page: SettingsPage | None = None
        self._guide_page: GuidePage | None = None
        self._checking_page: CheckingPage | None = None
        self._queue_page: QueuePage | None = None
        self._pages = QStackedWidget()
        self._pages.setProperty("kind", "page")
        for page in (self.home, self.documents, self.token_page):
            self._pages.addWidget(page)
        self._lay_out()
        self.toast = Toast(self._pages)
        self._ring = FocusRing(self)
        self._room = rail.DOCUMENT
        self._is_reading = self._was_maximized = False
        self._is_filled = True
        self.rail.chosen.connect(self.show_room)
        self.documents.front_changed.connect(self._front_changed)
        self.show_room(rail.DOCUMENT)

    def show_content(self) -> None:
        """Show what was put into a window that is seen already."""
        self._fit(QSize())
        self._whole.show()

    def put_back(self, geometry: str) -> None:
        """Give the window the size and the place that it had, as screens allow."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii")))

    @property
    def document_page(self) -> DocumentPage:
        """The page of the document in front; empty if none is open."""
        return self.documents.front

    @property
    def is_document_shown(self) -> bool:
        """Whether the page of a document is seen."""
        return self._pages.currentWidget() is self.documents

    @property
    def is_reading(self) -> bool:
        """Whether the pages have the whole screen."""
        return self._is_reading

    def set_reading(self, *, reading: bool) -> None:
        """Give the pages the whole screen, or take it back."""
        self._is_reading = reading
        for part in (self.rail, self.header):
            part.setVisible(not reading)
        self.documents.set_reading(reading=reading)
        if reading:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
        elif self._was_maximized:
            self.showMaximized()
        else:
            self.showNormal()
        self._place_toast()

    @property
    def settings_page(self) -> SettingsPage:
        """The page of the settings; made when it is wanted first."""
        page = self._settings_page
        if page is None:
            # Not before the first page of a document, which nobody should wait for.
            from ui.settings.page import SettingsPage
            from ui.specimens.editor import SpecimenEditor

            parts, editor = self._parts, SpecimenEditor(self._parts)
            page = SettingsPage(parts.keeper, parts.policy, parts.trust_folder, editor)
            page.failed.connect(self.settings_failed)
            page.wanted.connect(self.settings_wanted)
            editor.failed.connect(self.settings_failed)
            self._pages.addWidget(page)
            self._settings_page = page
        return page

    @property
    def checking_page(self) -> CheckingPage:
        """The page for checking many documents; made when it is wanted first."""
        page = self._checking_page
        if page is None:
            from ui.checking.page import CheckingPage

            page = self._checking_page = CheckingPage(self._parts)
            self._pages.addWidget(page)
            self.checking_page_made.emit(page)
        return page

    @property
    def queue_page(self) -> QueuePage:
        """The page of the queue; made when it is wanted first."""
        page = self._queue_page
        if page is None:
            from ui.queue.page import QueuePage

            page = self._queue_page = QueuePage(self._parts)
            self._pages.addWidget(page)
            page.set_room(self.width(), compact=self._is_small())
        return page

    @property
    def guide_page(self) -> GuidePage:
        """The page of the guide; made when it is wanted first."""
        page = self._guide_page
        if page is None:
            from ui.guide.page import GuidePage

            page = self._guide_page = GuidePage()
            self._pages.addWidget(page)
            self.guide_made.emit(page)
        return page

    @property
    def settings_group(self) -> SettingsGroup | None:
        """The group of settings that was looked at last, if any was."""
        return None if self._settings_page is None else self._settings_page.group

    @property
    def room(self) -> str:
        """Name of the room that is in front."""
        return self._room

    def show_setup(self, page: QWidget) -> None:
        """Give the whole window to the first start, until a room is gone to."""
        self._set_frame(shown=False)
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.room_changed.emit("")

    @property
    def is_setting_up(self) -> bool:
        """Whether the first start has the window."""
        return self.rail.isHidden() and not self._is_reading

    def _set_frame(self, *, shown: bool) -> None:
        for part in (self.rail, self.header):
            part.setVisible(shown)

    def show_room(self, name: str) -> None:
        """Go to one of the rooms of the rail."""
        if self.is_setting_up:
            self._set_frame(shown=True)
        self._room = name
        if name == rail.QUEUE:
            self.queue_wanted.emit()
        self._pages.setCurrentWidget(self._page_of(name))
        self.rail.select(name)
        self.header.show_document_tools(shown=self.is_document_shown)
        self.header.show_queue_tools(shown=name == rail.QUEUE)
        self._place_toast()
        self.show_titles()
        self.room_changed.emit(name)

    def show_titles(self) -> None:
        """Say in the header and in the title bar what is shown."""
        document = self.document_page.document
        shown = f"{document.name} – TTE Desktop" if document else "TTE Desktop"
        self.setWindowTitle(shown)
        is_kept = self._parts.keeper.is_kept
        titles = {
            rail.TOKEN: (_("Pemeriksaan token"), self.token_page.subtitle),
            rail.HELP: (_("Bantuan"), _("Panduan di komputer ini, tanpa jaringan")),
            rail.CHECKING: (
                _("Periksa keaslian"),
                _("Banyak dokumen sekaligus, tanpa jaringan"),
            ),
            rail.QUEUE: (
                _("Antrean"),
                self._queue_page.subtitle if self._queue_page is not None else "",
            ),
            rail.SETTINGS: (
                _("Setelan"),
                _("Perubahan langsung berlaku dan disimpan")
                if is_kept
                else _("Perubahan langsung berlaku, tetapi tidak disimpan"),
            ),
        }
        if self._room in titles:
            self.header.show_title(*titles[self._room])
        elif document is None:
            note = _demonstration_note(self._parts)
            self.header.show_title("TTE Desktop", note.capitalize())
        else:
            self.header.show_title(document.name, self._subtitle())

    def areas(self) -> tuple[QWidget, ...]:
        """Return the places that F6 leads to, in order."""
        places: list[QWidget] = [self.rail.first_item(), self.header.chip]
        if self.is_document_shown:
            if self.documents.tabs.isVisible():
                places.append(self.documents.tabs.row)
            places.extend(self.document_page.areas())
        elif self._room == rail.QUEUE:
            places.extend(self.queue_page.areas())
        if self._room == rail.SETTINGS:
            places.append(self.settings_page.search)
        if self._room == rail.HELP:
            places.extend(self.guide_page.areas())
        return tuple(places)

    def show_settings(self) -> None:
        """Go to the settings, with the keyboard where one looks for one of them."""
        self.show_room(rail.SETTINGS)
        self.settings_page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_settings_group(self, group: SettingsGroup) -> None:
        """Go to a group of the settings."""
        self.show_room(rail.SETTINGS)
        self.settings_page.open_group(group)

    def show_guide(self, chapter: str, section: str = "") -> None:
        """Go to a chapter of the guide, to a section of it if one is named."""
        self.show_room(rail.HELP)
        self.guide_page.open_chapter(chapter, section)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to what is read next; behind a dialog nothing is read."""
        from ui.controls import tab_order
        from ui.controls.dialog import Dialog

        covers = [one for one in self.findChildren(Dialog) if one.isVisible()]
        if covers:
            return tab_order.step(covers[-1].card, forward=next)
        return tab_order.step(self, forward=next)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_filled:
            self._fit(event.oldSize())

    def _fit(self, before: QSize) -> None:
        width, compact = self.width(), self._is_small()
        was = is_compact(before.width(), before.height())
        self.rail.set_compact(compact=compact)
        self.header.set_compact(compact=compact)
        self.documents.set_room(width, compact=compact)
        if self._queue_page is not None:
            self._queue_page.set_room(width, compact=compact)
        if compact != was or not before.isValid():
            self.header.set_thumbnails(shown=not compact)
        self._place_toast()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_ending or (self._is_filled and self.may_close()):
            super().closeEvent(event)
        else:
            event.ignore()

    def end(self) -> None:
        """Close without asking: that was done, or another window follows."""
        self._is_ending = True
        self.close()

    def _is_small(self) -> bool:
        return is_compact(self.width(), self.height())

    def _page_of(self, room: str) -> QWidget:
        has_document = self.document_page.document is not None
        made: dict[str, Callable[[], QWidget]] = {
            rail.DOCUMENT: lambda: self.documents if has_document else self.home,
            rail.QUEUE: lambda: self.queue_page,
            rail.CHECKING: lambda: self.checking_page,
            rail.TOKEN: lambda: self.token_page,
            rail.SETTINGS: lambda: self.settings_page,
            rail.HELP: lambda: self.guide_page,
        }
        return made[room]()

    def _front_changed(self) -> None:
        """Show in the header what belongs to another document now."""
        page = self.document_page
        self.header.set_thumbnails(shown=not page.side_panel.isHidden())
        self.header.tools.show_zoom(page.view.zoom)
        self.header.tools.show_labels(page.side_panel.page_labels)
        self.header.tools.show_page(page.view.current_page, len(page.view.pages))
        self._place_toast()
        self.show_titles()

    def _place_toast(self) -> None:
        panel = self.document_page.panel_width if self.is_document_shown else 0
        self.toast.set_inset(panel)

    def _subtitle(self) -> str:
        from ui.documents.subtitle import facts_of

        facts, note = facts_of(self.document_page), _demonstration_note(self._parts)
        return " · ".join([*facts, note] if note else facts)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._pages, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self._whole = whole
        # In a window that is seen already each part would be dressed on its own.
        if self.isVisible():
            whole.hide()
        self.setCentralWidget(whole)


def _demonstration_note(parts: Parts) -> str:
    return _("demonstrasi") if parts.demonstration is not None else ""
