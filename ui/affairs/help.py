"""What F1 leads to: the chapter of the guide about what a person is doing now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ttedesktop.validation.report import Verdict
from ui import rail
from ui.controls.dialog import Dialog
from ui.controls.progress_cover import ProgressCover
from ui.pages.link_dialog import LinkDialog, address_in
from ui.settings.groups import TITLES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow

_ROOMS: Final = {
    rail.QUEUE: ("antrean", ""),
    rail.TOKEN: ("pin-token", "pemeriksaan-token"),
    rail.CHECKING: ("putusan", "banyak-dokumen-sekaligus"),
}
"""Chapter and section about a room; what a document is being asked decides its own."""
_FIRST: Final = ("pertama", "")


class HelpAffairs(QObject):
    """One for a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.guide_made.connect(
            lambda page: page.address_wanted.connect(self._ask_to_open)
        )

    def show(self) -> None:
        """Open the chapter about what the person is doing.

        A dialog, the first start and the full screen stay as they are below it.
        """
        if any(one.isVisible() for one in self._window.findChildren(ProgressCover)):
            return
        dialog = self._dialog_in_front()
        chapter, section = self.topic()
        is_whole = self._window.is_setting_up or self._window.is_reading
        if dialog is None and not is_whole:
            if self._window.room != rail.HELP:
                self._window.show_guide(chapter, section)
            return
        # Loaded when somebody asks for help first.
        from ui.guide.dialog import GuideDialog

        if not isinstance(dialog, GuideDialog):
            GuideDialog(
                self._window, chapter, section, ask_for=self._ask_to_open
            ).read()

    def topic(self) -> tuple[str, str]:
        """Return key of the chapter and slug of the section about what is seen now."""
        dialog = self._dialog_in_front()
        if dialog is not None and dialog.guide_topic[0]:
            return dialog.guide_topic
        window = self._window
        if window.is_setting_up:
            return _FIRST
        if window.room == rail.SETTINGS:
            return "setelan", TITLES[window.settings_page.group][1]
        if window.room == rail.DOCUMENT:
            return self._topic_of_document()
        return _ROOMS.get(window.room, _FIRST)

    # --- inside -----------------------------------------------------------------------

    def _topic_of_document(self) -> tuple[str, str]:
        page = self._window.document_page
        if page.document is None:
            return _FIRST
        by_keyboard = (
            ("letak", (page.box, page.signing_panel.place)),
            ("membaca", (page.side_panel, page.reading.search.bar)),
        )
        for chapter, parts in by_keyboard:
            if any(_holds_keyboard(one) for one in parts):
                return chapter, ""
        if page.preparation.is_active:
            return "menyiapkan", ""
        report = page.report
        is_signed = report is not None and report.verdict is not Verdict.UNSIGNED
        has_verdict = is_signed or not page.strip.isHidden()
        return ("putusan", "") if has_verdict else _FIRST

    def _dialog_in_front(self) -> Dialog | None:
        shown = [one for one in self._window.findChildren(Dialog) if one.isVisible()]
        # The last one that was shown stands over the others.
        children = self._window.children()
        return max(shown, key=children.index, default=None)

    def _ask_to_open(self, address: str) -> None:
        found = address_in(address)
        dialog = LinkDialog(self._window, address, found, is_from_guide=True)
        if dialog.ask() and found is not None:
            QDesktopServices.openUrl(found)
        dialog.deleteLater()


def _holds_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (widget is focused or widget.isAncestorOf(focused))
